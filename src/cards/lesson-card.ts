/** A lesson for one reader: the overview, and its pages. */
import { gatherPages } from '../core/pages.ts';
import type { Lesson, Pathway, PathwayNode, Resource } from '../curriculum/types.ts';
import { factsLine, nodeName, resourceLines, whereLine } from './lesson-parts.ts';
import { type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, cut } from './words.ts';

const sentences = {
  nowhere: '-# Not in a pathway yet',
  at: (number: number, of: number) => `lesson ${number} of ${of}`,
  done: 'you have done this lesson',
  alsoIn: (places: readonly string[], rest: number) =>
    `-# Also in: ${places.join('; ')}${rest > 0 ? `; and ${count(rest, 'more pathway')}` : ''}`,
  stations: (names: readonly string[]) => `-# On the way of a request: ${names.join(', ')}`,
  projects: (titles: readonly string[]) => `-# You build with it in: ${titles.join(', ')}`,
};

export interface LessonPlace {
  readonly pathway: Pathway | undefined;
  readonly node: PathwayNode | undefined;
}

export interface LessonCard {
  readonly lesson: Lesson;
  /** In every pathway that has it, the reader's own first; `number`: 1-based place among the pathway's lessons. */
  readonly places: readonly (LessonPlace & { readonly pathway: Pathway; readonly number: number })[];
  readonly resources: ReadonlyMap<string, Resource>;
  readonly isDone: boolean;
  readonly prerequisites: readonly { readonly title: string; readonly isDone: boolean }[];
  /** Names of the stations of a request that it belongs to. */
  readonly stations: readonly string[];
  /** Titles of projects that use it. */
  readonly projects: readonly string[];
  /** What comes after it for the reader. */
  readonly next: Lesson | undefined;
}

const read = (lessonId: string, page: number, cohortId: string | undefined) => ({
  command: 'lesson',
  action: 'read',
  argument: [lessonId, page, ...(cohortId === undefined ? [] : [cohortId])].join('.'),
});

/** Buttons that go on from a lesson, wherever it was met. */
export const quizButton = (lessonId: string): Button => ({
  label: 'Quiz me',
  press: { command: 'quiz', action: 'start', argument: lessonId },
});
export const doneButton = (lessonId: string): Button => ({
  label: 'I’ve done it',
  style: 'success',
  press: { command: 'lesson', action: 'done', argument: lessonId },
});
/**
 * Opens the first page beside what is shown: a quiz under way must not be replaced by it. `cohortId`: in whose pathway the page says where
 * it stands; else it is the reader's own.
 */
export const readButton = (lessonId: string, cohortId?: string): Button => ({
  label: 'Read',
  press: {
    command: 'lesson',
    action: 'begin',
    argument: cohortId === undefined ? lessonId : `${lessonId}.${cohortId}`,
  },
});
/** The same where it isn't clear which lesson is meant. */
export const readTitleButton = ({ id, title }: Lesson): Button => ({
  ...readButton(id),
  label: `Read “${cut(title, 60)}”`,
  style: 'primary',
});
/** Opens another lesson's overview. */
export const nextButton = ({ id, title }: Lesson): Button => ({
  label: `Next: ${cut(title, 60)}`,
  press: { command: 'lesson', action: 'open', argument: id },
});

export function lessonCard(card: LessonCard): Card {
  const { lesson, resources, isDone, prerequisites, next } = card;
  const before = prerequisites.map(one => `- ${one.title} (${one.isDone ? 'done' : 'not done yet'})`);
  return {
    kind: 'card',
    accent: 'lesson',
    private: true,
    blocks: [
      text(placeLine(card), `## ${lesson.title}`, lesson.summary),
      text('**Afterwards you can**', ...lesson.objectives.map(objective => `- ${objective}`)),
      ...(before.length > 0 ? [text('**Better after**', ...before)] : []),
      divider,
      text(
        `${factsLine(lesson)}${isDone ? ` · ${sentences.done}` : ''}`,
        ...resourceLines(lesson.resources, resources),
        ...hintLines(card),
      ),
      buttons(
        { ...readButton(lesson.id), style: 'primary' },
        quizButton(lesson.id),
        ...(isDone ? [] : [doneButton(lesson.id)]),
        ...(next ? [nextButton(next)] : []),
      ),
    ],
  };
}

/** More would hide the lesson itself. */
const placesNamed = 3;
const projectsNamed = 2;

function placeLine({ places: [first] }: LessonCard): string {
  if (!first) return sentences.nowhere;
  const { pathway, node, number } = first;
  return whereLine(pathway, node, sentences.at(number, pathway.lessons.length));
}

function hintLines({ places: [, ...others], stations, projects }: LessonCard): string[] {
  const named = others.slice(0, placesNamed).map(({ node, pathway }) => {
    const where = node && cut(nodeName(node), 60);
    return [where, pathway.title].filter(part => part !== undefined).join(' · ');
  });
  return [
    ...(named.length > 0 ? [sentences.alsoIn(named, others.length - named.length)] : []),
    ...(stations.length > 0 ? [sentences.stations(stations)] : []),
    ...(projects.length > 0 ? [sentences.projects(projects.slice(0, projectsNamed))] : []),
  ];
}

/** Enough for a phone's screen or two; sections are never torn. */
const pageLength = 1300;

/** One page of a lesson; `page` beyond the end shows the last. `cohortId`: from whose button it was opened, which its pages hand on. */
export function lessonPage(
  lesson: Lesson,
  place: LessonPlace,
  page: number,
  { replaces, cohortId }: { readonly replaces: boolean; readonly cohortId?: string | undefined },
): Card {
  const sizeOf = ({ title, body }: Lesson['sections'][number]) => title.length + body.length;
  const pages = gatherPages(lesson.sections, sizeOf, { length: pageLength });
  const shown = Math.min(Math.max(page, 0), pages.length - 1);
  const back: Button[] = shown > 0 ? [{ label: 'Back', press: read(lesson.id, shown - 1, cohortId) }] : [];
  const onward: Button[] =
    shown < pages.length - 1
      ? [{ label: 'Next', style: 'primary', press: read(lesson.id, shown + 1, cohortId) }]
      : [{ ...quizButton(lesson.id), style: 'primary' }, doneButton(lesson.id)];
  return {
    kind: 'card',
    accent: 'lesson',
    private: true,
    replaces,
    blocks: [
      text(
        whereLine(place.pathway, place.node, `${lesson.title} ▸ page ${shown + 1} of ${pages.length}`),
        ...(pages[shown] ?? []).map(section => `### ${section.title}\n${section.body}`),
      ),
      buttons(...back, ...onward),
    ],
  };
}
