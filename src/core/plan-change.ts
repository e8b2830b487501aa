/** What moderators can change about a plan: new inputs out of old ones, or the reason why not. */
import { isOpenDay, layOutPlan } from './plan.ts';
import { type ChangeContext, type ChangeOutcome, type PlanChange, refused } from './plan-change-kinds.ts';
import type { Load, PlanInputs, PlanUnit } from './plan-inputs.ts';
import { atNewPace, merged } from './plan-merge.ts';
import { atPlaceOf, newlyBroken, partedFrom } from './plan-order.ts';
import { comingDays, holiday, openPause, pause, resume, shift } from './plan-rests.ts';
import { addDays } from './time.ts';

export type {
  ChangeContext,
  ChangeOutcome,
  ChangeRefusal,
  FreeRange,
  PlanChange,
} from './plan-change-kinds.ts';
export { brokenOrder } from './plan-order.ts';
export { FURTHEST_SHIFT, heldBack, LONGEST_REST_DAYS, openPause } from './plan-rests.ts';

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

function skip(inputs: PlanInputs, key: string, context: ChangeContext): ChangeOutcome {
  const state = stateOf(inputs, key, context);
  if (state !== 'coming') return refused(state);
  const units = partedFrom(inputs.units, new Set([key]), isGone(inputs, context));
  return { kind: 'changed', inputs: { ...inputs, units, skipped: [...inputs.skipped, key] } };
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
  units[first] = atPlaceOf(other, one);
  units[second] = atPlaceOf(one, other);
  const gone = isGone(inputs, context);
  const [before, after] = [inputs.units, units].map(all => all.filter(unit => !gone(unit.key)));
  const broken = newlyBroken(before ?? [], after ?? []);
  if (broken) return { kind: 'refused', reason: 'breaks-order', units: broken };
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
  return {
    kind: 'changed',
    inputs: units ? { ...next, units: atNewPace(inputs.units, units, taughtKeys(context)) } : next,
  };
}

function refresh(inputs: PlanInputs, units: readonly PlanUnit[], context: ChangeContext): ChangeOutcome {
  const next = merged(inputs.units, units, taughtKeys(context));
  if (textOf(next) === textOf(inputs.units)) return refused('nothing-new');
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

const taughtKeys = ({ decided }: ChangeContext): ReadonlySet<string | null> =>
  new Set(decided.filter(({ taught }) => taught).map(({ key }) => key));

/** Whether a unit isn't to come any more. */
function isGone({ skipped }: PlanInputs, context: ChangeContext): (key: string) => boolean {
  const gone = new Set([...taughtKeys(context), ...skipped]);
  return key => gone.has(key);
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

function sameLayout(before: PlanInputs, after: PlanInputs, context: ChangeContext): boolean {
  const same = (one: PlanInputs, other: PlanInputs) =>
    textOf(layOutPlan(one, context)) === textOf(layOutPlan(other, context));
  if (openPause(before)?.from !== openPause(after)?.from || !same(before, after)) return false;
  // An open pause hides the days after it: what changes there counts all the same.
  return !openPause(before) || same(withoutOpenPause(before), withoutOpenPause(after));
}

const withoutOpenPause = (inputs: PlanInputs): PlanInputs => ({
  ...inputs,
  rests: inputs.rests.filter(rest => rest !== openPause(inputs)),
});

const isSensible = (load: Load): boolean =>
  'lessons' in load
    ? Number.isInteger(load.lessons) && load.lessons >= 1 && load.lessons <= 5
    : Number.isInteger(load.minutes) && load.minutes >= 10 && load.minutes <= 480;

/** Anything else would never come round. */
const isWeekday = (number: number): boolean => Number.isInteger(number) && number >= 1 && number <= 7;

/** The same for the same facts: Postgres gives the fields of what it keeps back in an order of its own. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
