/** Look-ups for commands and autocomplete: pure, case-insensitive, in the curriculum's own order. */
import type { Curriculum, Lesson, Pathway, PathwayNode } from './types.ts';

/** The lesson of an id, or of an id that it had before a merger. */
export function findLesson(curriculum: Curriculum, idOrAlias: string): Lesson | undefined {
  const found = curriculum.lessons.get(idOrAlias);
  return found ?? [...curriculum.lessons.values()].find(lesson => lesson.aliases.includes(idOrAlias));
}

/** At most `limit` lessons for what somebody has typed so far; nothing typed lists the first ones. */
export function suggestLessons(curriculum: Curriculum, typed: string, limit: number): readonly Lesson[] {
  return suggest(curriculum.lessons.values(), typed, limit);
}

/** At most `limit` nodes of all pathways for what somebody has typed so far. */
export function suggestNodes(curriculum: Curriculum, typed: string, limit: number): readonly PathwayNode[] {
  return suggest(curriculum.nodes.values(), typed, limit);
}

/** At most `limit` pathways for what somebody has typed so far. */
export function suggestPathways(curriculum: Curriculum, typed: string, limit: number): readonly Pathway[] {
  return suggest(curriculum.pathways.values(), typed, limit);
}

type Named = { readonly id: string; readonly title: string };

function suggest<T extends Named>(all: Iterable<T>, typed: string, limit: number): readonly T[] {
  const wanted = wordsOf(typed);
  const ranked = Array.from(all, entry => ({ entry, rank: rankOf(entry, wanted) }));
  const found = ranked.filter(({ rank }) => rank < 3).sort((a, b) => a.rank - b.rank);
  return found.slice(0, Math.max(0, limit)).map(({ entry }) => entry);
}

/** 0: title or id begins with it. 1: each word typed begins a word. 2: it is somewhere inside. 3: no. */
function rankOf({ id, title }: Named, wanted: readonly string[]): number {
  const words = [...wordsOf(title), ...wordsOf(id)];
  const phrase = wanted.join(' ');
  const text = [wordsOf(title).join(' '), wordsOf(id).join(' ')];
  if (text.some(each => each.startsWith(phrase))) return 0;
  if (wanted.every(prefix => words.some(word => word.startsWith(prefix)))) return 1;
  return wanted.every(part => text.some(each => each.includes(part))) ? 2 : 3;
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '');
}
