/** A plan and its paper twin, living side by side: each step happens to both, and then they are compared. */
import { expect } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { changePlan, type PlanChange } from '../../src/core/plan-change.ts';
import {
  type DecidedDay,
  newPlanInputs,
  type PlanInputs,
  type PlannedDay,
  type PlanUnit,
} from '../../src/core/plan-inputs.ts';
import { inputsAfterMiss } from '../../src/core/plan-misfire.ts';
import { withLoad, withoutUnits, withPairs, withResume, withShift } from './naive-changes.ts';
import { type DayNumber, dayOf, isTeaching, type Naive, type NaiveLoad, numberOf } from './naive-plan.ts';
import { changedUnits, type Setup, type Step } from './plan-steps.ts';

export interface World {
  inputs: PlanInputs;
  paper: Naive;
  decided: readonly DecidedDay[];
  from: DayNumber;
  /** The curriculum's own order, in which a unit may stand before one that it needs. */
  pathway: readonly PlanUnit[];
  /** Versions before this one. */
  readonly before: Version[];
  named: number;
}

interface Version {
  readonly inputs: PlanInputs;
  readonly paper: Naive;
  readonly pathway: readonly PlanUnit[];
  readonly days: readonly PlannedDay[];
}

export function newWorld({ startsOn, weekdays, catchUp, load, units }: Setup): World {
  const start = numberOf(dayOf(20_500 + startsOn));
  const inputs = newPlanInputs({ start: dayOf(start), weekdays, units, catchUpWeekday: catchUp, load });
  const loads = withLoad([], Number.NEGATIVE_INFINITY, load);
  const paper = {
    ...{ start, weekdays, catchUp, loads, units, inserted: [], pauses: [] },
    ...{ skipped: new Set<string>(), freeDays: new Set<number>(), shifted: new Set<number>() },
  };
  return { inputs: frozen(inputs), paper, decided: [], from: start, pathway: units, before: [], named: 0 };
}

export const layoutOf = ({ inputs, decided, from }: Pick<World, 'inputs' | 'decided' | 'from'>) =>
  layOutPlan(inputs, { decided, from: dayOf(from) });

export const comingOf = (world: World): readonly PlannedDay[] =>
  layoutOf(world).days.slice(world.decided.filter(({ taught }) => taught).length);

export function happen(world: World, step: Step): void {
  switch (step.kind) {
    case 'tick':
      return decide(world, Number.POSITIVE_INFINITY, 'slip');
    case 'miss':
      return decide(world, step.sent, step.policy);
    case 'pass':
      return pass(world, step.days);
    case 'undo':
      return undo(world);
    default:
      return change(world, step);
  }
}

/** The next day is decided: its first `sent` slots are taught, the others missed. */
function decide(world: World, sent: number, policy: 'slip' | 'skip' | 'double'): void {
  const before = layoutOf(world).days;
  const coming = comingOf(world);
  const today = coming.filter(({ day }) => day === coming[0]?.day);
  if (!today[0]) return;
  world.decided = [...world.decided, ...today.map((slot, place) => ({ ...slot, taught: place < sent }))];
  world.from = numberOf(today[0].day) + 1;
  const lost = today.slice(sent);
  if (lost.length === 0) {
    // What comes after a day doesn't depend on whether that day has come.
    expect(layoutOf(world).days).toEqual(before);
    return;
  }
  const missed = lost.flatMap(({ key }) => (key === null ? [] : [key]));
  const { decided } = world;
  const inputs = inputsAfterMiss(world.inputs, { policy, missed, decided });
  const taught = new Set(decided.filter(one => one.taught).map(({ key }) => key));
  const paper =
    policy === 'slip'
      ? world.paper
      : policy === 'skip'
        ? withoutUnits(world.paper, missed, taught)
        : withPairs(world.paper, missed, taught);
  if (inputs !== world.inputs) save(world, inputs, paper, before);
}

function pass(world: World, days: number): void {
  const next = comingOf(world)[0];
  const latest = world.from + days;
  world.from = next ? Math.min(latest, numberOf(next.day)) : latest;
}

function undo(world: World): void {
  const last = world.before.pop();
  if (!last) return;
  world.inputs = last.inputs;
  world.paper = last.paper;
  world.pathway = last.pathway;
  const { days } = layoutOf(world);
  const decided = world.decided.filter(({ taught }) => taught).map(({ taught: _, ...slot }) => slot);
  const asBefore = JSON.stringify(last.days.slice(0, world.decided.length)) === JSON.stringify(decided);
  const nothingPassed = last.days.slice(decided.length).every(({ day }) => numberOf(day) >= world.from);
  // Exact where nothing else was decided since than would have been without the change.
  if (asBefore && nothingPassed) expect(days).toEqual(last.days);
}

function save(world: World, inputs: PlanInputs, paper: Naive, days: readonly PlannedDay[]): void {
  world.before.push({ inputs: world.inputs, paper: world.paper, pathway: world.pathway, days });
  world.inputs = frozen(inputs);
  world.paper = paper;
}

