import { expect, test } from 'vitest';
import { ALIASES, aliasOf, seasonOf } from '../../src/core/aliases.ts';
import { asStudyDay } from '../../src/core/time.ts';

test('every lot is an alias of its own, two words long', () => {
  const all = Array.from({ length: ALIASES }, (_, lot) => aliasOf(lot));
  expect(new Set(all).size).toBe(ALIASES);
  expect(ALIASES).toBeGreaterThanOrEqual(3_600);
  expect(all.every(alias => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(alias))).toBe(true);
  expect(() => aliasOf(ALIASES)).toThrow(RangeError);
  expect(() => aliasOf(-1)).toThrow(RangeError);
});

test('a season is a month', () => {
  expect(seasonOf(asStudyDay('2026-11-30'))).toBe('2026-11');
  expect(seasonOf(asStudyDay('2026-12-01'))).toBe('2026-12');
});
