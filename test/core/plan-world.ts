/** A plan and its paper twin, living side by side: each step happens to both, and then they are compared. */
import { expect } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { type ChangeRefusal, changePlan, type PlanChange } from '../../src/core/plan-change.ts';
import {
  type DecidedDay,
  newPlanInputs,
  type PlanInputs,
  type PlannedDay,
  type PlanUnit,
} from '../../src/core/plan-inputs.ts';
import { inputsAfterMiss } from '../../src/core/plan-misfire.ts';
import { decideUndo, type PastVersion } from '../../src/core/plan-undo.ts';
import { withLoad, withoutUnits, withPairs, withResume, withShift, withSlip } from './naive-changes.ts';
import { type DayNumber, dayOf, endsNever, type Naive, numberOf, walk } from './naive-plan.ts';
import { changedUnits, type Setup, type Step } from './plan-steps.ts';

const isEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** As `expect` says it, but without its cost where all is well: this is asked millions of times. */
export function isSame(actual: unknown, expected: unknown): void {
  if (!isEqual(actual, expected)) expect(actual).toEqual(expected);
}

export function holds(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}

export interface World {
  inputs: PlanInputs;
  paper: Naive;
  decided: readonly DecidedDay[];
  from: DayNumber;
  /** The curriculum's own order, in which a unit may stand before one that it needs. */
  pathway: readonly PlanUnit[];
  /** All versions so far, the one in force last. */
  readonly versions: Version[];
  names: number;
}

interface Version extends PastVersion {
  readonly paper: Naive;
  readonly pathway: readonly PlanUnit[];
  /** As it was laid out when the next version came. */
  days: readonly PlannedDay[];
}

const now = new Date(0);

export function newWorld({ startsOn, weekdays, catchUp, load, units }: Setup): World {
  const start = numberOf(dayOf(20_500 + startsOn));
  const inputs = newPlanInputs({ start: dayOf(start), weekdays, units, catchUpWeekday: catchUp, load });
  const loads = withLoad([], Number.NEGATIVE_INFINITY, load);
  const paper = {
    ...{ start, weekdays, catchUp, loads, units, inserted: [], pauses: [] },
    ...{ skipped: new Set<string>(), freeDays: new Set<number>(), shifted: new Set<number>() },
  };
  const first = {
    version: 1,
    inputs,
    paper,
    pathway: units,
    change: null,
    reverts: null,
    createdAt: now,
    days: [],
  };
  return {
    inputs: frozen(inputs),
    paper,
    decided: [],
    from: start,
    pathway: units,
    versions: [first],
    names: 0,
  };
}

export const layoutOf = ({ inputs, decided, from }: Pick<World, 'inputs' | 'decided' | 'from'>) =>
  layOutPlan(inputs, { decided, from: dayOf(from) });

export const comingOf = (world: World): readonly PlannedDay[] =>
  layoutOf(world).days.slice(world.decided.filter(({ taught }) => taught).length);

export function happen(world: World, step: Step): void {
  if (step.kind === 'tick') decide(world, Number.POSITIVE_INFINITY, 'slip');
  else if (step.kind === 'miss') decide(world, step.sent, step.policy);
  else if (step.kind === 'pass') pass(world, step.days);
  else if (step.kind === 'undo') undo(world);
  else change(world, step);
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
    isSame(layoutOf(world).days, before);
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
  if (inputs !== world.inputs) save(world, { inputs, paper, days: before });
}

function pass(world: World, days: number): void {
  const next = comingOf(world)[0];
  const latest = world.from + days;
  world.from = next ? Math.min(latest, numberOf(next.day)) : latest;
}

/** The newest change is taken back; what the machine did since is kept. */
function undo(world: World): void {
  const days = layoutOf(world).days;
  const undone = new Set(world.versions.map(({ reverts }) => reverts));
  const expected = world.versions.findLast(({ change, version }) => change && !undone.has(version));
  const outcome = decideUndo(world.versions, now);
  expect(outcome.kind === 'found' ? outcome.taken : undefined).toBe(expected);
  const base = world.versions.find(({ version }) => version + 1 === expected?.version);
  if (outcome.kind === 'refused' || !expected || !base) return;
  const slips = world.versions.filter(
    ({ version, change, reverts }) => version > expected.version && !change && reverts === null,
  );
  const paper = slips.reduce((kept, slip) => {
    const before = world.versions.find(({ version }) => version + 1 === slip.version);
    return before ? withSlip(kept, before.paper, slip.paper) : kept;
  }, base.paper);
  world.pathway = base.pathway;
  save(world, { inputs: outcome.inputs, paper, days, reverts: expected.version });
  if (slips.length === 0) checkExact(world, base.days);
}

