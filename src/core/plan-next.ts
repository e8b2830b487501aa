/** Where a plan stands: what can still be changed, and what falls due next. */
import type { DecidedDay, PlannedDay } from './plan-inputs.ts';
import { dueAt } from './study-days.ts';
import { addDays, dayIn, type StudyDay } from './time.ts';

/** A cohort's own wall clock. */
export interface PostTime {
  /** IANA name. */
  readonly zone: string;
  /** Local time of the post, HH:MM. */
  readonly postTime: string;
}

/** The first day that a moderator can still change: after every decided one, and its post isn't due yet. */
export function firstFreeDay(
  decided: readonly DecidedDay[],
  { zone, postTime }: PostTime,
  now: Date,
): StudyDay {
  return firstDayDueAfter(decided, { zone, postTime }, now);
}

/**
 * The first day on which something that was missed can come again: after every decided one, and at most `windowHours` past its time,
 * so that a post of this morning still comes today.
 */
export function firstDayToCatchUp(
  decided: readonly DecidedDay[],
  { zone, postTime }: PostTime,
  { now, windowHours }: { readonly now: Date; readonly windowHours: number },
): StudyDay {
  // A post that is late by the whole window still comes: the day before the last millisecond of it.
  const latest = now.getTime() - windowHours * 3_600_000;
  return firstDayDueAfter(decided, { zone, postTime }, new Date(latest - 1));
}

/** The due instant of the first planned slot that isn't decided; null when there is none. */
export function nextDueOf(
  days: readonly PlannedDay[],
  decided: readonly DecidedDay[],
  { zone, postTime }: PostTime,
): Date | null {
  const known = new Set(decided.map(({ day, slot }) => `${day} ${slot}`));
  const next = days.find(({ day, slot }) => !known.has(`${day} ${slot}`));
  return next ? dueAt({ day: next.day, time: postTime, zone }) : null;
}

function firstDayDueAfter(
  decided: readonly DecidedDay[],
  { zone, postTime }: PostTime,
  instant: Date,
): StudyDay {
  let day = dayIn(zone, instant);
  while (dueAt({ day, time: postTime, zone }) <= instant) day = addDays(day, 1);
  const last = decided
    .map(one => one.day)
    .sort()
    .at(-1);
  return last && last >= day ? addDays(last, 1) : day;
}
