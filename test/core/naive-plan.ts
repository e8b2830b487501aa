/** A plan as one would keep it on paper: sets of days, and a calendar walked one day after another. Written apart from the planner. */
import type { PlanUnit } from '../../src/core/plan-inputs.ts';
import { asStudyDay, type StudyDay } from '../../src/core/time.ts';

/** Days since 1970, so that nothing here leans on the planner's own sums. */
export type DayNumber = number;
const DAY = 86_400_000;
export const numberOf = (day: StudyDay): DayNumber => Date.parse(day) / DAY;
export const dayOf = (day: DayNumber): StudyDay => asStudyDay(new Date(day * DAY).toISOString().slice(0, 10));
/** 1 January 1970 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((day + 3) % 7) + 1;

export interface NaiveLoad {
  readonly from: DayNumber;
  readonly lessons: number | null;
  readonly minutes: number | null;
}

export interface Naive {
  readonly start: DayNumber;
  readonly weekdays: readonly number[];
  readonly catchUp: number | null;
  readonly loads: readonly NaiveLoad[];
  /** In teaching order. */
  readonly units: readonly PlanUnit[];
  readonly skipped: ReadonlySet<string>;
  readonly freeDays: ReadonlySet<DayNumber>;
  /** Both ends included; the last one Infinity while it is open. */
  readonly pauses: readonly (readonly [DayNumber, DayNumber])[];
  /** Days of the shifts, apart since a shift back takes them away again. */
  readonly shifted: ReadonlySet<DayNumber>;
  readonly inserted: readonly { readonly day: DayNumber; readonly kind: 'catch-up' | 'review' }[];
}

export interface NaiveSlot {
  readonly day: DayNumber;
  readonly key: string | null;
  readonly kind: string;
}

const isRest = (plan: Naive, day: DayNumber): boolean =>
  plan.freeDays.has(day) ||
  plan.shifted.has(day) ||
  plan.pauses.some(([from, to]) => from <= day && day <= to);

export const isOpen = (plan: Naive, day: DayNumber): boolean =>
  plan.weekdays.includes(weekdayOf(day)) && !isRest(plan, day);

/** Whether lessons can come on it: open, and not the day for catching up. */
export const isTeaching = (plan: Naive, day: DayNumber): boolean =>
  isOpen(plan, day) && weekdayOf(day) !== plan.catchUp;

export const endsNever = (plan: Naive): boolean =>
  plan.pauses.some(([, to]) => to === Number.POSITIVE_INFINITY);

/** The load of a day: the one that began last. */
export function loadOf(plan: Naive, day: DayNumber): NaiveLoad {
  const begun = plan.loads.filter(({ from }) => from <= day);
  return begun.reduce((last, one) => (one.from >= last.from ? one : last));
}

const NOBODY_PLANS_FURTHER = 3_660;

/** What comes from `from` on, slot by slot, when `taught` has been. */
export function walk(plan: Naive, taught: readonly NaiveSlot[], from: DayNumber): readonly NaiveSlot[] {
  const done = new Set(taught.map(({ key }) => key));
  const coming = plan.units.filter(({ key }) => !done.has(key) && !plan.skipped.has(key));
  const extra = plan.inserted
    .map(({ day, kind }) => ({ day, kind, key: `inserted#${kind}#${dayOf(day)}` }))
    .filter(({ key }) => !done.has(key) && !plan.skipped.has(key))
    .sort((a, b) => a.day - b.day);
  const lastCatchUp = taught.findLastIndex(({ kind }) => kind === 'catch-up');
  let fresh = taught.slice(lastCatchUp + 1).some(({ key }) => !key?.startsWith('inserted#'));
  const open = plan.pauses.find(([, to]) => to === Number.POSITIVE_INFINITY)?.[0] ?? Number.POSITIVE_INFINITY;
  const slots: NaiveSlot[] = [];
  const end = Math.min(from + NOBODY_PLANS_FURTHER, open);
  for (let day = from; day < end && coming.length + extra.length > 0; day += 1) {
    if (!isOpen(plan, day)) continue;
    if (extra[0] && extra[0].day <= day) {
      const { key, kind } = extra[0];
      slots.push({ day, key, kind });
      if (kind === 'catch-up') fresh = false;
      extra.shift();
    } else if (weekdayOf(day) === plan.catchUp) {
      if (fresh && coming.length > 0) slots.push({ day, key: null, kind: 'catch-up' });
      fresh = false;
    } else if (coming.length > 0) {
      const today = coming.splice(0, howMany(coming, loadOf(plan, day)));
      slots.push(...today.map(({ key, kind }) => ({ day, key, kind })));
      fresh = true;
    }
  }
  return slots;
}

/** How many of the next units share a day: the most that the load bears, or two where they belong together. */
function howMany(coming: readonly PlanUnit[], load: NaiveLoad): number {
  const [, second] = coming;
  let count = second?.withPrevious ? 2 : 1;
  while (count < 5 && count < coming.length && bears(coming.slice(0, count + 1), load)) count += 1;
  return count;
}

function bears(units: readonly PlanUnit[], load: NaiveLoad): boolean {
  if (units.some(({ alone }) => alone)) return false;
  if (load.minutes !== null) return units.reduce((sum, { minutes }) => sum + minutes, 0) <= load.minutes;
  return units.length <= (load.lessons ?? 1) && units.at(-1)?.kind === 'lesson';
}
