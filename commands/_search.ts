/** Searching the whole curriculum: what `/search` shows, and `/define` for a word that the glossary doesn't have. */
import { quizButton, readTitleButton } from '../src/cards/lesson-card.ts';
import type { Button, Card, Press } from '../src/cards/reply.ts';
import { type FoundKind, isFoundKind, nothingFoundCard, searchCard } from '../src/cards/search-card.ts';
import { cut, visible } from '../src/cards/words.ts';
import { nearest } from '../src/curriculum/did-you-mean.ts';
import { type Found, searchCurriculum } from '../src/curriculum/search.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { entryOf } from './_found.ts';
import { doneHere, isInServer } from './_look-up.ts';
import { pageButtons, pageOf, pageWords } from './_pages.ts';

/** As many characters of a query fit into a button beside the rest. */
export const longestQuery = 70;
/** A phone's screen or two. */
const pageSize = 6;
/** Nobody turns more pages. */
const mostFound = 60;

export interface Wanted {
  readonly query: string;
  /** Undefined: everything. */
  readonly kind: FoundKind | undefined;
}

/** A search as a button carries it. */
const written = ({ query, kind }: Wanted): string => `${kind ?? 'any'}.${short(query)}`;

/** What can be searched for and travels in a button: no control character, no torn half of one, not too long. */
export const short = (query: string): string => visible(visible(query).slice(0, longestQuery));

export function readWanted(about: string): Wanted {
  const [, kind = '', query = ''] = /^([a-z]*)\.(.*)$/su.exec(about) ?? [];
  return { query, kind: isFoundKind(kind) ? kind : undefined };
}

export const searchPress = (wanted: Wanted): Press => ({
  command: 'search',
  action: 'page',
  argument: `0.${written(wanted)}`,
});

/** A page of what is found. Where nothing of the kind fits, what fits besides; where nothing fits at all, what to try. */
export async function searchFor(
  asked: Asked,
  wanted: Wanted,
  { page, replaces }: { readonly page: number; readonly replaces: boolean },
): Promise<Card> {
  const { curriculum } = asked;
  const { kind } = wanted;
  const query = short(wanted.query);
  const ofKind = searchCurriculum(curriculum, query, mostFound, kind && [kind]);
  const found = ofKind.length > 0 ? ofKind : searchCurriculum(curriculum, query, mostFound);
  if (found.length === 0) return nothingFoundCard(query, kind, nearButtons(curriculum, query), replaces);
  const shown = pageOf(found, page, pageSize);
  const done = await doneHere(asked);
  return searchCard({
    query,
    kind,
    isElsewhere: ofKind.length === 0,
    total: found.length,
    isCut: found.length === mostFound,
    entries: shown.items.flatMap(one => entryOf(curriculum, one, done) ?? []),
    page: pageWords(shown),
    inServer: isInServer(asked),
    next: [
      ...(isInServer(asked) ? lessonButtons(curriculum, shown.items, done) : []),
      ...pageButtons('search', written(wanted), shown),
    ],
    replaces,
  });
}

/** For the first lesson of the page that isn't done yet. */
function lessonButtons(
  { lessons }: Curriculum,
  found: readonly Found[],
  done: ReadonlySet<string>,
): Button[] {
  const first = found.find(({ kind, id }) => kind === 'lesson' && !done.has(id));
  const lesson = first && lessons.get(first.id);
  return lesson ? [readTitleButton(lesson), quizButton(lesson.id)] : [];
}

/** Searches for names of things that look like what was typed. */
function nearButtons(curriculum: Curriculum, query: string): Button[] {
  const names = [
    ...Array.from(curriculum.terms.values(), ({ term }) => term),
    ...Array.from(curriculum.lessons.values(), ({ title }) => title),
  ];
  const typed = [query, ...query.split(/\s+/)].filter(word => word.length > 2);
  const near = new Set(typed.flatMap(one => nearest(one, names) ?? []));
  return [...near].slice(0, 4).map(name => ({
    label: cut(name, 60),
    press: searchPress({ query: name, kind: undefined }),
  }));
}
