import { expect, test } from 'vitest';
import { shuffle } from '../../src/core/shuffle.ts';

test('a shuffle leaves what it was given as it was', () => {
  const given = [1, 2, 3, 4];
  const shuffled = shuffle(given, 'seed');
  expect(given).toEqual([1, 2, 3, 4]);
  expect([...shuffled].sort()).toEqual(given);
});

test('nothing and one thing have one order', () => {
  expect(shuffle([], 'seed')).toEqual([]);
  expect(shuffle(['a'], 'seed')).toEqual(['a']);
});

test('things that look alike all stay', () => {
  expect(shuffle(['a', 'a', undefined, 'b'], 'seed')).toHaveLength(4);
});
