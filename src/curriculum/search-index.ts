/** The index of a curriculum, made once for each and kept as long as the curriculum is. */
import MiniSearch from 'minisearch';
import { type Entry, entriesOf } from './search-entries.ts';
import { chunksOf, isAsking, keyOf, partsOf, stemOf } from './search-words.ts';
import type { Curriculum } from './types.ts';

interface Document {
  readonly id: number;
  readonly title: string;
  readonly names: string;
  readonly taught: string;
  readonly summary: string;
  readonly body: string;
}

export interface SearchIndex {
  readonly entries: readonly Entry[];
  /** By place in `entries`. */
  readonly mini: MiniSearch<Document>;
  /** The words of each title with a blank after each, by place. */
  readonly titles: readonly string[];
  /** Places of what is called so, by `keyOf` of its title and its other names. */
  readonly called: ReadonlyMap<string, readonly number[]>;
  /** Every stem that stands in a title, another name or a tag. */
  readonly vocabulary: ReadonlySet<string>;
  /** Every stem that stands anywhere. */
  readonly written: ReadonlySet<string>;
  /** Other names of what is called so, by `keyOf`: a term's, and long words in short (`k8s`). */
  readonly synonyms: ReadonlyMap<string, readonly string[]>;
  /** Place of the lesson that teaches a term, by the place of the term. */
  readonly teaches: ReadonlyMap<number, number>;
}

const indexes = new WeakMap<Curriculum, SearchIndex>();

/** The index, built at the first call for a curriculum. */
export function indexOf(curriculum: Curriculum): SearchIndex {
  const kept = indexes.get(curriculum);
  if (kept) return kept;
  const entries = entriesOf(curriculum);
  const written = new Set<string>();
  const index: SearchIndex = {
    ...{
      entries,
      mini: textIndex(entries, written),
      written,
      titles: entries.map(({ title }) => phraseOf(partsOf(title))),
    },
    ...{ called: whatIsCalled(entries), vocabulary: vocabularyOf(entries), synonyms: synonymsOf(entries) },
    teaches: whatTeaches(curriculum, entries),
  };
  indexes.set(curriculum, index);
  return index;
}

/** Notes in `written` each stem that it comes upon. */
function textIndex(entries: readonly Entry[], written: Set<string>): MiniSearch<Document> {
  // A text has many words and few different ones: each is stemmed once.
  const stems = new Map<string, string>();
  const stem = (word: string) => {
    const known = stems.get(word);
    if (known !== undefined) return known;
    const stemmed = stemOf(word);
    stems.set(word, stemmed);
    written.add(stemmed);
    return stemmed;
  };
  const mini = new MiniSearch<Document>({
    fields: ['title', 'names', 'taught', 'summary', 'body'],
    tokenize: (text, field) => {
      const words = wordsOf(text);
      if (field === 'summary') return words.map(stem);
      // How often a word stands in a long text says little; that it does is enough, and counted at once.
      if (field === 'body') return [...new Set(words.map(stem))];
      return words.flatMap(word => [...new Set([word, stem(word)])]);
    },
    processTerm: (word, field) => (field === 'body' && isNoise(word) ? null : word),
  });
  mini.addAll(entries.map(documentOf));
  return mini;
}

const documentOf = ({ title, also, tags, taught, summary, body }: Entry, id: number): Document => ({
  ...{ id, title, names: [...also, ...tags].join('\n'), taught: taught.join('\n') },
  ...{ summary: summary.join('\n'), body: body.join('\n') },
});

/** The parts of each chunk, and the chunk as a whole. */
const wordsOf = (text: string): string[] =>
  chunksOf(text).flatMap(({ parts, whole }) => (parts.length > 1 ? [...parts, whole] : parts));

const isNoise = (word: string): boolean => word.length < 2 || word.length > 30 || isAsking(word);

/** Words with a blank after each. */
export const phraseOf = (words: readonly string[]): string => words.map(word => `${word} `).join('');

/** The stems of a name's parts. */
export const stemsOf = (name: string): readonly string[] => partsOf(name).map(stemOf);

function whatIsCalled(entries: readonly Entry[]): ReadonlyMap<string, readonly number[]> {
  const called = new Map<string, number[]>();
  entries.forEach(({ title, also }, at) => {
    for (const key of new Set([title, ...also].map(keyOf))) {
      const places = called.get(key) ?? [];
      called.set(key, places);
      places.push(at);
    }
  });
  return called;
}

const vocabularyOf = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(
    entries.flatMap(({ title, also, tags }) => wordsOf([title, ...also, ...tags].join('\n')).map(stemOf)),
  );

function synonymsOf(entries: readonly Entry[]): ReadonlyMap<string, readonly string[]> {
  const synonyms = new Map<string, readonly string[]>();
  const add = (name: string, others: readonly string[]) =>
    synonyms.set(keyOf(name), [...new Set([...(synonyms.get(keyOf(name)) ?? []), ...others])]);
  for (const { kind, title, also } of entries) {
    // "Kubernetes" is "k8s", "internationalization" is "i18n".
    for (const word of wordsOf(title).filter(each => each.length > 7 && each.length < 21))
      add(`${word.charAt(0)}${word.length - 2}${word.charAt(word.length - 1)}`, [word]);
    if (kind !== 'term') continue;
    const names = [title, ...also];
    for (const name of names)
      add(
        name,
        names.filter(other => other !== name),
      );
  }
  return synonyms;
}

function whatTeaches(curriculum: Curriculum, entries: readonly Entry[]): ReadonlyMap<number, number> {
  const lessons = new Map(entries.map(({ kind, id }, at) => [`${kind} ${id}`, at]));
  const teaches = new Map<number, number>();
  entries.forEach(({ kind, id }, at) => {
    const lesson = kind === 'term' ? lessons.get(`lesson ${curriculum.terms.get(id)?.lessonId}`) : undefined;
    if (lesson !== undefined) teaches.set(at, lesson);
  });
  return teaches;
}
