import { expect, test } from 'vitest';
import type { Curriculum, Pathway } from '../../../src/curriculum/types.ts';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { stage } from './stage.ts';

/** The curriculum with other lessons in its first phase. */
function withLessons(
  curriculum: Curriculum,
  change: (ids: readonly string[]) => readonly string[],
): Curriculum {
  const pathway = curriculum.pathways.get('infrastructure');
  const [phase, ...rest] = pathway?.nodes ?? [];
  if (!pathway || !phase) throw new Error('the curriculum has no phases');
  const ids = change(phase.lessons);
  const acid = curriculum.lessons.get('db/acid');
  if (!acid) throw new Error('the curriculum has no db/acid');
  const fresh = { ...acid, id: 'db/fresh', title: 'Fresh from the press', prerequisites: [], questions: [] };
  const newer: Pathway = {
    ...pathway,
    nodes: [{ ...phase, lessons: ids }, ...rest],
    lessons: ids.map(lessonId => ({ lessonId, nodeId: phase.id })),
  };
  return {
    ...curriculum,
    lessons: new Map([...curriculum.lessons, [fresh.id, fresh]]),
    pathways: new Map([['infrastructure', newer]]),
  };
}

test('a plan that has all lessons needs no refresh', async () => {
  const { lea } = await stage();
  expect(wordsOf(await lea.runs('pace refresh'))).toContain(
    'The plan has every lesson of the curriculum already',
  );
});

test('lessons that are new come after their neighbours, and those that are gone go', async () => {
  const { curriculum, inputs } = await stage();
  const newer = withLessons(curriculum, ids =>
    ids.filter(id => id !== 'db/denormalization').flatMap(id => (id === 'db/acid' ? [id, 'db/fresh'] : [id])),
  );
  // The plan was made of the older lessons.
  const stand = await stage(undefined, { curriculum: newer }, inputs);
  const words = await changesAndBack(stand, 'pace refresh', {}, days => {
    const keys = days
      .map(line => line.slice(11))
      .filter(key => key !== 'db/denormalization')
      .flatMap(key => (key === 'db/acid' ? [key, 'db/fresh'] : [key]));
    return keys.map((key, place) => `${days[place]?.slice(0, 10)} ${key}`);
  });
  expect(words).toContain('## Preview: the plan follows the curriculum');
  expect(words).toContain('**Fresh from the press**: new on Mon 7 Dec 2026');
  expect(words).toContain('What people have done stays done');
});

test('a pathway that is gone leaves the plan as it is', async () => {
  const { curriculum, inputs } = await stage();
  const stand = await stage(undefined, { curriculum: { ...curriculum, pathways: new Map() } }, inputs);
  expect(wordsOf(await stand.lea.runs('pace refresh'))).toContain('no longer in the curriculum');
});

test('a cohort that has ended goes on when new lessons are brought in', async () => {
  const { curriculum, inputs } = await stage();
  const newer = withLessons(curriculum, ids => [...ids, 'db/fresh']);
  const { bot, lea, plan, cohort, moveTo } = await stage(undefined, { curriculum: newer }, inputs);
  for (const { day } of (await plan()).days) {
    moveTo(`${day}T08:00:30Z`);
    await bot.tick();
  }
  expect(await cohort()).toMatchObject({ nextDueAt: null });
  await bot.sql`update cohorts set state = 'ended', ended_at = '2026-12-08'`;
  expect(wordsOf(await lea.runs('pace show'))).toContain('Nothing more is to come.');
  expect(wordsOf(await lea.runs('pace shift', { days: 1 }))).toContain(
    'Nothing of this plan is left to come',
  );
  await lea.presses(await lea.runs('pace refresh'), 'Apply');
  expect(await cohort()).toMatchObject({
    state: 'running',
    endedAt: null,
    nextDueAt: new Date('2026-12-09T08:00:00Z'),
  });
});
