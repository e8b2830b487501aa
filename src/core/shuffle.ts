/** Chance that can be repeated: the same seed gives the same order on every machine and in every version of Node. */
import { createHash } from 'node:crypto';

const WORD = 2 ** 32;

/** A new array in an order that only `seed` and the length decide; every order is equally likely (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], seed: string): T[] {
  const numbers = seededNumbers(seed);
  const left = [...items];
  const shuffled: T[] = [];
  while (left.length > 0) shuffled.push(...left.splice(below(left.length, numbers), 1));
  return shuffled;
}

/** A whole number from 0 to limit - 1. Words beyond the last multiple of `limit` are thrown away: with them small numbers would come up more often. */
function below(limit: number, numbers: Iterator<number, never>): number {
  const fair = WORD - (WORD % limit);
  let word = numbers.next().value;
  while (word >= fair) word = numbers.next().value;
  return word % limit;
}

/** Endless 32-bit words: the SHA-256 of the seed and a counter, eight words a time. */
function* seededNumbers(seed: string): Generator<number, never> {
  for (let block = 0; ; block += 1) {
    const bytes = createHash('sha256').update(`${block}:${seed}`).digest();
    for (let at = 0; at < bytes.length; at += 4) yield bytes.readUInt32BE(at);
  }
}
