/** What can be answered to a question, as the rows of a table: its options; or, where something is typed or put in order, what its bank knows. */
import { type Key, loose } from './grading.ts';

/** What of a question its analysis needs. */
export type Item = Key & {
  readonly rev: number;
  readonly retired: boolean;
  /** Wrong answers that the bank knows; an order is written as ids with `>` between them. */
  readonly wrong?: readonly { readonly answer: string }[];
};

export interface ItemChoice {
  /** An option's id; elsewhere `right`, `known-2` (by its place in the bank) or `other`. */
  readonly id: string;
  /** `other`: all that the bank doesn't know. What members typed is never told apart, so nobody's words are shown. */
  readonly kind: 'option' | 'right' | 'known' | 'other';
  readonly right: boolean;
  readonly isIn: (answer: { readonly chosen: readonly string[]; readonly right: boolean }) => boolean;
}

/** In the order of the bank. Each answer is in exactly one of them, but for a choice of several. */
export function choicesOf(item: Item): readonly ItemChoice[] {
  if ('options' in item && item.options.length > 0)
    return item.options.map(({ id, right }) => ({
      ...{ id, right, kind: 'option' },
      isIn: ({ chosen }) => chosen.includes(id),
    }));
  const isOrder = item.type === 'order';
  const known = (item.wrong ?? []).map(({ answer }) => (isOrder ? orderIn(answer) : loose(answer)));
  const placeIn = (chosen: readonly string[]) =>
    known.indexOf(isOrder ? chosen.join() : loose(chosen[0] ?? ''));
  return [
    { id: 'right', kind: 'right', right: true, isIn: answer => answer.right },
    ...known.map(
      (_, place): ItemChoice => ({
        ...{ id: `known-${place}`, kind: 'known', right: false },
        isIn: answer => !answer.right && placeIn(answer.chosen) === place,
      }),
    ),
    {
      ...{ id: 'other', kind: 'other', right: false },
      isIn: answer => !answer.right && placeIn(answer.chosen) < 0,
    },
  ];
}

const orderIn = (answer: string): string =>
  answer
    .split('>')
    .map(id => id.trim())
    .join();
