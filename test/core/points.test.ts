import { describe, expect, test } from 'vitest';
import {
  AGAIN,
  answerReason,
  lessonReason,
  pointsForAnswer,
  pointsForLesson,
  worthAhead,
  worthOfAnswer,
} from '../../src/core/points.ts';
import { asStudyDay } from '../../src/core/time.ts';

const now = new Date('2026-11-20T12:00:00Z');
const answer = { type: 'single', lessonId: 'db/acid', share: 100, right: true } as const;
const posted = (due: string, lessonId: string | null = 'db/acid') => ({
  ...{ day: asStudyDay(due.slice(0, 10)), due: new Date(due), zone: 'UTC', lessonId },
});
const worth = (kind: string, slots: readonly ReturnType<typeof posted>[] = [], facts = {}) =>
  worthOfAnswer({ ...answer, ...facts }, { kind, zone: 'UTC', posted: slots, now });

describe('points', () => {
  test('a lesson is worth five, once; ahead of its post it is practice', () => {
    expect(pointsForLesson({ alreadyDone: false, wasPosted: true })).toBe(5);
    expect(pointsForLesson({ alreadyDone: false, wasPosted: false })).toBe(1);
    expect(pointsForLesson({ alreadyDone: true, wasPosted: true })).toBe(0);
    expect(worthAhead('Pacific/Auckland', new Date('2026-11-22T20:00Z'))).toEqual({
      again: { word: 'practice', points: 1, most: 10, monday: '2026-11-23' },
      date: '2026-11-22',
    });
  });

  test.each([
    ['single', 10],
    ['multi', 10],
    ['truefalse', 5],
    ['order', 10],
    ['fill', 10],
    ['output', 10],
  ] as const)(
    'a right first answer to a %s question is worth %i, half of it after a hint, half of it late',
    (type, points) => {
      const pays = (share: number, hinted: boolean, late = false) =>
        pointsForAnswer({ type, share, hinted, late });
      expect(pays(100, false)).toBe(points);
      expect(pays(100, true)).toBe(Math.round(points / 2));
      expect(pays(100, false, true)).toBe(Math.round(points / 2));
      expect(pays(100, true, true)).toBe(Math.round(points / 4));
      expect(pays(50, false)).toBe(Math.round(points / 2));
      expect(pays(0, false)).toBe(0);
    },
  );

  test('a lesson’s quiz is in time while its study day is open, and only that lesson’s', () => {
    expect(worth('practice', [posted('2026-11-20T09:00Z')]).first?.inTime).toBe(true);
    // Of the evening before: open until three in the morning after 18 hours.
    expect(worth('practice', [posted('2026-11-19T21:00Z')]).first?.inTime).toBe(true);
    expect(worth('practice', [posted('2026-11-19T08:00Z')]).first?.inTime).toBe(false);
    expect(worth('practice', [posted('2026-11-20T13:00Z')]).first?.inTime).toBe(false);
    expect(worth('practice', [posted('2026-11-20T09:00Z', 'db/joins')]).first?.inTime).toBe(false);
    expect(worth('practice').first?.inTime).toBe(false);
  });

  test('the daily quiz and a live one are in time as long as they are open', () => {
    expect(worth('daily').first).toEqual({ inTime: true, plain: 10, hinted: 5, late: 5, lateHinted: 3 });
    expect(worth('live').first?.inTime).toBe(true);
  });

  test('ten points a study day for practice and ten for reviews, for right answers only; a live quiz is no practice', () => {
    for (const { points, most } of Object.values(AGAIN)) expect(points * most).toBe(10);
    const monday = '2026-11-16';
    expect(worth('practice').again).toEqual({ word: 'practice', points: 1, most: 10, monday });
    expect(worth('daily').again).toMatchObject({ word: 'practice', points: 1 });
    expect(worth('review')).toMatchObject({
      first: undefined,
      again: { word: 'review', points: 2, most: 5 },
    });
    expect(worth('live').again.points).toBe(0);
    expect(worth('review', [], { share: 50, right: false }).again.points).toBe(0);
  });

  test('the week is that of the cohort’s zone', () => {
    const at = { kind: 'practice', posted: [], now: new Date('2026-11-22T20:00Z') };
    expect(worthOfAnswer(answer, { ...at, zone: 'Europe/Berlin' }).again.monday).toBe('2026-11-16');
    expect(worthOfAnswer(answer, { ...at, zone: 'Pacific/Auckland' }).again.monday).toBe('2026-11-23');
  });

  test('each fact has a reason of its own', () => {
    expect(lessonReason('db/acid')).toBe('lesson:db/acid');
    expect(answerReason('db/acid', 'durable')).toBe('answer:db/acid#durable');
  });
});
