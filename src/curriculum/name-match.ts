/** How well what somebody has typed so far fits what a thing is called: its beginnings, its insides, its first letters, its typos. */
import { editDistance } from './did-you-mean.ts';
import { partsOf } from './search-words.ts';

/** What a thing is called, taken apart once. */
export interface Name {
  /** Its names, each as its words with a blank between. */
  readonly texts: readonly string[];
  readonly words: readonly string[];
  /** First letters of each name's words. */
  readonly initials: readonly string[];
}

export function nameFrom(names: readonly string[]): Name {
  const lists = names.map(partsOf);
  return {
    texts: lists.map(words => words.join(' ')),
    words: lists.flat(),
    initials: lists.map(words => words.map(word => word.charAt(0)).join('')),
  };
}

export const nowhere = 5;

/** 0: a name, whole. 1: begins a name. 2: each word begins a word. 3: is inside. 4: first letters of a name. 5: no. */
export function rankOf({ texts, words, initials }: Name, wanted: readonly string[]): number {
  const phrase = wanted.join(' ');
  if (texts.some(text => text === phrase)) return 0;
  if (texts.some(text => text.startsWith(phrase))) return 1;
  if (wanted.every(prefix => words.some(word => word.startsWith(prefix)))) return 2;
  if (wanted.every(part => texts.some(text => text.includes(part)))) return 3;
  // Two letters stand for two words only: they begin too many.
  const stands = (letters: string) => (phrase.length > 2 ? letters.startsWith(phrase) : letters === phrase);
  return phrase.length > 1 && initials.some(stands) ? 4 : nowhere;
}

/**
 * At most `limit` of some things, the best fit first, in their own order within a fit; all of them in their order for nothing typed.
 * Where nothing fits letter by letter, those of which every word typed is nearly one: a letter wrong in three.
 */
export function bestNamed<T>(
  things: readonly T[],
  namesOf: (thing: T) => readonly string[],
  typed: string,
  limit: number,
): readonly T[] {
  const wanted = partsOf(typed.slice(0, 100));
  const all = things.map(thing => ({ thing, name: nameFrom(namesOf(thing)) }));
  const fitting = all
    .map(({ thing, name }) => ({ thing, rank: rankOf(name, wanted) }))
    .filter(({ rank }) => rank < nowhere)
    .sort((a, b) => a.rank - b.rank);
  const near = () =>
    all.filter(({ name }) => wanted.every(word => name.words.some(one => isNear(word, one))));
  return (fitting.length > 0 ? fitting : near()).slice(0, Math.max(0, limit)).map(({ thing }) => thing);
}

/** Whether every word typed is nearly one of a name. Three letters alone say too little: `cdn` is near `can`. */
export const isNearly = ({ words }: Name, wanted: readonly string[]): boolean =>
  wanted.join('').length > 3 && wanted.every(word => words.some(one => isNear(word, one)));

/** Whether a word, or the beginning of one that is still being typed, is meant by what was typed. */
function isNear(typed: string, word: string): boolean {
  const most = Math.floor(typed.length / 3);
  // Hardly anybody mistypes the first letter, and it rules out most of what would be near by chance.
  if (most === 0 || typed[0] !== word[0]) return false;
  return editDistance(typed, word) <= most || editDistance(typed, word.slice(0, typed.length)) <= most;
}
