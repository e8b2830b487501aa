import { expect, test } from 'vitest';
import { correctedBy, type Erratum, erratumReason, rescore } from '../../src/core/errata.ts';
import type { Key } from '../../src/core/grading.ts';

const question: Extract<Key, { readonly type: 'single' | 'multi' | 'truefalse' }> & {
  readonly rev: number;
  readonly retired: boolean;
  readonly type: 'single';
} = {
  ...{ type: 'single', rev: 2, retired: false },
  options: ['a', 'b', 'c'].map(id => ({ id, right: id === 'a' })),
};
const erratum = (verdict: Erratum['verdict'], rightIds: string[] = [], questionRev = 2): Erratum => ({
  ...{ id: 'e', questionId: 'db/acid#a', questionRev, verdict, rightIds },
});

test('a correction changes the key, lets everything count, or takes the question out', () => {
  expect(correctedBy(question, [erratum('corrected', ['b'])]).options.map(one => one.right)).toEqual([
    false,
    true,
    false,
  ]);
  expect(correctedBy(question, [erratum('all-right')]).allRight).toBe(true);
  expect(correctedBy(question, [erratum('retired')]).retired).toBe(true);
  const order = { type: 'order' as const, rev: 1, retired: false, items: [{ id: 'x' }, { id: 'y' }] };
  expect(correctedBy(order, [erratum('corrected', ['y', 'x'], 1)]).items).toEqual([{ id: 'y' }, { id: 'x' }]);
  expect(correctedBy(order, [erratum('corrected', ['y'], 1)]).items).toEqual(order.items);
  const fill = {
    type: 'fill' as const,
    rev: 1,
    retired: false,
    accept: ['TLS'],
    normalise: 'loose' as const,
    tolerance: undefined,
  };
  expect(correctedBy(fill, [erratum('corrected', ['SSL'], 1)]).accept).toEqual(['TLS', 'SSL']);
});

test('the newest correction counts, and none of another revision', () => {
  const twice = correctedBy(question, [erratum('all-right'), erratum('corrected', ['c'])]);
  expect(twice).toMatchObject({ options: [{ right: false }, { right: false }, { right: true }] });
  expect(twice.allRight).toBeUndefined();
  expect(correctedBy(question, [erratum('retired', [], 1), erratum('corrected', ['b'], 3)])).toBe(question);
  expect(correctedBy(question, [])).toBe(question);
});

test('whoever has what they should have is left out', () => {
  const paid = {
    memberId: 'ada',
    chosen: ['b'],
    hinted: false,
    cohortId: 'autumn',
    points: 0,
    right: false,
    pay: 'first',
  } as const;
  const corrected = correctedBy(question, [erratum('corrected', ['b'])]);
  expect(rescore(corrected, [paid])).toEqual([
    { memberId: 'ada', cohortId: 'autumn', points: 10, wasRight: false, isRight: true },
  ]);
  expect(
    rescore(corrected, [
      { ...paid, points: 10, right: true },
      { ...paid, chosen: ['c'] },
    ]),
  ).toEqual([]);
  expect(rescore(correctedBy(question, [erratum('retired')]), [paid])).toEqual([]);
  // Late, the right key would have paid half; practice pays for doing it, whatever the key.
  expect(rescore(corrected, [{ ...paid, pay: 'late' }])).toMatchObject([{ points: 5 }]);
  for (const pay of ['practice', 'review'] as const)
    expect(rescore(corrected, [{ ...paid, pay }])).toMatchObject([{ points: 0, isRight: true }]);
  expect(erratumReason('e')).toBe('erratum:e');
});
