import { expect, test } from 'vitest';
import type { FlagKind } from '../../src/core/item-flags.ts';
import { byAttention, tallyOf } from '../../src/core/item-tally.ts';

const figures = (n: number, percentRight: number, ...kinds: FlagKind[]) => ({
  ...{ n, percentRight },
  flags: kinds.map(kind => ({ kind, choices: [] })),
});

test('a lesson is the mean of its answers, not of its questions', () => {
  expect(tallyOf([figures(30, 100, 'too-easy'), figures(10, 0, 'too-hard', 'key')])).toMatchObject({
    n: 40,
    most: 30,
    percentRight: 75,
    flags: { 'too-easy': 1, 'too-hard': 1, key: 1, weak: 0 },
  });
  expect(tallyOf([])).toMatchObject({ n: 0, most: 0, percentRight: 0 });
});

test('doubtful keys come first, then what is the wrong way round or too hard, then the fewest right; too early comes last', () => {
  const lessons = {
    early: figures(4, 0),
    good: figures(40, 80),
    poor: figures(40, 40, 'weak'),
    hard: figures(40, 60, 'too-hard'),
    turned: figures(40, 70, 'negative'),
    key: figures(40, 90, 'key'),
  };
  const sorted = Object.entries(lessons).sort(([, a], [, b]) => byAttention(tallyOf([a]), tallyOf([b])));
  expect(sorted.map(([name]) => name)).toEqual(['key', 'turned', 'hard', 'poor', 'good', 'early']);
});
