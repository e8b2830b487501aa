import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLearned, lessonsBelow, nextAfter } from '../../src/core/learned.ts';

const leaf = (...lessons: string[]) => ({ lessons, children: [] });

test('a node has its own lessons first and then those below it; one that stands twice counts once', () => {
  const tree = { lessons: ['a'], children: [leaf('b', 'a'), { lessons: [], children: [leaf('c', 'b')] }] };
  expect(lessonsBelow(tree)).toEqual(['a', 'b', 'c']);
  expect(lessonsBelow(leaf())).toEqual([]);
});

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });

test('what is done and what is open make the whole, and the next lesson is the first open one', () => {
  fc.assert(
    fc.property(ids, ids, (lessons, done) => {
      const learned = countLearned(lessons, new Set(done));
      const open = lessons.filter(id => !done.includes(id));
      expect(learned.total - learned.done).toBe(open.length);
      expect(learned.next).toBe(open[0]);
    }),
  );
});

test('after a lesson comes the next open one behind it, then an open one before it, never itself', () => {
  const lessons = ['a', 'b', 'c', 'd'];
  expect(nextAfter(lessons, 'b', new Set())).toBe('c');
  expect(nextAfter(lessons, 'b', new Set(['c']))).toBe('d');
  expect(nextAfter(lessons, 'd', new Set(['a']))).toBe('b');
  expect(nextAfter(lessons, 'b', new Set(['a', 'c', 'd']))).toBeUndefined();
  expect(nextAfter(lessons, 'elsewhere', new Set(['a']))).toBe('b');
});
