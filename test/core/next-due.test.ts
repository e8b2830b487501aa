import { describe, expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { firstDayToCatchUp, firstFreeDay, nextDueOf } from '../../src/core/plan-next.ts';
import { decidedOf, on, planOf } from './shown-plan.ts';

const rome = { zone: 'Europe/Rome', postTime: '09:00' };
const plan = planOf('A +B C D');
const at = (text: string) => new Date(`2026-11-${text}Z`);

describe('the first day that can still be changed', () => {
  test.each<[string, string, number, number]>([
    ['today, before the post', '23T07:59:59.999', 0, 23],
    ['tomorrow, from the post on', '23T08:00', 0, 24],
    ['today in the zone of the cohort, which has tomorrow already', '23T23:30', 0, 24],
    ['never a decided day', '23T07:00', 2, 24],
    ['after decided days that are to come', '23T07:00', 4, 26],
    ['long after the decided days', '30T07:00', 3, 30],
  ])('%s', (_what, now, decided, day) => {
    expect(firstFreeDay(decidedOf(plan, decided), rome, at(now))).toBe(on(day));
  });

  test('a missed day is decided too, and decided days need no order', () => {
    expect(firstFreeDay(decidedOf(plan, 2, ['A', 'B']), rome, at('23T07:00'))).toBe(on(24));
    expect(firstFreeDay([...decidedOf(plan, 4)].reverse(), rome, at('23T07:00'))).toBe(on(26));
  });
});

describe('the first day on which something missed can come', () => {
  test.each<[string, string, number, number, number]>([
    ['today, while the window of its post is open', '23T19:59', 12, 0, 23],
    ['today, in the last moment of the window', '23T20:00', 12, 0, 23],
    ['tomorrow, when the window is over', '23T20:00:00.001', 12, 0, 24],
    ['after every decided day', '23T10:00', 12, 2, 24],
    ['a window of two days reaches back', '25T07:00', 48, 0, 23],
    ['no window at all', '23T08:00:00.001', 0, 0, 24],
  ])('%s', (_what, now, windowHours, decided, day) => {
    expect(firstDayToCatchUp(decidedOf(plan, decided), rome, { now: at(now), windowHours })).toBe(on(day));
  });
});

describe('when the next post is due', () => {
  const { days } = layOutPlan(plan);

  test.each<[number, string | null]>([
    [0, '2026-11-23T08:00Z'],
    [1, '2026-11-23T08:00Z'],
    [2, '2026-11-24T08:00Z'],
    [3, '2026-11-25T08:00Z'],
    [4, null],
  ])('with %i slots decided', (count, due) => {
    expect(nextDueOf(days, decidedOf(plan, count), rome)).toEqual(due && new Date(due));
  });

  test('a slot that was missed is decided; one of the same day beside it isn’t', () => {
    const [first, second] = decidedOf(plan, 2, ['A']);
    expect(nextDueOf(days, first ? [first] : [], rome)).toEqual(at('23T08:00'));
    expect(nextDueOf(days, second ? [second] : [], rome)).toEqual(at('23T08:00'));
  });

  test('a plan without days is never due', () => {
    expect(nextDueOf([], [], rome)).toBeNull();
  });
});
