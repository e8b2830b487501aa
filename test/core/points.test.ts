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
  ] as const)('a right first answer to a %s question is worth %i', (type, points) => {
    expect(pointsForAnswer({ type, right: true, firstAttempt: true })).toBe(points);
    expect(pointsForAnswer({ type, right: true, firstAttempt: false })).toBe(0);
    expect(pointsForAnswer({ type, right: false, firstAttempt: true })).toBe(0);
    expect(pointsForAnswer({ type, right: false, firstAttempt: false })).toBe(0);
  });

  test('each fact has a reason of its own', () => {
    expect(lessonReason('db/acid')).toBe('lesson:db/acid');
    expect(answerReason('db/acid', 'durable')).toBe('answer:db/acid#durable');
  });
});
