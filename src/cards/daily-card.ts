/** The public posts of a cohort's daily quiz: that it is there, and how it went for all together. Nobody is named in either. */
import type { DailyTally } from '../core/daily.ts';
import type { Lesson, Pathway, Question } from '../curriculum/types.ts';
import { resultWords } from './daily-words.ts';
import { readButton } from './lesson-card.ts';
import { dayLine, whereLine } from './lesson-parts.ts';
import { buttons, type Card, divider, text } from './reply.ts';
import { count, time } from './words.ts';

const ofTheDay = (lessons: number): string =>
  lessons === 1 ? 'the lesson of the day' : `the ${lessons} lessons of the day`;

const sentences = {
  title: (questions: number, minutes: number) =>
    `## Daily quiz: ${count(questions, 'question')}, about ${count(minutes, 'minute')}`,
  // Its lesson stands right above it, with its title.
  about: (lessons: number) => `On ${ofTheDay(lessons)}.`,
  aboutMore: (lessons: number, earlier: number) =>
    `On ${ofTheDay(lessons)}, and ${count(earlier, 'question')} from ${earlier === 1 ? 'a lesson' : 'lessons'} before.`,
  aboutBefore: 'On what you have learned lately.',
  rules: 'Your answers are private, and the first one counts. After each you see why it is right or wrong.',
  closes: (at: Date) => `It closes ${time(at)}, ${time(at, 'R')}.`,
  corrected: '-# Corrected since it was posted: this is what holds now.',
  open: '-# The same questions are open as practice, for everybody.',
};

interface Where {
  readonly pathway: Pathway | undefined;
  /** 1-based, of `days`; undefined while a pause has no end. */
  readonly day: number;
  readonly days: number | undefined;
  /** Stands in a button: by it a lost answer is found in the channel's history. */
  readonly deliveryId: string;
}

export interface DailyPost extends Where {
  readonly questions: number;
  readonly minutes: number;
  /** Lessons of the day; 0 on a day without one. */
  readonly lessons: number;
  /** Questions that are of another lesson. */
  readonly earlier: number;
  readonly closesAt: Date;
}

const whereWords = ({ pathway, day, days }: Where): string =>
  whereLine(pathway, undefined, `${dayLine(day, days)} ▸ daily quiz`);

export function dailyPost(post: DailyPost): Card {
  const { questions, minutes, lessons, earlier, closesAt, deliveryId } = post;
  const about =
    lessons === 0
      ? sentences.aboutBefore
      : earlier === 0
        ? sentences.about(lessons)
        : sentences.aboutMore(lessons, earlier);
  return {
    kind: 'card',
    accent: 'quiz',
    blocks: [
      text(
        whereWords(post),
        sentences.title(questions, minutes),
        about,
        sentences.rules,
        sentences.closes(closesAt),
      ),
      buttons({
        label: 'Take the quiz',
        style: 'primary',
        press: { command: 'daily', action: 'open', argument: deliveryId },
      }),
    ],
  };
}

export interface DailyResult extends Where {
  readonly tally: DailyTally;
  /** As they were asked, in order. */
  readonly questions: readonly Question[];
  /** Those of them that are asked elsewhere at this moment: nothing of them is told yet. */
  readonly held?: ReadonlySet<Question>;
  /** How many more were asked that the curriculum no longer has. */
  readonly gone?: number;
  /** What to read: the lesson of the question missed most. */
  readonly lesson: Lesson | undefined;
  /** Whether it stood there before one of its questions was corrected. */
  readonly correctedSince?: boolean;
}

export function dailyResult(result: DailyResult): Card {
  const { tally, questions, held, gone, lesson, deliveryId, correctedSince } = result;
  const { top, each, look } = resultWords(tally, questions, whereWords(result), { gone, held });
  return {
    kind: 'card',
    accent: 'quiz',
    blocks: [
      text(top, ...(correctedSince ? [sentences.corrected] : [])),
      divider,
      ...each.map(words => text(words)),
      divider,
      ...look.map(words => text(words)),
      buttons(
        ...(lesson
          ? [{ ...readButton(lesson.id), label: 'Read the lesson', style: 'primary' as const }]
          : []),
        {
          label: 'Practise these',
          press: { command: 'daily', action: 'practise', argument: deliveryId },
        },
      ),
      ...(tally.tookPart === 0 ? [] : [text(sentences.open)]),
    ],
  };
}
