/**
 * What an action is worth (docs/decisions/0033). A lesson earns the same for everybody, a question what its type asks of a learner (half
 * for true or false, where every second guess is right), and only the first attempt counts; what is repeated pays little and not for
 * long, so that nobody leads by repeating alone. Speed is worth nothing: it would punish those who read in their second language, with a
 * screen reader or on a bad line. Only a live quiz adds a little for being first (core/live-round.ts).
 */
import { isLessonOpen, type PostedLesson } from './study-days.ts';
import { dayIn, type StudyDay } from './time.ts';
import { mondayIn } from './week.ts';

export type QuestionType = 'single' | 'multi' | 'truefalse' | 'order' | 'fill' | 'output';

/** As what an answer is paid: the first attempt while its lesson's study day is open, or after it; practice; a review. */
export type Pay = 'first' | 'late' | 'practice' | 'review';

const LESSON_POINTS = 5;
const QUESTION_POINTS = {
  single: 10,
  multi: 10,
  truefalse: 5,
  order: 10,
  fill: 10,
  output: 10,
} satisfies Record<QuestionType, number>;

/** For a right answer, and how often in a study day: ten points of each. */
export const AGAIN = {
  practice: { points: 1, most: 10 },
  review: { points: 2, most: 5 },
} as const;

/**
 * Points for marking a lesson done. One that the member has done already, in whatever pathway, earns nothing again; one that was posted
 * to none of their cohorts yet is practice. Who studies alone waits for no post: those points stand on no board.
 */
export function pointsForLesson({
  alreadyDone,
  wasPosted,
}: {
  readonly alreadyDone: boolean;
  readonly wasPosted: boolean;
}): number {
  if (alreadyDone) return 0;
  return wasPosted ? LESSON_POINTS : AGAIN.practice.points;
}

/** The reasons for which a lesson marked ahead of its post may be paid. `zone`: of the cohort in which it counts. */
export const worthAhead = (zone: string, now: Date): Pick<AnswerWorth, 'again' | 'date'> => ({
  again: {
    word: 'practice',
    ...AGAIN.practice,
    points: pointsForLesson({ alreadyDone: false, wasPosted: false }),
    monday: mondayIn(zone, now),
  },
  date: dayIn('UTC', now),
});

/** Points for a first attempt: that share (percent) of the type's value which is right, half of it after a hint, half of it late; whole points. */
export function pointsForAnswer({
  type,
  share,
  hinted,
  late = false,
}: {
  readonly type: QuestionType;
  readonly share: number;
  readonly hinted: boolean;
  readonly late?: boolean;
}): number {
  return Math.round((QUESTION_POINTS[type] * share * (hinted ? 0.5 : 1) * (late ? 0.5 : 1)) / 100);
}

/** What an answer is worth in each case; which case it is, is found out where it is kept (store/quizzes.ts). */
export interface AnswerWorth {
  /** Undefined for a review: that is never a first attempt. */
  readonly first:
    | {
        /** Known to be in time. Otherwise it is late if the lesson was posted to a cohort of the member, and practice if it wasn't. */
        readonly inTime: boolean;
        readonly plain: number;
        readonly hinted: number;
        readonly late: number;
        readonly lateHinted: number;
      }
    | undefined;
  /** Paid `most` times in a study day of the week that begins on `monday`, each time under a reason of its own. */
  readonly again: {
    readonly word: 'practice' | 'review';
    readonly points: number;
    readonly most: number;
    readonly monday: StudyDay;
  };
  /** Outside of a cohort there are no study days: then it is this date (UTC). */
  readonly date: StudyDay;
}

/** `zone`: of the cohort in which it counts, undefined outside of one. `posted`: to the member's cohorts lately; `now`: calendar time. */
export function worthOfAnswer(
  {
    type,
    lessonId,
    share,
    right,
    allRight = false,
  }: {
    readonly type: QuestionType;
    readonly lessonId: string;
    readonly share: number;
    readonly right: boolean;
    readonly allRight?: boolean;
  },
  {
    kind,
    zone,
    posted,
    now,
  }: {
    readonly kind: string;
    readonly zone: string | undefined;
    readonly posted: readonly PostedLesson[];
    readonly now: Date;
  },
): AnswerWorth {
  const word = kind === 'review' ? 'review' : 'practice';
  // Where moderators let every answer count, whatever a hint has said before was untrue.
  const first = (hinted: boolean, late: boolean) =>
    pointsForAnswer({ type, share, hinted: hinted && !allRight, late });
  return {
    first:
      kind === 'review'
        ? undefined
        : {
            // Who answers in a quiz of the whole cohort answers in time, or is told that it is closed. Who studies alone has all the time that
            // they like, and stands on no board.
            inTime: kind !== 'practice' || zone === undefined || isLessonOpen(posted, lessonId, now),
            ...{ plain: first(false, false), hinted: first(true, false) },
            ...{ late: first(false, true), lateHinted: first(true, true) },
          },
    again: {
      ...{ word, most: AGAIN[word].most, monday: mondayIn(zone ?? 'UTC', now) },
      // A live quiz over questions that were answered before would be practice with a crowd: it pays its winner, and that is enough.
      points: right && kind !== 'live' ? AGAIN[word].points : 0,
    },
    date: dayIn('UTC', now),
  };
}

/** How a cohort stands to what is practised in it. */
export interface PracticeTerms {
  readonly name: string;
  /** As the cohort's: `running`, `paused`, `ended`, `archived`. */
  readonly state: string;
  /** When its next study day comes; null where its plan holds no more. */
  readonly nextDueAt: Date | null;
  /** Whether a study day of this week was posted: only then practice pays. */
  readonly hasDay: boolean;
}

/** Why what was repeated rightly was paid nothing: all was earned, the week's first lesson is still to come, or there is none that could. */
export type WhyUnpaid =
  | { readonly kind: 'spent' }
  | { readonly kind: 'before-next'; readonly name: string; readonly nextDueAt: Date }
  | { readonly kind: 'paused' | 'archived' | 'over'; readonly name: string };

/** `terms` is undefined outside of a cohort, where every date pays. */
export function whyUnpaid(terms: PracticeTerms | undefined): WhyUnpaid {
  if (!terms || terms.hasDay) return { kind: 'spent' };
  const { name, state, nextDueAt } = terms;
  if (state === 'archived' || state === 'paused') return { kind: state, name };
  return state === 'ended' || nextDueAt === null
    ? { kind: 'over', name }
    : { kind: 'before-next', name, nextDueAt };
}

/** The reason of a row of points, unique for each member: the ledger can't hold the same lesson twice. */
export function lessonReason(lessonId: string): string {
  return `lesson:${lessonId}`;
}

/** As `lessonReason`, for a question of a lesson (its id without the lesson's). */
export function answerReason(lessonId: string, questionId: string): string {
  return `answer:${lessonId}#${questionId}`;
}
