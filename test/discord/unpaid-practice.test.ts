/** Why practice or a review was paid nothing: the reason that is given is the true one. */
import { expect, test } from 'vitest';
import { answerShown } from '../support/answering.ts';
import { botAsking, joinPosted, lessonId } from '../support/asking.ts';
import { wordsOf } from '../support/shown.ts';

const monday = '2026-11-23T07:00:00Z';
const next = `<t:${Date.parse('2026-12-07T09:00:00Z') / 1000}:R>`;

/** How the cohort stands on Monday, and what is said then. */
const cases = {
  'its next lesson comes, this week or after a break': {
    cohort: { state: 'running', next_due_at: '2026-12-07T09:00:00Z' },
    says: (earn: string) =>
      `No lesson was posted this week yet, so ${earn} points from the next one on, which comes ${next};`,
  },
  'it is paused': {
    cohort: { state: 'paused', next_due_at: '2026-11-23T09:00:00Z' },
    says: (earn: string) => `**Autumn** is paused, so ${earn} points again from its next lesson on;`,
  },
  'its plan holds no more': {
    cohort: { state: 'running', next_due_at: null },
    says: (earn: string) => `**Autumn** has had its last lesson, so ${earn} no points there;`,
  },
  'it has ended': {
    cohort: { state: 'ended', next_due_at: null },
    says: (earn: string) => `**Autumn** has had its last lesson, so ${earn} no points there;`,
  },
  'it is archived while its quiz is open': {
    cohort: { state: 'archived', next_due_at: null },
    says: (earn: string) => `**Autumn** is archived, so ${earn} no points there;`,
  },
};
const kinds = {
  practice: { earn: 'practice earns', stays: 'what you practise stays with you all the same.' },
  review: { earn: 'reviews earn', stays: 'what you review stays with you all the same.' },
};
const rows = Object.entries(cases).flatMap(([name, one]) =>
  Object.keys(kinds).map(kind => [kind, name, one] as const),
);

test.each(rows)('what %s earns nothing for when %s', async (kind, _, { cohort, says }) => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  await answerShown(bot, ada, await ada.runs('quiz', { lesson: lessonId }), 'wrong');
  bot.moveTo(monday);
  const card = await (kind === 'review' ? ada.runs('review') : ada.runs('quiz', { lesson: lessonId }));
  await bot.sql`update cohorts set ${bot.sql(cohort)}`;
  const said = wordsOf(await answerShown(bot, ada, card, 'right'));
  const { earn, stays } = kinds[kind as keyof typeof kinds];
  expect(said.split('\n').find(line => line.startsWith('**Right.**'))).toBe(
    `**Right.** ${says(earn)} ${stays}`,
  );
});
