/** What the plan becomes when a study day was missed: the moderators' choice, made beforehand. */
import type { DecidedDay, PlanInputs, PlanUnit } from './plan-inputs.ts';
import { partedFrom } from './plan-order.ts';

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
  const gone = new Set([...inputs.skipped, ...decided.filter(day => day.taught).map(({ key }) => key)]);
  if (policy === 'skip') {
    const units = partedFrom(inputs.units, new Set(missed), key => gone.has(key));
    return { ...inputs, units, skipped: [...inputs.skipped, ...missed] };
  }
  const paired = newPairs(
    inputs.units.filter(({ key }) => !gone.has(key)),
    new Set(missed),
  );
  const units = inputs.units.map(unit => (paired.has(unit.key) ? { ...unit, withPrevious: true } : unit));
  return { ...inputs, units };
}

/** The second ones of as many pairs as days were lost, the soonest possible. Who shares a day already isn't paired again. */
function newPairs(coming: readonly PlanUnit[], missed: ReadonlySet<string>): ReadonlySet<string> {
  const isMissed = (place: number) => missed.has(coming[place]?.key ?? '');
  // A pair that was missed together is one day lost.
  let left = coming.filter(
    (unit, place) => isMissed(place) && !(unit.withPrevious && isMissed(place - 1)),
  ).length;
  const paired = new Set<string>();
  for (let place = 1; place < coming.length && left > 0; place += 1) {
    const [second, third] = [coming[place], coming[place + 1]];
    if (!second?.withPrevious) {
      if (!second || third?.withPrevious) continue;
      paired.add(second.key);
      left -= 1;
    }
    // Both of this pair have their day now.
    place += 1;
  }
  return paired;
}
