/** What is posted beside the plan: kinds, the facts that each card says, and when each is worth sending. */
import type { DeliveryFailure } from './delivery.ts';
import type { PostKind } from './misfire.ts';
import { dueAt } from './study-days.ts';
import { addDays, dayIn, instantOf, type StudyDay } from './time.ts';

/** Why a post waits or is given up: a failure of sending, or a lesson that the curriculum no longer holds. */
export type StuckReason = DeliveryFailure | 'lesson-missing';

/** Nothing in it names a person. Instants are ISO texts. */
export interface BesideFacts {
  /** To the moderators: something can't be posted, and what is missing. */
  readonly 'notice-blocked': {
    readonly reason: StuckReason;
    readonly channelId: string;
    readonly since: string;
  };
  /** To the moderators: Discord finds fault with a post. */
  readonly 'notice-dead': {
    readonly channelId: string;
    readonly studyDay: StudyDay;
    readonly lessonId: string | null;
  };
  /** To the moderators: a lesson stands, but has no thread or pin. */
  readonly 'notice-follow-up': { readonly channelId: string; readonly what: 'thread' | 'pin' };
  /** To the moderators: the plan is nearly over. */
  readonly 'notice-content-ends': { readonly days: number; readonly lastDay: StudyDay };
  /** To the moderators, once a week: which questions go wrong when they come again; reckoned when it is sent, of answers until then. */
  readonly 'notice-forgets': { readonly until: string };
  /** To the moderators, at most once a day: members say that questions are wrong; how many wait is reckoned when it is sent. */
  readonly 'notice-report': Readonly<Record<never, never>>;
  /** To the cohort: what moderators changed, in words, a line each. */
  readonly announcement: { readonly lines: readonly string[] };
  /** To the cohort: the plan is over. */
  readonly closing: { readonly lessons: number; readonly firstDay: StudyDay; readonly lastDay: StudyDay };
  /** To the cohort, once a week: what was learned, who helped; reckoned when it is sent. `week`: its Monday. */
  readonly digest: { readonly week: StudyDay };
  /** To the cohort, in the evening: how many have done the lesson of the day. */
  readonly 'day-end': { readonly studyDay: StudyDay };
  /** To the cohort, after its lesson: there is a quiz today. */
  readonly 'daily-quiz': { /** Undefined until it is decided what it asks. */ readonly quizId?: string };
  /** To the cohort, when that quiz is closed: how it went for all together. */
  readonly 'daily-result': {
    readonly quizId: string;
    /** Questions that were corrected since it was posted, by full id. */
    readonly corrected?: readonly string[];
    /** It holds something back that is asked elsewhere, and is put anew at this instant. */
    readonly heldUntil?: string;
  };
  /** To the cohort, with the first lesson of a week: the board of the week before, which begins on this Monday. */
  readonly 'weekly-board': { readonly monday: StudyDay };
}

export type BesideKind = keyof BesideFacts;

const postKinds = {
  'notice-blocked': 'notice',
  'notice-dead': 'notice',
  'notice-follow-up': 'notice',
  'notice-content-ends': 'notice',
  'notice-forgets': 'notice',
  'notice-report': 'notice',
  announcement: 'notice',
  closing: 'notice',
  digest: 'notice',
  'day-end': 'reminder',
  'daily-quiz': 'quiz',
  'daily-result': 'notice',
  'weekly-board': 'notice',
} as const satisfies Record<BesideKind, PostKind>;

export const isBesideKind = (kind: string): kind is BesideKind => Object.hasOwn(postKinds, kind);

/** Under which late rule a post falls. */
export const postKindOf = ({ lane, kind }: { readonly lane: string; readonly kind: string }): PostKind =>
  lane === 'plan' ? 'plan' : isBesideKind(kind) ? postKinds[kind] : 'notice';

/** A cohort's own wall clock: an IANA zone, and the local time of its posts (HH:MM). */
interface WallClock {
  readonly zone: string;
  readonly postTime: string;
}

/** The day for which moderators are told something once: it begins with the cohort's post time, so that nobody is told at midnight. */
export function noticeDay({ zone, postTime }: WallClock, now: Date): StudyDay {
  const today = dayIn(zone, now);
  return dueAt({ day: today, time: postTime, zone }) <= now ? today : addDays(today, -1);
}

const EVENING = '21:00';
/** A lesson that comes later in the day leaves no time for it until the evening. */
const LATEST_FOR_THAT_EVENING = '18:00';

/** When a study day's end is told: 21:00 of that day in the cohort's zone, of the next one for lessons that come in the evening. */
export function dayEndAt(day: StudyDay, { zone, postTime }: WallClock): Date {
  return instantOf(postTime <= LATEST_FOR_THAT_EVENING ? day : addDays(day, 1), EVENING, zone);
}

/** When a cohort whose last lesson has come is told goodbye: at its post time on the next day, so that there is a day for that lesson. */
export function closingAt({ zone, postTime }: WallClock, now: Date): Date {
  return dueAt({ day: addDays(dayIn(zone, now), 1), time: postTime, zone });
}

/** Study days before the end of a plan at which moderators are told. */
const WARNING_DAYS = 5;

/** Whether moderators should hear that a plan nearly over: `coming` of its `total` study days are still to come. */
export const isEndNear = (coming: number, total: number): boolean =>
  coming > 0 && coming <= WARNING_DAYS && total > WARNING_DAYS;
