/** What the plan becomes when a study day was missed: the moderators' choice, made beforehand. */
import type { DecidedDay, PlanInputs, PlanUnit } from './plan-inputs.ts';

/**
 * The inputs after the slots of a day were decided as missed (they stand in `decided` as not taught). With `slip` nothing has to change:
 * what wasn't taught comes first when the plan is laid out again. `skip` leaves the missed units out. `double` puts each missed unit
 * together with the one after it, never more than two on a day.
 */
export function inputsAfterMiss(
  inputs: PlanInputs,
  {
    policy,
    missed,
    decided,
  }: {
    readonly policy: 'slip' | 'skip' | 'double';
    /** Keys of the units that were missed. */
    readonly missed: readonly string[];
    readonly decided: readonly DecidedDay[];
  },
): PlanInputs {
  if (policy === 'slip') return inputs;
  if (policy === 'skip') return { ...inputs, skipped: [...inputs.skipped, ...missed] };
  const taught = new Set(decided.filter(day => day.taught).map(({ key }) => key));
  const skipped = new Set(inputs.skipped);
  let left = missed.length;
  let before: PlanUnit | undefined;
  const units = inputs.units.map(unit => {
    if (taught.has(unit.key) || skipped.has(unit.key)) return unit;
    const pairs = left > 0 && before !== undefined && !before.withPrevious && !unit.withPrevious;
    const next = pairs ? { ...unit, withPrevious: true } : unit;
    if (pairs) left -= 1;
    before = next;
    return next;
  });
  return { ...inputs, units };
}
