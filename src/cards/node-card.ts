/** A node of a pathway for one reader: what it is about, what it holds, how much of it is learned. */

import type { Learned } from '../core/learned.ts';
import { gatherPages } from '../core/pages.ts';
import type { Lesson, Pathway, PathwayNode, Project, Resource } from '../curriculum/types.ts';
import { readTitleButton } from './lesson-card.ts';
import { capital, nodeName, resourceLines } from './lesson-parts.ts';
import { levelWords, paceWords, wholePaceWords, workWords } from './pathway-words.ts';
import { type Block, type Button, buttons, type Card, divider, mapCard, text } from './reply.ts';
import { bar, count, cut } from './words.ts';

const sentences = {
  asks: (question: string) => `*${question}*`,
  after: '**Comes after**',
  topics: '**Topics**',
  lessons: (learned: string) => `**Lessons** ${learned}`,
  parts: '**Parts**',
  links: '**Links**',
  project: (title: string, hours: number) => `**Project:** ${title} (about ${count(hours, 'hour')})`,
  noLessons: 'No lessons are written for this part yet.',
  notYet: 'no lessons yet',
  next: (title: string) => `**Next:** read “${title}”.`,
  done: 'You have done every lesson of this part.',
  goesOn: (title: string) => `**Next:** the pathway goes on with “${title}”.`,
  build: '**Next:** build the project.',
  choosePart: '**Next:** choose a part.',
  allDone: '**Next:** you have done every lesson of this pathway. `/quiz` keeps it fresh.',
  openLesson: 'Open a lesson',
  openPart: 'Open a part',
};

/** A node in a list, with what is learned of it and of everything below it. */
export interface NodeLearned {
  readonly node: PathwayNode;
  readonly learned: Learned;
}

export interface NodeView {
  readonly pathway: Pathway | undefined;
  readonly node: PathwayNode;
  /** The outermost first. */
  readonly above: readonly PathwayNode[];
  readonly learned: Learned;
  /** All lessons of the node and below it. */
  readonly lessonsBelow: readonly Lesson[];
  /** Those of the node itself. */
  readonly lessons: readonly Lesson[];
  readonly children: readonly NodeLearned[];
  /** What it says should come before it. */
  readonly after: readonly NodeLearned[];
  readonly project: Project | undefined;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly done: ReadonlySet<string>;
  /** The first open lesson of the node; else the first of the pathway. */
  readonly next: Lesson | undefined;
}

interface Entry {
  readonly kind: 'lessons' | 'parts' | 'links';
  readonly line: string;
  readonly choice?: { readonly label: string; readonly value: string };
}

/** A phone's screen or two, with what stands only on the first page. */
const pageLength = 1900;
const entriesAtOnce = 15;

/** Lessons, parts and links of a node, gathered into pages; at least one. */
export function entryPagesOf(view: NodeView): readonly (readonly Entry[])[] {
  const { lessons, children, node, resources, done } = view;
  const entries: Entry[] = [
    ...lessons.map(({ id, title }, i): Entry => {
      const mark = done.has(id) ? ' (done)' : '';
      return {
        kind: 'lessons',
        line: `${i + 1}. ${title}${mark}`,
        choice: { label: `${cut(title, 93)}${mark}`, value: id },
      };
    }),
    ...children.map(
      (child): Entry => ({
        kind: 'parts',
        line: learnedLine(child),
        choice: { label: cut(nodeName(child.node), 100), value: child.node.id },
      }),
    ),
    ...resourceLines(node.resources, resources).map((line): Entry => ({ kind: 'links', line })),
  ];
  const sizeOf = (entry: Entry | undefined) => entry?.line.length ?? headLength(view);
  const limits = { length: pageLength, most: entriesAtOnce + 1 };
  return gatherPages([undefined, ...entries], sizeOf, limits).map(page => page.flatMap(entry => entry ?? []));
}

/** `- Phase 1: Databases ▰▱▱▱▱▱▱▱▱▱ 3 of 18 · 3 to 4 weeks` */
export function learnedLine({ node, learned }: NodeLearned): string {
  const how = learned.total === 0 ? `(${sentences.notYet})` : bar(learned.done, learned.total);
  const pace = node.pace === undefined || node.pace.mode === 'open' ? '' : ` · ${paceWords(node.pace)}`;
  return `- ${cut(nodeName(node), 70)} ${how}${pace}`;
}

