/** Lays a plan out: which unit comes on which study day. */
import {
  type DecidedDay,
  INSERTED,
  insertedKey,
  type Load,
  type PlanInputs,
  type PlannedDay,
  type PlanUnit,
} from './plan-inputs.ts';
import { addDays, dayIn, type StudyDay, weekday } from './time.ts';

/** Monday to Friday. */
export const DEFAULT_WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];
/** A start further away is more likely a typing error than a plan. */
const FURTHEST_START_DAYS = 366;
/** Nobody plans further: what isn't placed by then has no day. */
const LONGEST_PLAN_DAYS = 3_660;
/** What a channel can bear on one day. */
const MOST_A_DAY = 5;

export interface Layout {
  /** What was taught and what is to come, in order; slots that never came have no place here. */
  readonly days: readonly PlannedDay[];
  /** Units without a day: a pause has no end yet, or no weekday is left for them. */
  readonly unplaced: readonly PlanUnit[];
}

/**
 * Every unit once, in order, on open study days: the decided slots as they are, then the rest from `from` on (the first day that can
 * still be decided). The same inputs and decided slots always give the same plan, however often it is laid out.
 */
export function layOutPlan(
  inputs: PlanInputs,
  {
    decided = [],
    from = inputs.start,
  }: { readonly decided?: readonly DecidedDay[]; readonly from?: StudyDay } = {},
): Layout {
  const kept = decided.filter(({ taught }) => taught).map(({ taught: _, ...day }) => day);
  const gone = new Set([...kept.map(({ key }) => key), ...inputs.skipped]);
  const queue = inputs.units.filter(({ key }) => !gone.has(key));
  const inserted = [...inputs.inserted]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .filter(one => !gone.has(insertedKey(one)));
  const days: PlannedDay[] = [];
  let somethingToCatchUp = newSinceCatchUp(kept);
  let day = latestOf(inputs.start, from, dayAfterLast(decided));
  const horizon = addDays(day, LONGEST_PLAN_DAYS);

  while ((queue.length > 0 || inserted.length > 0) && day < horizon) {
    const rest = restOn(inputs, day);
    if (rest) {
      if (rest.to === null) break;
      day = addDays(rest.to, 1);
      continue;
    }
    if (inputs.weekdays.includes(weekday(day))) {
      const wanted = inserted[0];
      if (wanted && wanted.day <= day) {
        inserted.shift();
        days.push({
          day,
          slot: 0,
          kind: wanted.kind,
          key: insertedKey(wanted),
          lessonId: null,
          nodeId: null,
        });
        somethingToCatchUp &&= wanted.kind !== 'catch-up';
      } else if (weekday(day) === inputs.catchUpWeekday) {
        if (somethingToCatchUp && queue.length > 0)
          days.push({ day, slot: 0, kind: 'catch-up', key: null, lessonId: null, nodeId: null });
        somethingToCatchUp = false;
      } else if (queue.length > 0) {
        days.push(...takeDay(queue, loadOn(inputs, day), day));
        somethingToCatchUp = true;
      }
    }
    day = addDays(day, 1);
  }
  return { days: [...kept, ...days], unplaced: queue };
}

/** Whether something can come on this day at all: a study day on which nobody rests. */
export function isOpenDay(inputs: PlanInputs, day: StudyDay): boolean {
  return inputs.weekdays.includes(weekday(day)) && restOn(inputs, day) === undefined;
}

/** The load that holds on a day. */
function loadOn({ loads }: PlanInputs, day: StudyDay): Load {
  return loads.findLast(({ from }) => from === null || from <= day)?.load ?? { lessons: 1 };
}

export type StartRefusal = 'start-in-past' | 'start-too-far';
export type StartOutcome =
  | { readonly kind: 'accepted'; readonly start: StudyDay }
  | { readonly kind: 'refused'; readonly reason: StartRefusal };

/** The day on which a new cohort starts, in its own zone: the asked one, or today. Not before today, nor more than 366 days ahead. */
export function decideStart({
  asked,
  zone,
  now,
}: {
  readonly asked: StudyDay | undefined;
  readonly zone: string;
  readonly now: Date;
}): StartOutcome {
  const today = dayIn(zone, now);
  const start = asked ?? today;
  if (start < today) return { kind: 'refused', reason: 'start-in-past' };
  if (start > addDays(today, FURTHEST_START_DAYS)) return { kind: 'refused', reason: 'start-too-far' };
  return { kind: 'accepted', start };
}

/** Takes from the queue what shares the day: at least one unit. */
function takeDay(queue: PlanUnit[], load: Load, day: StudyDay): PlannedDay[] {
  const taken: PlanUnit[] = [];
  for (let next = queue[0]; next && taken.length < MOST_A_DAY; next = queue[0]) {
    // Two may share a day whatever the load says; more only where it bears them.
    const shares = taken.length === 1 && next.withPrevious;
    if (taken.length > 0 && !shares && !fits(taken, next, load)) break;
    taken.push(next);
    queue.shift();
  }
  return taken.map(({ kind, key, lessonId, nodeId }, slot) => ({ day, slot, kind, key, lessonId, nodeId }));
}

function fits(taken: readonly PlanUnit[], next: PlanUnit, load: Load): boolean {
  if (next.alone || taken.some(({ alone }) => alone)) return false;
  if ('lessons' in load) return next.kind === 'lesson' && taken.length < load.lessons;
  return taken.reduce((sum, { minutes }) => sum + minutes, next.minutes) <= load.minutes;
}

/** A rest that covers the day, if any does. */
const restOn = ({ rests }: PlanInputs, day: StudyDay): { readonly to: StudyDay | null } | undefined =>
  rests.find(({ from, to }) => from <= day && (to === null || day <= to));

/** What moderators put in for looking back gives nothing more to catch up with. */
function newSinceCatchUp(kept: readonly PlannedDay[]): boolean {
  const last = kept.findLastIndex(({ kind }) => kind === 'catch-up');
  return kept.slice(last + 1).some(({ key }) => !key?.startsWith(INSERTED));
}

function dayAfterLast(decided: readonly DecidedDay[]): StudyDay | undefined {
  const last = decided
    .map(({ day }) => day)
    .sort()
    .at(-1);
  return last && addDays(last, 1);
}

function latestOf(first: StudyDay, ...others: readonly (StudyDay | undefined)[]): StudyDay {
  return others.reduce<StudyDay>((latest, day) => (day && day > latest ? day : latest), first);
}
