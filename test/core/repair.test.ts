import { describe, expect, test } from 'vitest';
import {
  answeredFor,
  type Deeds,
  isRepairedByDoing,
  questionsToRepair,
  repairUntil,
  whyNoRepair,
} from '../../src/core/repair.ts';
import { asStudyDay } from '../../src/core/time.ts';

const day = asStudyDay('2026-11-23');
const at = (hours: number) => new Date(Date.parse('2026-11-23T08:00Z') + hours * 3_600_000);
/** Due on Monday at 08:00 UTC, closed 18 hours later. */
const closed = { day, due: at(0), closes: at(18) };
const answers = (...hours: number[]) =>
  hours.map((hour, n) => ({ lessonId: 'db/acid', questionId: `db/acid#q${n}`, at: at(hour) }));
const deeds = (more: Partial<Deeds> = {}): Deeds => ({
  done: new Map([['db/acid', at(20)]]),
  answers: answers(20, 21, 22),
  keptAt: [],
  ...more,
});
const isRepaired = (more: Partial<Deeds> = {}, asked = 5, lessons = ['db/acid']) =>
  isRepairedByDoing(closed, lessons, deeds(more), () => asked);

describe('a missed day', () => {
  test('is repaired by its lesson and three different questions of it', () => {
    expect(isRepaired()).toBe(true);
    expect(isRepaired({ done: new Map() })).toBe(false);
    expect(isRepaired({ answers: answers(20, 21) })).toBe(false);
    const again = answers(20, 21, 22).map(one => ({ ...one, questionId: 'db/acid#q0' }));
    expect(isRepaired({ answers: again })).toBe(false);
    expect(isRepaired({ answers: answers(20, 21, 22).map(one => ({ ...one, lessonId: 'db/joins' })) })).toBe(
      false,
    );
  });

  test('is repaired by all questions of a lesson that has fewer; one that is gone asks for three', () => {
    expect([0, 1, 2, 3, 9].map(questionsToRepair)).toEqual([3, 1, 2, 3, 3]);
    expect(isRepaired({ answers: answers(20, 21) }, 2)).toBe(true);
    expect(isRepaired({ answers: answers(20, 21) }, 0)).toBe(false);
  });

  test('is repaired until 48 hours after it closed, and not later', () => {
    expect(repairUntil(closed.closes)).toEqual(at(66));
    expect(isRepaired({ answers: answers(20, 21, 65.999) })).toBe(true);
    expect(isRepaired({ answers: answers(20, 21, 66) })).toBe(false);
    expect(isRepaired({ done: new Map([['db/acid', at(65.999)]]) })).toBe(true);
    expect(isRepaired({ done: new Map([['db/acid', at(66)]]) })).toBe(false);
  });

  test('answers from before it fell due don’t count, the lesson itself does: it is done only once', () => {
    expect(isRepaired({ answers: answers(-1, 21, 22) })).toBe(false);
    expect(isRepaired({ answers: answers(0, 21, 22) })).toBe(true);
    expect(isRepaired({ done: new Map([['db/acid', at(-500)]]) })).toBe(true);
    expect(answeredFor(closed, 'db/acid', answers(-1, 0, 65, 66))).toBe(2);
  });

  test('is not repaired by what has kept other days alone', () => {
    const done = new Map([['db/acid', at(19)]]);
    expect(isRepaired({ done, keptAt: [at(19), at(20), at(21)] })).toBe(true);
    expect(isRepaired({ done, keptAt: [at(19), at(20), at(21), at(22)] })).toBe(false);
    // All in the same millisecond: only one of them has kept a day.
    const atOnce = { done: new Map([['db/acid', at(20)]]), answers: answers(20, 20, 20) };
    expect(isRepaired({ ...atOnce, keptAt: [at(20)] })).toBe(true);
    // A lesson done long before is nothing that was done for this day.
    const early = { done: new Map([['db/acid', at(-500)]]), keptAt: [at(20)] };
    expect(isRepaired({ ...early, answers: answers(20) }, 1)).toBe(false);
    expect(isRepaired({ ...early, answers: [...answers(20), ...answers(23)] }, 1)).toBe(true);
  });

  test('needs one of its lessons, and can’t be repaired by doing where it had none', () => {
    expect(isRepaired({}, 5, ['db/joins', 'db/acid'])).toBe(true);
    expect(isRepaired({}, 5, ['db/joins'])).toBe(false);
    expect(isRepaired({}, 5, [])).toBe(false);
  });
});

test('a moderator repairs what was missed, and nothing else', () => {
  const why = (state: Parameters<typeof whyNoRepair>[0][number]['state']) =>
    whyNoRepair([{ day, state }], day);
  expect(why('missed')).toBeUndefined();
  expect((['kept', 'repaired', 'open', 'rest', 'late'] as const).map(why)).toEqual([
    'counts',
    'counts',
    'open',
    'harmless',
    'harmless',
  ]);
  expect(whyNoRepair([], day)).toBe('none');
});
