/** The index of a curriculum, made once for each and kept as long as the curriculum is. */
import MiniSearch from 'minisearch';
import { type Entry, entriesOf } from './search-entries.ts';
import { chunksOf, isAsking, keyOf, partsOf, stemOf } from './search-words.ts';
import type { Curriculum } from './types.ts';

interface Document {
  readonly id: number;
  readonly title: string;
  readonly names: string;
  readonly summary: string;
  readonly body: string;
}

export interface SearchIndex {
  readonly entries: readonly Entry[];
  /** By place in `entries`. */
  readonly mini: MiniSearch<Document>;
  /** Places of what is called so, by `keyOf` of its title and its other names. */
  readonly called: ReadonlyMap<string, readonly number[]>;
  /** `keyOf` of each title, by place. */
  readonly titles: readonly string[];
  /** Every stem that stands in a title or another name. */
  readonly vocabulary: ReadonlySet<string>;
  /** A term's other names, by `keyOf` of each of its names. */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  /** Place of the lesson that teaches a term, by the place of the term. */
  readonly teaches: ReadonlyMap<number, number>;
}

const indexes = new WeakMap<Curriculum, SearchIndex>();

/** The index, built at the first call for a curriculum. */
export function indexOf(curriculum: Curriculum): SearchIndex {
  const kept = indexes.get(curriculum);
  if (kept) return kept;
  const index = buildIndex(curriculum);
  indexes.set(curriculum, index);
  return index;
}

function buildIndex(curriculum: Curriculum): SearchIndex {
  const entries = entriesOf(curriculum);
  const called = new Map<string, number[]>();
  const vocabulary = new Set<string>();
  const synonyms = new Map<string, readonly string[]>();
  const teaches = new Map<number, number>();
  const lessonAt = new Map(
    entries.flatMap(({ kind, id }, at) => (kind === 'lesson' ? [[id, at] as const] : [])),
  );
  entries.forEach(({ kind, id, title, also }, at) => {
    for (const name of [title, ...also]) {
      for (const word of wordsOf(name)) vocabulary.add(word);
      const key = keyOf(name);
      const places = called.get(key) ?? [];
      if (!places.includes(at)) called.set(key, [...places, at]);
    }
    if (kind !== 'term') return;
    const lesson = lessonAt.get(curriculum.terms.get(id)?.lessonId ?? '');
    if (lesson !== undefined) teaches.set(at, lesson);
    for (const name of [title, ...also])
      synonyms.set(
        keyOf(name),
        [title, ...also].filter(other => other !== name),
      );
  });
  const mini = new MiniSearch<Document>({
    fields: ['title', 'names', 'summary', 'body'],
    tokenize: wordsOf,
    processTerm: (word, field) => (field === 'body' && isNoise(word) ? null : word),
  });
  mini.addAll(entries.map(documentOf));
  return {
    entries,
    mini,
    called,
    titles: entries.map(({ title }) => keyOf(title)),
    vocabulary,
    synonyms,
    teaches,
  };
}

const documentOf = ({ title, also, tags, summary, body }: Entry, id: number): Document => ({
  ...{ id, title, names: [...also, ...tags].join('\n') },
  ...{ summary: summary.join('\n'), body: body.join('\n') },
});

/** Stems of a text: the parts of each chunk, and the chunk as a whole. */
function wordsOf(text: string): string[] {
  return chunksOf(text).flatMap(({ parts, whole }) =>
    (parts.length > 1 ? [...parts, whole] : parts).map(stemOf),
  );
}

const isNoise = (word: string): boolean => word.length < 2 || word.length > 30 || isAsking(word);

/** The stems of a name's parts. */
export const stemsOf = (name: string): readonly string[] => partsOf(name).map(stemOf);
