/** What somebody typed, as the index can be asked for it: units, each with other ways to say it. */

import { type SearchIndex, stemsOf } from './search-index.ts';
import { chunksOf, isAsking, stemOf } from './search-words.ts';

export interface Unit {
  /** As it was typed, without accents. */
  readonly typed: string;
  /** Each is a list of stems that must all be there. */
  readonly ways: readonly (readonly string[])[];
  /** How many letters may be wrong: 0 where the word is known. */
  readonly edits: 0 | 1 | 2;
}

const longestTyped = 200;
const mostUnits = 12;
const longestName = 5;

/** The units of what was typed; asking words go, unless there is nothing else. */
export function unitsOf(index: SearchIndex, typed: string): readonly Unit[] {
  const all = chunksOf(typed.slice(0, longestTyped)).filter(({ whole }) => whole.length <= 40);
  const asked = all.filter(({ whole }) => !isAsking(whole));
  const chunks = (asked.length > 0 ? asked : all).slice(0, mostUnits);
  const units: Unit[] = [];
  for (let at = 0; at < chunks.length; ) {
    const name = longestNameAt(
      index,
      chunks.map(({ whole }) => whole),
      at,
    );
    const taken = chunks.slice(at, at + Math.max(1, name.length));
    const parts = taken.flatMap(chunk => chunk.parts);
    const whole = parts.join('');
    const ways = [
      parts.map(stemOf),
      ...(parts.length > 1 ? [[stemOf(whole)]] : []),
      ...name.others.map(stemsOf),
    ];
    units.push(name.length > 0 ? { typed: whole, ways, edits: 0 } : spelt(index, whole, ways));
    at += taken.length;
  }
  return units;
}

/** The most chunks from here on that are together a name of a term. */
function longestNameAt(index: SearchIndex, wholes: readonly string[], at: number) {
  for (let length = Math.min(longestName, wholes.length - at); length > 0; length -= 1) {
    const others = index.synonyms.get(wholes.slice(at, at + length).join(''));
    if (others) return { length, others };
  }
  return { length: 0, others: [] };
}

/** A word that no title has may be two written as one, have two letters changed about, or be misspelt. */
function spelt({ vocabulary }: SearchIndex, word: string, ways: Unit['ways']): Unit {
  if (ways.some(way => way.every(stem => vocabulary.has(stem)))) return { typed: word, ways, edits: 0 };
  const known = (stems: readonly string[]) => stems.every(stem => vocabulary.has(stem));
  const places = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => at);
  const turned = places.map(at => [
    stemOf(word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)),
  ]);
  const halves = places.slice(2, -2).map(at => [stemOf(word.slice(0, at + 1)), stemOf(word.slice(at + 1))]);
  const found = [...(word.length < 4 ? [] : turned), ...halves].filter(known);
  return { typed: word, ways: [...ways, ...found], edits: word.length > 7 ? 2 : word.length > 3 ? 1 : 0 };
}
