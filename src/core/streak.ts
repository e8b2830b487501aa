/**
 * Streaks: study days of a cohort kept one after another. Weekends, holidays, pauses and days on which the bot didn't post in time
 * aren't study days, so that they stand in no list here and can't break anything.
 */
import { closesAt, type DueDay } from './study-days.ts';
import type { StudyDay } from './time.ts';

export interface DayState {
  readonly day: StudyDay;
  /** `rest`: it passed while the member was on a break, so that it is neither kept nor missed. */
  readonly state: 'kept' | 'open' | 'missed' | 'rest';
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

/** How many study days in a row were kept, up to now. `days` are oldest first; a day that is open or rested neither breaks the run nor adds to it. */
export function countStreak(days: readonly DayState[]): number {
  let streak = 0;
  for (const { state } of [...days].reverse()) {
    if (state === 'missed') break;
    if (state === 'kept') streak += 1;
  }
  return streak;
}

/**
 * What became of each study day that has fallen due by `now`, oldest first; a day with several slots counts once, from its first.
 * A day that was open during any part of a break can't be missed, and what was done during a break counts: so a break never costs anything.
 */
export function dayStates(
  days: readonly DueDay[],
  kept: Iterable<StudyDay>,
  memberZone: string,
  now: Date,
  breaks: readonly Break[] = [],
): readonly DayState[] {
  const keptDays = new Set(kept);
  const firstDue = new Map<StudyDay, Date>();
  for (const { day, due } of days) {
    const known = firstDue.get(day);
    if (due <= now && (known === undefined || due < known)) firstDue.set(day, due);
  }
  return [...firstDue]
    .sort(([, a], [, b]) => a.getTime() - b.getTime())
    .map(([day, due]) => {
      if (keptDays.has(day)) return { day, state: 'kept' };
      const closing = closesAt(due, memberZone);
      if (now < closing) return { day, state: 'open' };
      return { day, state: breaks.some(one => overlaps(one, due, closing)) ? 'rest' : 'missed' };
    });
}

/** Whether a break and the time from `start` until before `end` have an instant in common. */
const overlaps = ({ from, until }: Break, start: Date, end: Date): boolean =>
  from < end && (until === null || (until > start && until > from));
