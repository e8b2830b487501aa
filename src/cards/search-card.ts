/** What a search found, a page at a time: each with its kind in words, where it stands and a hint. */
import { type Block, type Button, buttons, type Card, type Choice, mapCard, text } from './reply.ts';
import { cut, plain } from './words.ts';

/** What can be found: one of it, several of it, and how it is opened (links lead out of here by themselves). */
const kinds = {
  lesson: { one: 'Lesson', many: 'lessons', open: 'Open a lesson', command: 'lesson' },
  node: { one: 'Part of a pathway', many: 'parts of pathways', open: 'Open a part', command: 'module' },
  resource: { one: 'Link', many: 'links', open: '', command: undefined },
  term: { one: 'Word', many: 'words', open: 'See what a word means', command: 'define' },
  project: { one: 'Project', many: 'projects', open: 'Open a project', command: 'project/show' },
  pathway: { one: 'Pathway', many: 'pathways', open: 'Open a pathway', command: 'pathway' },
} as const;
export type FoundKind = keyof typeof kinds;
const allKinds = Object.keys(kinds) as FoundKind[];
export const isFoundKind = (name: string): name is FoundKind => Object.hasOwn(kinds, name);
/** `Part of a pathway` */
export const kindName = (kind: FoundKind): string => kinds[kind].one;
export const kindsFound: readonly Choice[] = allKinds.map(kind => ({ label: kindName(kind), value: kind }));

export interface FoundEntry {
  readonly kind: FoundKind;
  readonly id: string;
  readonly title: string;
  /** The title as a masked link, where it leads out of here. */
  readonly link?: string;
  /** `Databases`, `free`: where it stands and what it is. */
  readonly facts: readonly string[];
  readonly hint: string;
}

const sentences = {
  heading: (query: string, total: number, isCut: boolean) =>
    `## “${plain(query)}”: ${isCut ? `the best ${total}` : `${total} found`}`,
  elsewhere: (kind: FoundKind) => `None of the ${kinds[kind].many} fits. This is what fits besides.`,
  inServer: 'Lessons, parts of pathways and projects open in your server: search for it there.',
  nothing: (query: string) => `## Nothing found for “${plain(query)}”`,
  near: 'Was it one of these?',
  tryThis:
    'Try one word instead of several, its short form (`TLS`), or a part of it. `/resources` lists links by topic, and `/define` explains words.',
};

export interface SearchCard {
  readonly query: string;
  readonly kind: FoundKind | undefined;
  /** Nothing of the kind asked for was found, so all kinds are shown. */
  readonly isElsewhere: boolean;
  readonly total: number;
  /** There are more, but nobody turns so many pages. */
  readonly isCut: boolean;
  readonly entries: readonly FoundEntry[];
  /** `page 2 of 5`. */
  readonly page: string | undefined;
  /** In a direct message only words open. */
  readonly inServer: boolean;
  /** What to read next of this, and the other pages; the primary one first. */
  readonly next: readonly Button[];
  readonly replaces: boolean;
}

export function searchCard(card: SearchCard): Card {
  const { query, kind, isElsewhere, total, isCut, entries, page, inServer, next, replaces } = card;
  const opened = inServer ? allKinds : (['term'] as const);
  return mapCard(replaces, [
    text(
      whereOf(isElsewhere ? undefined : kind, page),
      sentences.heading(query, total, isCut),
      ...(isElsewhere && kind ? [sentences.elsewhere(kind)] : []),
      ...entries.flatMap(linesOf),
    ),
    ...opened.flatMap(one =>
      chooseOf(
        one,
        entries.filter(entry => entry.kind === one),
      ),
    ),
    ...(inServer ? [] : [text(sentences.inServer)]),
    ...(next.length > 0 ? [buttons(...next)] : []),
  ]);
}

/** `near`: buttons that search for what may have been meant. */
export function nothingFoundCard(
  query: string,
  kind: FoundKind | undefined,
  near: readonly Button[],
  replaces: boolean,
): Card {
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces,
    blocks: [
      text(
        whereOf(kind, undefined),
        sentences.nothing(query),
        sentences.tryThis,
        ...(near.length > 0 ? [sentences.near] : []),
      ),
      ...(near.length > 0 ? [buttons(...near)] : []),
    ],
  };
}

const whereOf = (kind: FoundKind | undefined, page: string | undefined): string =>
  `-# ${['Search', kind === undefined ? 'everything' : kinds[kind].many, page].filter(Boolean).join(' ▸ ')}`;

function linesOf({ kind, title, link, facts, hint }: FoundEntry): string[] {
  return [[`**${link ?? title}**`, kinds[kind].one, ...facts].join(' · '), `-# ${firstSentence(hint)}`];
}

/** As much as stands in a line or two on a phone. */
const hintLength = 120;

function firstSentence(hint: string): string {
  const [sentence = hint] = hint.split(/(?<=[.?]) /);
  return cut(sentence, hintLength);
}

function chooseOf(kind: FoundKind, entries: readonly FoundEntry[]): Block[] {
  const { command, open } = kinds[kind];
  if (command === undefined || entries.length === 0) return [];
  return [
    {
      kind: 'choose',
      press: { command, action: 'open' },
      placeholder: open,
      choices: entries.map(({ id, title, facts }) => ({
        label: cut(title, 100),
        value: id,
        description: cut(facts.join(' · '), 100),
      })),
    },
  ];
}
