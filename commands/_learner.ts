/** What is known of whoever asks: what they have done here, what was posted for them, and what they study. */

import type { Asked } from '../src/discord/define-command.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { findStanding, type Standing } from '../src/store/progress.ts';
import { listSoloStudies } from '../src/store/solo.ts';
import { placeIn, type SoloPlace } from './_solo.ts';

export interface Learner extends Standing {
  readonly memberships: readonly Membership[];
  /** Each pathway once: those of their cohorts, the one joined last first, then those they study alone. */
  readonly studies: readonly SoloPlace[];
}

/** One round trip. */
export async function findLearner({ db, guildId, memberId, curriculum }: Asked): Promise<Learner> {
  const [standing, memberships, alone] = await Promise.all([
    findStanding(db, guildId, memberId),
    listMemberships(db, guildId, memberId),
    listSoloStudies(db, guildId, memberId),
  ]);
  const studies = new Map<string, SoloPlace>();
  for (const study of [...memberships.map(({ cohort }) => cohort), ...alone]) {
    const place = placeIn(curriculum, study, standing.done);
    if (place && !studies.has(place.pathway.id)) studies.set(place.pathway.id, place);
  }
  return { ...standing, memberships, studies: [...studies.values()] };
}

/** Ids of the pathways that they study, what matters most first. */
export const ownPathways = ({ studies }: Learner): readonly string[] =>
  studies.map(({ pathway }) => pathway.id);
