/** A word that waited for a member, said above the next answer that only they see. */

import type { StudyDay } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { dayShort } from './day-words.ts';
import { type Block, divider, text } from './reply.ts';
import { count, plain } from './words.ts';

/** What a note of each kind tells: its facts, as they stand in the store. */
export interface NoteFacts {
  readonly rescored: {
    readonly questionId: string;
    readonly points: number;
    readonly isRight: boolean;
    readonly wasRight: boolean;
  };
  /** A moderator made a missed study day good. */
  readonly 'streak-repaired': { readonly cohort: string; readonly day: StudyDay };
}

const sentences = {
  corrected: (lesson: string, stem: string) =>
    `**A question that you answered was corrected.** ${lesson}: “${stem}”`,
  nowRight: 'Your answer counts as right now.',
  nowWrong: 'Your answer counts as wrong now. You could not have known: the key was.',
  more: (points: number) => ` +${count(points, 'point')}.`,
  repaired: (day: string, cohort: string) =>
    `**A moderator repaired ${day} for your streak** in ${plain(cohort)}. \`/streak\` shows it.`,
  less: (points: number) => ` ${count(points, 'point')} less.`,
};

type NoteKind = keyof NoteFacts;

const lines: { readonly [K in NoteKind]: (curriculum: Curriculum, facts: NoteFacts[K]) => string } = {
  rescored: rescoredLine,
  'streak-repaired': (_curriculum, { day, cohort }) => sentences.repaired(dayShort(day), cohort),
};

/** Blocks for the top of a card; nothing for a note of a kind that is no longer known. */
export function noteBlocks(
  curriculum: Curriculum,
  notes: readonly { readonly kind: string; readonly facts: unknown }[],
): Block[] {
  const told = notes
    .filter(({ kind }) => Object.hasOwn(lines, kind))
    .map(({ kind, facts }) => lines[kind as NoteKind](curriculum, facts as never));
  return told.length === 0 ? [] : [text(...told), divider];
}

function rescoredLine(
  curriculum: Curriculum,
  { questionId, points, isRight, wasRight }: NoteFacts['rescored'],
): string {
  const [lessonId = '', id] = questionId.split('#');
  const lesson = curriculum.lessons.get(lessonId);
  const stem = lesson?.questions.find(question => question.id === id)?.stem ?? '';
  const verdict = isRight === wasRight ? '' : ` ${isRight ? sentences.nowRight : sentences.nowWrong}`;
  const change = points > 0 ? sentences.more(points) : points < 0 ? sentences.less(-points) : '';
  const short = stem.length > 120 ? `${stem.slice(0, 119)}…` : stem;
  return `${sentences.corrected(lesson?.title ?? lessonId, short)}${verdict}${change}`;
}
