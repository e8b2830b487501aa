/** Everything that is due, until nothing moves any more: what becomes of one day may bring the next. */
import { decideDayEnds } from './day-ends.ts';
import { decideDue } from './decide-due.ts';
import { type DeliveryParts, deliverDue } from './deliver-due.ts';
import { endCohorts } from './end-cohorts.ts';
import { followUp } from './follow-up.ts';

/** Far more than a plan has days; a guard against going round for ever. */
const mostRounds = 1_000;

export async function postDue(parts: DeliveryParts, isStopping: () => boolean): Promise<void> {
  await decideDayEnds(parts.db, parts.now());
  for (let round = 0; round < mostRounds && !isStopping(); round += 1) {
    const decided = await decideDue(parts.db, parts.now());
    const settled = await deliverDue(parts, isStopping);
    const ended = await endCohorts(parts.db, parts.now());
    const followed = await followUp(parts, isStopping);
    if (decided + settled + ended + followed === 0) return;
  }
}
