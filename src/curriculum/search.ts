/** Search over everything that the curriculum has: names first, then what is written in them. */
import type { QueryCombination } from 'minisearch';
import type { FoundKind } from './search-entries.ts';
import { indexOf, phraseOf, type SearchIndex } from './search-index.ts';
import { type Asked, readTyped, type Unit } from './search-query.ts';
import type { Curriculum } from './types.ts';

export type { FoundKind };

export interface Found {
  readonly kind: FoundKind;
  readonly id: string;
  readonly title: string;
  /** Higher is better; comparable only within one search. */
  readonly score: number;
}

/** Each tier is wider than all that is added within it. */
const tiers = {
  called: 1000,
  begins: 850,
  beginsPart: 700,
  inTitle: 600,
  inNames: 400,
  nearTitle: 200,
  nearTaught: 100,
  anywhere: 0,
};
/** For a lesson that teaches one of the terms in what was typed. */
const lift = 20;
/** Links are many, and seldom what is meant: they come first only when they are called so. */
const worth = { lesson: 1, term: 0.99, project: 0.95, pathway: 0.95, node: 0.9, resource: 0.4 };
const boost = { title: 8, names: 4, taught: 0.5, summary: 2, body: 0.5 };
const names = ['title', 'names', 'taught'] as const;

/** Builds the index now rather than at the first search. */
export function warmSearch(curriculum: Curriculum): void {
  indexOf(curriculum);
}

/**
 * Best first, at most `limit`; [] for nothing typed. Tolerates typos, knows acronyms and other names (the glossary's `also`,
 * aliases of lessons, tags). Never throws, whatever was typed.
 */
export function searchCurriculum(
  curriculum: Curriculum,
  typed: string,
  limit: number,
  kinds?: readonly FoundKind[],
): readonly Found[] {
  return find(indexOf(curriculum), typed, limit, kinds, true);
}

/** Like `searchCurriculum`, within one kind and only by what things are called, each word of which must fit. */
export function searchNames(
  curriculum: Curriculum,
  typed: string,
  limit: number,
  kind: FoundKind,
): readonly Found[] {
  return find(indexOf(curriculum), typed, limit, [kind], false);
}

function find(
  index: SearchIndex,
  typed: string,
  limit: number,
  kinds: readonly FoundKind[] | undefined,
  inBodies: boolean,
): readonly Found[] {
  const asked = readTyped(index, typed);
  const { units } = asked;
  if (units.length === 0) return [];
  const scores = new Map<number, number>();
  const raise = (at: number, score: number) => scores.set(at, Math.max(scores.get(at) ?? 0, score));

  raiseNamed(index, asked, raise);
  const tier = (base: number, fields: readonly (keyof typeof boost)[], how: How) => {
    const query = {
      combineWith: how.all ? 'AND' : 'OR',
      queries: units.map(unit => queryOf(unit, how)),
    } as const;
    for (const { id, score } of index.mini.search(query, { ...asIs, fields: [...fields], boost }))
      raise(Number(id), base + (80 * score) / (score + 100));
  };
  tier(tiers.inTitle, ['title'], { all: true, loosely: false });
  tier(tiers.inNames, names, { all: true, loosely: false });
  tier(tiers.nearTitle, ['title', 'names'], { all: true, loosely: true });
  tier(tiers.nearTaught, names, { all: true, loosely: true });
  if (inBodies) tier(tiers.anywhere, [...names, 'summary', 'body'], { all: false, loosely: true });

  const lifted = new Set(units.flatMap(unit => lessonsOn(index, unit.typed)));
  return Array.from(scores, ([at, score]) => ({ at, entry: index.entries[at], score }))
    .flatMap(({ at, entry, score }) => {
      if (!entry || !(kinds?.includes(entry.kind) ?? true)) return [];
      if (score >= tiers.called) return { at, entry, score: score + worth[entry.kind] };
      return { at, entry, score: (score + (lifted.has(at) ? lift : 0)) * worth[entry.kind] };
    })
    .sort((a, b) => b.score - a.score || inOrder(a.entry.title, b.entry.title) || a.at - b.at)
    .slice(0, Math.max(0, limit))
    .map(({ entry: { kind, id, title }, score }) => ({ kind, id, title, score }));
}

/** What is called exactly so, the lessons that teach it, and what begins so. */
function raiseNamed(
  index: SearchIndex,
  { words, key, units }: Asked,
  raise: (at: number, score: number) => void,
): void {
  const phrase = phraseOf(words);
  for (const name of new Set([key, units.map(unit => unit.typed).join('')])) {
    for (const at of index.called.get(name) ?? []) {
      const kind = index.entries[at]?.kind;
      const first = kind === 'lesson' && index.titles[at] === phrase ? 20 : kind === 'term' ? 10 : 0;
      raise(at, tiers.called + first);
    }
    for (const lesson of lessonsOn(index, name)) raise(lesson, tiers.called);
  }
  index.titles.forEach((title, at) => {
    if (title.startsWith(phrase)) raise(at, tiers.begins);
    else if (phrase.length > 3 && title.startsWith(phrase.trimEnd())) raise(at, tiers.beginsPart);
  });
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Places of the lessons that teach what is called so. */
const lessonsOn = ({ called, teaches }: SearchIndex, key: string): readonly number[] =>
  (called.get(key) ?? []).flatMap(at => teaches.get(at) ?? []);

interface How {
  /** Every unit must be there. */
  readonly all: boolean;
  readonly loosely: boolean;
}

const asIs = { tokenize: (text: string) => text.split(' '), processTerm: (word: string) => word };

/** Strictly: one of the ways, word for word. Loosely also what begins so, is nearly so, or at least begins alike. */
function queryOf({ typed, ways, edits }: Unit, { loosely }: How): QueryCombination {
  const said = (way: readonly string[]): QueryCombination => ({
    combineWith: 'AND',
    queries: [way.join(' ')],
  });
  const near: QueryCombination = { queries: [typed], fuzzy: edits, prefix: typed.length > 2 };
  const alike = typed.slice(0, Math.max(5, Math.ceil(typed.length / 2)));
  const cognate: QueryCombination = { queries: [alike], prefix: true, weights: { fuzzy: 0, prefix: 0.05 } };
  return {
    combineWith: 'OR',
    queries: [...ways.map(said), ...(loosely ? [near] : []), ...(loosely && edits === 2 ? [cognate] : [])],
  };
}
