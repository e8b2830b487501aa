import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealSquads, rankSquads, SQUAD_LEAST, SQUAD_MOST, squadTotal } from '../../src/core/squads.ts';

test('a squad has the average of its best four; missing ones and those who lost points count nothing', () => {
  expect(squadTotal([10, 20, 30, 40, 0, 5])).toBe(25);
  expect(squadTotal([40])).toBe(10);
  expect(squadTotal([1, 1, 1])).toBe(0.8);
  expect(squadTotal([-10, 8])).toBe(2);
  expect(squadTotal([])).toBe(0);
});

test('squads with the same total share a rank', () => {
  const squads = [
    { id: 'c', total: 5 },
    { id: 'b', total: 9 },
    { id: 'a', total: 5 },
    { id: 'd', total: 1 },
  ];
  expect(rankSquads(squads).map(({ id, rank }) => `${rank}${id}`)).toEqual(['1b', '2a', '2c', '4d']);
});

test.each([
  [4, [4]],
  [6, [6]],
  [7, [4, 3]],
  [8, [4, 4]],
  [13, [5, 4, 4]],
  [25, [5, 5, 5, 5, 5]],
])('%i people without a squad make squads of %j', (people, sizes) => {
  expect(dealSquads(people, [])).toEqual({ sizes, joining: [], left: 0 });
});

test('fewer than four fill up the smallest squads, and stay where there is no room', () => {
  expect(dealSquads(3, [6, 4, 5])).toEqual({ sizes: [], joining: [0, 2, 1], left: 0 });
  expect(dealSquads(3, [5, 6])).toEqual({ sizes: [], joining: [1, 0], left: 2 });
  expect(dealSquads(2, [])).toEqual({ sizes: [], joining: [], left: 2 });
  expect(dealSquads(0, [4])).toEqual({ sizes: [], joining: [0], left: 0 });
});

test('however many they are, everybody is dealt once, squads are even, and none is too large', () => {
  const seats = fc.array(fc.integer({ min: 0, max: SQUAD_MOST }), { maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), seats, (people, taken) => {
      const { sizes, joining, left } = dealSquads(people, taken);
      const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);
      expect(sum(sizes) + sum(joining) + left).toBe(people);
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(SQUAD_MOST);
      if (people !== 7) expect(Math.min(SQUAD_LEAST, ...sizes)).toBe(SQUAD_LEAST);
      if (sizes.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      expect(taken.every((seat, at) => seat + (joining[at] ?? 0) <= SQUAD_MOST)).toBe(true);
      if (left > 0) expect(taken.every((seat, at) => seat + (joining[at] ?? 0) === SQUAD_MOST)).toBe(true);
    }),
  );
});
