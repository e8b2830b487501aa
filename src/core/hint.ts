/**
 * A hint: one step towards the answer, the same for everybody and in every quiz, so that nobody learns more by asking again, elsewhere or
 * with others. It halves what a first attempt pays.
 */
import { shuffle } from './shuffle.ts';

/** What of a question a hint is made from. */
type Hinted = { readonly id: string; readonly lessonId: string; readonly allRight?: boolean } & (
  | {
      readonly type: 'single' | 'multi' | 'truefalse' | 'output';
      readonly options: readonly { readonly id: string; readonly text: string; readonly right: boolean }[];
      readonly accept?: readonly string[];
    }
  | { readonly type: 'order'; readonly items: readonly { readonly id: string; readonly text: string }[] }
  | {
      readonly type: 'fill';
      readonly accept: readonly string[];
      readonly normalise: 'exact' | 'loose' | 'number';
    }
);

export type Hint =
  /** This option is wrong. */
  | { readonly kind: 'wrong'; readonly id: string }
  /** So many options are right. */
  | { readonly kind: 'count'; readonly count: number }
  /** This item comes first. */
  | { readonly kind: 'first'; readonly id: string }
  /** The accepted answer begins so and has so many characters. */
  | { readonly kind: 'begins'; readonly letter: string; readonly length: number };

/**
 * Undefined where any hint would be the answer (true or false, two options, a number, an answer of one letter), or would be untrue: where
 * moderators let every answer count as right.
 */
export function hintFor(question: Hinted): Hint | undefined {
  if (question.allRight) return undefined;
  switch (question.type) {
    case 'truefalse':
      return undefined;
    case 'order': {
      const [first] = question.items;
      return first && { kind: 'first', id: first.id };
    }
    case 'multi':
      return { kind: 'count', count: question.options.filter(option => option.right).length };
    case 'fill':
      return question.normalise === 'number' ? undefined : beginning(question.accept);
    default: {
      if (question.options.length === 0) return beginning(question.accept ?? []);
      if (question.options.length < 3) return undefined;
      // All of them are shuffled, not only what is wrong: when a correction makes another option right, this one stays the hint. Whoever
      // could reckon the order has the bank, and so the key.
      const ids = question.options.map(option => option.id).sort();
      const order = shuffle(ids, `hint:${question.lessonId}#${question.id}`);
      const id = order.find(one => !question.options.some(option => option.right && option.id === one));
      return id === undefined ? undefined : { kind: 'wrong', id };
    }
  }
}

function beginning(accept: readonly string[]): Hint | undefined {
  const [letter, ...rest] = [...(accept[0] ?? '')];
  return letter === undefined || rest.length === 0
    ? undefined
    : { kind: 'begins', letter, length: rest.length + 1 };
}