function change(world: World, step: Exclude<Step, { kind: 'tick' | 'miss' | 'pass' | 'undo' }>): void {
  const days = layoutOf(world).days;
  const asked = asChange(world, step);
  const context = { decided: world.decided, from: dayOf(world.from) };
  const outcome = changePlan(world.inputs, asked, context);
  // Inputs are frozen: a refusal that changed something has thrown by now.
  if (outcome.kind === 'refused') return;
  expect(changePlan(world.inputs, asked, context)).toEqual(outcome);
  const paper = onPaper(world, asked, outcome.inputs);
  if (!paper) throw new Error(`${asked.kind} was accepted and has no meaning on paper`);
  save(world, outcome.inputs, paper, days);
  if (asked.kind === 'refresh' || (asked.kind === 'speed' && asked.units)) world.pathway = asked.units ?? [];
}

function asChange(
  world: World,
  step: Exclude<Step, { kind: 'tick' | 'miss' | 'pass' | 'undo' }>,
): PlanChange {
  const day = (away: number) => dayOf(world.from + away);
  const key = (place: number) =>
    world.inputs.units[place % Math.max(1, world.inputs.units.length)]?.key ?? 'none';
  const newUnits = (units: Parameters<typeof changedUnits>[1]) =>
    changedUnits(world.pathway, units, () => `new${(world.named += 1)}`);
  switch (step.kind) {
    case 'pause': {
      const until = step.length === null ? null : day(step.in + step.length);
      return { kind: 'pause', from: day(step.in), until };
    }
    case 'resume':
      return { kind: 'resume', on: day(step.in) };
    case 'shift':
      return step;
    case 'holiday': {
      const ranges = step.ranges.map(one => ({
        ...{ from: day(one.in), to: day(one.in + one.length), name: null },
      }));
      return { kind: 'holiday', ranges };
    }
    case 'skip':
      return { kind: 'skip', key: key(step.unit) };
    case 'swap':
      return { kind: 'swap', keys: [key(step.units[0]), key(step.units[1])] };
    case 'insert':
      return { kind: 'insert', day: day(step.in), what: step.what };
    case 'speed': {
      const units = step.units ? { units: newUnits(step.units) } : {};
      return { kind: 'speed', from: day(step.in), load: step.load, ...units };
    }
    case 'weekdays':
      return { kind: 'weekdays', weekdays: step.weekdays, catchUpWeekday: step.catchUp };
    case 'refresh':
      return { kind: 'refresh', units: newUnits(step.units) };
  }
}

/** What the change means to somebody with paper and pencil; undefined where it means nothing. */
function onPaper(world: World, asked: PlanChange, after: PlanInputs): Naive | undefined {
  const { paper, from } = world;
  const taught = new Set(world.decided.filter(one => one.taught).map(({ key }) => key));
  switch (asked.kind) {
    case 'pause': {
      const to = asked.until === null ? Number.POSITIVE_INFINITY : numberOf(asked.until) - 1;
      return { ...paper, pauses: [...paper.pauses, [numberOf(asked.from), to]] };
    }
    case 'resume':
      return withResume(paper, numberOf(asked.on));
    case 'shift': {
      const first = comingOf(world).find(({ key }) => key !== null);
      return first && withShift(paper, { first: numberOf(first.day), days: asked.days, from });
    }
    case 'holiday': {
      const freeDays = new Set(paper.freeDays);
      for (const range of asked.ranges)
        for (let day = Math.max(from, numberOf(range.from)); day <= numberOf(range.to); day += 1)
          freeDays.add(day);
      return { ...paper, freeDays };
    }
    case 'skip':
      return withoutUnits(paper, [asked.key], taught);
    case 'swap':
      return { ...paper, units: swapped(paper.units, asked.keys) };
    case 'insert':
      return { ...paper, inserted: [...paper.inserted, { day: numberOf(asked.day), kind: asked.what }] };
    case 'speed': {
      const loads = withLoad(paper.loads, numberOf(asked.from), asked.load);
      return { ...paper, loads, units: asked.units ? after.units : paper.units };
    }
    case 'weekdays':
      return { ...paper, weekdays: asked.weekdays, catchUp: asked.catchUpWeekday };
    case 'refresh':
      return { ...paper, units: after.units };
  }
}

function swapped(units: readonly PlanUnit[], [a, b]: readonly [string, string]): readonly PlanUnit[] {
  const shared = units.map(unit => unit.withPrevious);
  const other = (key: string) => units.find(unit => unit.key === (key === a ? b : key === b ? a : key));
  return units.map((unit, place) => {
    const { withPrevious: _, ...now } = other(unit.key) ?? unit;
    return shared[place] ? { ...now, withPrevious: true } : now;
  });
}

/** So that whoever changes inputs in place is caught. */
function frozen(inputs: PlanInputs): PlanInputs {
  for (const part of Object.values(inputs)) if (Array.isArray(part)) Object.freeze(part);
  return Object.freeze(inputs);
}
