import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWish, wishWord } from '../../src/core/wish-word.ts';

const id = fc.stringMatching(/^[a-z][a-z0-9/#-]{0,20}$/);
const wished = fc.record(
  { lesson: id, node: id, topic: id, quiz: id, count: fc.integer({ min: 1, max: 20 }) },
  { requiredKeys: [] },
);

test('whatever was wished for can be read from its word again', () => {
  fc.assert(
    fc.property(wished, wish => {
      expect(readWish(wishWord(wish))).toEqual(wish);
    }),
  );
});

test('words that stand in the database since before are read as they were meant', () => {
  expect(wishWord({ lesson: 'db/acid' })).toBe('lesson=db/acid');
  expect(readWish('lesson=db/acid')).toEqual({ lesson: 'db/acid' });
  expect(readWish('topic=tcp*8')).toEqual({ topic: 'tcp', count: 8 });
});

test('anything else is read as no wish, without a throw', () => {
  expect(readWish('')).toEqual({});
  fc.assert(fc.property(fc.string(), word => void readWish(word)));
});
