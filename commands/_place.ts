/** Where a lesson stands for whoever opens it. */
import type { LessonPlace } from '../src/cards/lesson-card.ts';
import { placesOf } from '../src/curriculum/places.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { findCohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { listSoloStudies } from '../src/store/solo.ts';

/**
 * In the pathway of the cohort whose button was pressed, else in the first of their own that has it (their cohorts', the one joined last
 * first, then those they study alone), else in the first of all.
 */
export async function placeFor(
  { db, guildId, memberId, curriculum }: Asked,
  lessonId: string,
  cohortId: string | undefined,
): Promise<LessonPlace> {
  const places = placesOf(curriculum, lessonId);
  const [only] = places;
  if (places.length < 2) return { pathway: only?.pathway, node: only?.node };
  const [pressedIn, cohorts, alone] = await Promise.all([
    cohortId ? findCohort(db, guildId, cohortId) : undefined,
    listCohortsOfMember(db, guildId, memberId),
    listSoloStudies(db, guildId, memberId),
  ]);
  const own = [...(pressedIn ? [pressedIn] : []), ...cohorts, ...alone].map(({ pathwayId }) => pathwayId);
  const [first] = placesOf(curriculum, lessonId, own);
  return { pathway: first?.pathway, node: first?.node };
}
