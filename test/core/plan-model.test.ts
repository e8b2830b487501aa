import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedKey } from '../../src/core/plan-inputs.ts';
import { endsNever, isOpen, loadOf, type NaiveLoad, numberOf, walk, weekdayOf } from './naive-plan.ts';
import { anySetup, anyStep, type Setup, type Step } from './plan-steps.ts';
import { type comingOf, happen, holds, isSame, layoutOf, newWorld, type World } from './plan-world.ts';

/** `PLAN_RUNS=50000 npx vitest run test/core/plan-model.test.ts` looks further. */
const runs = Number(process.env.PLAN_RUNS ?? 5_000);

test('whatever moderators change and however often posts fail, every lesson comes once, in order, on days of study', {
  timeout: 90_000 + runs * 20,
}, () => {
  const seen = new Map<string, number>();
  const steps = fc.array(anyStep, { minLength: 1, maxLength: 40, size: 'max' });
  fc.assert(
    fc.property(anySetup, steps, (setup, steps) => live(setup, steps, seen)),
    { numRuns: runs },
  );
  // Each kind of step did something in many of the sequences: a model whose steps are all refused would say nothing.
  for (const [step, changed] of seen) expect.soft(changed, step).toBeGreaterThan(runs / 50);
  expect(seen.size).toBe(14);
});

function live(setup: Setup, steps: readonly Step[], seen: Map<string, number>): void {
  const world = newWorld(setup);
  check(world);
  for (const step of steps) {
    const { inputs, decided, from } = world;
    happen(world, step);
    const changed = inputs !== world.inputs || decided !== world.decided || from !== world.from;
    seen.set(step.kind, (seen.get(step.kind) ?? 0) + (changed ? 1 : 0));
    // Decided days are never touched.
    isSame(world.decided.slice(0, decided.length), decided);
    if (changed) check(world);
  }
}

function check(world: World): void {
  const { inputs, decided, paper } = world;
  const { days, unplaced } = layoutOf(world);
  const taught = decided.filter(one => one.taught).map(({ taught: _, ...slot }) => slot);
  isSame(days.slice(0, taught.length), taught);

  const coming = days.slice(taught.length);
  const last = Math.max(paper.start - 1, world.from - 1, ...decided.map(({ day }) => numberOf(day)));
  const known = taught.map(slot => ({ ...slot, day: numberOf(slot.day) }));
  const slots = coming.map(({ day, key, kind }) => ({ day: numberOf(day), key, kind }));
  isSame(slots, walk(paper, known, last + 1));

  checkOnce(world, [...days.map(({ key }) => key), ...unplaced.map(({ key }) => key)]);
  checkOrder(world, [...coming.map(({ key }) => key), ...unplaced.map(({ key }) => key)]);
  checkDays(world, coming, last);
  // Laid out again when time has gone on, it is the same.
  const first = coming[0];
  if (first) isSame(layoutOf({ inputs, decided, from: numberOf(first.day) }).days, days);
}

/** Every unit is taught, to come, skipped or without a day: one of them, once. */
function checkOnce({ inputs, paper, decided }: World, placed: readonly (string | null)[]): void {
  const keys = placed.filter(key => key !== null);
  const taught = new Set(decided.filter(one => one.taught).map(({ key }) => key));
  const extra = inputs.inserted.map(insertedKey);
  const all = [...paper.units.map(({ key }) => key), ...extra];
  const expected = all.filter(key => taught.has(key) || !paper.skipped.has(key));
  holds(new Set(keys).size === keys.length, `twice: ${keys}`);
  const missing = expected.filter(key => !keys.includes(key));
  holds(!missing.some(key => !extra.includes(key)), `lost: ${missing}`);
  // An open pause hides inserted days too, and those aren't counted among the units without a day.
  holds(missing.length === 0 || endsNever(paper), `lost: ${missing}`);
  holds(
    keys.every(key => expected.includes(key) || taught.has(key)),
    `more than there is: ${keys}`,
  );
}

/** Nothing comes before what it needs, unless the pathway's author put it so. */
function checkOrder({ paper, pathway }: World, coming: readonly (string | null)[]): void {
  const own = new Map(pathway.map(({ key }, place) => [key, place]));
  const places = new Map(coming.map((key, place) => [key, place]));
  for (const { key, after } of paper.units) {
    const place = places.get(key);
    if (place === undefined) continue;
    for (const needed of after) {
      const ownOrder = (own.get(needed) ?? -1) < (own.get(key) ?? -1);
      holds(!ownOrder || (places.get(needed) ?? -1) < place, `${key} before ${needed}`);
    }
  }
}

function checkDays({ paper }: World, coming: ReturnType<typeof comingOf>, last: number): void {
  const units = new Map(paper.units.map(unit => [unit.key, unit]));
  for (let place = 0; place < coming.length; ) {
    const first = coming[place];
    if (!first) break;
    const day = numberOf(first.day);
    const today = coming.filter(slot => slot.day === first.day);
    holds(day > last && isOpen(paper, day), `${first.day} isn’t free`);
    isSame(
      today.map(({ slot }) => slot),
      today.map((_, slot) => slot),
    );
    const load = today.flatMap(({ key }) => units.get(key ?? '') ?? []);
    if (load.length < today.length) holds(today.length === 1, `${first.day} is shared`);
    else {
      holds(weekdayOf(day) !== paper.catchUp, `${first.day} is for catching up`);
      holds(isBearable(load, loadOf(paper, day)), `${first.day} holds too much`);
    }
    place += today.length;
  }
}

/** Never more than the load bears, but for two that belong together. */
function isBearable(load: World['paper']['units'], { lessons, minutes }: NaiveLoad): boolean {
  const sum = load.reduce((all, unit) => all + unit.minutes, 0);
  if (load.length > Math.max(2, lessons ?? 5)) return false;
  if (load.length === 2 && load[1]?.withPrevious) return true;
  if (load.length > 1 && load.some(({ alone }) => alone)) return false;
  return load.length === 1 || (minutes === null ? load.length <= (lessons ?? 1) : sum <= minutes);
}
