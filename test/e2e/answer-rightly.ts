/** How a person answers a question over the wire, of whatever type. */
import { expect } from 'vitest';
import type { SeenInteraction } from '../../local-discord/client.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { buttonsIn, press, type World, wordsOf } from './world.ts';

/** Answers what is shown, rightly, with what a person has: buttons, windows and, where there is one, the lock. */
export async function answerRightly(
  world: World,
  as: string,
  shown: SeenInteraction,
  question: Question,
): Promise<SeenInteraction> {
  const words = wordsOf(shown.message);
  expect(words).toContain(question.stem.split('\n')[0]);
  if ('options' in question && question.options.length > 0 && question.type !== 'multi') {
    const right = question.options.find(option => option.right);
    const button = buttonsIn(shown.message).find(({ id }) => id.endsWith(`.${right?.id}`));
    if (!button) throw new Error(`no button for ${right?.id} in ${words}`);
    return press(world, as, shown, button.label);
  }
  const form = await press(world, as, shown, /^(Choose|Answer|Put in order)$/);
  if (!form.modal) throw new Error('no window opened');
  const values: Record<string, string | readonly string[]> =
    question.type === 'multi'
      ? { options: question.options.filter(option => option.right).map(option => option.id) }
      : question.type === 'order'
        ? Object.fromEntries(question.items.slice(0, -1).map((item, n) => [`place-${n}`, [item.id]]))
        : { typed: 'accept' in question ? (question.accept[0] ?? '') : '' };
  const given = await world.control.modal({ as, interaction: form.id, values });
  return buttonsIn(given.message).some(({ label }) => label === 'Lock it in')
    ? press(world, as, given, 'Lock it in')
    : given;
}
