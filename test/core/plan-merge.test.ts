import { describe, expect, test } from 'vitest';
import { brokenOrder } from '../../src/core/plan-change.ts';
import type { PlanUnit } from '../../src/core/plan-inputs.ts';
import { atNewPace, merged } from '../../src/core/plan-merge.ts';
import { inTeachingOrder, newlyBroken } from '../../src/core/plan-order.ts';
import { unitsAtOwnPace } from '../../src/core/plan-units.ts';
import { unitsOf } from './shown-plan.ts';

const letters = (units: readonly PlanUnit[]) =>
  units.map(({ key, withPrevious }) => `${withPrevious ? '+' : ''}${key}`).join(' ');
const merge = (old: string, wanted: string, taught: string) =>
  letters(merged(unitsOf(old), unitsOf(wanted), new Set(taught.split(' '))));

describe('a newer curriculum', () => {
  test.each<[string, string, string, string, string]>([
    ['the same', 'A B C', 'A B C', 'A', 'A B C'],
    ['a new lesson comes after its neighbour', 'A B C', 'A B X C', 'A', 'A B X C'],
    ['several new ones keep their order', 'A B C', 'X A Y Z B C W', '', 'X A Y Z B C W'],
    ['what moderators put in order stays so', 'A C B D', 'A B X C D', 'A', 'A C B X D'],
    ['what is gone goes', 'A B C D', 'A C', 'A', 'A C'],
    ['what was taught stays, gone or not', 'A B C', 'B C', 'A', 'A B C'],
    ['new ones among those taught come next, in their order', 'A B C', 'X A Y B C', 'A B', 'A B X Y C'],
    ['and before what follows the last one taught', 'A B C', 'A X B Y C', 'A B', 'A B X Y C'],
    ['what shares a day goes on sharing it', 'A B +C D', 'A B X C D', 'A', 'A B X +C D'],
    ['whose partner is gone has its day to itself', 'A B +C D', 'A C D', '', 'A C D'],
    ['a new pair comes as a pair', 'A B', 'A X +Y B', '', 'A X +Y B'],
    ['an empty one', 'A B', '', 'A', 'A'],
    ['into an empty one', '', 'A B', '', 'A B'],
    ['what now needs a later one moves behind it', 'A B C D', 'A C B:C D', 'A', 'A C B D'],
    ['but not where the author has it so', 'A B C D', 'A B:C C D', 'A', 'A B C D'],
    ['nor where that was taught', 'A B C D', 'B A:B C D', 'A B', 'A B C D'],
    ['a new lesson that an earlier one needs', 'C A B', 'A X B C:X', 'C', 'C A X B'],
    ['a new lesson that one put earlier needs', 'C A B', 'A X B C:X', '', 'A X C B'],
  ])('%s', (_what, old, wanted, taught, expected) => {
    expect(merge(old, wanted, taught)).toBe(expected);
  });

  test('brings new words for what is to come, not for what was taught', () => {
    const units = merged(unitsOf('A@10 B@10'), unitsOf('A@50 B@50'), new Set(['A']));
    expect(units.map(({ minutes }) => minutes)).toEqual([10, 50]);
  });

  test('merged twice is as merged once', () => {
    const [old, wanted, taught] = [unitsOf('A C +B D'), unitsOf('X A B Y:X C E'), new Set(['A'])];
    const once = merged(old, wanted, taught);
    expect(merged(once, wanted, taught)).toEqual(once);
  });
});

describe('another pace', () => {
  const step = (minutesADay: number) => {
    const lessons = ['A', 'B', 'C'].map(lessonId => ({
      ...{ lessonId, nodeId: 's', minutes: 30, prerequisites: [] },
    }));
    const wishes = { daysAWeek: 5, minutesADay, weeks: 'fewest', crowded: 'more-weeks' } as const;
    return unitsAtOwnPace([{ nodeId: 's', pace: { mode: 'hours', hours: 6 }, lessons }], wishes).units;
  };
  const short = (units: readonly PlanUnit[]) =>
    units.map(({ key, alone }) => (alone ? key.replace('s#', '') : `${key}*`)).join(' ');

  test('spreads the lessons anew, in the order in which the plan has them', () => {
    expect(short(step(60))).toBe('A practice-1 B resource-2 C project-3');
    const order = [0, 1, 4, 3, 2, 5];
    const swapped = order.flatMap(place => step(60).slice(place, place + 1));
    expect(short(swapped)).toBe('A practice-1 C resource-2 B project-3');
    expect(short(atNewPace(swapped, step(45), new Set()))).toBe(
      'A practice-1 C resource-2 project-3 B review-4 practice-5',
    );
  });

  test('a lesson that changed places with one of another step keeps to the ways of its place', () => {
    const wanted = [...step(60), ...unitsOf('X')];
    const order = [6, 1, 2, 3, 4, 5, 0];
    const swapped = order.flatMap(place => wanted.slice(place, place + 1));
    expect(short(atNewPace(swapped, wanted, new Set()))).toBe('X practice-1 B resource-2 C project-3 A*');
  });

  test('leaves what was taught, and what is on a day of its own belongs to the place', () => {
    expect(short(step(180))).toBe('A* B* C*');
    expect(short(atNewPace(step(60), step(180), new Set(['A', 's#practice-1'])))).toBe('A practice-1 B* C*');
    expect(short(atNewPace(step(180), step(90), new Set(['A'])))).toBe('A* B C practice-1');
  });
});

describe('the order of lessons', () => {
  test.each<[string, readonly [string, string] | undefined]>([
    ['A B:A C:B', undefined],
    ['A:B B', ['A', 'B']],
    ['A B:C C:D D', ['B', 'C']],
    ['A:X B', undefined],
    ['', undefined],
  ])('%j: the first that comes before one that it needs', (units, broken) => {
    expect(brokenOrder(unitsOf(units))).toEqual(broken);
  });

  test('what a new order breaks that the old one did not', () => {
    expect(newlyBroken(unitsOf('A:B B C D:C'), unitsOf('A:B B D:C C'))).toEqual(['D', 'C']);
    expect(newlyBroken(unitsOf('A:B B C D:C'), unitsOf('B A:B C D:C'))).toBeUndefined();
    expect(newlyBroken(unitsOf('A:B B C'), unitsOf('A:B C B'))).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ['A B C', 'A B C', 'A B C'],
    ['B:A A C', 'A B:A C', 'A B C'],
    ['C:B B:A A D', 'A B C D', 'A B C D'],
    ['C:D D:C A', 'A D:C C:D', 'D C A'],
  ])('%s, which the author has as %s, is taught as %s', (units, own, expected) => {
    expect(letters(inTeachingOrder(unitsOf(units), unitsOf(own)))).toBe(expected);
  });
});
