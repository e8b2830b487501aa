/** What moderators can change about a plan: new inputs out of old ones, or the reason why not. */
import { isOpenDay, layOutPlan } from './plan.ts';
import type { DecidedDay, InsertedDay, Load, PlanInputs, PlannedDay, PlanUnit, Rest } from './plan-inputs.ts';
import { addDays, daysBetween, type StudyDay } from './time.ts';

export interface FreeRange {
  readonly from: StudyDay;
  readonly to: StudyDay;
  readonly name: string | null;
}

export type PlanChange =
  /** `until`: the first day on which study goes on; null while nobody knows. */
  | { readonly kind: 'pause'; readonly from: StudyDay; readonly until: StudyDay | null }
  | { readonly kind: 'resume'; readonly on: StudyDay }
  /** Everything that is to come moves by so many study days; before the first post also to earlier ones (negative). */
  | { readonly kind: 'shift'; readonly days: number }
  | { readonly kind: 'holiday'; readonly ranges: readonly FreeRange[] }
  | { readonly kind: 'skip'; readonly key: string }
  | { readonly kind: 'swap'; readonly keys: readonly [string, string] }
  | { readonly kind: 'insert'; readonly day: StudyDay; readonly what: InsertedDay['kind'] }
  /** `units` where the pathway's pace makes other units of another load. */
  | {
      readonly kind: 'speed';
      readonly from: StudyDay;
      readonly load: Load;
      readonly units?: readonly PlanUnit[];
    }
  | { readonly kind: 'refresh'; readonly units: readonly PlanUnit[] }
  | {
      readonly kind: 'weekdays';
      readonly weekdays: readonly number[];
      readonly catchUpWeekday: number | null;
    };

export type ChangeRefusal =
  | 'day-decided'
  | 'ends-before-it-starts'
  | 'too-long'
  | 'already-paused'
  | 'not-paused'
  | 'shift-out-of-range'
  | 'shift-before-start'
  | 'plan-over'
  | 'unknown-unit'
  | 'already-taught'
  | 'already-skipped'
  | 'same-unit'
  | 'breaks-order'
  | 'not-a-study-day'
  | 'day-taken'
  | 'load-out-of-range'
  | 'no-study-days'
  | 'nothing-new'
  | 'nothing-changes';

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly inputs: PlanInputs }
  /** `units`: for `breaks-order` the unit that would come too early and the one that it needs. */
  | { readonly kind: 'refused'; readonly reason: ChangeRefusal; readonly units?: readonly [string, string] };

export interface ChangeContext {
  readonly decided: readonly DecidedDay[];
  /** The first day that isn't decided and whose time hasn't come. */
  readonly from: StudyDay;
}

/** More rest than this in one change is more likely a typing error than a holiday. */
export const LONGEST_REST_DAYS = 366;
export const FURTHEST_SHIFT = 60;

/** The inputs after a change. Never touches a decided day; refuses what would change nothing. */
export function changePlan(inputs: PlanInputs, change: PlanChange, context: ChangeContext): ChangeOutcome {
  const outcome = changed(inputs, change, context);
  if (outcome.kind === 'refused') return outcome;
  return sameLayout(inputs, outcome.inputs, context) ? refused('nothing-changes') : outcome;
}

function changed(inputs: PlanInputs, change: PlanChange, context: ChangeContext): ChangeOutcome {
  switch (change.kind) {
    case 'pause':
      return pause(inputs, change, context);
    case 'resume':
      return resume(inputs, change.on, context);
    case 'shift':
      return shift(inputs, change.days, context);
    case 'holiday':
      return holiday(inputs, change.ranges, context);
    case 'skip':
      return skip(inputs, change.key, context);
    case 'swap':
      return swap(inputs, change.keys, context);
    case 'insert':
      return insert(inputs, change, context);
    case 'speed':
      return speed(inputs, change, context);
    case 'refresh':
      return refresh(inputs, change.units, context);
    case 'weekdays':
      return weekdays(inputs, change);
  }
}

function pause(
  inputs: PlanInputs,
  { from, until }: Extract<PlanChange, { kind: 'pause' }>,
  context: ChangeContext,
): ChangeOutcome {
  if (from < context.from) return refused('day-decided');
  if (openPause(inputs)) return refused('already-paused');
  if (until !== null && until <= from) return refused('ends-before-it-starts');
  if (until !== null && daysBetween(from, until) > LONGEST_REST_DAYS) return refused('too-long');
  const to = until === null ? null : addDays(until, -1);
  return withRests(inputs, [...inputs.rests, { from, to, cause: 'pause', name: null }]);
}

