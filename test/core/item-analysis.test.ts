import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Alike,
  analyseItem,
  type ItemFigures,
  judgeAlike,
  standingOf,
} from '../../src/core/item-analysis.ts';
import type { Item } from '../../src/core/item-choices.ts';
import '../support/seed.ts';
import { simulatedBank } from '../support/simulated-bank.ts';

const single: Item = {
  ...{ type: 'single', rev: 1, retired: false },
  options: ['a', 'b', 'c'].map(id => ({ id, right: id === 'a' })),
};
const [id, elsewhere] = ['db/acid#one', 'db/acid#other'];
const upTo = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const chose = (option: string, members: readonly number[], rev = 1): Alike => ({
  ...{ questionId: id, rev, chosen: [option], members },
  ...{ right: option === 'a', share: option === 'a' ? 100 : 0 },
});
const did = (share: number, members: readonly number[]): Alike => ({
  ...{ questionId: elsewhere, rev: 1, chosen: [`${share}`], right: share === 100, share, members },
});
const figuresOf = (own: readonly Alike[], others: readonly Alike[], item: Item = single): ItemFigures =>
  analyseItem(item, own, standingOf([...own, ...others]));
const shown = ({ choices }: ItemFigures) =>
  choices.map(({ id: choice, all, top, bottom }) => [choice, all, top, bottom].join(' '));

/** Twenty members have all else right and ten have it wrong; of the twenty fifteen are right here, and of the ten nobody. */
const byHand = {
  own: [chose('a', upTo(0, 15)), chose('b', upTo(15, 24)), chose('c', upTo(24, 30))],
  others: [did(100, upTo(0, 20)), did(0, upTo(20, 30))],
};

test('an example reckoned by hand', () => {
  const figures = figuresOf(byHand.own, byHand.others);
  expect(figures).toMatchObject({ n: 30, percentRight: 50, third: 10 });
  // M₁ = 100, M₀ = 33⅓, s = √(2/9) · 100, p = ½: r = 66⅔ / 47.14 · ½ = √½.
  expect(figures.discrimination).toBeCloseTo(Math.SQRT1_2, 10);
  // The top third is ten of twenty equals, so each of them is half in it.
  expect(shown(figures)).toEqual(['a 50 75 0', 'b 30 25 40', 'c 20 0 60']);
});

test('below thirty members, or where nobody differs, nothing is said about discrimination', () => {
  const { own, others } = byHand;
  const fewer = own.map(alike => ({ ...alike, members: alike.members.filter(member => member !== 3) }));
  expect(figuresOf(fewer, others).discrimination).toBeUndefined();
  expect(figuresOf([chose('a', upTo(0, 30))], others).discrimination).toBeUndefined();
  expect(figuresOf([chose('b', upTo(0, 30))], others).discrimination).toBeUndefined();
  expect(figuresOf(own, [did(70, upTo(0, 30))]).discrimination).toBeUndefined();
  // Who answered nothing else can't be measured by anything else.
  expect(figuresOf(own, [did(100, upTo(0, 15)), did(0, upTo(16, 30))])).toMatchObject({
    n: 30,
    third: 29 / 3,
    discrimination: undefined,
  });
});

test('no answer is no figure, and answers to an older revision don’t count', () => {
  expect(figuresOf([], [])).toMatchObject({ n: 0, percentRight: 0, discrimination: undefined, flags: [] });
  expect(figuresOf([chose('a', [0]), chose('b', [1, 2], 2)], []).n).toBe(1);
});

test('what is partly right counts as its share, but of an order only the exact one', () => {
  const partly = { ...did(50, [1]), questionId: id };
  const multi: Item = { ...single, type: 'multi' };
  expect(figuresOf([chose('a', [0]), partly], [], multi).percentRight).toBe(75);
  const order: Item = { type: 'order', rev: 1, retired: false, items: [{ id: 'x' }, { id: 'y' }] };
  expect(figuresOf([chose('a', [0]), partly], [], order).percentRight).toBe(50);
});

