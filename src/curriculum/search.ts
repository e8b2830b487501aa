/** Search over everything that the curriculum has: names first, then what is written in them. */
import type { QueryCombination } from 'minisearch';
import type { FoundKind } from './search-entries.ts';
import { indexOf, type SearchIndex } from './search-index.ts';
import { type Unit, unitsOf } from './search-query.ts';
import { keyOf } from './search-words.ts';
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
const tiers = { called: 1000, begins: 800, inTitle: 600, inNames: 400, nearTitle: 200 };
const kindBonus = { lesson: 10, term: 9, project: 6, pathway: 5, node: 3, resource: 0 };
const boost = { title: 8, names: 4, summary: 2, body: 0.5 };

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
  const units = unitsOf(index, typed);
  if (units.length === 0) return [];
  const scores = new Map<number, number>();
  const raise = (at: number, score: number) => scores.set(at, Math.max(scores.get(at) ?? 0, score));

  raiseNamed(index, typed, units, raise);
  const tier = (fields: readonly (keyof typeof boost)[], fuzzy: boolean, all: boolean, base: number) => {
    const query: QueryCombination = {
      combineWith: all ? 'AND' : 'OR',
      queries: units.map(unit => queryOf(unit, fuzzy)),
    };
    for (const { id, score } of index.mini.search(query, { ...asIs, fields: [...fields], boost }))
      raise(Number(id), base + (150 * score) / (score + 100));
  };
  tier(['title'], false, true, tiers.inTitle);
  tier(['title', 'names'], false, true, tiers.inNames);
  tier(['title', 'names'], true, true, tiers.nearTitle);
  if (inBodies) tier(['title', 'names', 'summary', 'body'], true, false, 0);

  return Array.from(scores, ([at, score]) => ({ at, entry: index.entries[at], score }))
    .flatMap(({ at, entry, score }) =>
      entry && (kinds?.includes(entry.kind) ?? true)
        ? [{ at, entry, score: score + kindBonus[entry.kind] }]
        : [],
    )
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, Math.max(0, limit))
    .map(({ entry: { kind, id, title }, score }) => ({ kind, id, title, score }));
}

/** What is called exactly so, the lessons that teach it, and what begins so. */
function raiseNamed(
  index: SearchIndex,
  typed: string,
  units: readonly Unit[],
  raise: (at: number, score: number) => void,
): void {
  const keys = new Set([keyOf(typed.slice(0, 200)), units.map(unit => unit.typed).join('')]);
  for (const key of keys) {
    for (const at of index.called.get(key) ?? []) {
      raise(at, tiers.called);
      const lesson = index.teaches.get(at);
      if (lesson !== undefined) raise(lesson, tiers.called - 2);
    }
    index.titles.forEach((title, at) => {
      if (key.length > 1 && title.startsWith(key))
        raise(at, tiers.begins + (150 * key.length) / title.length);
    });
  }
}

const asIs = { tokenize: (text: string) => text.split(' '), processTerm: (word: string) => word };

function queryOf({ ways, edits }: Unit, fuzzy: boolean): QueryCombination {
  const loose = fuzzy ? { fuzzy: edits, prefix: (word: string) => word.length > 2 } : {};
  const wayQuery = (way: readonly string[], at: number): QueryCombination => ({
    ...{ combineWith: 'AND', queries: [way.join(' ')] },
    ...(at === 0 ? loose : {}),
  });
  return { combineWith: 'OR', queries: ways.map(wayQuery) };
}