function resume(inputs: PlanInputs, on: StudyDay, context: ChangeContext): ChangeOutcome {
  if (on < context.from) return refused('day-decided');
  const lasting = (rest: Rest) => rest.cause === 'pause' && (rest.to === null || rest.to >= on);
  if (!inputs.rests.some(lasting)) return refused('not-paused');
  const rests = inputs.rests.flatMap(rest => {
    if (!lasting(rest)) return [rest];
    return rest.from >= on ? [] : [{ ...rest, to: addDays(on, -1) }];
  });
  return withRests(inputs, rests);
}

function shift(inputs: PlanInputs, days: number, context: ChangeContext): ChangeOutcome {
  if (!Number.isInteger(days) || days === 0 || Math.abs(days) > FURTHEST_SHIFT)
    return refused('shift-out-of-range');
  const first = comingDays(inputs, context)[0]?.day;
  if (!first) return refused('plan-over');
  if (days < 0) return shiftEarlier(inputs, first, days, context);
  const to = stepStudyDays(inputs, first, days);
  if (!to) return refused('no-study-days');
  return withRests(inputs, [
    ...inputs.rests,
    { from: first, to: addDays(to, -1), cause: 'shift', name: null },
  ]);
}

function shiftEarlier(
  inputs: PlanInputs,
  first: StudyDay,
  days: number,
  context: ChangeContext,
): ChangeOutcome {
  if (context.decided.length > 0) return refused('shift-before-start');
  let day = first;
  for (let left = -days; left > 0; ) {
    day = addDays(day, -1);
    if (day < context.from) return refused('shift-before-start');
    if (isOpenDay(inputs, day)) left -= 1;
  }
  return { kind: 'changed', inputs: { ...inputs, start: day } };
}

function holiday(inputs: PlanInputs, ranges: readonly FreeRange[], context: ChangeContext): ChangeOutcome {
  if (ranges.some(({ from, to }) => to < from)) return refused('ends-before-it-starts');
  const coming = ranges.filter(({ to }) => to >= context.from);
  if (coming.length === 0) return refused('day-decided');
  const total = coming.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
  if (total > LONGEST_REST_DAYS) return refused('too-long');
  const rests = coming.map(
    ({ from, to, name }): Rest => ({
      from: from < context.from ? context.from : from,
      to,
      cause: 'holiday',
      name,
    }),
  );
  return withRests(inputs, [...inputs.rests, ...rests]);
}

function skip(inputs: PlanInputs, key: string, context: ChangeContext): ChangeOutcome {
  const state = stateOf(inputs, key, context);
  if (state !== 'coming') return refused(state);
  return { kind: 'changed', inputs: { ...inputs, skipped: [...inputs.skipped, key] } };
}

function swap(inputs: PlanInputs, [a, b]: readonly [string, string], context: ChangeContext): ChangeOutcome {
  if (a === b) return refused('same-unit');
  for (const key of [a, b]) {
    const state = stateOf(inputs, key, context);
    if (state !== 'coming') return refused(state);
  }
  const places = [a, b].map(key => inputs.units.findIndex(unit => unit.key === key));
  const [first = 0, second = 0] = places;
  const units = [...inputs.units];
  const [one, other] = [inputs.units[first], inputs.units[second]];
  if (!one || !other) return refused('unknown-unit');
  // Whether a day is shared belongs to the place, not to what stands there.
  units[first] = atPlaceOf(other, one);
  units[second] = atPlaceOf(one, other);
  const broken = brokenOrder(units);
  if (broken && !brokenOrder(inputs.units)) return { kind: 'refused', reason: 'breaks-order', units: broken };
  return { kind: 'changed', inputs: { ...inputs, units } };
}

function insert(
  inputs: PlanInputs,
  { day, what }: Extract<PlanChange, { kind: 'insert' }>,
  context: ChangeContext,
): ChangeOutcome {
  if (day < context.from) return refused('day-decided');
  if (!isOpenDay(inputs, day)) return refused('not-a-study-day');
  const last = comingDays(inputs, context).at(-1)?.day;
  if (!last || day > addDays(last, 7)) return refused('plan-over');
  if (inputs.inserted.some(one => one.day === day)) return refused('day-taken');
  return { kind: 'changed', inputs: { ...inputs, inserted: [...inputs.inserted, { day, kind: what }] } };
}

function speed(
  inputs: PlanInputs,
  { from, load, units }: Extract<PlanChange, { kind: 'speed' }>,
  context: ChangeContext,
): ChangeOutcome {
  if (from < context.from) return refused('day-decided');
  if (!isSensible(load)) return refused('load-out-of-range');
  const loads = [...inputs.loads.filter(one => one.from === null || one.from < from), { from, load }];
  const next = { ...inputs, loads };
  return { kind: 'changed', inputs: units ? { ...next, units: merged(inputs.units, units, context) } : next };
}

