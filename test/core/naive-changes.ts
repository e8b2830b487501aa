/** What changes mean on paper, where more than adding a day to a set is needed. */
import type { Load, PlanUnit } from '../../src/core/plan-inputs.ts';
import { type DayNumber, isTeaching, type Naive, type NaiveLoad } from './naive-plan.ts';

export function withLoad(loads: readonly NaiveLoad[], from: DayNumber, load: Load): readonly NaiveLoad[] {
  const lessons = 'lessons' in load ? load.lessons : null;
  const minutes = 'minutes' in load ? load.minutes : null;
  return [...loads.filter(one => one.from < from), { from, lessons, minutes }];
}

/** The pause that holds on the day ends the evening before; when none does, the next one that is planned is called off. */
export function withResume(paper: Naive, on: DayNumber): Naive | undefined {
  const holds = paper.pauses.some(([from, to]) => from <= on && on <= to);
  const next = Math.min(...paper.pauses.filter(([from]) => from > on).map(([from]) => from));
  if (!holds && next === Number.POSITIVE_INFINITY) return undefined;
  const pauses = paper.pauses
    .map(([from, to]): readonly [DayNumber, DayNumber] =>
      from <= on && on <= to ? [from, on - 1] : [from, to],
    )
    .filter(([from, to]) => from <= to && (holds || from !== next));
  return { ...paper, pauses };
}

/** So many teaching days stay empty from the first one on; back only by a new start, with all shifts before it forgotten. */
export function withShift(
  paper: Naive,
  { first, days, from }: { readonly first: DayNumber; readonly days: number; readonly from: DayNumber },
): Naive | undefined {
  if (days > 0) {
    const shifted = new Set(paper.shifted);
    for (let day = first, left = days; left > 0; day += 1) {
      if (isTeaching(paper, day)) left -= 1;
      shifted.add(day);
    }
    return { ...paper, shifted };
  }
  const base = { ...paper, shifted: new Set<DayNumber>() };
  let start = first;
  for (let left = -days; left > 0; ) {
    start -= 1;
    if (start < from) return undefined;
    if (isTeaching(base, start)) left -= 1;
  }
  return { ...base, start };
}

/** Without these units or inserted days; whoever was to share a day with one of them has it alone. */
export function withoutUnits(
  paper: Naive,
  leaving: readonly string[],
  taught: ReadonlySet<string | null>,
): Naive {
  let units = paper.units;
  const skipped = new Set(paper.skipped);
  for (const key of leaving) {
    const coming = units.filter(one => !taught.has(one.key) && !skipped.has(one.key));
    const place = coming.findIndex(one => one.key === key);
    const next = place < 0 || coming[place]?.withPrevious ? undefined : coming[place + 1];
    units = units.map(one => (one === next ? parted(one) : one));
    skipped.add(key);
  }
  return { ...paper, units, skipped };
}

/** As many new pairs as days were lost, the soonest possible; nobody is paired twice. */
export function withPairs(
  paper: Naive,
  missed: readonly string[],
  taught: ReadonlySet<string | null>,
): Naive {
  const coming = paper.units.filter(({ key }) => !taught.has(key) && !paper.skipped.has(key));
  const lost = coming.filter(({ key }) => missed.includes(key));
  let left = lost.filter(unit => {
    const partner = unit.withPrevious && coming[coming.indexOf(unit) - 1];
    return !partner || !lost.includes(partner);
  }).length;
  const paired = new Set<string>();
  for (let place = 0; place + 1 < coming.length && left > 0; ) {
    const [, second, third] = coming.slice(place);
    if (second?.withPrevious) place += 2;
    else if (third?.withPrevious) place += 1;
    else {
      if (second) paired.add(second.key);
      left -= 1;
      place += 2;
    }
  }
  const units = paper.units.map(unit => (paired.has(unit.key) ? { ...unit, withPrevious: true } : unit));
  return { ...paper, units };
}

/** A plan with what a miss once did to another: who was left out, who was paired, who has a day alone since. */
export function withSlip(paper: Naive, before: Naive, after: Naive): Naive {
  const skipped = new Set([...paper.skipped, ...[...after.skipped].filter(key => !before.skipped.has(key))]);
  const shares = ({ units }: Naive) => new Map(units.map(unit => [unit.key, !!unit.withPrevious]));
  const [old, now] = [shares(before), shares(after)];
  const units = paper.units.map(unit => {
    if (old.get(unit.key) === now.get(unit.key)) return unit;
    return now.get(unit.key) ? { ...unit, withPrevious: true } : parted(unit);
  });
  return { ...paper, skipped, units };
}

const parted = ({ withPrevious: _, ...unit }: PlanUnit): PlanUnit => unit;
