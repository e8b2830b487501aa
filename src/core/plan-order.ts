/** In which order units come, and which of them share a day. */
import type { PlanUnit } from './plan-inputs.ts';

/** The first unit that comes before one that it needs, with that one; undefined when all are in order. */
export function brokenOrder(units: readonly PlanUnit[]): readonly [string, string] | undefined {
  return brokenPairs(units)[0];
}

/** What a new order of the same units breaks that the old one didn't; undefined when it breaks nothing. */
export function newlyBroken(
  before: readonly PlanUnit[],
  after: readonly PlanUnit[],
): readonly [string, string] | undefined {
  const known = new Set(brokenPairs(before).map(pair => JSON.stringify(pair)));
  return brokenPairs(after).find(pair => !known.has(JSON.stringify(pair)));
}

/**
 * As few units as possible moved later, so that none comes before one that it needs. Where `own`, the order of the pathway's author,
 * has them the other way round, that stays.
 */
export function inTeachingOrder(units: readonly PlanUnit[], own: readonly PlanUnit[]): readonly PlanUnit[] {
  const places = new Map(own.map(({ key }, place) => [key, place]));
  const waiting = [...units];
  const left = new Set(waiting.map(({ key }) => key));
  const isReady = ({ key, after }: PlanUnit) =>
    !after.some(needed => left.has(needed) && (places.get(needed) ?? -1) < (places.get(key) ?? -1));
  const ordered: PlanUnit[] = [];
  while (waiting.length > 0) {
    // One is always ready: the one that stands first in the author's order.
    const [next] = waiting.splice(Math.max(0, waiting.findIndex(isReady)), 1);
    if (!next) break;
    left.delete(next.key);
    ordered.push(next);
  }
  return ordered;
}

/** When the first of two that share a day leaves, the other has the day to itself, and doesn't join the day before. `isGone`: no longer to come. */
export function partedFrom(
  units: readonly PlanUnit[],
  leaving: ReadonlySet<string>,
  isGone: (key: string) => boolean,
): readonly PlanUnit[] {
  let afterLeaving = false;
  return units.map(unit => {
    if (isGone(unit.key)) return unit;
    const next = afterLeaving ? alone(unit) : unit;
    afterLeaving = leaving.has(unit.key) && !next.withPrevious;
    return next;
  });
}

/** The unit on a day of its own as far as its neighbour is concerned. */
const alone = ({ withPrevious: _, ...unit }: PlanUnit): PlanUnit => unit;

/** Whether a day is shared belongs to the place, not to what stands there. */
export const atPlaceOf = (unit: PlanUnit, place: PlanUnit): PlanUnit =>
  place.withPrevious ? { ...unit, withPrevious: true } : alone(unit);

function brokenPairs(units: readonly PlanUnit[]): readonly (readonly [string, string])[] {
  const places = new Map(units.map(({ key }, place) => [key, place]));
  return units.flatMap(({ key, after }, place) =>
    after
      .filter(needed => (places.get(needed) ?? -1) > place)
      .map((needed): readonly [string, string] => [key, needed]),
  );
}
