/** In which order a question shows its options, and a quiz its questions: decided by a seed, never by the key. */
import { shuffle } from './shuffle.ts';

/**
 * The order in which options are shown. It depends on their texts and the seed only: they are sorted by text before the shuffle,
 * so that neither the place in the file nor which one is right can leave a trace in what Discord is sent (promise 3 of the design).
 * Put the question into the seed, or questions with as many options all get the same permutation.
 */
export function orderOptions<T extends { readonly text: string }>(options: readonly T[], seed: string): T[] {
  return shuffle(
    [...options].sort((a, b) => compareCodePoints(a.text, b.text)),
    seed,
  );
}

/** At most `count` of these ids, each once, in the order in which they are asked. It depends on the set of ids and the seed only. */
export function pickQuestions(ids: readonly string[], count: number, seed: string): string[] {
  return shuffle([...new Set(ids)].sort(compareCodePoints), seed).slice(0, Math.max(0, count));
}

/** By code point: the order that other languages and Postgres (`collate "C"`) give, unlike JavaScript's own by UTF-16 unit. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (const [place, letter] of left.entries()) {
    const other = right[place];
    if (other === undefined) return 1;
    if (letter !== other) return (letter.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}
