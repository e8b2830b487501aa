/** A member's streak in a cohort, from nothing but facts: what was posted, kept, done, repaired, and when. */

import { type CountedDay, decideStreak, type Streak } from './freezes.ts';
import { type ChosenZone, zoneAt } from './member-zone.ts';
import { type Deeds, isRepairedByDoing, questionsLeft, repairUntil } from './repair.ts';
import { type Break, type ClosedDay, dayStates, type OwnDay, type PostedDay } from './streak.ts';
import type { StudyDay } from './time.ts';

export interface StreakFacts extends Omit<Deeds, 'keptAt'> {
  readonly posted: readonly (PostedDay & { readonly lessonId: string | null })[];
  /** The cohort's, an IANA name: for whoever has chosen none. */
  readonly zone: string;
  readonly zones: readonly ChosenZone[];
  readonly joinedAt: Date;
  readonly breaks: readonly Break[];
  readonly kept: readonly { readonly day: StudyDay; readonly at: Date }[];
  /** Days that moderators made good. */
  readonly repairs: readonly StudyDay[];
}

/** How many questions a lesson has that are still asked. */
export type AskedIn = (lessonId: string) => number;

export function ownStreak(facts: StreakFacts, askedIn: AskedIn, now: Date): Streak<OwnDay> {
  const deeds = { ...facts, keptAt: facts.kept.map(({ at }) => at) };
  const days = dayStates(
    {
      ...facts,
      kept: facts.kept.map(({ day }) => day),
      zoneAt: due => zoneAt(facts.zones, due, facts.zone),
      isRepaired: closed =>
        facts.repairs.includes(closed.day) ||
        isRepairedByDoing(closed, lessonsOf(facts, closed.day), deeds, askedIn),
    },
    now,
  );
  return decideStreak(days);
}

/** The lessons that were posted for a day. */
export const lessonsOf = ({ posted }: Pick<StreakFacts, 'posted'>, day: StudyDay): readonly string[] =>
  posted.flatMap(post => (post.day === day && post.lessonId !== null ? [post.lessonId] : []));

/** A day that its member can still make good by doing. */
export interface Repairable {
  readonly closed: ClosedDay;
  readonly became: CountedDay['became'];
  /** One for each of its lessons. */
  readonly ways: readonly RepairWay[];
}

interface RepairWay {
  readonly lessonId: string;
  readonly isDone: boolean;
  /** Different questions of it that are still to be answered. */
  readonly questions: number;
}

/**
 * Each day that doing can still make good at `now`, oldest first, with what is left to do. Whoever tells of a repair asks here, so that
 * nothing is repaired that wasn't told of: a day that broke nothing is among them, for it adds to the streak when it is repaired.
 */
export function listRepairable(
  facts: StreakFacts,
  { days }: Streak<OwnDay>,
  askedIn: AskedIn,
  now: Date,
): readonly Repairable[] {
  return days.flatMap(({ own: { day, due, closes, state }, became }) => {
    if (!closes || state === 'open' || state === 'repaired' || now >= repairUntil(closes)) return [];
    const closed = { day, due, closes };
    const ways = lessonsOf(facts, day)
      .map(lessonId => ({
        lessonId,
        isDone: facts.done.has(lessonId),
        questions: questionsLeft(closed, lessonId, { ...facts, asked: askedIn(lessonId) }),
      }))
      // A lesson that asks nothing any more can't be answered.
      .filter(({ lessonId, questions }) => questions === 0 || askedIn(lessonId) > 0);
    return ways.length > 0 ? [{ closed, became, ways }] : [];
  });
}

/** The streak as it would be with these days made good. */
export const streakWith = (
  facts: StreakFacts,
  days: readonly StudyDay[],
  askedIn: AskedIn,
  now: Date,
): number => ownStreak({ ...facts, repairs: [...facts.repairs, ...days] }, askedIn, now).streak;

/**
 * The days whose repair some answers completed, such as those of one quiz: with all that was answered until the last of them the day is
 * made good, and without them it isn't. What was answered later changes nothing of it. Days that a moderator made good are left out.
 */
export function repairedBy(
  facts: StreakFacts,
  { days }: Streak<OwnDay>,
  given: readonly { readonly questionId: string; readonly at: Date }[],
  askedIn: AskedIn,
): readonly StudyDay[] {
  const keyOf = ({ questionId, at }: (typeof given)[number]) => `${questionId} ${at.getTime()}`;
  const these = new Set(given.map(keyOf));
  const last = Math.max(...given.map(({ at }) => at.getTime()));
  const before = facts.answers.filter(({ at }) => at.getTime() <= last);
  const others = before.filter(one => !these.has(keyOf(one)));
  const keptAt = facts.kept.map(({ at }) => at);
  return days.flatMap(({ own: { day, due, closes, state } }) => {
    if (state !== 'repaired' || !closes || facts.repairs.includes(day)) return [];
    const isGood = (answers: StreakFacts['answers']) =>
      isRepairedByDoing(
        { day, due, closes },
        lessonsOf(facts, day),
        { done: facts.done, answers, keptAt },
        askedIn,
      );
    return isGood(before) && !isGood(others) ? [day] : [];
  });
}
