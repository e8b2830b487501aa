import { describe, expect, test } from 'vitest';
import { answerReason, lessonReason, pointsForAnswer, pointsForLesson } from '../../src/core/points.ts';

describe('points', () => {
  test('a lesson is worth five, once', () => {
    expect(pointsForLesson({ alreadyDone: false })).toBe(5);
    expect(pointsForLesson({ alreadyDone: true })).toBe(0);
  });

  test.each([
    ['single', 10],
    ['multi', 10],
    ['truefalse', 5],
    ['order', 10],
    ['fill', 10],
    ['output', 10],
  ] as const)(
    'a right first answer to a %s question is worth %i, and half of it after a hint',
    (type, points) => {
      const worth = (share: number, hinted: boolean, firstAttempt = true) =>
        pointsForAnswer({ type, share, hinted, firstAttempt });
      expect(worth(100, false)).toBe(points);
      expect(worth(100, true)).toBe(Math.round(points / 2));
      expect(worth(50, false)).toBe(Math.round(points / 2));
      expect(worth(0, false)).toBe(0);
      expect(worth(100, false, false)).toBe(0);
    },
  );

  test('each fact has a reason of its own', () => {
    expect(lessonReason('db/acid')).toBe('lesson:db/acid');
    expect(answerReason('db/acid', 'durable')).toBe('answer:db/acid#durable');
  });
});
