/** A word that waited for a member, said above the next answer that only they see. */
import type { Curriculum } from '../curriculum/types.ts';
import { saidLines } from './correction-words.ts';
import { type Block, divider, text } from './reply.ts';
import { count, cut } from './words.ts';

/** What a note of each kind tells: its facts, as they stand in the store. */
export interface NoteFacts {
  readonly rescored: {
    readonly questionId: string;
    readonly points: number;
    readonly isRight: boolean;
    readonly wasRight: boolean;
    /** What moderators say about it; those of before had no such word. */
    readonly note?: string | null;
  };
  readonly 'report-settled': {
    readonly questionId: string;
    readonly verdict: 'corrected' | 'all-right' | 'retired' | 'kept';
    readonly note: string | null;
  };
}

const sentences = {
  corrected: (lesson: string, stem: string) =>
    `**A question that you answered was corrected.** ${lesson}: “${stem}”`,
  nowRight: 'Your answer counts as right now.',
  nowWrong:
    'Your answer counts as wrong now. That was not your mistake: the answer marked as right was wrong.',
  reported: (lesson: string, stem: string) =>
    `**Moderators looked at the question that you reported.** ${lesson}: “${stem}”`,
  settled: {
    kept: 'It stays as it is.',
    corrected: 'They corrected it. Nothing changes for you.',
    'all-right': 'Every answer to it counts as right now. Nothing changes for you.',
    retired: 'It is not asked any more. Nobody loses anything.',
  },
  more: (points: number) => ` +${count(points, 'point')}.`,
  less: (points: number) => ` ${count(points, 'point')} less.`,
};

type NoteKind = keyof NoteFacts;

const lines: { readonly [K in NoteKind]: (curriculum: Curriculum, facts: NoteFacts[K]) => string } = {
  rescored: rescoredLine,
  'report-settled': settledLine,
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
  { questionId, points, isRight, wasRight, note }: NoteFacts['rescored'],
): string {
  const verdict = isRight === wasRight ? '' : ` ${isRight ? sentences.nowRight : sentences.nowWrong}`;
  const change = points > 0 ? sentences.more(points) : points < 0 ? sentences.less(-points) : '';
  const about = sentences.corrected(...namesOf(curriculum, questionId));
  return [`${about}${verdict}${change}`, ...saidLines(note)].join('\n');
}

function settledLine(
  curriculum: Curriculum,
  { questionId, verdict, note }: NoteFacts['report-settled'],
): string {
  const about = sentences.reported(...namesOf(curriculum, questionId));
  return [`${about} ${sentences.settled[verdict]}`, ...saidLines(note)].join('\n');
}

/** The title of its lesson and the question itself, cut short. */
function namesOf(curriculum: Curriculum, questionId: string): readonly [lesson: string, stem: string] {
  const [lessonId = '', id] = questionId.split('#');
  const lesson = curriculum.lessons.get(lessonId);
  const stem = lesson?.questions.find(question => question.id === id)?.stem ?? '';
  return [lesson?.title ?? lessonId, cut(stem, 120)];
}
