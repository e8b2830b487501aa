import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hintFor } from '../../src/core/hint.ts';

const options = ['a', 'b', 'c', 'd'].map((id, n) => ({ id, text: `text ${id}`, right: n === 2 }));

test('a hint on one of several takes a wrong option away, the same one for the same seed', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string(), seed => {
      const hint = hintFor({ type: 'single', options }, seed);
      expect(hint).toEqual(hintFor({ type: 'single', options: [...options].reverse() }, seed));
      if (hint?.kind !== 'wrong') throw new Error('no option was taken away');
      expect(hint.id).not.toBe('c');
      seen.add(hint.id);
    }),
  );
  expect(seen).toEqual(new Set(['a', 'b', 'd']));
});

test('other hints say how many, which comes first, or how it begins; where a hint would be the answer there is none', () => {
  expect(
    hintFor({ type: 'multi', options: options.map((one, n) => ({ ...one, right: n < 2 })) }, ''),
  ).toEqual({ kind: 'count', count: 2 });
  expect(hintFor({ type: 'order', items: options }, '')).toEqual({ kind: 'first', id: 'a' });
  expect(hintFor({ type: 'fill', accept: ['École'], normalise: 'loose' }, '')).toEqual({
    kind: 'begins',
    letter: 'É',
    length: 5,
  });
  expect(hintFor({ type: 'output', options: [], accept: ['42'] }, '')).toEqual({
    kind: 'begins',
    letter: '4',
    length: 2,
  });
  expect(hintFor({ type: 'fill', accept: ['90'], normalise: 'number' }, '')).toBeUndefined();
  expect(hintFor({ type: 'fill', accept: ['x'], normalise: 'loose' }, '')).toBeUndefined();
  expect(hintFor({ type: 'truefalse', options: options.slice(0, 2) }, '')).toBeUndefined();
  expect(hintFor({ type: 'single', options: options.slice(1, 3) }, '')).toBeUndefined();
});

test('where every answer counts as right there is no hint: whatever it said would be untrue', () => {
  for (const question of [
    { type: 'single', options },
    { type: 'multi', options },
    { type: 'order', items: options },
    { type: 'fill', accept: ['École'], normalise: 'loose' },
    { type: 'output', options: [], accept: ['42'] },
  ] as const)
    expect.soft(hintFor({ ...question, allRight: true }, ''), question.type).toBeUndefined();
});
