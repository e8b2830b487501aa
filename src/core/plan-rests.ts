/** Changes that are about days on which nothing comes: pauses, shifts and holidays. */
import { isOpenDay, layOutPlan } from './plan.ts';
import {
  type ChangeContext,
  type ChangeOutcome,
  type FreeRange,
  type PlanChange,
  refused,
} from './plan-change-kinds.ts';
import { insertedKey, type PlanInputs, type PlannedDay, type Rest } from './plan-inputs.ts';
import { addDays, daysBetween, type StudyDay, weekday } from './time.ts';

/** More rest than this in one change is more likely a typing error than a holiday. */
export const LONGEST_REST_DAYS = 366;
export const FURTHEST_SHIFT = 60;

export function pause(
  inputs: PlanInputs,
  { from, until }: Extract<PlanChange, { kind: 'pause' }>,
  context: ChangeContext,
): ChangeOutcome {
  if (from < context.from) return refused('day-decided');
  if (openPause(inputs)) return refused('already-paused');
  if (until !== null && until <= from) return refused('ends-before-it-starts');
  if (until !== null && daysBetween(from, until) > LONGEST_REST_DAYS) return refused('too-long');
  // A pause without an end that begins after the plan would stop nothing, and hide that the plan is over.
  if (until === null && !comingDays(inputs, context).some(({ day }) => day >= from))
    return refused('plan-over');
  const to = until === null ? null : addDays(until, -1);
  return withRests(inputs, [...inputs.rests, { from, to, cause: 'pause', name: null }]);
}

/** Ends the pause that holds on the day; when none does, calls off the next one that is planned. */
export function resume(inputs: PlanInputs, on: StudyDay, context: ChangeContext): ChangeOutcome {
  if (on < context.from) return refused('day-decided');
  const pauses = inputs.rests.filter(({ cause, to }) => cause === 'pause' && (to === null || to >= on));
  const holds = pauses.some(({ from }) => from <= on);
  const [next] = pauses.map(({ from }) => from).sort();
  if (next === undefined) return refused('not-paused');
  const rests = inputs.rests.flatMap((rest): readonly Rest[] => {
    if (!pauses.includes(rest) || (holds ? rest.from > on : rest.from !== next)) return [rest];
    return rest.from >= on ? [] : [{ ...rest, to: addDays(on, -1) }];
  });
  return withRests(inputs, rests);
}

export function shift(inputs: PlanInputs, days: number, context: ChangeContext): ChangeOutcome {
  if (!Number.isInteger(days) || days === 0 || Math.abs(days) > FURTHEST_SHIFT)
    return refused('shift-out-of-range');
  // The weekly catch-up day belongs to the calendar and moves nothing.
  const first = comingDays(inputs, context).find(({ key }) => key !== null)?.day;
  if (!first) return refused(openPause(inputs) ? 'already-paused' : 'plan-over');
  if (days < 0) return shiftEarlier(inputs, first, days, context);
  const to = lastOfTeachingDays(inputs, first, days);
  if (!to) return refused('no-study-days');
  return withRests(inputs, [...inputs.rests, { from: first, to, cause: 'shift', name: null }]);
}

/** Before the first post every shift so far can be taken back, too. */
function shiftEarlier(
  inputs: PlanInputs,
  first: StudyDay,
  days: number,
  context: ChangeContext,
): ChangeOutcome {
  if (context.decided.length > 0) return refused('shift-before-start');
  const unshifted = { ...inputs, rests: inputs.rests.filter(({ cause }) => cause !== 'shift') };
  let day = first;
  for (let left = -days; left > 0; ) {
    day = addDays(day, -1);
    if (day < context.from) return refused('shift-before-start');
    if (isTeachingDay(unshifted, day)) left -= 1;
  }
  return { kind: 'changed', inputs: { ...unshifted, start: day } };
}

export function holiday(
  inputs: PlanInputs,
  ranges: readonly FreeRange[],
  context: ChangeContext,
): ChangeOutcome {
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

/** The pause without an end, if there is one. */
export const openPause = ({ rests }: PlanInputs): Rest | undefined =>
  rests.find(({ cause, to }) => cause === 'pause' && to === null);

/** Keys of what a pause without an end holds back; none where there is no such pause. */
export function heldBack(inputs: PlanInputs, context: ChangeContext): readonly string[] {
  if (!openPause(inputs)) return [];
  const { days, unplaced } = layOutPlan(inputs, context);
  const placed = new Set(days.map(({ key }) => key));
  return [...unplaced.map(({ key }) => key), ...inputs.inserted.map(insertedKey)].filter(
    key => !placed.has(key),
  );
}

/** What is still to come, slot by slot. */
export function comingDays(inputs: PlanInputs, { decided, from }: ChangeContext): readonly PlannedDay[] {
  const kept = decided.filter(({ taught }) => taught).length;
  return layOutPlan(inputs, { decided, from }).days.slice(kept);
}

/** The last of `count` teaching days, the first of which comes on `day` or after it; undefined when there are none. */
function lastOfTeachingDays(inputs: PlanInputs, day: StudyDay, count: number): StudyDay | undefined {
  let left = count;
  for (let next = day; next < addDays(day, 10 * LONGEST_REST_DAYS); next = addDays(next, 1)) {
    if (isTeachingDay(inputs, next)) left -= 1;
    if (left === 0) return next;
  }
  return undefined;
}

/** A study day on which something new can come: none for catching up. */
const isTeachingDay = (inputs: PlanInputs, day: StudyDay): boolean =>
  isOpenDay(inputs, day) && weekday(day) !== inputs.catchUpWeekday;

const withRests = (inputs: PlanInputs, rests: readonly Rest[]): ChangeOutcome => ({
  kind: 'changed',
  inputs: { ...inputs, rests },
});
