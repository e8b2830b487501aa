/** A member's streak in a cohort, from nothing but facts: what was posted, kept, done, repaired, and when. */

import { decideStreak, type Streak } from './freezes.ts';
import { type ChosenZone, zoneAt } from './member-zone.ts';
import { type Deeds, isRepairedByDoing } from './repair.ts';
import { type Break, dayStates, type OwnDay, type PostedDay } from './streak.ts';
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

/** `askedIn`: how many questions a lesson has that are still asked. */
export function ownStreak(
  facts: StreakFacts,
  askedIn: (lessonId: string) => number,
  now: Date,
): Streak<OwnDay> {
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
