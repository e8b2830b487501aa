/** What became of a member's study days in a cohort: the one place that asks the rules of streaks for a picture or a card. */
import { isPosted, openFrom } from '../src/core/delivery.ts';
import { type Break, countStreak, type DayState, dayStates } from '../src/core/streak.ts';
import { dayIn, type StudyDay } from '../src/core/time.ts';
import type { DayMark } from '../src/pictures/progress.ts';
import type { Delivery } from '../src/store/deliveries.ts';
import type { Membership } from '../src/store/memberships.ts';

const markOf = {
  kept: 'kept',
  open: 'open',
  missed: 'missed',
  rest: 'rest',
} as const satisfies Record<DayState['state'], DayMark>;

export interface OwnDays {
  /** Days that were theirs, oldest first. */
  readonly days: readonly { readonly day: StudyDay; readonly mark: DayMark }[];
  readonly streak: number;
  /** How many days were kept, of those that count. */
  readonly kept: number;
  readonly counted: number;
}

/** `posts`: of this cohort's plan. `kept`: days that the member has kept there. */
export function studyDaysOf(
  { cohort, joinedAt }: Pick<Membership, 'cohort' | 'joinedAt'>,
  posts: readonly Delivery[],
  kept: Iterable<StudyDay>,
  breaks: readonly Break[],
  now: Date,
): OwnDays {
  const posted = posts.filter(isPosted).map(post => ({ day: post.studyDay, due: openFrom(post) }));
  const states = dayStates(posted, kept, cohort.zone, now, breaks);
  const joinedOn = dayIn(cohort.zone, joinedAt);
  // A day that was over when they joined was never theirs, unless they kept it.
  const theirs = states.filter(({ day, state }) => state === 'kept' || day >= joinedOn);
  return {
    days: theirs.map(({ day, state }) => ({ day, mark: markOf[state] })),
    streak: countStreak(states),
    kept: theirs.filter(({ state }) => state === 'kept').length,
    counted: theirs.filter(({ state }) => state !== 'rest').length,
  };
}
