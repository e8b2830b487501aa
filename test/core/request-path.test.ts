import { expect, test } from 'vitest';
import { firstGap, stationState } from '../../src/core/request-path.ts';

test('a station without lessons is empty, one of which nothing is done is a gap, and all of it makes it known', () => {
  expect(stationState({ done: 0, total: 0 })).toBe('empty');
  expect(stationState({ done: 0, total: 3 })).toBe('gap');
  expect(stationState({ done: 2, total: 3 })).toBe('begun');
  expect(stationState({ done: 3, total: 3 })).toBe('known');
});

test('the way goes on at the first gap, then at the first station that is begun, and ends when all is known', () => {
  const known = { id: 'known', done: 2, total: 2 };
  const begun = { id: 'begun', done: 1, total: 2 };
  const gap = { id: 'gap', done: 0, total: 2 };
  const empty = { id: 'empty', done: 0, total: 0 };
  expect(firstGap([empty, known, begun, gap])).toBe(gap);
  expect(firstGap([empty, known, begun])).toBe(begun);
  expect(firstGap([empty, known])).toBeUndefined();
});
