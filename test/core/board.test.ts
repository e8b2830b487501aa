import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankMembers } from '../../src/core/board.ts';

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
