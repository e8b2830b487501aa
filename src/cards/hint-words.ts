/** A hint in words, and the button that asks for one. */
import type { Hint } from '../core/hint.ts';
import type { Question } from '../curriculum/types.ts';
import { count } from './words.ts';

const sentences = {
  wrong: (words: string) => `Hint: this one is wrong: ${words}`,
  count: (n: number) => `Hint: ${count(n, 'option')} ${n === 1 ? 'is' : 'are'} right.`,
  first: (words: string) => `Hint: it begins with “${words}”.`,
  begins: (letter: string, length: number) =>
    `Hint: it begins with “${letter}” and has ${length} characters.`,
  before: '-# You took this hint before. It counts for your first answer, wherever you give that.',
};

/** What it costs is said before it is taken: half of a first attempt, and nothing of what is repeated. */
export const hintLabel = (isFree: boolean): string => (isFree ? 'Hint' : 'Hint (half the points)');
/** What a press on `hintLabel` says with it, so that it never costs more than was read: nothing where it was said to be free. */
export const saidHalf = 'half';

/** `isBefore`: it was taken in another quiz. */
export const hintLines = (question: Question, hint: Hint, isBefore: boolean): string[] => [
  hintWords(question, hint),
  ...(isBefore ? [sentences.before] : []),
];

function hintWords(question: Question, hint: Hint): string {
  switch (hint.kind) {
    case 'wrong':
      return sentences.wrong(
        'options' in question ? (question.options.find(one => one.id === hint.id)?.text ?? '') : '',
      );
    case 'first':
      return sentences.first(
        question.type === 'order' ? (question.items.find(one => one.id === hint.id)?.text ?? '') : '',
      );
    case 'count':
      return sentences.count(hint.count);
    case 'begins':
      return sentences.begins(hint.letter, hint.length);
  }
}