test('answers are judged by the key as it is now, but for those to another revision', () => {
  const mended: Item = { ...single, options: single.options.map(one => ({ ...one, right: one.id === 'b' })) };
  const judged = judgeAlike([chose('a', [0]), chose('b', [1]), chose('b', [2], 2), did(100, [3])], of =>
    of === id ? mended : undefined,
  );
  expect(judged.map(({ right, share }) => [right, share])).toEqual([
    [false, 0],
    [true, 100],
    [false, 0],
    [true, 100],
  ]);
});

test('neither the order of members, nor their numbers, nor the names of options change a figure', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 2 ** 31 }),
      fc.integer({ min: 1, max: 90 }),
      fc.constantFrom('single', 'multi', 'truefalse'),
      (seed, members, type) => {
        const { items, answers } = simulatedBank({ seed, members, questions: 4, type, keyIsWrong: false });
        const numbers = upTo(0, members).sort((a, b) => ((a * 7919 + seed) % 97) - ((b * 7919 + seed) % 97));
        const renamed = answers
          .map(alike => ({
            ...alike,
            chosen: alike.chosen.map(one => `new-${one}`),
            members: alike.members.map(member => numbers[member] ?? 0),
          }))
          .reverse();
        for (const [questionId, item] of items) {
          if (!('options' in item)) throw new Error('only options are simulated');
          const other: Item = {
            ...item,
            options: item.options.map(one => ({ ...one, id: `new-${one.id}` })),
          };
          const of = (list: readonly Alike[], bank: (known: Item) => Item, itself: Item) => {
            const judged = judgeAlike(list, one => {
              const found = items.get(one);
              return found && bank(found);
            });
            const own = judged.filter(alike => alike.questionId === questionId);
            return rounded(analyseItem(itself, own, standingOf(judged)));
          };
          const rename = (known: Item): Item =>
            'options' in known
              ? { ...known, options: known.options.map(one => ({ ...one, id: `new-${one.id}` })) }
              : known;
          const plain = of(answers, known => known, item);
          expect(JSON.parse(JSON.stringify(of(renamed, rename, other)).replaceAll('new-', ''))).toEqual(
            JSON.parse(JSON.stringify(plain)),
          );
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** Sums of the same numbers in another order may differ in their last digits. */
const rounded = (figures: ItemFigures) => ({
  ...figures,
  discrimination: figures.discrimination?.toFixed(9),
  choices: figures.choices.map(one => ({
    ...one,
    all: one.all.toFixed(9),
    top: one.top.toFixed(9),
    bottom: one.bottom.toFixed(9),
  })),
});

test('percents lie between 0 and 100, those of options to choose one of add up, and r lies between -1 and 1', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 }), fc.integer({ min: 2, max: 80 }), (seed, members) => {
      const { items, answers } = simulatedBank({ seed, members, questions: 5, keyIsWrong: false });
      const judged = judgeAlike(answers, one => items.get(one));
      const standing = standingOf(judged);
      for (const [questionId, item] of items) {
        const figures = analyseItem(
          item,
          judged.filter(alike => alike.questionId === questionId),
          standing,
        );
        for (const of of ['all', 'top', 'bottom'] as const) {
          const sum = figures.choices.reduce((whole, choice) => whole + choice[of], 0);
          expect(sum).toBeCloseTo(100, 8);
          expect(Math.min(...figures.choices.map(choice => choice[of]))).toBeGreaterThanOrEqual(0);
        }
        expect(figures.n).toBe(members);
        expect(Math.abs(figures.discrimination ?? 0)).toBeLessThanOrEqual(1);
        expect(figures.percentRight).toBeCloseTo(figures.choices.find(({ right }) => right)?.all ?? -1, 8);
      }
    }),
    { numRuns: 60 },
  );
});
