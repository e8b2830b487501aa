/** Look-ups for commands and autocomplete: case-insensitive, in the curriculum's own order, ready before anything is typed. */
import { isNearly, type Name, nameFrom, nowhere, rankOf } from './name-match.ts';
import { searchNames } from './search.ts';
import { type Entry, entriesOf, type FoundKind } from './search-entries.ts';
import { partsOf } from './search-words.ts';
import type { Curriculum, Lesson, Pathway, PathwayNode, Project, Resource, Term } from './types.ts';

/** The lesson of an id, or of an id that it had before a merger. */
export function findLesson(curriculum: Curriculum, idOrAlias: string): Lesson | undefined {
  const found = curriculum.lessons.get(idOrAlias);
  return found ?? [...curriculum.lessons.values()].find(lesson => lesson.aliases.includes(idOrAlias));
}

/** At most `limit` lessons for what somebody has typed so far; nothing typed lists the first ones. */
export function suggestLessons(curriculum: Curriculum, typed: string, limit: number): readonly Lesson[] {
  return suggest(curriculum, 'lesson', curriculum.lessons, typed, limit);
}

/** At most `limit` nodes of all pathways for what somebody has typed so far. */
export function suggestNodes(curriculum: Curriculum, typed: string, limit: number): readonly PathwayNode[] {
  const called = suggest(curriculum, 'node', curriculum.nodes, typed, limit);
  return called.length > 0 ? called : nodesTeaching(curriculum, typed, limit);
}

/** Parts that aren't called so themselves, but whose own lessons are, or teach a term that is: `jwt`, `k8s`, `kuberntes`. */
function nodesTeaching(curriculum: Curriculum, typed: string, limit: number): readonly PathwayNode[] {
  const { lessons, terms, nodes } = curriculum;
  const meant = [
    ...suggest(curriculum, 'term', terms, typed, 2).map(({ lessonId }) => lessonId),
    ...suggest(curriculum, 'lesson', lessons, typed, 3).map(({ id }) => id),
  ];
  const wanted = new Set(typed.trim() === '' ? [] : meant);
  const teaching = [...nodes.values()].filter(node => node.lessons.some(id => wanted.has(id)));
  return teaching.slice(0, Math.max(0, limit));
}

/** At most `limit` pathways for what somebody has typed so far. */
export function suggestPathways(curriculum: Curriculum, typed: string, limit: number): readonly Pathway[] {
  return suggest(curriculum, 'pathway', curriculum.pathways, typed, limit);
}

/** At most `limit` terms of the glossary for what somebody has typed so far; their other names count. */
export function suggestTerms(curriculum: Curriculum, typed: string, limit: number): readonly Term[] {
  return suggest(curriculum, 'term', curriculum.terms, typed, limit);
}

/** At most `limit` links for what somebody has typed so far. */
export function suggestResources(curriculum: Curriculum, typed: string, limit: number): readonly Resource[] {
  return suggest(curriculum, 'resource', curriculum.resources, typed, limit);
}

/** At most `limit` projects for what somebody has typed so far. */
export function suggestProjects(curriculum: Curriculum, typed: string, limit: number): readonly Project[] {
  return suggest(curriculum, 'project', curriculum.projects, typed, limit);
}

type Named = Name & { readonly id: string };

const named = new WeakMap<Curriculum, ReadonlyMap<FoundKind, readonly Named[]>>();

const longestTyped = 100;

function suggest<T extends { readonly id: string }>(
  curriculum: Curriculum,
  kind: FoundKind,
  all: ReadonlyMap<string, T>,
  typed: string,
  limit: number,
): readonly T[] {
  const wanted = partsOf(typed.slice(0, longestTyped));
  const most = Math.max(0, limit);
  const ranked = namesOf(curriculum, kind)
    .map(name => ({ id: name.id, rank: rankOf(name, wanted) }))
    .filter(({ rank }) => rank < nowhere)
    .sort((a, b) => a.rank - b.rank);
  if (ranked.length === 0 && wanted.length > 0) {
    const found = searchNames(curriculum, typed, most, kind);
    const near = found.length > 0 ? found : namesOf(curriculum, kind).filter(name => isNearly(name, wanted));
    return near.slice(0, most).flatMap(({ id }) => all.get(id) ?? []);
  }
  return ranked.slice(0, most).flatMap(({ id }) => all.get(id) ?? []);
}

/** Words are taken apart once for each curriculum, not at each key stroke. */
function namesOf(curriculum: Curriculum, kind: FoundKind): readonly Named[] {
  const kept = named.get(curriculum);
  if (kept) return kept.get(kind) ?? [];
  const names = new Map<FoundKind, Named[]>();
  for (const entry of entriesOf(curriculum)) {
    const list = names.get(entry.kind) ?? [];
    names.set(entry.kind, list);
    list.push(nameOf(entry));
  }
  named.set(curriculum, names);
  return names.get(kind) ?? [];
}

const nameOf = ({ id, title, also }: Entry): Named => ({ id, ...nameFrom([title, id, ...also]) });