/** One page of it; what stands only once stands on the first. */
export function nodeCard(
  view: NodeView,
  entries: readonly Entry[],
  {
    page,
    where,
    turn,
    replaces,
  }: {
    /** 0-based. */
    readonly page: number;
    /** `page 2 of 3`, where there are several. */
    readonly where: string | undefined;
    readonly turn: readonly Button[];
    readonly replaces: boolean;
  },
): Card {
  const { node } = view;
  const listed = entries.length > 0 ? [text(...entryLines(view, entries))] : [];
  return mapCard(replaces, [
    text(whereLine(view, where), `## ${node.title}`, ...(page === 0 ? introduction(view) : [])),
    ...(page === 0 ? aboutBlocks(view) : []),
    ...(listed.length > 0 ? [divider, ...listed] : []),
    text(...nextLines(view)),
    ...rowOf(nextButtons(view, turn)),
    ...choose('lesson', sentences.openLesson, entries, 'lessons'),
    ...choose('module', sentences.openPart, entries, 'parts'),
  ]);
}

function whereLine({ pathway, above, node }: NodeView, page: string | undefined): string {
  const itself = node.n === undefined ? undefined : `${capital(node.kind)} ${node.n}`;
  const parts = [pathway?.title, ...above.map(one => cut(nodeName(one), 60)), itself, page];
  return `-# ${parts.filter(part => part !== undefined).join(' ▸ ')}`;
}

function introduction({ node, lessonsBelow }: NodeView): string[] {
  const facts = [
    ...(node.level === undefined ? [] : [levelWords(node.level)]),
    ...(node.pace === undefined ? [] : [wholePaceWords(node.pace)]),
    ...(lessonsBelow.length === 0
      ? []
      : [`${count(lessonsBelow.length, 'lesson')} (${workWords(lessonsBelow)})`]),
    ...[node.group, node.tag].filter(one => one !== undefined),
  ];
  return [
    ...(node.question === undefined ? [] : [sentences.asks(node.question)]),
    ...(node.text === undefined ? [] : [cut(node.text, 900)]),
    ...(facts.length === 0 ? [] : [`-# ${facts.join(' · ')}`]),
  ];
}

function aboutBlocks({ node, after, project }: NodeView): Block[] {
  const topics = cut(node.topics.map(topic => `- ${topic}`).join('\n'), 600);
  return [
    ...(after.length > 0 ? [text(sentences.after, ...after.slice(0, 6).map(learnedLine))] : []),
    ...(node.topics.length > 0 ? [text(sentences.topics, topics)] : []),
    ...(project ? [text(sentences.project(project.title, project.hours), project.summary)] : []),
  ];
}

const headLength = (view: NodeView): number =>
  [...introduction(view), ...aboutBlocks(view).map(block => (block.kind === 'text' ? block.text : ''))].join(
    '',
  ).length;

/** Each kind below its heading, also where a page begins in the middle of one. */
function entryLines({ lessons, done }: NodeView, entries: readonly Entry[]): string[] {
  const own = bar(lessons.filter(({ id }) => done.has(id)).length, lessons.length);
  const headings = { lessons: sentences.lessons(own), parts: sentences.parts, links: sentences.links };
  return entries.flatMap(({ kind, line }, i) =>
    kind === entries[i - 1]?.kind ? [line] : [headings[kind], line],
  );
}

function nextLines({ learned, next, project, children }: NodeView): string[] {
  if (learned.next !== undefined && next) return [sentences.next(next.title)];
  if (project) return [sentences.build];
  if (learned.total === 0 && children.length > 0) return [sentences.choosePart];
  if (learned.total === 0) return [sentences.noLessons, onward(next)];
  return [...(next ? [sentences.done] : []), onward(next)];
}

const onward = (next: Lesson | undefined): string =>
  next ? sentences.goesOn(next.title) : sentences.allDone;

/** What to read or build next, the pages, and the way up: at most four. */
function nextButtons(
  { pathway, above, next, learned, project }: NodeView,
  turn: readonly Button[],
): Button[] {
  const parent = above.at(-1);
  const isBuilt = project !== undefined && learned.next === undefined;
  const build: Button[] = project
    ? [
        {
          label: 'Open the project',
          ...(isBuilt ? { style: 'primary' } : {}),
          press: { command: 'project/show', action: 'open', argument: project.id },
        },
      ]
    : [];
  const up: Button[] = parent
    ? [
        {
          label: `Up: ${cut(parent.title, 60)}`,
          press: { command: 'module', action: 'open', argument: parent.id },
        },
      ]
    : pathway
      ? [{ label: 'Up: the pathway', press: { command: 'pathway', action: 'open', argument: pathway.id } }]
      : [];
  const first = isBuilt ? build : next ? [readTitleButton(next)] : [];
  const second = isBuilt || turn.length > 1 ? [] : build;
  return [...first, ...turn, ...second, ...up];
}

const rowOf = (list: readonly Button[]): Block[] => (list.length > 0 ? [buttons(...list)] : []);

function choose(
  command: string,
  placeholder: string,
  entries: readonly Entry[],
  kind: Entry['kind'],
): Block[] {
  const choices = entries.flatMap(entry => (entry.kind === kind && entry.choice ? [entry.choice] : []));
  if (choices.length === 0) return [];
  return [{ kind: 'choose', press: { command, action: 'open' }, placeholder, choices }];
}
