import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dealSquads,
  firstSquads,
  rankSquads,
  SQUAD_LEAST,
  SQUAD_MOST,
  squadTotal,
  viewUnscored,
} from '../../src/core/squads.ts';

test('a squad has the average of its best four; missing ones and those who lost points count nothing', () => {
  expect(squadTotal([10, 20, 30, 40, 0, 5])).toBe(25);
  expect(squadTotal([40])).toBe(10);
  expect(squadTotal([1, 1, 1])).toBe(0.8);
  expect(squadTotal([-10, 8])).toBe(2);
  expect(squadTotal([])).toBe(0);
});

test('squads with the same total share a rank, in the order given', () => {
  const squads = [
    { id: 'c', total: 5 },
    { id: 'b', total: 9 },
    { id: 'a', total: 5 },
    { id: 'd', total: 1 },
  ];
  expect(rankSquads(squads).map(({ id, rank }) => `${rank}${id}`)).toEqual(['1b', '2c', '2a', '4d']);
});

const ranked = (...totals: readonly number[]) =>
  rankSquads(totals.map((total, n) => ({ id: 'abcdefgh'[n] ?? '', total })));
const idsOf = (squads: readonly { readonly id: string }[]) => squads.map(({ id }) => id).join('');

test('the squads of a week are all that have most, and none where nobody has anything', () => {
  expect(idsOf(firstSquads(ranked(3, 5, 1, 5)))).toBe('bd');
  expect(idsOf(firstSquads(ranked(3, 5)))).toBe('b');
  expect(firstSquads(ranked(0, 0))).toEqual([]);
  expect(firstSquads([])).toEqual([]);
});

test('of squads without points a reader sees five, their own first, and how many others there are', () => {
  const view = (totals: readonly number[], own: string) => {
    const { squads, more } = viewUnscored(ranked(...totals), own);
    return `${idsOf(squads)} ${more}`;
  };
  expect(view([0, 4, 0], 'c')).toBe('ca 0');
  expect(view([0, 4, 0], 'b')).toBe('ac 0');
  expect(view([0, 0, 0, 0, 0, 0, 0], 'g')).toBe('gabcd 2');
  expect(view([1, 2], '')).toBe(' 0');
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

test('squads of one to three are filled up to four before anything else, the smallest first', () => {
  expect(dealSquads(6, [2])).toEqual({ sizes: [4], joining: [2], left: 0 });
  expect(dealSquads(1, [3, 1])).toEqual({ sizes: [], joining: [0, 1], left: 0 });
  expect(dealSquads(4, [2])).toEqual({ sizes: [], joining: [4], left: 0 });
  // Three are left for two seats then: nobody stays alone.
  expect(dealSquads(6, [1, 6])).toEqual({ sizes: [3], joining: [3, 0], left: 0 });
});

test('empty squads are used before new ones, and never for fewer than four', () => {
  expect(dealSquads(10, [0, 5])).toEqual({ sizes: [5], joining: [5, 0], left: 0 });
  expect(dealSquads(3, [0])).toEqual({ sizes: [], joining: [0], left: 3 });
  expect(dealSquads(7, [0, 0])).toEqual({ sizes: [3], joining: [4, 0], left: 0 });
});

test('of seven one takes a free seat, where there is one', () => {
  expect(dealSquads(7, [5, 6])).toEqual({ sizes: [6], joining: [1, 0], left: 0 });
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
      const after = taken.map((seat, at) => seat + (joining[at] ?? 0));
      expect(sum(sizes) + sum(joining) + left).toBe(people);
      expect(Math.max(0, ...sizes, ...after)).toBeLessThanOrEqual(SQUAD_MOST);
      // Where four and more wanted a seat, everybody has one.
      if (people >= SQUAD_LEAST) expect(left).toBe(0);
      if (left > 0) expect(after.every((seat, at) => seat === SQUAD_MOST || taken[at] === 0)).toBe(true);
      const small = [...taken.keys()].filter(at => (taken[at] ?? 0) > 0 && (after[at] ?? 0) < SQUAD_LEAST);
      // Nothing is made, and no larger squad grows, as long as a small one waits.
      if (small.length > 0) {
        expect(sizes).toEqual([]);
        expect(taken.every((seat, at) => joining[at] === 0 || (seat > 0 && seat < SQUAD_LEAST))).toBe(true);
      }
      const intoEmpty = after.filter((seat, at) => taken[at] === 0 && seat > 0);
      expect(Math.min(SQUAD_LEAST, ...intoEmpty)).toBe(SQUAD_LEAST);
      const made = [...sizes, ...intoEmpty];
      if (sizes.some(size => size >= SQUAD_LEAST)) expect(after.every(seat => seat > 0)).toBe(true);
      expect(made.filter(size => size < SQUAD_LEAST).length).toBeLessThanOrEqual(1);
      expect(Math.min(SQUAD_LEAST, ...made)).toBeGreaterThanOrEqual(SQUAD_LEAST - 1);
      if (made.length > 0) expect(Math.max(...made) - Math.min(...made)).toBeLessThanOrEqual(1);
    }),
  );
});
