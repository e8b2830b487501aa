import { expect, test } from 'vitest';
import { analyseItem, type ItemFigures, judgeAlike, standingOf } from '../../src/core/item-analysis.ts';
import type { Item } from '../../src/core/item-choices.ts';
import { flagsOf } from '../../src/core/item-flags.ts';
import { simulatedBank, type Wish } from '../support/simulated-bank.ts';

const item: Item = {
  ...{ type: 'single', rev: 1, retired: false },
  options: ['a', 'b', 'c'].map(id => ({ id, right: id === 'a' })),
};
/** Percents of the options among all, the top third and the bottom third. */
const figures = (
  of: Partial<ItemFigures> & { readonly table?: readonly (readonly [number, number, number])[] },
): ItemFigures => ({
  ...{ n: 60, percentRight: 60, discrimination: 0.4, third: 20, flags: [] },
  choices: (
    of.table ?? [
      [60, 80, 40],
      [20, 10, 30],
      [20, 10, 30],
    ]
  ).map(([all, top, bottom], i) => ({
    ...{ id: 'abc'[i] ?? '', kind: 'option', right: i === 0, all, top, bottom },
  })),
  ...of,
});
const kindsOf = (of: Parameters<typeof figures>[0], asked: Item = item) =>
  flagsOf(asked, figures(of)).map(({ kind, choices }) => [kind, ...choices].join(' '));

test.each<[string, Parameters<typeof figures>[0], string[]]>([
  ['a sound question', {}, []],
  ['30 percent', { percentRight: 30 }, []],
  ['less than 30 percent', { percentRight: 29.9 }, ['too-hard']],
  ['90 percent', { percentRight: 90 }, []],
  ['more than 90 percent', { percentRight: 90.1 }, ['too-easy']],
  ['that of nine answers', { percentRight: 0, n: 9, third: 3 }, []],
  ['that of ten answers', { percentRight: 0, n: 10, third: 3 }, ['too-hard']],
  ['r of 0.15', { discrimination: 0.15 }, []],
  ['r below 0.15', { discrimination: 0.149 }, ['weak']],
  ['r of 0', { discrimination: 0 }, ['weak']],
  ['r below 0', { discrimination: -0.01 }, ['negative']],
  ['no r', { discrimination: undefined }, []],
])('%s is flagged as it should be', (_name, of, expected) => {
  expect(kindsOf(of)).toEqual(expected);
});

const unloved = [
  [78, 90, 60],
  [19.1, 8, 34],
  [2.9, 2, 6],
] as const;

test('a wrong option that fewer than three percent take is dead, once thirty have answered', () => {
  expect(kindsOf({ table: unloved })).toEqual(['dead c']);
  expect(kindsOf({ table: unloved, n: 29, third: 9 })).toEqual([]);
  expect(kindsOf({ table: unloved }, { ...item, type: 'truefalse' })).toEqual([]);
});

test('the key is suspect when those who know take a wrong option instead', () => {
  const more = [
    [25, 20, 30],
    [55, 70, 40],
    [20, 10, 30],
  ] as const;
  expect(kindsOf({ table: more })).toEqual(['key b']);
  expect(kindsOf({ table: more, n: 29, third: 29 / 3 })).toEqual([]);
  const gains = [
    [60, 60, 60],
    [20, 35, 5],
    [20, 5, 35],
  ] as const;
  expect(kindsOf({ table: gains })).toEqual(['key b']);
});

test('where moderators made two answers right, whoever chose either of them knew: no other is suspect for beating one alone', () => {
  const table = [
    [15, 10, 20],
    [45, 55, 35],
    [40, 35, 45],
  ] as const;
  const two: Item = { ...item, options: ['a', 'b', 'c'].map(id => ({ id, right: id !== 'c' })) };
  const shown = figures({ table, third: 40, n: 120 });
  const choices = shown.choices.map(choice => ({ ...choice, right: choice.id !== 'c' }));
  expect(flagsOf(two, { ...shown, choices })).toEqual([]);
});

test('a question that isn’t asked any more, or to which everything is right, has no flags', () => {
  const bad = { percentRight: 0, discrimination: -1 };
  expect(kindsOf(bad)).not.toEqual([]);
  expect(kindsOf(bad, { ...item, retired: true })).toEqual([]);
  expect(kindsOf(bad, { ...item, allRight: true })).toEqual([]);
});

/** Percent of seeds in which the first question’s key is suspected. */
function suspected(wish: Omit<Wish, 'seed'>): number {
  const seeds = 200;
  let found = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { items, answers } = simulatedBank({ ...wish, seed: seed * 7 });
    const judged = judgeAlike(answers, id => items.get(id));
    const first = items.get('db/bank#q0');
    if (!first) throw new Error('a bank has a first question');
    const own = judged.filter(({ questionId }) => questionId === 'db/bank#q0');
    if (analyseItem(first, own, standingOf(judged)).flags.some(({ kind }) => kind === 'key')) found += 1;
  }
  return (100 * found) / seeds;
}

test.each<[string, Omit<Wish, 'seed' | 'keyIsWrong'>]>([
  ['60 members', { members: 60 }],
  ['60 members and an easy bank', { members: 60, difficulty: -1.2 }],
  ['60 members and a hard bank', { members: 60, difficulty: 0 }],
  ['200 members', { members: 200 }],
  ['200 members and a very hard bank', { members: 200, difficulty: 0.6 }],
  ['60 members and choices of several', { members: 60, type: 'multi' }],
  ['60 members, true or false', { members: 60, type: 'truefalse' }],
])(
  'of 200 simulated banks with %s a wrong key is suspected in at least 190, and a right one in at most 10',
  (_name, wish) => {
    const [wrong, right] = [true, false].map(keyIsWrong => suspected({ ...wish, keyIsWrong }));
    expect.soft(wrong).toBeGreaterThanOrEqual(95);
    expect.soft(right).toBeLessThanOrEqual(5);
  },
);
