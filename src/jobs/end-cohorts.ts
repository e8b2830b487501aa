/** Ends cohorts whose plan is through, and pauses those whose pause has come: nothing more is to come, and nothing waits to be sent. */
import { closingAt } from '../core/beside.ts';
import { deliveryId } from '../core/delivery.ts';
import { layOutPlan } from '../core/plan.ts';
import { openPause } from '../core/plan-change.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { addDeliveries } from '../store/deliveries.ts';
import { claimFinishedCohorts, setEnded } from '../store/ledger.ts';
import { findPlan, listDecided, setCohortState } from '../store/plans.ts';

const batch = 20;
/** Who ended longer ago, such as before the bot knew of ends, is told nothing now. */
const tooLongAgoMs = 7 * 24 * 3_600_000;

/** Answers how many ended or pause now: a cohort left as it is would be found again by each tick, before others. */
export async function endCohorts(db: Db, now: Date): Promise<number> {
  let all = 0;
  let ended: number;
  do {
    ended = await db.transaction(async tx => {
      const cohorts = await claimFinishedCohorts(tx, batch);
      let count = 0;
      for (const cohort of cohorts) if (await endCohort(tx, cohort, now)) count += 1;
      return count;
    });
    all += ended;
  } while (ended === batch);
  return all;
}

async function endCohort(tx: Db, cohort: Cohort, now: Date): Promise<boolean> {
  const [plan, decided] = [await findPlan(tx, cohort), await listDecided(tx, cohort)];
  const taught = decided.filter(day => day.taught);
  const last = taught.at(-1);
  if (!plan) return false;
  // Something is left without a day. That isn't an end: where a pause holds it back, that has begun now.
  if (layOutPlan(plan.inputs, { decided }).unplaced.length > 0) {
    const isPaused = openPause(plan.inputs) !== undefined;
    if (isPaused) await setCohortState(tx, cohort, 'paused');
    return isPaused;
  }
  await setEnded(tx, cohort, now);
  const lessons = taught.filter(day => day.kind === 'lesson').length;
  const first = taught[0];
  if (!first || !last || lessons === 0) return true;
  if (now.getTime() - Date.parse(`${last.day}T00:00Z`) > tooLongAgoMs) return true;
  const key = { guildId: cohort.guildId, cohortId: cohort.id, kind: 'closing', studyDay: last.day, slot: 0 };
  await addDeliveries(tx, [
    {
      ...key,
      id: deliveryId(key),
      lane: 'beside',
      facts: { lessons, firstDay: first.day, lastDay: last.day },
      channelId: cohort.channelId,
      dueAt: closingAt(cohort, now),
    },
  ]);
  return true;
}
