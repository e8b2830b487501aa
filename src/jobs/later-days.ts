/** For a ledger that has forgotten: where the plan went on, as the channel tells it. */
import { deliveryId, historyStart, mustLookUp } from '../core/delivery.ts';
import { isOpenDay } from '../core/plan.ts';
import { dueAt } from '../core/study-days.ts';
import { addDays, dayIn, type StudyDay } from '../core/time.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Delivery } from '../store/deliveries.ts';
import { findPlan } from '../store/plans.ts';
import type { DeliveryParts } from './deliver-due.ts';

/** Study days that are searched for: with the patience for one post, more would take too long. */
const furthest = 25;

/**
 * The first later day of which a post stands in the channel although the ledger knows of none: a restored backup doesn't remember that
 * the plan was moved there. Undefined when there is none, or when the ledger remembers that it tried this day itself.
 * Throws what `failureOf` explains.
 */
export async function findLaterDay(
  { db, sender, now }: DeliveryParts,
  delivery: Delivery,
  cohort: Cohort,
  signal: AbortSignal,
): Promise<StudyDay | undefined> {
  if (delivery.tried || !mustLookUp(delivery, now())) return undefined;
  const plan = await findPlan(db, cohort);
  if (!plan) return undefined;
  const { guildId, id: cohortId, zone, postTime: time } = cohort;
  const today = dayIn(zone, now());
  let left = furthest;
  for (let day = addDays(delivery.studyDay, 1); day <= today && left > 0; day = addDays(day, 1)) {
    if (!isOpenDay(plan.inputs, day)) continue;
    left -= 1;
    const due = dueAt({ day, time, zone });
    const from = historyStart({ due, now: now(), discordNow: due });
    const id = deliveryId({ guildId, cohortId, kind: delivery.kind, studyDay: day, slot: 0 });
    if ((await sender.findSent(delivery.channelId, id, from, signal)) !== undefined) return day;
  }
  return undefined;
}
