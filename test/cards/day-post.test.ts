import { expect, test } from 'vitest';
import { type DayPost, dayPost } from '../../src/cards/day-post.ts';
import { durationWords } from '../../src/cards/lesson-parts.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { findButton, labelsOf, payloadOf, wordsOf } from '../support/shown.ts';

const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
const deliveryId = 'd'.repeat(20);
const pathway = curriculum.pathways.get('infrastructure');
const node = curriculum.nodes.get('infrastructure/phase-1');
const lessons = (pathway?.lessons ?? []).flatMap(({ lessonId }) => curriculum.lessons.get(lessonId) ?? []);
const kinds = ['practice', 'resource', 'review', 'project', 'catch-up'] as const;

const postOf = (kind: DayPost['kind'], more: Partial<DayPost> = {}) =>
  dayPost({
    kind,
    pathway,
    node,
    recentLessons: lessons.slice(0, 5),
    resources: curriculum.resources,
    deliveryId,
    day: 6,
    days: 49,
    roleId: undefined,
    ...more,
  });

test('every kind of day says where you are, that nothing new comes, what to do, and carries its delivery’s id', () => {
  for (const kind of kinds) {
    for (const more of [
      {},
      { recentLessons: [], node: undefined, pathway: undefined },
      { recentLessons: lessons },
      { hasThread: true, lateBy: 7_200_000 },
      { recentLessons: lessons.slice(0, 1), hasThread: true },
    ]) {
      const post = postOf(kind, more);
      expect.soft(JSON.stringify(payloadOf(post).components), kind).toContain(deliveryId);
      expect.soft(wordsOf(post), kind).toContain('day 6 of 49');
      expect.soft(labelsOf(post).length, kind).toBeLessThanOrEqual(4);
      expect.soft(wordsOf(post), kind).not.toMatch(/undefined|null|NaN/);
      // Short: a channel stays readable for those who only pass by.
      expect.soft(wordsOf(post).length, kind).toBeLessThan(1_800);
    }
  }
});

test('a practice day hands out the practice of the step’s newest lessons', () => {
  const shown = wordsOf(postOf('practice'));
  for (const lesson of lessons.slice(3, 5)) {
    const practice = lesson.sections.find(({ title }) => title === 'Practice')?.body ?? 'none';
    expect(shown).toContain(practice);
  }
  expect(shown).toContain('Nothing new today');
});

test('resource days go round the step’s resources, one a day', () => {
  const titles = [2, 6, 10, 14].map(place => {
    const words = wordsOf(postOf('resource', { unitKey: `infrastructure/phase-1#resource-${place}` }));
    return /\[([^\]]+)\]/.exec(words)?.[1];
  });
  expect(new Set(titles.slice(0, 3)).size).toBe(3);
  expect(titles[3]).toBe(titles[0]);
});

test('a review day asks for three lessons, old and new, each with its quiz', () => {
  const review = postOf('review');
  expect(labelsOf(review)).toHaveLength(3);
  for (const lesson of [lessons[0], lessons[2], lessons[4]]) {
    expect(wordsOf(review)).toContain(lesson?.title);
    expect(
      labelsOf(review).some(label => findButton(review, label) === `today:quiz:${deliveryId}.${lesson?.id}`),
    ).toBe(true);
  }
});

test('a late post says by how much, in words', () => {
  expect(wordsOf(postOf('project', { lateBy: 2 * 3_600_000 }))).toContain('This post comes 2 hours late.');
  expect(wordsOf(postOf('project'))).not.toContain('late');
  const table: [number, string][] = [
    [20_000, '1 minute'],
    [40 * 60_000, '40 minutes'],
    [2 * 3_600_000, '2 hours'],
    [26 * 3_600_000, '26 hours'],
    [72 * 3_600_000, '3 days'],
  ];
  for (const [ms, words] of table) expect.soft(durationWords(ms)).toBe(words);
});
