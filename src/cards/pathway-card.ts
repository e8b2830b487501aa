/** The map of a pathway for one reader: what it is, its tracks, its parts, and how much of them is learned. */
import type { Learned } from '../core/learned.ts';
import type { Lesson, Pathway, Track } from '../curriculum/types.ts';
import { readTitleButton } from './lesson-card.ts';
import { capital, nodeName } from './lesson-parts.ts';
import { learnedLine, type NodeLearned } from './node-card.ts';
import { intervalWords, orderWords, paceWords, wholePaceWords, workWords } from './pathway-words.ts';
import { type Block, type Button, buttons, type Card, divider, mapCard, type Press, text } from './reply.ts';
import { bar, count, cut } from './words.ts';

const sentences = {
  where: 'Pathways',
  forWhom: (audience: string) => `For ${audience}`,
  yours: ({ done, total }: Learned) => `${bar(done, total)} lessons already yours`,
  work: (work: string) => `${work} of reading and practice`,
  flow: (stations: readonly string[]) => `**What you will see through:** ${stations.join(' → ')}`,
  qualities: (qualities: readonly string[]) => `**What you build will be:** ${qualities.join(', ')}`,
  credit: (credit: string, licence: string | undefined) =>
    `-# ${credit}${licence === undefined ? '' : ` (${licence})`}`,
  tracks: '**Tracks**: a part of the pathway with an aim of its own',
  moreTracks: (rest: number) => `and ${count(rest, 'more track')}: the list below has them.`,
  parts: '**Parts**',
  next: (title: string) => `**Next:** read “${title}”.`,
  allDone: '**Next:** you have done every lesson of it. `/quiz` keeps it fresh.',
  noLessons: 'No lessons are written for it yet.',
  notYet: 'no lessons yet',
  alone: 'To study it at your own pace, use `/solo start`; `/cohorts` shows who studies together.',
  comeBack: (days: number, what: string) => `-# Come back ${intervalWords(days)}: ${what}`,
  choose: `**Next:** open one to see its map. \`/solo start\` studies it alone, \`/cohorts\` shows who studies together.`,
  openPart: 'Open a part',
  openTrack: 'Look at a track',
  openPathway: 'Open a pathway',
  listed: (pathways: number) => `## ${count(pathways, 'pathway')}`,
  once: 'What you learn once counts in all of them.',
  studied: 'you study this one',
};

export interface PathwayLearned {
  readonly pathway: Pathway;
  readonly learned: Learned;
  readonly isStudied: boolean;
}

/** Which part of a list is shown. `shown`: `page 2 of 3`, where there are several. */
export interface Turn {
  /** 0-based. */
  readonly page: number;
  readonly shown: string | undefined;
  readonly turn: readonly Button[];
  readonly replaces: boolean;
}

export interface TrackLearned {
  readonly track: Track;
  readonly learned: Learned;
  readonly lessons: readonly Lesson[];
  /** 1-based place among the pathway's tracks: names it in buttons. */
  readonly number: number;
}

const press = (action: string, argument?: string) => ({
  command: 'pathway',
  action,
  ...(argument === undefined ? {} : { argument }),
});
const allButton: Button = { label: 'All pathways', press: press('list') };

export function pathwayCard(
  view: PathwayLearned & {
    readonly lessons: readonly Lesson[];
    /** Of this page. */
    readonly nodes: readonly NodeLearned[];
    readonly tracks: readonly TrackLearned[];
    readonly next: Lesson | undefined;
  },
  { page, shown, turn, replaces }: Turn,
): Card {
  const { pathway, nodes, tracks, next } = view;
  const about: Button = { label: 'More about it', press: press('page', `0.about.${pathway.id}`) };
  return mapCard(replaces, [
    text(
      `-# ${[sentences.where, pathway.title, shown].filter(part => part !== undefined).join(' ▸ ')}`,
      `## ${pathway.title}`,
      ...(page === 0 ? introduction(view) : []),
    ),
    ...(page === 0 && tracks.length > 0 ? [text(...trackLines(tracks))] : []),
    divider,
    text(sentences.parts, ...nodes.map(learnedLine)),
    text(...nextLines(view)),
    buttons(...(next ? [readTitleButton(next)] : []), ...turn, ...(page === 0 ? [about] : []), allButton),
    choose(
      { command: 'module', action: 'open' },
      sentences.openPart,
      nodes.map(({ node }) => ({ title: nodeName(node), id: node.id })),
    ),
    ...(page === 0 && tracks.length > 0
      ? [
          choose(
            press('track', pathway.id),
            sentences.openTrack,
            tracks.map(({ track, number }) => ({ title: track.title, id: String(number) })),
          ),
        ]
      : []),
  ]);
}

