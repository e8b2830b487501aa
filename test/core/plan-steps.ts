/** What can happen to a plan, drawn by chance: numbers only, so that each step means something whatever came before it. */
import fc from 'fast-check';
import type { Load, PlanUnit } from '../../src/core/plan-inputs.ts';

export type Step =
  /** The next day comes and is taught; or some slots of it are missed, with a policy. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'miss'; readonly policy: 'slip' | 'skip' | 'double'; readonly sent: number }
  /** Days go by on which nothing is planned. */
  | { readonly kind: 'pass'; readonly days: number }
  | { readonly kind: 'pause'; readonly in: number; readonly length: number | null }
  | { readonly kind: 'resume'; readonly in: number }
  | { readonly kind: 'shift'; readonly days: number }
  | { readonly kind: 'holiday'; readonly ranges: readonly { readonly in: number; readonly length: number }[] }
  | { readonly kind: 'skip'; readonly unit: number }
  | { readonly kind: 'swap'; readonly units: readonly [number, number] }
  | { readonly kind: 'insert'; readonly in: number; readonly what: 'catch-up' | 'review' }
  | { readonly kind: 'speed'; readonly in: number; readonly load: Load; readonly units: NewUnits | null }
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[]; readonly catchUp: number | null }
  | { readonly kind: 'refresh'; readonly units: NewUnits }
  | { readonly kind: 'undo' };

/** How a curriculum changes: some units go, some come, some need another one. Places are taken modulo the list's length. */
export interface NewUnits {
  readonly gone: readonly number[];
  readonly come: readonly {
    readonly place: number;
    readonly needs: number | null;
    readonly minutes: number;
  }[];
  readonly moved: readonly (readonly [number, number])[];
  readonly needs: readonly (readonly [number, number])[];
}

export interface Setup {
  readonly startsOn: number;
  readonly weekdays: readonly number[];
  readonly catchUp: number | null;
  readonly load: Load;
  readonly units: readonly PlanUnit[];
}

const small = fc.nat({ max: 40 });
const aDay = fc.integer({ min: -2, max: 30 });
const minutes = fc.constantFrom(10, 20, 25, 30, 45, 60, 90);
const load: fc.Arbitrary<Load> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map(lessons => ({ lessons })),
  fc.constantFrom(20, 45, 60, 120).map(minutes => ({ minutes })),
);
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
const catchUp = fc.option(fc.integer({ min: 1, max: 7 }));
const newUnits: fc.Arbitrary<NewUnits> = fc.record({
  gone: fc.array(small, { maxLength: 3 }),
  come: fc.array(fc.record({ place: small, needs: fc.option(small), minutes }), { maxLength: 3 }),
  moved: fc.array(fc.tuple(small, small), { maxLength: 2 }),
  needs: fc.array(fc.tuple(small, small), { maxLength: 2 }),
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'tick' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('miss' as const),
      policy: fc.constantFrom('slip' as const, 'skip' as const, 'double' as const),
      sent: fc.nat({ max: 2 }),
    }),
  },
  fc.record({ kind: fc.constant('pass' as const), days: fc.nat({ max: 20 }) }),
  fc.record({
    kind: fc.constant('pause' as const),
    in: aDay,
    length: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 2 }),
  }),
  fc.record({ kind: fc.constant('resume' as const), in: aDay }),
  fc.record({ kind: fc.constant('shift' as const), days: fc.integer({ min: -6, max: 12 }) }),
  fc.record({
    kind: fc.constant('holiday' as const),
    ranges: fc.array(fc.record({ in: aDay, length: fc.integer({ min: -1, max: 20 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({ kind: fc.constant('skip' as const), unit: small }),
  fc.record({ kind: fc.constant('swap' as const), units: fc.tuple(small, small) }),
  fc.record({
    kind: fc.constant('insert' as const),
    in: aDay,
    what: fc.constantFrom('catch-up' as const, 'review' as const),
  }),
  fc.record({
    kind: fc.constant('speed' as const),
    in: aDay,
    load,
    units: fc.option(newUnits, { freq: 3 }),
  }),
  fc.record({ kind: fc.constant('weekdays' as const), weekdays, catchUp }),
  fc.record({ kind: fc.constant('refresh' as const), units: newUnits }),
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'undo' }) },
);

/** Up to 30 units; most need an earlier one, a few a later one, as a pathway's author may have it. Some stand alone, some in pairs. */
const units = fc
  .array(
    fc.record({
      minutes,
      needs: fc.option(fc.tuple(small, fc.nat({ max: 9 }))),
      lab: fc.nat({ max: 5 }).map(n => n === 0),
      practice: fc.nat({ max: 7 }).map(n => n === 0),
      paired: fc.nat({ max: 4 }).map(n => n === 0),
    }),
    { minLength: 1, maxLength: 26 },
  )
  .map(all =>
    all.map(({ minutes, needs, lab, practice, paired }, place): PlanUnit => {
      const needed = needs && (needs[1] === 0 ? needs[0] % all.length : place && needs[0] % place);
      return {
        key: lab ? `node#project-${place}` : `l${place}`,
        kind: lab ? 'project' : practice ? 'practice' : 'lesson',
        lessonId: lab ? null : `l${place}`,
        nodeId: 'node',
        minutes,
        after: needed === null || needed === place ? [] : [`l${needed}`],
        ...(lab ? { alone: true } : {}),
        ...(paired && !lab && place % 2 === 1 ? { withPrevious: true } : {}),
      };
    }),
  );

export const anySetup: fc.Arbitrary<Setup> = fc
  .record({ startsOn: fc.nat({ max: 3_000 }), weekdays, catchUp, load, units })
  // Somebody must study on some day.
  .filter(setup => setup.weekdays.some(day => day !== setup.catchUp));

/** The units of a curriculum after it changed; `names` gives what is new a name of its own. */
export function changedUnits(
  old: readonly PlanUnit[],
  { gone, come, moved, needs }: NewUnits,
  names: () => string,
): readonly PlanUnit[] {
  const leaves = new Set(gone.map(place => old[place % Math.max(1, old.length)]?.key));
  const units = old.filter(({ key }) => !leaves.has(key));
  for (const [from, to] of moved) {
    const [taken] = units.length > 1 ? units.splice(from % units.length, 1) : [];
    if (taken) units.splice(to % (units.length + 1), 0, taken);
  }
  for (const { place, needs, minutes } of come) {
    const at = place % (units.length + 1);
    const key = names();
    const needed = needs === null ? undefined : units[needs % Math.max(1, at)];
    const after = needed ? [needed.key] : [];
    units.splice(at, 0, { key, kind: 'lesson', lessonId: key, nodeId: 'node', minutes, after });
  }
  for (const [who, what] of needs) {
    const place = who % Math.max(1, units.length);
    const unit = units[place];
    const needed = units[what % Math.max(1, place)];
    if (unit && needed && needed !== unit) units[place] = { ...unit, after: [...unit.after, needed.key] };
  }
  return units;
}
