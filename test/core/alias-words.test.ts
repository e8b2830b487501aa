import { expect, test } from 'vitest';
import { BEINGS, MANNERS } from '../../src/core/alias-words.ts';

test('there are at least sixty of each, none twice, and every one is a single plain word', () => {
  for (const words of [MANNERS, BEINGS]) {
    expect(words.length).toBeGreaterThanOrEqual(60);
    expect(new Set(words.map(word => word.toLowerCase())).size).toBe(words.length);
    expect(words.filter(word => !/^[A-Z][a-z]{2,12}$/.test(word))).toEqual([]);
  }
});
