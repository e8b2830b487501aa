/** What every change of a plan must keep, whichever command asks for it. */
import { expect } from 'vitest';
import type { Card } from '../../../src/cards/reply.ts';
import { wordsOf } from '../../support/shown.ts';
import { linesOf, type stage } from './stage.ts';

type Stage = Awaited<ReturnType<typeof stage>>;

/**
 * Runs a command, looks whether its preview tells of these moves, applies it, looks whether just the days shown have changed, takes it back
 * and looks whether all is as it was. Answers the words of the preview.
 */
export async function changesAndBack(
  { lea, plan, sql }: Stage,
  line: string,
  options: Parameters<Stage['lea']['runs']>[1],
  after: (days: readonly string[]) => readonly string[],
): Promise<string> {
  const old = linesOf((await plan()).days);
  const version = (await plan()).version;
  const shown = await lea.runs(line, options);
  expect(linesOf((await plan()).days), 'a preview changes nothing').toEqual(old);
  const done = await lea.presses(shown, 'Apply');
  expect(wordsOf(done), 'applied').toContain('## Done: ');
  expect(linesOf((await plan()).days), 'applied').toEqual(after(old));
  expect(await plan()).toMatchObject({ version: version + 1, cause: line.replace('pace ', '') });
  const undone = await lea.runs('pace undo');
  expect(wordsOf(undone), 'undone').toContain('## Taken back: ');
  expect(linesOf((await plan()).days), 'undone').toEqual(old);
  expect(await plan()).toMatchObject({ version: version + 2, cause: 'undo', reverts: version + 1 });
  const audited = await sql<{ action: string; actor_id: string }[]>`
    select action, actor_id from audit where action like 'plan-%' order by (detail->>'version')::int desc limit 2`;
  expect(audited.map(({ action }) => action)).toEqual(['plan-undo', line.replace('pace ', 'plan-')]);
  expect(audited.every(({ actor_id: actor }) => actor === lea.id)).toBe(true);
  return wordsOf(shown as Card);
}
