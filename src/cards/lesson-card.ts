/** A lesson for one reader: the overview, and its pages. */
import type { Lesson, Pathway, PathwayNode, Resource, Section } from '../curriculum/types.ts';
import { factsLine, resourceLines, whereLine } from './lesson-parts.ts';
import { type Button, buttons, type Card, divider, text } from './reply.ts';

export interface LessonPlace {
  readonly pathway: Pathway | undefined;
  readonly node: PathwayNode | undefined;
}

export interface LessonCard extends LessonPlace {
  readonly lesson: Lesson;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly isDone: boolean;
  readonly prerequisites: readonly { readonly title: string; readonly isDone: boolean }[];
}

const read = (lessonId: string, page: number) => ({
  command: 'lesson',
  action: 'read',
  argument: `${lessonId}.${page}`,
});

/** Buttons that go on from a lesson, wherever it was met. */
const quizButton = (lessonId: string): Button => ({
  label: 'Quiz me',
  press: { command: 'quiz', action: 'start', argument: lessonId },
});
export const doneButton = (lessonId: string): Button => ({
  label: 'I’ve done it',
  style: 'success',
  press: { command: 'lesson', action: 'done', argument: lessonId },
});
/** Opens the first page beside what is shown: a quiz under way must not be replaced by it. */
export const readButton = (lessonId: string): Button => ({
  label: 'Read',
  press: { command: 'lesson', action: 'begin', argument: lessonId },
});

export function lessonCard({ lesson, pathway, node, resources, isDone, prerequisites }: LessonCard): Card {
  const before = prerequisites.map(one => `- ${one.title} (${one.isDone ? 'done' : 'not done yet'})`);
  return {
    kind: 'card',
    accent: 'lesson',
    private: true,
    blocks: [
      text(whereLine(pathway, node), `## ${lesson.title}`, lesson.summary),
      text('**Afterwards you can**', ...lesson.objectives.map(objective => `- ${objective}`)),
      ...(before.length > 0 ? [text('**Better after**', ...before)] : []),
      divider,
      text(
        `${factsLine(lesson)}${isDone ? ' · you have done this lesson' : ''}`,
        ...resourceLines(lesson.resources, resources),
      ),
      buttons(
        { ...readButton(lesson.id), style: 'primary' },
        quizButton(lesson.id),
        ...(isDone ? [] : [doneButton(lesson.id)]),
      ),
    ],
  };
}

/** Enough for a phone's screen or two; sections are never torn. */
const pageLength = 1300;

/** The sections of a lesson, gathered into pages of about `pageLength` characters. */
function pagesOf(lesson: Lesson): readonly (readonly Section[])[] {
  const pages: Section[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const section of lesson.sections) {
    const added = section.title.length + section.body.length;
    if (length + added > pageLength) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)?.push(section);
    length += added;
  }
  return pages;
}

/** One page of a lesson; `page` beyond the end shows the last. */
export function lessonPage(
  lesson: Lesson,
  place: LessonPlace,
  page: number,
  { replaces }: { readonly replaces: boolean },
): Card {
  const pages = pagesOf(lesson);
  const shown = Math.min(Math.max(page, 0), pages.length - 1);
  const back: Button[] = shown > 0 ? [{ label: 'Back', press: read(lesson.id, shown - 1) }] : [];
  const onward: Button[] =
    shown < pages.length - 1
      ? [{ label: 'Next', style: 'primary', press: read(lesson.id, shown + 1) }]
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
