/** A word that waited for a member, said above the next answer that only they see. */
import type { Curriculum } from '../curriculum/types.ts';
import { type Block, divider, text } from './reply.ts';
import { count } from './words.ts';

/** What a note of each kind tells: its facts, as they stand in the store. */
export interface NoteFacts {
  readonly rescored: {
    readonly questionId: string;
    readonly points: number;
    readonly isRight: boolean;
    readonly wasRight: boolean;
  };
  /** A reminder that Discord didn't take: their private messages are closed. */
  readonly reminder: { readonly lessonIds: readonly string[] };
}

const sentences = {
  corrected: (lesson: string, stem: string) =>
    `**A question that you answered was corrected.** ${lesson}: “${stem}”`,
  nowRight: 'Your answer counts as right now.',
  nowWrong: 'Your answer counts as wrong now. You could not have known: the key was.',
  more: (points: number) => ` +${count(points, 'point')}.`,
  unreached: 'The reminder that you asked for could not reach you.',
  unreachedOf: (lessons: string) => `The reminder that you asked for (**${lessons}**) could not reach you.`,
  open: 'Most often that means that private messages from this server are switched off: in the server’s menu, under Privacy Settings, you can allow them. To change or stop reminders: `/settings`.',
  less: (points: number) => ` ${count(points, 'point')} less.`,
};

type NoteKind = keyof NoteFacts;

const lines: { readonly [K in NoteKind]: (curriculum: Curriculum, facts: NoteFacts[K]) => string } = {
  rescored: rescoredLine,
  reminder({ lessons }, { lessonIds }) {
    const titles = lessonIds.map(id => lessons.get(id)?.title ?? id).join(', ');
    return `${titles === '' ? sentences.unreached : sentences.unreachedOf(titles)} ${sentences.open}`;
  },
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
