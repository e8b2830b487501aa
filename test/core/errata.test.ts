import { expect, test } from 'vitest';
import { correctedBy, type Erratum, erratumReason, isRightNow, rescore } from '../../src/core/errata.ts';
import type { Key } from '../../src/core/grading.ts';

const answeredAt = new Date('2026-11-13T12:00:00Z');
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
  expect(correctedBy(fill, [erratum('corrected', ['TLS', 'SSL'], 1)]).accept).toEqual(['TLS', 'SSL']);
});

test('the newest correction counts, and none of another revision', () => {
  const twice = correctedBy(question, [erratum('all-right'), erratum('corrected', ['c'])]);
  expect(twice).toMatchObject({ options: [{ right: false }, { right: false }, { right: true }] });
  expect(twice.allRight).toBeUndefined();
  expect(correctedBy(question, [erratum('retired', [], 1), erratum('corrected', ['b'], 3)])).toBe(question);
  expect(correctedBy(question, [])).toBe(question);
});

test('a second right answer leaves the first one right', () => {
  const both = correctedBy(question, [erratum('corrected', ['a', 'b'])]);
  expect(both.options.map(one => one.right)).toEqual([true, true, false]);
  const paid = { memberId: 'ada', hinted: false, cohortId: null, pay: 'first', answeredAt } as const;
  expect(
    rescore(both, question, [
      { ...paid, chosen: ['a'], points: 10, right: true },
      { ...paid, chosen: ['b'], points: 0, right: false },
    ]),
  ).toEqual([
    { memberId: 'ada', cohortId: null, points: 10, earnedAt: answeredAt, wasRight: false, isRight: true },
  ]);
});

test('a question that is taken out keeps the key that it had been given', () => {
  const kept = correctedBy(question, [erratum('corrected', ['b']), erratum('retired')]);
  expect(kept.retired).toBe(true);
  expect(kept.options.map(one => one.right)).toEqual([false, true, false]);
  expect(correctedBy(question, [erratum('all-right'), erratum('retired')])).toMatchObject({ allRight: true });
});

test('whys of what a correction turns over are gone, since they were written for the other key; all others stay', () => {
  const explained = {
    ...question,
    options: question.options.map(option => ({ ...option, why: `because of ${option.id}` })),
  };
  const whys = (of: typeof explained) => of.options.map(({ why }) => why);
  expect(whys(correctedBy(explained, [erratum('corrected', ['b'])]))).toEqual(['', '', 'because of c']);
  expect(whys(correctedBy(explained, [erratum('corrected', ['a', 'b'])]))).toEqual([
    'because of a',
    '',
    'because of c',
  ]);
  expect(whys(correctedBy(explained, [erratum('all-right')]))).toEqual(['', '', '']);
  expect(whys(correctedBy(explained, [erratum('retired')]))).toEqual(whys(explained));
  const wrong = [{ answer: 'SSL', why: 'old name' }];
  const fill = {
    ...{ type: 'fill' as const, rev: 2, retired: false, accept: ['TLS'], normalise: 'loose' as const },
    ...{ tolerance: undefined, why: 'it encrypts', wrong },
  };
  const typed = (...rightIds: string[]) => correctedBy(fill, [erratum('corrected', rightIds)]);
  expect(typed('TLS', 'ssl')).toMatchObject({ why: 'it encrypts', wrong: [] });
  expect(typed('TLS', 'HTTPS')).toMatchObject({ why: 'it encrypts', wrong });
  // Nothing of the lesson's key is accepted any more.
  expect(typed('HTTPS')).toMatchObject({ accept: ['HTTPS'], why: '', wrong: [] });
  const items = ['x', 'y'].map(id => ({ id }));
  const order = { type: 'order' as const, rev: 2, retired: false, items, why: 'x first', wrong: [] };
  expect(correctedBy(order, [erratum('corrected', ['y', 'x'])]).why).toBe('');
  expect(correctedBy(order, [erratum('corrected', ['x', 'y'])]).why).toBe('x first');
});

test('a corrected question says so, with the newest word of the moderators', () => {
  const first = { ...erratum('all-right'), note: 'both are fine' };
  expect(correctedBy(question, [first])).toMatchObject({ correction: { note: 'both are fine' } });
  expect(correctedBy(question, [first, erratum('corrected', ['b'])])).toHaveProperty('correction', {
    note: undefined,
  });
  expect(correctedBy(question, [])).not.toHaveProperty('correction');
});

test('without right ids the key is the lesson’s own again, whatever was corrected before', () => {
  const fill = {
    ...{ type: 'fill' as const, rev: 2, retired: false, accept: ['180'], normalise: 'number' as const },
    ...{ tolerance: undefined, why: 'half a turn', wrong: [] },
  };
  const own = erratum('corrected', []);
  for (const earlier of [erratum('corrected', ['180', '123456']), erratum('all-right'), erratum('retired')])
    expect(correctedBy(fill, [earlier, own])).toEqual(fill);
  expect(correctedBy(question, [erratum('corrected', ['b']), own])).toEqual(question);
});

test('an answer counts by the key that holds now; one to another revision stays as it was judged', () => {
  const corrected = correctedBy(question, [erratum('corrected', ['b'])]);
  const answer = { questionRev: 2, chosen: ['b'], right: false };
  expect(isRightNow(corrected, answer)).toBe(true);
  expect(isRightNow(corrected, { ...answer, questionRev: 1 })).toBe(false);
  expect(isRightNow(corrected, { ...answer, chosen: ['gone'], right: true })).toBe(true);
  expect(isRightNow(undefined, answer)).toBe(false);
});

test('after a second correction an answer is compared with what it was before it, not with the first day', () => {
  const first = [erratum('corrected', ['b'])];
  const before = correctedBy(question, first);
  const again = correctedBy(question, [...first, erratum('corrected', ['a'])]);
  const paid = {
    memberId: 'ada',
    chosen: ['a'],
    hinted: false,
    cohortId: null,
    points: 0,
    right: true,
    pay: 'first' as const,
    answeredAt,
  };
  expect(rescore(again, before, [paid])).toEqual([
    { memberId: 'ada', cohortId: null, points: 10, earnedAt: answeredAt, wasRight: false, isRight: true },
  ]);
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
    answeredAt,
  } as const;
  const corrected = correctedBy(question, [erratum('corrected', ['b'])]);
  expect(rescore(corrected, question, [paid])).toEqual([
    { memberId: 'ada', cohortId: 'autumn', points: 10, earnedAt: answeredAt, wasRight: false, isRight: true },
  ]);
  expect(
    rescore(corrected, corrected, [
      { ...paid, points: 10, right: true },
      { ...paid, chosen: ['c'] },
    ]),
  ).toEqual([]);
  expect(rescore(correctedBy(question, [erratum('retired')]), question, [paid])).toEqual([]);
  // Late, the right key would have paid half; practice pays for doing it, whatever the key.
  expect(rescore(corrected, question, [{ ...paid, pay: 'late' }])).toMatchObject([{ points: 5 }]);
  for (const pay of ['practice', 'review'] as const)
    expect(rescore(corrected, question, [{ ...paid, pay }])).toMatchObject([{ points: 0, isRight: true }]);
  expect(erratumReason('e')).toBe('erratum:e');
});
