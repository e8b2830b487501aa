/** A newer curriculum, or another pace, within a plan that is under way. */
import type { PlanUnit } from './plan-inputs.ts';
import { atPlaceOf, inTeachingOrder, partedFrom } from './plan-order.ts';

/**
 * Units of a newer curriculum among those of the plan. What was taught stays. What moderators put in order stays so, and what shares a
 * day goes on sharing it; only a unit that now needs a later one moves behind that. What is new comes after its neighbour in the newer
 * list, but never before what was taught. What is gone goes.
 */
export function merged(
  old: readonly PlanUnit[],
  wanted: readonly PlanUnit[],
  taught: ReadonlySet<string | null>,
): readonly PlanUnit[] {
  const newer = new Map(wanted.map(unit => [unit.key, unit]));
  const gone = new Set(old.map(({ key }) => key).filter(key => !newer.has(key)));
  const units = partedFrom(old, gone, key => taught.has(key)).flatMap(unit => {
    if (taught.has(unit.key)) return [unit];
    const found = newer.get(unit.key);
    return found ? [atPlaceOf(found, unit)] : [];
  });
  let firstComing = units.findLastIndex(({ key }) => taught.has(key)) + 1;
  let place = 0;
  for (const unit of wanted) {
    const known = units.findIndex(({ key }) => key === unit.key);
    if (known >= 0) {
      place = known + 1;
      continue;
    }
    if (place < firstComing) {
      // A new unit among those already taught comes as soon as it can, after others of its kind.
      place = firstComing;
      firstComing += 1;
    }
    units.splice(place, 0, unit);
    place += 1;
  }
  return comingReplaced(units, taught, coming => inTeachingOrder(coming, wanted));
}

/** The days of another pace, with the lessons in the order in which the plan has them. */
export function atNewPace(
  old: readonly PlanUnit[],
  wanted: readonly PlanUnit[],
  taught: ReadonlySet<string | null>,
): readonly PlanUnit[] {
  const isComing = ({ key }: PlanUnit) => !taught.has(key);
  const lessons = merged(old, wanted, taught).filter(unit => isComing(unit) && unit.kind === 'lesson');
  const spread = wanted.filter(isComing).map(place => {
    const unit = place.kind === 'lesson' ? lessons.shift() : place;
    return unit ? standingAt(unit, place) : place;
  });
  return [...old.filter(unit => !isComing(unit)), ...inTeachingOrder(spread, wanted)];
}

function comingReplaced(
  units: readonly PlanUnit[],
  taught: ReadonlySet<string | null>,
  replace: (coming: readonly PlanUnit[]) => readonly PlanUnit[],
): readonly PlanUnit[] {
  const coming = [...replace(units.filter(({ key }) => !taught.has(key)))];
  return units.map(unit => (taught.has(unit.key) ? unit : (coming.shift() ?? unit)));
}

/** Whether a lesson of a pace in hours has its day to itself belongs to the place too. */
function standingAt(unit: PlanUnit, place: PlanUnit): PlanUnit {
  const { alone: _, ...rest } = atPlaceOf(unit, place);
  return place.alone ? { ...rest, alone: true } : rest;
}