function refresh(inputs: PlanInputs, units: readonly PlanUnit[], context: ChangeContext): ChangeOutcome {
  const next = merged(inputs.units, units, context);
  if (JSON.stringify(next) === JSON.stringify(inputs.units)) return refused('nothing-new');
  return { kind: 'changed', inputs: { ...inputs, units: next } };
}

function weekdays(
  inputs: PlanInputs,
  { weekdays: wanted, catchUpWeekday }: Extract<PlanChange, { kind: 'weekdays' }>,
): ChangeOutcome {
  const valid = [...new Set(wanted)].filter(isWeekday).sort((a, b) => a - b);
  if (valid.filter(day => day !== catchUpWeekday).length === 0) return refused('no-study-days');
  return { kind: 'changed', inputs: { ...inputs, weekdays: valid, catchUpWeekday } };
}

/**
 * Units of a newer curriculum among those of the plan: what moderators put in order stays so, what is new comes after its neighbour in
 * the newer list, what is gone goes unless it was taught.
 */
function merged(
  old: readonly PlanUnit[],
  wanted: readonly PlanUnit[],
  context: ChangeContext,
): readonly PlanUnit[] {
  const decided = new Set(context.decided.filter(({ taught }) => taught).map(({ key }) => key));
  const wantedByKey = new Map(wanted.map(unit => [unit.key, unit]));
  const units = old.flatMap(unit => {
    if (decided.has(unit.key)) return [unit];
    const newer = wantedByKey.get(unit.key);
    return newer ? [newer] : [];
  });
  let place = 0;
  for (const unit of wanted) {
    const known = units.findIndex(({ key }) => key === unit.key);
    if (known >= 0) place = known + 1;
    else {
      // A new unit before the ones already taught comes as soon as it can.
      const firstComing = units.findLastIndex(({ key }) => decided.has(key)) + 1;
      units.splice(Math.max(place, firstComing), 0, unit);
      place = Math.max(place, firstComing) + 1;
    }
  }
  return units;
}

/** The first unit that comes before one that it needs, with that one; undefined when all are in order. */
export function brokenOrder(units: readonly PlanUnit[]): readonly [string, string] | undefined {
  const places = new Map(units.map(({ key }, place) => [key, place]));
  for (const [place, { key, after }] of units.entries()) {
    const needed = after.find(one => (places.get(one) ?? -1) > place);
    if (needed) return [key, needed];
  }
  return undefined;
}

function stateOf(
  inputs: PlanInputs,
  key: string,
  { decided }: ChangeContext,
): 'coming' | 'unknown-unit' | 'already-taught' | 'already-skipped' {
  if (decided.some(day => day.key === key && day.taught)) return 'already-taught';
  if (inputs.skipped.includes(key)) return 'already-skipped';
  return inputs.units.some(unit => unit.key === key) ? 'coming' : 'unknown-unit';
}

function comingDays(inputs: PlanInputs, { decided, from }: ChangeContext): readonly PlannedDay[] {
  const kept = decided.filter(({ taught }) => taught).length;
  return layOutPlan(inputs, { decided, from }).days.slice(kept);
}

/** The study day `count` study days after `day`; undefined when there are none. */
function stepStudyDays(inputs: PlanInputs, day: StudyDay, count: number): StudyDay | undefined {
  let left = count;
  for (let next = addDays(day, 1); next < addDays(day, 10 * LONGEST_REST_DAYS); next = addDays(next, 1)) {
    if (isOpenDay(inputs, next)) left -= 1;
    if (left === 0) return next;
  }
  return undefined;
}

const withRests = (inputs: PlanInputs, rests: readonly Rest[]): ChangeOutcome => ({
  kind: 'changed',
  inputs: { ...inputs, rests },
});

/** The pause without an end, if there is one. */
export const openPause = ({ rests }: PlanInputs): Rest | undefined =>
  rests.find(({ cause, to }) => cause === 'pause' && to === null);

function sameLayout(before: PlanInputs, after: PlanInputs, { decided, from }: ChangeContext): boolean {
  const [one, other] = [before, after].map(inputs => JSON.stringify(layOutPlan(inputs, { decided, from })));
  // Units beyond the plan's end say nothing about days: an open pause hides them, and ends all the same.
  return one === other && openPause(before)?.from === openPause(after)?.from;
}

function atPlaceOf({ withPrevious: _, ...unit }: PlanUnit, place: PlanUnit): PlanUnit {
  return place.withPrevious ? { ...unit, withPrevious: true } : unit;
}

const isSensible = (load: Load): boolean =>
  'lessons' in load
    ? Number.isInteger(load.lessons) && load.lessons >= 1 && load.lessons <= 5
    : Number.isInteger(load.minutes) && load.minutes >= 10 && load.minutes <= 480;

/** Anything else would never come round. */
const isWeekday = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 7;

const refused = (reason: ChangeRefusal): ChangeOutcome => ({ kind: 'refused', reason });
