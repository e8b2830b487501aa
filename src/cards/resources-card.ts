/** Links by topic, kind, tier, level and price, a page at a time, with the lessons that use them. */
import type { Lesson, Pathway, PathwayNode, Resource } from '../curriculum/types.ts';
import { quizButton, readTitleButton } from './lesson-card.ts';
import { type Block, type Button, buttons, type Card, mapCard, text } from './reply.ts';
import { linkFacts, linkTo } from './resource-words.ts';
import { count, cut } from './words.ts';

const sentences = {
  heading: (topic: string | undefined, total: number) =>
    topic === undefined ? `## ${count(total, 'link')}` : `## ${topic}: ${count(total, 'link')}`,
  narrow: 'Choose a topic, a kind, a level or a price with `/resources` to see fewer.',
  usedIn: (what: readonly string[], rest: number) =>
    `-# Used in ${what.join(', ')}${rest > 0 ? ` and ${count(rest, 'more place')}` : ''}`,
  unused: '-# Not used in a lesson yet',
  openLesson: 'Open a lesson that uses one of these',
  openPart: 'Open a part that uses one of these',
};

/** A link and what names it. */
interface LinkEntry {
  readonly resource: Resource;
  readonly lessons: readonly Lesson[];
  readonly nodes: readonly PathwayNode[];
  readonly pathways: readonly Pathway[];
}

export interface ResourcesCard {
  readonly topic: string | undefined;
  /** What else was asked for, in words. */
  readonly narrowed: readonly string[];
  readonly total: number;
  readonly entries: readonly LinkEntry[];
  readonly done: ReadonlySet<string>;
  /** `page 2 of 5`, and the buttons to the pages beside it. */
  readonly page: string | undefined;
  readonly turn: readonly Button[];
  /** Lessons open in a server only. */
  readonly inServer: boolean;
  readonly replaces: boolean;
}

export function resourcesCard(card: ResourcesCard): Card {
  const { topic, narrowed, total, entries, done, page, turn, inServer, replaces } = card;
  const isWhole = topic === undefined && narrowed.length === 0;
  const where = ['Links', topic, ...narrowed, page].filter(part => part !== undefined).join(' ▸ ');
  const opened = inServer ? entries : [];
  const lessons = new Map(opened.flatMap(entry => lessonToOpen(entry, done)));
  const parts = new Map(opened.flatMap(partToOpen));
  const next = [...lessons.keys()].find(({ id }) => !done.has(id)) ?? [...lessons.keys()][0];
  const steps = [...(next ? [readTitleButton(next), quizButton(next.id)] : []), ...turn];
  return mapCard(replaces, [
    text(
      `-# ${where}`,
      sentences.heading(topic, total),
      ...(isWhole ? [sentences.narrow] : []),
      ...entries.flatMap(entry => linesOf(entry, done)),
    ),
    ...(lessons.size > 1 ? [chooseOf('lesson', sentences.openLesson, [...lessons])] : []),
    ...(parts.size > 0 ? [chooseOf('module', sentences.openPart, [...parts])] : []),
    ...(steps.length > 0 ? [buttons(...steps)] : []),
  ]);
}

/** How many places are named of those that use a link. */
const placesNamed = 2;

function linesOf({ resource, lessons, nodes, pathways }: LinkEntry, done: ReadonlySet<string>): string[] {
  const places = [
    ...lessons.map(({ id, title }) => `“${title}”${done.has(id) ? ' (done)' : ''}`),
    ...[...nodes, ...pathways].map(({ title }) => `“${title}”`),
  ];
  const named = places.slice(0, placesNamed);
  return [
    `**${linkTo(resource)}** · ${linkFacts(resource)}`,
    named.length === 0 ? sentences.unused : sentences.usedIn(named, places.length - named.length),
  ];
}

/** The first lesson of a link that isn't done yet, else its first, with the link's title. */
function lessonToOpen({ resource, lessons }: LinkEntry, done: ReadonlySet<string>) {
  const lesson = lessons.find(({ id }) => !done.has(id)) ?? lessons[0];
  return lesson ? [[lesson, resource.title] as const] : [];
}

/** The part of a pathway in which a link stands that no lesson uses. */
function partToOpen({ resource, lessons, nodes }: LinkEntry) {
  const [node] = lessons.length > 0 ? [] : nodes;
  return node ? [[node, resource.title] as const] : [];
}

const chooseOf = (
  command: 'lesson' | 'module',
  placeholder: string,
  places: readonly (readonly [{ readonly id: string; readonly title: string }, string])[],
): Block => ({
  kind: 'choose',
  press: { command, action: 'open' },
  placeholder,
  choices: places.map(([{ id, title }, link]) => ({
    label: cut(title, 100),
    value: id,
    description: cut(`Uses ${link}`, 100),
  })),
});
