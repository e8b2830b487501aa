/** A member's streak in a cohort, from what was posted there and what is kept of them. */
import { dayShort, weekdayWord } from '../src/cards/day-words.ts';
import { isPosted, openFrom } from '../src/core/delivery.ts';
import { justFrozen, type Streak } from '../src/core/freezes.ts';
import { ownStreak, type StreakFacts } from '../src/core/own-streak.ts';
import type { Break, OwnDay } from '../src/core/streak.ts';
import { cameInTime } from '../src/core/study-days.ts';
import { dayIn, daysBetween, type StudyDay, weekday } from '../src/core/time.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import type { Delivery } from '../src/store/deliveries.ts';
import type { Membership } from '../src/store/memberships.ts';
import type { StreakRecord } from '../src/store/streaks.ts';

const sentences = {
  kept: (days: string, left: number) =>
    `A freeze kept your streak on ${days}, you have ${left === 0 ? 'none' : left} left.`,
  keptAll: (days: string, left: number) =>
    `Freezes kept your streak on ${days}, you have ${left === 0 ? 'none' : left} left.`,
  more: '`/streak` says more.',
};

export interface StreakSource {
  readonly membership: Pick<Membership, 'cohort' | 'firstJoinedAt'>;
  /** Posts of the cohort's plan; those of others are passed by. */
  readonly posts: readonly Delivery[];
  /** The same as `postedIn` tells it: whoever asks for many members of a cohort has it reckoned once. */
  readonly posted?: StreakFacts['posted'];
  readonly record: StreakRecord;
  readonly breaks: readonly Break[];
}

export interface MemberStreak extends Streak<OwnDay> {
  readonly facts: StreakFacts;
}

/** What was posted to a cohort, as its members' streaks ask for it. */
export const postedIn = (cohort: Cohort, posts: readonly Delivery[]): StreakFacts['posted'] =>
  posts
    .filter(post => post.cohortId === cohort.id && isPosted(post))
    .map(post => ({
      day: post.studyDay,
      due: openFrom(post),
      inTime: cameInTime(post, cohort.zone),
      lessonId: post.lessonId,
    }));

export function streakIn(
  curriculum: Curriculum,
  { membership: { cohort, firstJoinedAt }, posts, posted, record, breaks }: StreakSource,
  now: Date,
): MemberStreak {
  const isHere = ({ cohortId }: { readonly cohortId: string }) => cohortId === cohort.id;
  const { zones, done, answers } = record;
  const facts: StreakFacts = {
    posted: posted ?? postedIn(cohort, posts),
    ...{ zone: cohort.zone, zones, joinedAt: firstJoinedAt, breaks, done, answers },
    kept: record.kept.filter(isHere),
    repairs: record.repairs.filter(isHere).map(({ day }) => day),
  };
  return { ...ownStreak(facts, id => askedIn(curriculum, id), now), facts };
}

/** Questions of a lesson that are still asked. */
export const askedIn = (curriculum: Curriculum, lessonId: string): number =>
  curriculum.lessons.get(lessonId)?.questions.filter(({ retired }) => !retired).length ?? 0;

/** What is said on the morning after a freeze was used, until the next day is kept; undefined when none was. */
export function frozenLine(streak: Streak, zone: string, now: Date): string | undefined {
  const frozen = justFrozen(streak);
  if (frozen.length === 0) return undefined;
  const today = dayIn(zone, now);
  const days = frozen.map(({ own }) => dayNear(own.day, today)).join(' and ');
  const words = sentences[frozen.length === 1 ? 'kept' : 'keptAll'](days, streak.freezes);
  return `${words} ${sentences.more}`;
}

/** `Tuesday`; further away `Tue 24 Nov`. */
const dayNear = (day: StudyDay, today: StudyDay): string =>
  daysBetween(day, today) < 7 ? weekdayWord(weekday(day)) : dayShort(day);
