/**
 * Streaks: study days of a cohort kept one after another. Weekends, holidays, pauses and days on which the bot didn't post in time
 * aren't study days, so that they stand in no list here and can't break anything.
 */
import { closesAt, type DueDay } from './study-days.ts';
import type { StudyDay } from './time.ts';

export interface DayState {
  readonly day: StudyDay;
  readonly state: 'kept' | 'open' | 'missed';
}

/** How many study days in a row were kept, up to now. `days` are oldest first; an open day neither breaks the run nor adds to it. */
export function countStreak(days: readonly DayState[]): number {
  let streak = 0;
  for (const { state } of [...days].reverse()) {
    if (state === 'missed') break;
    if (state === 'kept') streak += 1;
  }
  return streak;
}

/** What became of each study day that has fallen due by `now`, oldest first; a day with several slots counts once, from its first. */
export function dayStates(
  days: readonly DueDay[],
  kept: Iterable<StudyDay>,
  memberZone: string,
  now: Date,
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
      return { day, state: now < closesAt(due, memberZone) ? 'open' : 'missed' };
    });
}
