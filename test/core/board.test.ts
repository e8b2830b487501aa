import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostImproved, pointsPerDay, rankMembers, viewBoard, viewTop } from '../../src/core/board.ts';

const score = (memberId: string, points: number, reached = '2026-11-23T09:00Z') => ({
  memberId,
  points,
  reachedAt: new Date(reached),
});
const shown = (scores: Parameters<typeof rankMembers>[0]) =>
  rankMembers(scores).map(({ memberId, rank }) => `${rank} ${memberId}`);

test('most points come first, and the same points share a rank', () => {
  const scores = [score('dan', 5), score('ben', 20), score('ada', 30), score('eva', 20)];
  expect(shown(scores)).toEqual(['1 ada', '2 ben', '2 eva', '4 dan']);
});

test('inside a rank, whoever was there first stands first; then the id decides', () => {
  const scores = [score('zoe', 20), score('ben', 20), score('eva', 20, '2026-11-22T09:00Z')];
  expect(shown(scores)).toEqual(['1 eva', '1 ben', '1 zoe']);
});

test('nobody at all is an empty board, and everybody at nought is first', () => {
  expect(rankMembers([])).toEqual([]);
  expect(shown([score('ben', 0), score('ada', 0)])).toEqual(['1 ada', '1 ben']);
});

test('what else is known of a member stays with them', () => {
  expect(rankMembers([{ ...score('ada', 5), alias: 'Quiet Heron' }])).toEqual([
    { ...score('ada', 5), alias: 'Quiet Heron', rank: 1 },
  ]);
});

test('a rank is one more than the members with more points, in whatever order the scores come', () => {
  const scores = fc.uniqueArray(
    fc.record({
      memberId: fc.string({ minLength: 1 }),
      points: fc.integer({ min: -5, max: 20 }),
      reachedAt: fc.integer({ min: 0, max: 5 }).map(n => new Date(n * 1_000)),
    }),
    { selector: ({ memberId }) => memberId, maxLength: 40 },
  );
  const twice = scores.chain(all =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(twice, ([all, shuffled]) => {
      const board = rankMembers(all);
      expect(rankMembers(shuffled)).toEqual(board);
      expect(board).toHaveLength(all.length);
      for (const { points, rank } of board) expect(rank).toBe(1 + all.filter(s => s.points > points).length);
      expect(board.every(({ points }, n) => n === 0 || points <= (board[n - 1]?.points ?? 0))).toBe(true);
    }),
  );
});

const placed = (points: readonly number[], hidden: readonly number[] = []) =>
  rankMembers(points.map((sum, n) => score(`m${String(n).padStart(2, '0')}`, sum))).map(one => ({
    ...one,
    isHidden: hidden.some(n => one.memberId === `m${String(n).padStart(2, '0')}`),
  }));
const seen = (lines: readonly { rank: number; memberId: string; hasGap?: boolean }[]) =>
  lines.map(({ rank, memberId, hasGap }) => `${hasGap ? '… ' : ''}${rank} ${memberId}`);
const falling = (n: number) => Array.from({ length: n }, (_, at) => 100 - at);

test('a reader sees the first five and two places around them, and a gap where others are', () => {
  expect(seen(viewBoard(placed(falling(50)), 'm24'))).toEqual([
    ...['1 m00', '2 m01', '3 m02', '4 m03', '5 m04'],
    ...['… 23 m22', '24 m23', '25 m24', '26 m25', '27 m26'],
  ]);
  expect(seen(viewBoard(placed(falling(50)), 'm06'))).toEqual([
    ...['1 m00', '2 m01', '3 m02', '4 m03', '5 m04', '6 m05', '7 m06', '8 m07', '9 m08'],
  ]);
  expect(seen(viewBoard(placed(falling(50)), 'nobody'))).toHaveLength(5);
});

test('who has no points is on no board, and sees the first five', () => {
  expect(seen(viewBoard(placed([9, 0, 3]), 'm01'))).toEqual(['1 m00', '2 m02']);
  expect(viewBoard(placed([0, 0]), 'm01')).toEqual([]);
});

test('a hidden member sees their own rank, and nobody else sees them', () => {
  expect(seen(viewBoard(placed([9, 8, 7], [1]), 'm01'))).toEqual(['1 m00', '2 m01', '3 m02']);
  expect(seen(viewBoard(placed([9, 8, 7], [1]), 'm00'))).toEqual(['1 m00', '3 m02']);
});

test('hiding somebody changes nobody else’s number, and brings nobody else into the channel', () => {
  const sums = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sums, fc.nat(), fc.nat(), (points, hide, read) => {
      const [hidden, reader] = [hide % points.length, `m${String(read % points.length).padStart(2, '0')}`];
      const id = `m${String(hidden).padStart(2, '0')}`;
      const before = new Map(placed(points).map(one => [one.memberId, one.rank]));
      for (const line of viewBoard(placed(points, [hidden]), reader)) {
        expect(line.rank).toBe(before.get(line.memberId));
        expect(line.memberId !== id || reader === id).toBe(true);
      }
      const without = viewTop(placed(points)).lines.filter(({ memberId }) => memberId !== id);
      const after = viewTop(placed(points, [hidden]));
      expect(seen(after.lines)).toEqual(seen(without));
      expect(after.more).toBe(viewTop(placed(points)).more);
    }),
  );
});

test('in the channel stands at most the upper half of those with points, and at most five', () => {
  expect(seen(viewTop(placed(falling(50))).lines)).toHaveLength(5);
  expect(seen(viewTop(placed([9, 8, 7])).lines)).toEqual(['1 m00', '2 m01']);
  expect(seen(viewTop(placed([9, 0, 0, 0])).lines)).toEqual(['1 m00']);
  expect(viewTop(placed([0]))).toEqual({ lines: [], more: 0 });
});

test('in the channel a rank stands whole or not at all; the first one always, with how many more have the same', () => {
  expect(seen(viewTop(placed([9, 8, 8, 8])).lines)).toEqual(['1 m00']);
  expect(seen(viewTop(placed([9, 9])).lines)).toEqual(['1 m00', '1 m01']);
  const many = viewTop(placed([9, 9, 9, 9, 9, 9, 9, 9, 2]));
  expect([many.lines.length, many.more]).toEqual([5, 3]);
  const sums = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 });
  fc.assert(
    fc.property(sums, points => {
      const ranked = placed(points);
      const { lines, more } = viewTop(ranked);
      for (const rank of new Set(lines.map(line => line.rank))) {
        const all = ranked.filter(one => one.rank === rank).length;
        expect(lines.filter(line => line.rank === rank).length + more).toBe(all);
      }
      expect(lines.length).toBeLessThanOrEqual(5);
      expect(lines.length > 0).toBe(points.some(sum => sum > 0));
    }),
  );
});

test('who improved most had points before, gained the most, and isn’t hidden', () => {
  const before = new Map([
    ['m01', 1],
    ['m02', 5],
    ['m03', 0],
  ]);
  expect(mostImproved(placed([50, 9, 40, 60]), before)).toMatchObject({ memberId: 'm02', gain: 35 });
  expect(mostImproved(placed([50, 9, 40, 60], [2]), before)).toMatchObject({ memberId: 'm01', gain: 8 });
  expect(mostImproved(placed([0, 1, 5, 0]), before)).toBeUndefined();
});

test('points a study day are told to a tenth, and nobody divides by no days', () => {
  expect([pointsPerDay(100, 3), pointsPerDay(7, 0), pointsPerDay(0, 5)]).toEqual([33.3, 7, 0]);
});
