/**
 * Streaks: study days of a cohort kept one after another, and what became of each for a member. Weekends, holidays and pauses of the
 * cohort are no study days, so that they stand in no list here and can't break anything.
 */
import { closesAt, type DueDay } from './study-days.ts';
import type { StudyDay } from './time.ts';

/**
 * `repaired`: it closed without the member, and was made good since. Days that they didn't keep and that neither add to a streak nor break
 * it are `joined` (it had begun when they came), `late` (its post came too late) and `rest` (it passed while they were on a break).
 */
export interface DayState {
  readonly day: StudyDay;
  readonly state: 'kept' | 'open' | 'repaired' | 'joined' | 'late' | 'rest' | 'missed';
}

/** Whether a day that closed unkept neither added to a streak nor broke it. */
export const isHarmless = (state: DayState['state'] | 'frozen'): boolean =>
  state === 'joined' || state === 'late' || state === 'rest';

/** A study day as it fell due: each of its posts, if there are several. */
export interface PostedDay extends DueDay {
  /** As `cameInTime` of study-days.ts says it. */
  readonly inTime: boolean;
}

export interface DayFacts {
  readonly posted: readonly PostedDay[];
  readonly kept: Iterable<StudyDay>;
  /** In which zone (IANA) a day closes to the member that fell due at this instant. */
  readonly zoneAt: (due: Date) => string;
  /** When the member came first: what was over by then was never theirs, and what had begun by then can't be missed. */
  readonly joinedAt: Date;
  readonly breaks: readonly Break[];
  /** Whether a day that closed unkept was made good. */
  readonly isRepaired: (closed: ClosedDay) => boolean;
}

export interface ClosedDay extends DueDay {
  readonly closes: Date;
}

/** What became of a day, and when it closes or closed: left out for one that is kept, which nobody needs to know it of. */
export interface OwnDay extends DayState {
  readonly due: Date;
  readonly closes?: Date;
}

/** Time in which a member rests: illness, travel, or the time before they joined. */
export interface Break {
  readonly from: Date;
  /** The first instant after it; null while nobody knows the end. */
  readonly until: Date | null;
}

/** The break that a member is on at `now`, the one that lasts longest if there are several. */
export function breakAt<B extends Break>(breaks: readonly B[], now: Date): B | undefined {
  const end = ({ until }: Break) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  return breaks
    .filter(one => one.from <= now && now.getTime() < end(one))
    .sort((a, b) => (end(a) < end(b) ? 1 : -1))[0];
}

/**
 * What became of each study day that has fallen due by `now`, oldest first; a day with several slots counts once, from its first, and came
 * in time if one of them did. A day that was over when the member came is left out. A day that was open during any part of a break can't
 * be missed, and what was done during a break counts: so a break never costs anything.
 */
export function dayStates(
  { posted, kept, zoneAt, joinedAt, breaks, isRepaired }: DayFacts,
  now: Date,
): readonly OwnDay[] {
  const keptDays = new Set(kept);
  return firstPosts(posted, now).flatMap(({ day, due, inTime }): OwnDay[] => {
    if (keptDays.has(day)) return [{ day, due, state: 'kept' }];
    const own = { day, due, closes: closingOf(due, zoneAt(due)) };
    if (own.closes <= joinedAt) return [];
    if (now < own.closes) return [{ ...own, state: 'open' }];
    // What adds to a streak goes before what merely doesn't break it.
    if (isRepaired(own)) return [{ ...own, state: 'repaired' }];
    if (due < joinedAt) return [{ ...own, state: 'joined' }];
    if (!inTime) return [{ ...own, state: 'late' }];
    return [{ ...own, state: breaks.some(one => overlaps(one, due, own.closes)) ? 'rest' : 'missed' }];
  });
}

/** Many members have the same days: what a day closes at is reckoned once for each zone, as long as somebody holds the day. */
const closings = new WeakMap<Date, Map<string, Date>>();

function closingOf(due: Date, zone: string): Date {
  const known = closings.get(due) ?? new Map<string, Date>();
  closings.set(due, known);
  const closes = known.get(zone) ?? closesAt(due, zone);
  known.set(zone, closes);
  return closes;
}

/** Each day once, oldest first. */
function firstPosts(posted: readonly PostedDay[], now: Date): readonly PostedDay[] {
  const first = new Map<StudyDay, PostedDay>();
  for (const post of posted) {
    if (post.due > now) continue;
    const known = first.get(post.day);
    const isFirst = known === undefined || post.due < known.due;
    const inTime = post.inTime || (known?.inTime ?? false);
    first.set(post.day, { ...(isFirst ? post : known), inTime });
  }
  return [...first.values()].sort((a, b) => a.due.getTime() - b.due.getTime());
}

/** Whether a break and the time from `start` until before `end` have an instant in common. */
const overlaps = ({ from, until }: Break, start: Date, end: Date): boolean =>
  from < end && (until === null || (until > start && until > from));
