/** Look-ups for commands and autocomplete: case-insensitive, in the curriculum's own order, ready before anything is typed. */
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
  return suggest(curriculum, 'node', curriculum.nodes, typed, limit);
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

interface Name {
  readonly id: string;
  /** Its names, each as its words with a blank between. */
  readonly texts: readonly string[];
  readonly words: readonly string[];
  /** First letters of each name's words. */
  readonly initials: readonly string[];
}

const named = new WeakMap<Curriculum, ReadonlyMap<FoundKind, readonly Name[]>>();

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
  if (ranked.length === 0 && wanted.length > 0)
    return searchNames(curriculum, typed, most, kind).flatMap(({ id }) => all.get(id) ?? []);
  return ranked.slice(0, most).flatMap(({ id }) => all.get(id) ?? []);
}

const nowhere = 5;

/** 0: a name, whole. 1: begins a name. 2: each word begins a word. 3: is inside. 4: first letters of a name. 5: no. */
function rankOf({ texts, words, initials }: Name, wanted: readonly string[]): number {
  const phrase = wanted.join(' ');
  if (texts.some(text => text === phrase)) return 0;
  if (texts.some(text => text.startsWith(phrase))) return 1;
  if (wanted.every(prefix => words.some(word => word.startsWith(prefix)))) return 2;
  if (wanted.every(part => texts.some(text => text.includes(part)))) return 3;
  return phrase.length > 2 && initials.some(letters => letters.startsWith(phrase)) ? 4 : nowhere;
}

/** Words are taken apart once for each curriculum, not at each key stroke. */
function namesOf(curriculum: Curriculum, kind: FoundKind): readonly Name[] {
  const kept = named.get(curriculum);
  if (kept) return kept.get(kind) ?? [];
  const names = new Map<FoundKind, Name[]>();
  for (const entry of entriesOf(curriculum)) {
    const list = names.get(entry.kind) ?? [];
    names.set(entry.kind, list);
    list.push(nameOf(entry));
  }
  named.set(curriculum, names);
  return names.get(kind) ?? [];
}

function nameOf({ id, title, also }: Entry): Name {
  const lists = [title, id, ...also].map(partsOf);
  return {
    ...{ id, texts: lists.map(words => words.join(' ')), words: lists.flat() },
    initials: lists.map(words => words.map(word => word.charAt(0)).join('')),
  };
}
