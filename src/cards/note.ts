/** A word that waited for a member, said above the next answer that only they see. */

import type { StudyDay } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { saidLines } from './correction-words.ts';
import { dayShort } from './day-words.ts';
import { stemShort } from './insights-card.ts';
import { type Block, divider, text } from './reply.ts';
import { count, person, plain } from './words.ts';

/** What a note of each kind tells: its facts, as they stand in the store. */
interface NoteFacts {
  readonly rescored: {
    readonly questionId: string;
    readonly points: number;
    readonly isRight: boolean;
    readonly wasRight: boolean;
    /** Where points for being first in a live quiz moved: to them, or to somebody else. */
    readonly first?: 'gained' | 'lost';
    /** What moderators say about it; those of before had no such word. */
    readonly note?: string | null;
  };
  readonly 'report-settled': {
    readonly questionId: string;
    readonly verdict: 'corrected' | 'all-right' | 'retired' | 'kept';
    readonly note: string | null;
  };
  /** A moderator made a missed study day good. */
  readonly 'streak-repaired': { readonly cohort: string; readonly day: StudyDay };
  /** Somebody of a cohort (its name, as typed) thanks them for help; `by` is added when it is told, and is no id once they are deleted. */
  readonly thanked: {
    readonly cohort: string;
    readonly note: string | null;
    readonly points: number;
    readonly by?: string;
  };
  /** Their work on a project was graded; `change` in points is nothing where another work of theirs had paid. */
  readonly graded: {
    readonly projectId: string;
    readonly verdict: 'passed' | 'returned';
    readonly change: number;
    readonly feedback: string | null;
    /** Not for the first time. */
    readonly again: boolean;
  };
  /** A moderator dealt them into a squad; both names as typed. */
  readonly 'squad-dealt': { readonly cohort: string; readonly squad: string };
  /** A reminder that Discord didn't take: their private messages are closed. */
  readonly reminder: { readonly lessonIds: readonly string[] };
  /** They had left the server, and so these cohorts (their names, as typed; one at least) were left for them. */
  readonly 'left-server': {
    readonly cohorts: readonly string[];
    /** Whether one of them can be joined now; core/note-truth.ts adds it. */
    readonly canJoin?: boolean;
  };
}

const sentences = {
  corrected: (lesson: string, stem: string) =>
    `**A question that you answered was corrected.** ${lesson}: “${stem}”`,
  nowRight: 'Your answer counts as right now.',
  nowWrong:
    'Your answer counts as wrong now. That was not your mistake: the key by which it counted before was wrong.',
  first: {
    gained: 'By the corrected key you were the first to be right in a live quiz.',
    lost: 'By the corrected key somebody else was the first to be right in a live quiz.',
  },
  reported: (lesson: string, stem: string) =>
    `**Moderators looked at the question that you reported.** ${lesson}: “${stem}”`,
  // What they did then: another report may have led further by the time at which this is told.
  settled: {
    kept: 'They left it as it was.',
    corrected: 'They corrected it, which changed nothing for you.',
    'all-right': 'They let every answer to it count as right, which changed nothing for you.',
    retired: 'They took it out, and nobody lost anything.',
  },
  more: (points: number) => ` +${count(points, 'point')}.`,
  repaired: (day: string, cohort: string) =>
    `**A moderator repaired ${day} for your streak** in ${plain(cohort)}: it counts as a kept day.`,
  dealt: (squad: string, cohort: string) =>
    `**You are in the squad ${plain(squad)}** of ${plain(cohort)}: your points count for it as well. \`/squad list\` shows who else is; \`/squad leave\` takes you out.`,
  unreached: 'The reminder that you asked for could not reach you.',
  unreachedOf: (lessons: string) => `The reminder that you asked for (**${lessons}**) could not reach you.`,
  open: 'Most often that means that private messages from this server are switched off: in the server’s menu, under Privacy Settings, you can allow them. To change or stop reminders: `/settings`.',
  // It may stand above the answer to the `/join` that took them back in: then nobody needs to be told the way.
  leftServer: (cohorts: readonly string[]) =>
    `**Good to see you again.** You had left this server, so you were taken out of ${cohorts.map(name => `**${plain(name)}**`).join(', ')}. What you learned and your points are kept`,
  canJoin: ': `/join` brings you back in with all of them.',
  less: (points: number) => ` ${count(points, 'point')} less.`,
  thanked: (by: string, cohort: string) => `**${by} thanks you for your help** in ${plain(cohort)}.`,
  somebody: 'Somebody',
  graded: {
    passed: (title: string) => `**Your work on “${title}” has passed.**`,
    returned: (title: string) => `**Your work on “${title}” came back**, so that you can go on with it.`,
  },
  again: ' It was graded anew.',
  readOn: ' `/project show` has the marks and all that was said.',
};

/** Notes stand above a card that may be long itself. */
const longestQuote = 300;

type NoteKind = keyof NoteFacts;

const lines: { readonly [K in NoteKind]: (curriculum: Curriculum, facts: NoteFacts[K]) => string } = {
  rescored: rescoredLine,
  'streak-repaired': (_curriculum, { day, cohort }) => sentences.repaired(dayShort(day), cohort),
  'squad-dealt': (_curriculum, { squad, cohort }) => sentences.dealt(squad, cohort),
  thanked: (_curriculum, { by = '', cohort, note, points }) =>
    `${sentences.thanked(/^\d+$/.test(by) ? person(by) : sentences.somebody, cohort)}${quoted(note)}${changeWords(points)}`,
  graded: (curriculum, { projectId, verdict, change, feedback, again }) => {
    const head = sentences.graded[verdict](curriculum.projects.get(projectId)?.title ?? projectId);
    return `${head}${again ? sentences.again : ''}${changeWords(change)}${quoted(feedback)}${sentences.readOn}`;
  },
  reminder({ lessons }, { lessonIds }) {
    const titles = lessonIds.map(id => lessons.get(id)?.title ?? id).join(', ');
    return `${titles === '' ? sentences.unreached : sentences.unreachedOf(titles)} ${sentences.open}`;
  },
  'left-server': (_curriculum, { cohorts, canJoin }) =>
    `${sentences.leftServer(cohorts)}${canJoin ? sentences.canJoin : '.'}`,
  'report-settled': settledLine,
};

const quoted = (typed: string | null): string =>
  typed === null || plain(typed) === '' ? '' : ` “${plain(typed, longestQuote)}”`;

const changeWords = (points: number): string =>
  points > 0 ? sentences.more(points) : points < 0 ? sentences.less(-points) : '';

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
  { questionId, points, isRight, wasRight, first, note }: NoteFacts['rescored'],
): string {
  // Whoever is wrong by that key knows why they weren't the first.
  const isFirst = first !== undefined && (isRight || first === 'gained');
  const verdict = [
    isRight === wasRight ? '' : ` ${isRight ? sentences.nowRight : sentences.nowWrong}`,
    isFirst ? ` ${sentences.first[first]}` : '',
  ].join('');
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
  return [lesson?.title ?? lessonId, stemShort(stem, 120)];
}
