/** A study day that closed unkept, made good by doing: its lesson and its quiz, soon after. Reckoned from what was done, never written down. */

import { type ClosedDay, type DayState, isHarmless } from './streak.ts';
import { LONGEST_OPEN } from './study-days.ts';
import type { StudyDay } from './time.ts';

/** Milliseconds after a day has closed. */
const REPAIR_WITHIN = 48 * 3_600_000;
/** Milliseconds after a day fell due: what is done later makes it good nowhere. */
export const LONGEST_REPAIR = LONGEST_OPEN + REPAIR_WITHIN;
/** Different questions of the lesson. */
const QUESTIONS_TO_REPAIR = 3;

export interface Deeds {
  /** When each lesson was done, by its id. */
  readonly done: ReadonlyMap<string, Date>;
  readonly answers: readonly { readonly lessonId: string; readonly questionId: string; readonly at: Date }[];
  /** The instants at which something done has kept a study day of this cohort. */
  readonly keptAt: readonly Date[];
}

/** Until when a day that closes at `closes` can be made good. */
export const repairUntil = (closes: Date): Date => new Date(closes.getTime() + REPAIR_WITHIN);

/** How many different questions of a lesson are enough that has `asked` of them; 0, of a lesson that is no longer there, counts as many. */
export const questionsToRepair = (asked: number): number =>
  asked === 0 ? QUESTIONS_TO_REPAIR : Math.min(asked, QUESTIONS_TO_REPAIR);

/** How many different questions of a lesson were answered in the time in which they count for a day. */
export function answeredFor({ due, closes }: ClosedDay, lessonId: string, answers: Deeds['answers']): number {
  return new Set(within(answers, lessonId, due, repairUntil(closes)).map(({ questionId }) => questionId))
    .size;
}

/** How many more different questions of a lesson repair a day; 0 where only marking the lesson done is left. `asked`: how many it has. */
export function questionsLeft(
  closed: ClosedDay,
  lessonId: string,
  { answers, done, asked }: Pick<Deeds, 'answers' | 'done'> & { readonly asked: number },
): number {
  const left = Math.max(0, questionsToRepair(asked) - answeredFor(closed, lessonId, answers));
  // Where nothing is left of a lesson done and it still isn't repaired, all of it kept other days: one more answer is needed.
  return done.has(lessonId) ? Math.max(1, left) : left;
}

/**
 * Whether a closed day was made good: one of its lessons done (whenever it was, for a lesson is done once) and enough of its questions
 * answered, from when the day fell due until 48 hours after it closed. Something of it must have kept no other day of the cohort, so that
 * nothing done ever counts for two.
 */
export function isRepairedByDoing(
  closed: ClosedDay,
  lessonIds: readonly string[],
  { done, answers, keptAt }: Deeds,
  askedIn: (lessonId: string) => number,
): boolean {
  const until = repairUntil(closed.closes);
  return lessonIds.some(lessonId => {
    const doneAt = done.get(lessonId);
    if (!doneAt || doneAt >= until) return false;
    if (answeredFor(closed, lessonId, answers) < questionsToRepair(askedIn(lessonId))) return false;
    const given = within(answers, lessonId, closed.due, until).map(({ at }) => at.getTime());
    const deeds = [...given, ...(doneAt >= closed.due ? [doneAt.getTime()] : [])];
    // Of several done in the same millisecond, as many have kept a day as days were kept in it.
    return deeds.length > keptAt.filter(at => deeds.includes(at.getTime())).length;
  });
}

const within = (answers: Deeds['answers'], lessonId: string, from: Date, until: Date) =>
  answers.filter(one => one.lessonId === lessonId && one.at >= from && one.at < until);

/** Why a moderator can't make a day good: nothing was posted for it or it was over when the member came, it is still open, it counts already, or it breaks nothing. */
export type NoRepair = 'none' | 'open' | 'counts' | 'harmless';

/** Undefined when they can. `own`: the member's study days, as they are without it. */
export function whyNoRepair(own: readonly DayState[], day: StudyDay): NoRepair | undefined {
  const state = own.find(one => one.day === day)?.state;
  if (state === undefined) return 'none';
  if (state === 'open') return state;
  if (state === 'kept' || state === 'repaired') return 'counts';
  return isHarmless(state) ? 'harmless' : undefined;
}
