import { expect, test } from 'vitest';
import { type PostedSlot, planPost } from '../../src/cards/plan-post.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { wordsOf } from '../support/shown.ts';

const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
const lessons = curriculum.pathways.get('infrastructure')?.lessons ?? [];
const slot = (date: string, facts: Partial<PostedSlot>): PostedSlot => ({
  studyDay: asStudyDay(date),
  slot: 0,
  kind: 'lesson',
  unitKey: null,
  lessonId: null,
  nodeId: lessons[0]?.nodeId ?? null,
  ...facts,
});
const plan = [
  slot('2026-11-23', { lessonId: lessons[0]?.lessonId ?? null }),
  slot('2026-11-23', { lessonId: lessons[1]?.lessonId ?? null, slot: 1 }),
  slot('2026-11-24', { kind: 'review', unitKey: 'x#review-1' }),
];
const cohort = { pathwayId: 'infrastructure', roleId: null, hasThreads: false };
const posted = (one: PostedSlot, more = {}) =>
  planPost({
    ...{ deliveryId: 'abcdefghij0123456789', slot: one, plan, openEnd: false, cohort, curriculum },
    ...more,
  });
const titleOf = (n: number) => curriculum.lessons.get(lessons[n]?.lessonId ?? '')?.title ?? '';
const words = (card: ReturnType<typeof posted>) => (card ? wordsOf(card) : '');

test('a lesson is posted with its day; two on a day have the same', () => {
  expect(plan.slice(0, 2).map(one => /day \d of \d/.exec(words(posted(one)))?.[0])).toEqual([
    'day 1 of 2',
    'day 1 of 2',
  ]);
  expect(words(posted(plan[0] ?? slot('2026-11-23', {})))).toContain(titleOf(0));
});

test('while a pause has no end nobody says of how many days it is', () => {
  for (const one of plan) {
    const text = words(posted(one, { openEnd: true }));
    expect.soft(text).toMatch(/day [12]\n/);
  }
});

test('a late one says how late it is', () => {
  expect(words(posted(plan[0] ?? slot('2026-11-23', {}), { lateBy: 2 * 3_600_000 }))).toContain(
    '2 hours late',
  );
  expect(words(posted(plan[0] ?? slot('2026-11-23', {})))).not.toContain('late');
});

test('a review names the lessons of the days before', () => {
  const review = words(posted(plan[2] ?? slot('2026-11-24', {})));
  expect(review).toContain('day 2 of 2');
  expect(review).toContain(titleOf(0));
  expect(review).toContain(titleOf(1));
});

test('a lesson that is gone from the curriculum makes no post', () => {
  expect(posted(slot('2026-11-23', { lessonId: 'no/such' }))).toBeUndefined();
});
