/** What of a plan can't be changed any more at a moment. */
import type { DecidedDay, PlannedDay } from './plan-inputs.ts';
import { firstFreeDay, type PostTime } from './plan-next.ts';
import { dueAt } from './study-days.ts';
import type { StudyDay } from './time.ts';

export interface Settled {
  /** Decided slots, and those whose time has come although the ledger doesn't know them yet, in order. */
  readonly decided: readonly DecidedDay[];
  /** The first day that can still be changed, in the cohort's calendar. */
  readonly from: StudyDay;
}

/**
 * The frame of a change at `now`. A slot whose time has come is the ledger's to decide, within a minute or after an outage: a change that
 * comes first leaves it on its day. `days` is the plan in force.
 */
export function settledAt(
  days: readonly PlannedDay[],
  decided: readonly DecidedDay[],
  { zone, postTime }: PostTime,
  now: Date,
): Settled {
  const known = new Set(decided.map(slotOf));
  const due = days
    .filter(day => !known.has(slotOf(day)) && dueAt({ day: day.day, time: postTime, zone }) <= now)
    .map(day => ({ ...day, taught: true }));
  const settled = [...decided, ...due].sort((a, b) =>
    a.day === b.day ? a.slot - b.slot : a.day < b.day ? -1 : 1,
  );
  return { decided: settled, from: firstFreeDay(settled, { zone, postTime }, now) };
}

const slotOf = ({ day, slot }: PlannedDay): string => `${day} ${slot}`;