/** Every day that isn't decided is as it was, when what was decided since is what would have been decided without the change. */
function checkExact(world: World, before: readonly PlannedDay[]): void {
  const decided = world.decided.filter(({ taught }) => taught).map(({ taught: _, ...slot }) => slot);
  const asBefore = JSON.stringify(before.slice(0, world.decided.length)) === JSON.stringify(decided);
  const nothingPassed = before.slice(decided.length).every(({ day }) => numberOf(day) >= world.from);
  if (asBefore && nothingPassed) isSame(layoutOf(world).days, before);
}

function save(
  world: World,
  {
    inputs,
    paper,
    days,
    change = null,
    reverts = null,
  }: Pick<Version, 'inputs' | 'paper' | 'days'> & Partial<Pick<Version, 'change' | 'reverts'>>,
): void {
  const last = world.versions.at(-1);
  if (last) last.days = days;
  world.inputs = frozen(inputs);
  world.paper = paper;
  const units = change?.kind === 'refresh' || change?.kind === 'speed' ? change.units : undefined;
  world.pathway = units ?? world.pathway;
  const { pathway, versions } = world;
  const version = versions.length + 1;
  versions.push({ version, inputs, paper, pathway, change, reverts, createdAt: now, days: [] });
}

function change(world: World, step: Exclude<Step, { kind: 'tick' | 'miss' | 'pass' | 'undo' }>): void {
  const days = layoutOf(world).days;
  const asked = asChange(world, step);
  const context = { decided: world.decided, from: dayOf(world.from) };
  const outcome = changePlan(world.inputs, asked, context);
  // Inputs are frozen: a refusal that changed something has thrown by now.
  if (outcome.kind === 'refused') {
    checkRefusal(world, asked, outcome.reason);
    return;
  }
  isSame(changePlan(world.inputs, asked, context), outcome);
  const still = endsNever(world.paper);
  const paper = onPaper(world, asked, outcome.inputs);
  if (!paper) throw new Error(`${asked.kind} was accepted and has no meaning on paper`);
  save(world, { inputs: outcome.inputs, paper, days, change: asked });
  // What was accepted changes something; while a plan stands still, that may show only later.
  if (!still && !endsNever(paper)) holds(!isEqual(layoutOf(world).days, days), 'it changes nothing');
}

/** What is said to change nothing would change nothing on paper. */
function checkRefusal(world: World, asked: PlanChange, reason: ChangeRefusal): void {
  if (reason !== 'nothing-changes' || asked.kind === 'refresh' || (asked.kind === 'speed' && asked.units))
    return;
  const paper = onPaper(world, asked, world.inputs);
  if (!paper) throw new Error(`${asked.kind} has no meaning on paper`);
  const taught = world.decided.filter(one => one.taught).map(slot => ({ ...slot, day: numberOf(slot.day) }));
  const last = Math.max(world.from - 1, ...world.decided.map(({ day }) => numberOf(day)));
  const from = (plan: Naive) => Math.max(plan.start, last + 1);
  isSame(walk(paper, taught, from(paper)), walk(world.paper, taught, from(world.paper)));
}

function asChange(
  world: World,
  step: Exclude<Step, { kind: 'tick' | 'miss' | 'pass' | 'undo' }>,
): PlanChange {
  const day = (away: number) => dayOf(world.from + away);
  const key = (place: number) =>
    world.inputs.units[place % Math.max(1, world.inputs.units.length)]?.key ?? 'none';
  const newUnits = (units: Parameters<typeof changedUnits>[1]) =>
    changedUnits(world.pathway, units, () => {
      world.names += 1;
      return `new${world.names}`;
    });
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
