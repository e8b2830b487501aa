import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hintFor } from '../../src/core/hint.ts';

const options = ['a', 'b', 'c', 'd'].map((id, n) => ({ id, text: `text ${id}`, right: n === 2 }));

const asked = { id: 'a', lessonId: 'db/acid' };

test('a hint on one of several takes a wrong option away, and asking again, elsewhere or after a correction names no other', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.string(), fc.subarray(['a', 'b', 'c', 'd']), (id, corrected) => {
      const named = (rights: readonly string[], shown = options) => {
        const hint = hintFor({
          ...{ type: 'single', id, lessonId: 'db/acid' },
          options: shown.map(one => ({ ...one, right: rights.includes(one.id) })),
        });
        return hint?.kind === 'wrong' ? hint.id : undefined;
      };
      const first = named(['c']);
      expect(['a', 'b', 'd']).toContain(first);
      expect(named(['c'], [...options].reverse())).toBe(first);
      // More options are right since: what the hint has said stays said, unless it became untrue.
      const rights = ['c', ...corrected];
      const then = named(rights);
      if (first !== undefined && !rights.includes(first)) expect(then).toBe(first);
      else expect(rights).not.toContain(then);
      seen.add(first ?? '');
    }),
  );
  expect(seen).toEqual(new Set(['a', 'b', 'd']));
});

test('other hints say how many, which comes first, or how it begins; where a hint would be the answer there is none', () => {
  expect(
    hintFor({ ...asked, type: 'multi', options: options.map((one, n) => ({ ...one, right: n < 2 })) }),
  ).toEqual({ kind: 'count', count: 2 });
  expect(hintFor({ ...asked, type: 'order', items: options })).toEqual({ kind: 'first', id: 'a' });
  expect(hintFor({ ...asked, type: 'fill', accept: ['École'], normalise: 'loose' })).toEqual({
    kind: 'begins',
    letter: 'É',
    length: 5,
  });
  expect(hintFor({ ...asked, type: 'output', options: [], accept: ['42'] })).toEqual({
    kind: 'begins',
    letter: '4',
    length: 2,
  });
  expect(hintFor({ ...asked, type: 'fill', accept: ['90'], normalise: 'number' })).toBeUndefined();
  expect(hintFor({ ...asked, type: 'fill', accept: ['x'], normalise: 'loose' })).toBeUndefined();
  expect(hintFor({ ...asked, type: 'truefalse', options: options.slice(0, 2) })).toBeUndefined();
  expect(hintFor({ ...asked, type: 'single', options: options.slice(1, 3) })).toBeUndefined();
});

test('where every answer counts as right there is no hint: whatever it said would be untrue', () => {
  for (const question of [
    { type: 'single', options },
    { type: 'multi', options },
    { type: 'order', items: options },
    { type: 'fill', accept: ['École'], normalise: 'loose' },
    { type: 'output', options: [], accept: ['42'] },
  ] as const)
    expect.soft(hintFor({ ...asked, ...question, allRight: true }), question.type).toBeUndefined();
});
