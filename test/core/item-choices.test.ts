import { expect, test } from 'vitest';
import { choicesOf, type Item } from '../../src/core/item-choices.ts';

const rowsOf = (item: Item, right: boolean, ...chosen: string[]) =>
  choicesOf(item)
    .filter(choice => choice.isIn({ chosen, right }))
    .map(choice => choice.id);
const base = { rev: 1, retired: false } as const;
const options = ['a', 'b', 'c'].map(id => ({ id, right: id === 'a' }));

test('each option is a row, and a choice of several stands in several', () => {
  expect(rowsOf({ ...base, type: 'single', options }, true, 'a')).toEqual(['a']);
  expect(rowsOf({ ...base, type: 'multi', options }, false, 'a', 'c')).toEqual(['a', 'c']);
  expect(rowsOf({ ...base, type: 'output', options, accept: [] }, false, 'b')).toEqual(['b']);
});

test('of what is typed only what the bank knows has a row of its own: nobody’s words are shown', () => {
  const wrong = [{ answer: 'UDP' }, { answer: 'IP' }];
  const fill: Item = {
    ...{ ...base, type: 'fill', accept: ['TCP'], normalise: 'loose', tolerance: undefined, wrong },
  };
  expect(choicesOf(fill).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
    'right right',
    'known-0 known',
    'known-1 known',
    'other other',
  ]);
  expect(rowsOf(fill, true, 'tcp')).toEqual(['right']);
  expect(rowsOf(fill, false, ' “ip” ')).toEqual(['known-1']);
  expect(rowsOf(fill, false, 'my cat')).toEqual(['other']);
  // Corrected to be right: what the bank calls wrong doesn't matter any more.
  expect(rowsOf(fill, true, 'UDP')).toEqual(['right']);
});

test('of an order there is the right one, those that the bank knows as wrong, and any other', () => {
  const items = ['x', 'y', 'z'].map(id => ({ id }));
  const order: Item = { ...base, type: 'order', items, wrong: [{ answer: 'z > y > x' }] };
  expect(rowsOf(order, true, 'x', 'y', 'z')).toEqual(['right']);
  expect(rowsOf(order, false, 'z', 'y', 'x')).toEqual(['known-0']);
  expect(rowsOf(order, false, 'y', 'x', 'z')).toEqual(['other']);
});
