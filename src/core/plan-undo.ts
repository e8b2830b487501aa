/** Which change of a plan an undo takes back, and what the plan is made of without it. */
import type { PlanChange } from './plan-change.ts';
import type { PlanInputs, PlanUnit } from './plan-inputs.ts';

/** Hours, of calendar time, in which a change can be taken back. */
export const UNDO_HOURS = 24;

/** A version of a plan; `change` is null where no moderator made it. */
export interface PastVersion {
  readonly version: number;
  readonly inputs: PlanInputs;
  readonly change: PlanChange | null;
  /** The version that this one took back. */
  readonly reverts: number | null;
  readonly createdAt: Date;
}

export type UndoRefusal = 'nothing-to-undo' | 'too-late';
export type UndoOutcome<V extends PastVersion> =
  | {
      readonly kind: 'found';
      readonly taken: V;
      readonly inputs: PlanInputs;
      /** Versions since then that the machine made: their effect is kept. */
      readonly slips: number;
    }
  | { readonly kind: 'refused'; readonly reason: UndoRefusal };

/**
 * The newest change by a moderator that isn't taken back yet, and the inputs without it. What the machine changed since (a missed day
 * left out or doubled) is kept. `versions` in any order, without gaps up to the newest.
 */
export function decideUndo<V extends PastVersion>(versions: readonly V[], now: Date): UndoOutcome<V> {
  const ordered = [...versions].sort((a, b) => a.version - b.version);
  const takenBack = new Set(ordered.map(({ reverts }) => reverts));
  const taken = ordered.findLast(({ change, version }) => change !== null && !takenBack.has(version));
  const base = ordered.find(({ version }) => version + 1 === taken?.version);
  if (!taken || !base) return { kind: 'refused', reason: 'nothing-to-undo' };
  if (now.getTime() - taken.createdAt.getTime() > UNDO_HOURS * 3_600_000)
    return { kind: 'refused', reason: 'too-late' };
  const slips = ordered.filter(
    ({ version, change, reverts }) => version > taken.version && change === null && reverts === null,
  );
  const inputs = slips.reduce((kept, slip) => {
    const before = ordered.find(({ version }) => version + 1 === slip.version);
    return before ? withSlip(kept, before.inputs, slip.inputs) : kept;
  }, base.inputs);
  return { kind: 'found', taken, inputs, slips: slips.length };
}

/** Inputs with what the machine changed from `before` to `after`: units left out, and units that share a day or no longer do. */
function withSlip(inputs: PlanInputs, before: PlanInputs, after: PlanInputs): PlanInputs {
  const known = new Set([...before.skipped, ...inputs.skipped]);
  const skipped = after.skipped.filter(key => !known.has(key));
  const shared = new Map(before.units.map(unit => [unit.key, unit.withPrevious === true]));
  const changed = new Map(
    after.units
      .map(({ key, withPrevious }) => [key, withPrevious === true] as const)
      .filter(([key, shares]) => shared.has(key) && shared.get(key) !== shares),
  );
  return {
    ...inputs,
    skipped: [...inputs.skipped, ...skipped],
    units: inputs.units.map(unit => sharing(unit, changed.get(unit.key))),
  };
}

function sharing(unit: PlanUnit, shares: boolean | undefined): PlanUnit {
  if (shares === undefined) return unit;
  const { withPrevious: _, ...alone } = unit;
  return shares ? { ...alone, withPrevious: true } : alone;
}
