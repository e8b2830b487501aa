/** Pathways in which somebody has done lessons without studying them now: what was learned stays, whatever became of the cohort. */
import type { Curriculum } from '../src/curriculum/types.ts';
import type { FormerStudy } from '../src/store/learned.ts';
import { placeIn, type SoloPlace } from './_solo.ts';

/**
 * As few as hold every lesson done that isn't `shown` elsewhere: those that were studied first, as they were studied, then others, of
 * which the one with the most such lessons comes first. Ids of lessons that no pathway has any more are in none.
 */
export function formerPlaces(
  curriculum: Curriculum,
  former: readonly FormerStudy[],
  done: ReadonlySet<string>,
  shown: ReadonlySet<string>,
): readonly SoloPlace[] {
  const left = new Set([...done].filter(id => !shown.has(id)));
  if (left.size === 0) return [];
  const newIn = ({ lessons }: SoloPlace) => lessons.filter(({ id }) => left.has(id)).length;
  const studied = former.flatMap(study => placeIn(curriculum, study, done) ?? []);
  const whole = [...curriculum.pathways.keys()]
    .flatMap(pathwayId => placeIn(curriculum, { pathwayId, trackId: null }, done) ?? [])
    .sort((a, b) => newIn(b) - newIn(a));
  return [...studied, ...whole].filter(place => {
    if (newIn(place) === 0) return false;
    for (const { id } of place.lessons) left.delete(id);
    return true;
  });
}
