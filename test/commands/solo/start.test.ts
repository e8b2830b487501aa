import { expect, test } from 'vitest';
import type { Curriculum } from '../../../src/curriculum/types.ts';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** The real curriculum with a second pathway of three lessons, two tracks and a node without lessons. */
async function withTracks(): Promise<Curriculum> {
  const { curriculum } = await startTestBot(friday);
  const [infrastructure] = curriculum.pathways.values();
  const [first] = infrastructure?.nodes ?? [];
  if (!infrastructure || !first) throw new Error('the curriculum has no pathway');
  const node = (id: string, lessons: readonly string[]) => ({
    ...first,
    ...{
      id: `small/${id}`,
      pathwayId: 'small',
      n: undefined,
      title: id,
      lessons,
      children: [],
      parentId: undefined,
    },
  });
  const nodes = [
    node('queries', ['db/window-functions', 'db/subqueries-and-ctes']),
    node('design', ['db/normal-forms']),
    node('empty', []),
  ];
  const small = {
    ...infrastructure,
    ...{ id: 'small', title: 'A small pathway', nodes },
    lessons: nodes.flatMap(({ id, lessons }) => lessons.map(lessonId => ({ lessonId, nodeId: id }))),
    tracks: [
      { id: 'design', title: 'Only design', note: undefined, nodes: ['small/design'] },
      { id: 'empty', title: 'Nothing yet', note: undefined, nodes: ['small/empty'] },
    ],
  };
  return {
    ...curriculum,
    pathways: new Map([...curriculum.pathways, ['small', small]]),
    nodes: new Map([...curriculum.nodes, ...nodes.map(one => [one.id, one] as const)]),
  };
}

test('somebody who is in no cohort studies alone, and today and progress show it', async () => {
  const bot = await startTestBot(friday);
  const zoe = bot.member('zoe');
  const started = await zoe.runs('solo start', { pathway: 'Mastering backend infrastructure' });
  expect(started).toMatchObject({ private: true });
  expect(wordsOf(started)).toContain(
    'You study **Mastering Backend Infrastructure** alone now: 12 lessons. There is no timetable',
  );
  expect(wordsOf(await zoe.presses(started, 'My next lesson'))).toContain('lesson 1 of 12');
  expect(wordsOf(await zoe.runs('today'))).toContain('## Subqueries and WITH');
  const progress = await zoe.runs('progress');
  expect(wordsOf(progress)).toContain('-# Alone, at your own pace ▸ Mastering Backend Infrastructure');
  expect(wordsOf(progress)).toContain('0 of 12');
  expect(wordsOf(await zoe.presses(progress, 'My next lesson'))).toContain('## Subqueries and WITH');
  // It is theirs alone.
  expect(wordsOf(await bot.member('ada').runs('today'))).toContain('You are not in a cohort here yet');
  expect(wordsOf(await bot.member('zoe', { guildId: '700000000000000002' }).runs('today'))).toContain(
    'You are not in a cohort here yet',
  );
});

test('a track is a part of a pathway, and what was done before counts', async () => {
  const bot = await startTestBot(friday, { curriculum: await withTracks() });
  const zoe = bot.member('zoe');
  await zoe.presses(await zoe.runs('lesson', { lesson: 'db/window-functions' }), 'I’ve done it');
  expect(wordsOf(await zoe.runs('solo start', { pathway: 'small' }))).toContain(
    '3 lessons, of which you have done 1 already',
  );
  expect(wordsOf(await zoe.runs('solo next'))).toContain('A small pathway ▸ queries ▸ lesson 2 of 3');
  // Starting again with a track changes it.
  const track = await zoe.runs('solo start', { pathway: 'small', track: 'only design' });
  expect(wordsOf(track)).toContain('**A small pathway** (Only design) alone now: 1 lesson.');
  expect(wordsOf(await zoe.runs('solo next'))).toContain('Only design ▸ lesson 1 of 1');
  expect(await zoe.types('solo start', 'pathway', 'small')).toEqual([
    { label: 'A small pathway', value: 'small' },
  ]);
  expect(await zoe.types('solo start', 'track', 'des')).toEqual([
    { label: 'Only design (A small pathway)', value: 'design' },
  ]);
});

test('what can’t be studied is said in a sentence, and nothing is saved', async () => {
  const bot = await startTestBot(friday, { curriculum: await withTracks() });
  const zoe = bot.member('zoe');
  const before = await everyRow(bot);
  const says = async (options: Record<string, string>) => wordsOf(await zoe.runs('solo start', options));
  expect(await says({ pathway: 'cooking' })).toBe(
    'I don’t know that pathway. These can be studied: Mastering Backend Infrastructure, A small pathway. Nothing was changed.',
  );
  expect(await says({ pathway: 'small', track: '@everyone' })).toBe(
    'That pathway has no track called “@\u2060everyone”. It has: Only design, Nothing yet. Nothing was changed.',
  );
  expect(await says({ pathway: 'infrastructure', track: 'x' })).toBe(
    'That pathway has no tracks, so leave “x” out. Nothing was changed.',
  );
  expect(await says({ pathway: 'small', track: 'empty' })).toContain('That has no lessons yet');
  expect(await everyRow(bot)).toBe(before);
});
