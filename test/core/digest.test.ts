import { expect, test } from 'vitest';
import {
  interviewQuestion,
  lessonToDiscuss,
  percentRight,
  weekBounds,
  weeklyDigest,
} from '../../src/core/digest.ts';
import type { Alike } from '../../src/core/item-analysis.ts';
import { asStudyDay, instantOf } from '../../src/core/time.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';

const answers = (lessonId: string, right: readonly number[], wrong: readonly number[]): Alike[] =>
  [
    { right: true, members: right },
    { right: false, members: wrong },
  ].map(one => ({ ...one, questionId: `${lessonId}#q`, rev: 1, chosen: [], share: one.right ? 100 : 0 }));

test.each(['2026-11-23', '2026-11-25', '2026-11-27'])(
  'whichever day of a week comes first (%s), its digest is that of the Monday, due on Sunday evening',
  text => {
    const day = asStudyDay(text);
    expect(weeklyDigest(day, instantOf(day, '09:00', 'Europe/Rome'), 'Europe/Rome')).toEqual({
      week: '2026-11-23',
      dueAt: new Date('2026-11-29T17:00:00Z'),
    });
  },
);

test('a lesson that comes on Sunday evening is given three hours', () => {
  const due = new Date('2026-11-29T20:00:00Z');
  expect(weeklyDigest(asStudyDay('2026-11-29'), due, 'UTC')).toEqual({
    week: '2026-11-23',
    dueAt: new Date('2026-11-29T23:00:00Z'),
  });
});

test('a week is seven days of the cohort’s own calendar, also where the clocks change', () => {
  expect(weekBounds(asStudyDay('2026-10-19'), 'Europe/Rome')).toEqual({
    from: new Date('2026-10-18T22:00:00Z'),
    until: new Date('2026-10-25T23:00:00Z'),
  });
});

test('percentages are told of three people or more', () => {
  expect(percentRight([])).toBeUndefined();
  expect(percentRight(answers('a', [1, 1, 2], [2]))).toBeUndefined();
  expect(percentRight(answers('a', [1, 2], [3]))).toBe(67);
  expect(percentRight(answers('a', [1, 2, 3], []))).toBe(100);
});

test('every lesson has something open to talk about, and it is found', async () => {
  const { lessons } = readCurriculum(`${projectRoot()}/curriculum`);
  for (const lesson of lessons.values()) {
    const question = interviewQuestion(lesson.sections);
    expect(question, lesson.id).toMatch(/^[^*\n]{15,150}[?.]$/);
  }
  expect(interviewQuestion([{ title: 'Interview', body: 'Good answers: many.' }])).toBeUndefined();
  expect(interviewQuestion([{ title: 'Concept', body: '*Why?* Because.' }])).toBeUndefined();
  expect(interviewQuestion([])).toBeUndefined();
});

test('the lesson talked about is the one that most went wrong in, else the latest', () => {
  const week = ['a', 'b', 'c'];
  expect(lessonToDiscuss(week, [])).toBe('c');
  expect(lessonToDiscuss(week, [...answers('a', [1, 2, 3], []), ...answers('b', [1], [2, 3])])).toBe('b');
  // Too few to tell anything by.
  expect(lessonToDiscuss(week, answers('a', [1], [2]))).toBe('c');
  expect(lessonToDiscuss(week, [...answers('a', [1], [2, 3]), ...answers('b', [1], [2, 3])])).toBe('b');
  expect(lessonToDiscuss([], [])).toBeUndefined();
});