function introduction({
  pathway,
  learned,
  lessons,
}: PathwayLearned & { readonly lessons: readonly Lesson[] }): string[] {
  const { audience, goal, credit, licence } = pathway;
  return [
    pathway.summary,
    ...(audience === undefined ? [] : [sentences.forWhom(audience)]),
    capital([wholePaceWords(pathway.pace), orderWords(pathway)].join(' · ')),
    ...(goal && goal.flow.length > 0 ? [cut(sentences.flow(goal.flow), 200)] : []),
    ...(goal && goal.qualities.length > 0 ? [cut(sentences.qualities(goal.qualities), 150)] : []),
    ...(credit === undefined ? [] : [cut(sentences.credit(credit, licence), 200)]),
    ...(lessons.length === 0 ? [] : [sentences.yours(learned), `-# ${sentences.work(workWords(lessons))}`]),
  ];
}

/** More would hide the parts. */
const tracksListed = 8;

function trackLines(tracks: readonly TrackLearned[]): string[] {
  const rest = tracks.length - tracksListed;
  return [
    sentences.tracks,
    ...tracks.slice(0, tracksListed).map(trackLine),
    ...(rest > 0 ? [sentences.moreTracks(rest)] : []),
  ];
}

const trackLine = ({ track, lessons }: TrackLearned): string =>
  `- ${cut(track.title, 60)}: ${lessons.length === 0 ? sentences.notYet : `${count(lessons.length, 'lesson')}, ${workWords(lessons)}`}`;

function nextLines({
  pathway,
  isStudied,
  next,
  learned,
}: PathwayLearned & { readonly next: Lesson | undefined }): string[] {
  const { revisit } = pathway;
  const none = learned.total === 0 ? sentences.noLessons : sentences.allDone;
  return [
    next ? sentences.next(next.title) : none,
    ...(isStudied || !next ? [] : [sentences.alone]),
    ...(revisit ? [sentences.comeBack(revisit.everyDays, revisit.what)] : []),
  ];
}

/** One track: how much of it is learned, and its parts. */
export function trackCard(
  { pathway }: PathwayLearned,
  { track, learned, lessons }: TrackLearned,
  nodes: readonly NodeLearned[],
  { shown, turn, replaces }: Turn,
): Card {
  const next = lessons.find(({ id }) => id === learned.next);
  const up: Button = { label: 'Up: the pathway', press: press('open', pathway.id) };
  const where = [sentences.where, pathway.title, 'Track', shown].filter(part => part !== undefined);
  return mapCard(replaces, [
    text(
      `-# ${where.join(' ▸ ')}`,
      `## ${track.title}`,
      ...(track.note === undefined ? [] : [track.note]),
      ...(lessons.length === 0 ? [] : [sentences.yours(learned), `-# ${sentences.work(workWords(lessons))}`]),
    ),
    divider,
    text(sentences.parts, ...nodes.map(learnedLine)),
    text(next ? sentences.next(next.title) : learned.total === 0 ? sentences.noLessons : sentences.allDone),
    buttons(...(next ? [readTitleButton(next)] : []), ...turn, up),
    choose(
      { command: 'module', action: 'open' },
      sentences.openPart,
      nodes.map(({ node }) => ({ title: nodeName(node), id: node.id })),
    ),
  ]);
}

/** All pathways, each with what is learned of it. */
export function pathwaysCard(
  pathways: readonly PathwayLearned[],
  total: number,
  next: Lesson | undefined,
  { shown, turn, replaces }: Turn,
): Card {
  return mapCard(replaces, [
    text(
      `-# ${[sentences.where, shown].filter(part => part !== undefined).join(' ▸ ')}`,
      sentences.listed(total),
      sentences.once,
      ...pathways.flatMap(({ pathway, learned, isStudied }) => [
        `**${pathway.title}**${isStudied ? ` (${sentences.studied})` : ''}`,
        learned.total === 0 ? sentences.noLessons : sentences.yours(learned),
        `-# ${[...(pathway.audience === undefined ? [] : [sentences.forWhom(pathway.audience)]), paceWords(pathway.pace)].join(' · ')}`,
      ]),
    ),
    text(next ? sentences.next(next.title) : sentences.choose),
    ...(next || turn.length > 0 ? [buttons(...(next ? [readTitleButton(next)] : []), ...turn)] : []),
    choose(
      press('open'),
      sentences.openPathway,
      pathways.map(({ pathway }) => pathway),
    ),
  ]);
}

const choose = (
  to: Press,
  placeholder: string,
  list: readonly { readonly id: string; readonly title: string }[],
): Block => ({
  kind: 'choose',
  press: to,
  placeholder,
  choices: list.map(({ id, title }) => ({ label: cut(title, 100), value: id })),
});
