/** What somebody typed, as the index can be asked for it: units, each with other ways to say it. */
import { type SearchIndex, stemsOf } from './search-index.ts';
import { type Chunk, chunksOf, isAsking, stemOf, wholeOf } from './search-words.ts';

export interface Asked {
  /** Every word that was typed, in its parts. */
  readonly words: readonly string[];
  /** The same as `keyOf` has it. */
  readonly key: string;
  readonly units: readonly Unit[];
}

export interface Unit {
  /** As it was typed, without accents and blanks. */
  readonly typed: string;
  /** Each is a list of stems that must all be there. */
  readonly ways: readonly (readonly string[])[];
  /** How many letters may be wrong: 0 where the word is known. */
  readonly edits: 0 | 1 | 2;
}

const longestTyped = 200;
const longestWord = 40;
const mostUnits = 12;
/** In chunks. */
const longestName = 5;

/** What was typed, of which the units ask: words such as *how* and *does* go, unless there is nothing else. */
export function readTyped(index: SearchIndex, typed: string): Asked {
  const all = chunksOf(typed.slice(0, longestTyped)).filter(({ whole }) => whole.length <= longestWord);
  const telling = all.filter(({ whole }) => !isAsking(whole));
  const chunks = (telling.length > 0 ? telling : all).slice(0, mostUnits);
  const units: Unit[] = [];
  for (let at = 0; at < chunks.length; ) {
    const { length, others } = nameAt(index, chunks, at) ?? twoInOneAt(index, chunks, at) ?? alone;
    const unit = unitOf(index, chunks.slice(at, at + length), others);
    if (units.every(({ typed: before }) => before !== unit.typed)) units.push(unit);
    at += length;
  }
  return { words: all.flatMap(({ parts }) => parts), key: wholeOf(all), units };
}

function unitOf(
  { vocabulary, written }: SearchIndex,
  chunks: readonly Chunk[],
  others: readonly string[],
): Unit {
  const typed = wholeOf(chunks);
  const parts = chunks.flatMap(chunk => chunk.parts);
  const ways = [parts.map(stemOf), ...(parts.length > 1 ? [[stemOf(typed)]] : []), ...others.map(stemsOf)];
  const isKnown = (way: readonly string[]) => way.every(stem => vocabulary.has(stem));
  if (ways.some(isKnown) || written.has(stemOf(typed)) || typed.length < 4) return { typed, ways, edits: 0 };
  return { typed, ways: [...ways, ...mended(typed).filter(isKnown)], edits: typed.length > 7 ? 2 : 1 };
}

interface Taken {
  /** In chunks. */
  readonly length: number;
  readonly others: readonly string[];
}
const alone: Taken = { length: 1, others: [] };

/** The most chunks from here on that are together a name of a term, and the term's other names. */
function nameAt({ synonyms }: SearchIndex, chunks: readonly Chunk[], at: number): Taken | undefined {
  for (let length = Math.min(longestName, chunks.length - at); length > 0; length -= 1) {
    const others = synonyms.get(wholeOf(chunks.slice(at, at + length)));
    if (others) return { length, others };
  }
  return undefined;
}

/** "web sockets", where titles have "WebSockets". */
function twoInOneAt({ vocabulary }: SearchIndex, chunks: readonly Chunk[], at: number): Taken | undefined {
  const isOne = at + 1 < chunks.length && vocabulary.has(stemOf(wholeOf(chunks.slice(at, at + 2))));
  return isOne ? { length: 2, others: [] } : undefined;
}

/** With two letters changed about, or a blank that was forgotten. */
function mended(word: string): readonly (readonly string[])[] {
  const places = Array.from({ length: word.length - 1 }, (_, at) => at);
  const turned = places.map(at => [
    stemOf(word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)),
  ]);
  const halves = places.slice(2, -2).map(at => [stemOf(word.slice(0, at + 1)), stemOf(word.slice(at + 1))]);
  return [...turned, ...halves];
}
