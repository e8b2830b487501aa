import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gradeAnswer, type Key, loose, numberIn, rightOf } from '../../src/core/grading.ts';
import { shuffle } from '../../src/core/shuffle.ts';

const options = [
  { id: 'wal', right: true },
  { id: 'cache', right: false },
  { id: 'heap', right: false },
];
const single: Key = { type: 'single', options };

test.each([
  ['the right option', single, ['wal'], { right: true, share: 100 }],
  ['a wrong option', single, ['cache'], { right: false, share: 0 }],
  ['an option that the question does not have', single, ['WAL'], undefined],
  ['two options where one is asked for', single, ['wal', 'cache'], undefined],
  ['nothing', single, [], undefined],
] as const)('%s', (_, key, given, grade) => {
  expect(gradeAnswer(key, given)).toEqual(grade);
});

const several: Key = {
  type: 'multi',
  options: [
    { id: 'a', right: true },
    { id: 'b', right: true },
    { id: 'c', right: false },
    { id: 'd', right: false },
  ],
};

test.each([
  [['a', 'b'], 100, true],
  [['b', 'a'], 100, true],
  [['a'], 50, false],
  [['a', 'b', 'c'], 50, false],
  [['a', 'c'], 0, false],
  [['a', 'b', 'c', 'd'], 0, false],
  [['c', 'd'], 0, false],
])('of several, %j is right to %i percent', (given, share, right) => {
  expect(gradeAnswer(several, given)).toEqual({ right, share });
});

test('of several, nothing, something twice or something foreign is no answer', () => {
  for (const given of [[], ['a', 'a'], ['a', 'x']]) expect(gradeAnswer(several, given)).toBeUndefined();
});

const order: Key = { type: 'order', items: ['one', 'two', 'three', 'four'].map(id => ({ id })) };

test.each([
  ['one two three four', 100],
  ['four three two one', 0],
  ['two three four one', 67],
  ['one two four three', 33],
  ['one three two four', 0],
])('the order %s is right to %i percent', (words, share) => {
  expect(gradeAnswer(order, words.split(' '))).toEqual({ right: share === 100, share });
});

test('an order that leaves something out, or has something twice, is no answer', () => {
  for (const words of ['one two three', 'one two three three', 'one two three five', '']) {
    expect(gradeAnswer(order, words.split(' '))).toBeUndefined();
  }
});

const fill = (
  accept: readonly string[],
  normalise: 'exact' | 'loose' | 'number' = 'loose',
  tolerance?: number,
): Key => ({
  type: 'fill',
  ...{ accept, normalise, tolerance },
});

test.each([
  [fill(['head-of-line']), 'Head‑of–Line', true],
  [fill(['head-of-line']), '  "head-of-line". ', true],
  [fill(['EXPLAIN ANALYZE']), '`explain  analyze`', true],
  [fill(['naïve']), 'nai\u0308ve', true],
  [fill(['head-of-line']), 'head of line', false],
  [fill(['SIGTERM'], 'exact'), ' SIGTERM ', true],
  [fill(['SIGTERM'], 'exact'), 'sigterm', false],
  [fill(['1000'], 'number'), '1,000', true],
  [fill(['1000'], 'number'), '1 000 ms', true],
  [fill(['0.5'], 'number', 0.01), '0,505', true],
  [fill(['0.5'], 'number', 0.01), '0.52', false],
  [fill(['0.3'], 'number'), String(0.1 + 0.2), true],
  [fill(['90'], 'number'), 'about 90 %', true],
  [fill(['90'], 'number'), '90 or 91', false],
  [fill(['90'], 'number'), 'ninety', false],
  [{ type: 'output', options: [], accept: ['a 1\nb 2'] }, 'a  1\n\nb 2\n', true],
  [{ type: 'output', options: [], accept: ['True'] }, 'true', false],
] as const)('%j takes %j: %s', (key, typed, right) => {
  expect(gradeAnswer(key, [typed])).toEqual({ right, share: right ? 100 : 0 });
});

test.each([
  ['42', 42],
  ['-3', -3],
  ['−3', -3],
  ['1,5', 1.5],
  ['1,500', 1500],
  ['1,500.5', 1500.5],
  ["12'345", 12345],
  ['2e3', 2000],
  ['.5', 0.5],
  ['3.', 3],
  ['1.2.3', undefined],
  ['', undefined],
])('%j is the number %s', (text, number) => expect(numberIn(text)).toBe(number));

const id = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 3 });
const anyOptions = fc.uniqueArray(fc.record({ id, right: fc.boolean() }), {
  selector: one => one.id,
  minLength: 2,
  maxLength: 8,
});
const anyKey: fc.Arbitrary<Key> = fc.oneof(
  anyOptions
    .filter(list => list.some(one => one.right))
    .map(list => ({ type: 'multi' as const, options: list })),
  fc
    .uniqueArray(id, { minLength: 2, maxLength: 6 })
    .map(ids => ({ type: 'order' as const, items: ids.map(one => ({ id: one })) })),
  fc
    .array(
      fc.string({ minLength: 1 }).filter(text => text.trim() !== '' && loose(text) !== ''),
      { minLength: 1, maxLength: 3 },
    )
    .map(accept => fill(accept)),
);

test('what is right is right, whatever the order in which several are picked; a share is 100 only then', () => {
  fc.assert(
    fc.property(anyKey, fc.string(), fc.array(id, { maxLength: 8 }), (key, seed, wild) => {
      const right = rightOf(key);
      if (key.type === 'multi')
        expect(gradeAnswer(key, shuffle(right, seed))).toEqual({ right: true, share: 100 });
      if (key.type === 'order') expect(gradeAnswer(key, right)).toEqual({ right: true, share: 100 });
      if (key.type === 'fill')
        for (const accepted of right) expect(gradeAnswer(key, [accepted])?.right).toBe(true);
      const grade = gradeAnswer(key, wild);
      if (grade) {
        expect(grade.share).toBeGreaterThanOrEqual(0);
        expect(grade.share === 100).toBe(grade.right);
      }
    }),
  );
});

test('to pick everything never earns more than to pick one right option, where as many are wrong as right', () => {
  fc.assert(
    fc.property(anyOptions, list => {
      const rights = list.filter(one => one.right).length;
      if (rights === 0 || list.length - rights < rights) return;
      expect(
        gradeAnswer(
          { type: 'multi', options: list },
          list.map(one => one.id),
        )?.share,
      ).toBe(0);
    }),
  );
});
