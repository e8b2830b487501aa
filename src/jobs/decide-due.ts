/** Decides what is due: for each cohort whose time has come, a row in the ledger. Sending is another matter. */
import { deliveryId } from '../core/delivery.ts';
import { dueAt } from '../core/study-days.ts';
import { type Cohort, claimDueCohorts, listPlanDays, setNextDue } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';

const batch = 50;

/** Safe to run in several processes at once: a cohort is decided by one of them, and a post is decided once for ever. */
export async function decideDue(db: Db, now: Date): Promise<void> {
  let claimed: number;
  do {
    claimed = await db.transaction(async tx => {
      const cohorts = await claimDueCohorts(tx, now, batch);
      for (const cohort of cohorts) await decideCohort(tx, cohort, now);
      return cohorts.length;
    });
  } while (claimed === batch);
}

async function decideCohort(tx: Db, cohort: Cohort, now: Date): Promise<void> {
  const days = await listPlanDays(tx, cohort.guildId, cohort.id);
  const dated = days.map(day => ({ ...day, due: dueInstant(cohort, day.studyDay) }));
  const due = dated.filter(day => day.due <= now);
  await addDeliveries(
    tx,
    due.map((day): NewDelivery => {
      const key = {
        guildId: cohort.guildId,
        cohortId: cohort.id,
        kind: day.kind,
        studyDay: day.studyDay,
        slot: day.slot,
      };
      return {
        ...key,
        id: deliveryId(key),
        unitKey: day.unitKey,
        lessonId: day.lessonId,
        nodeId: day.nodeId,
        channelId: cohort.channelId,
        dueAt: day.due,
      };
    }),
  );
  const next = dated.find(day => day.due > now);
  await setNextDue(tx, cohort, next?.due ?? null);
}

/** A cohort made at noon whose first post was planned for nine has it due at noon: it isn't late. */
function dueInstant(cohort: Cohort, day: NewDelivery['studyDay']): Date {
  const planned = dueAt({ day, time: cohort.postTime, zone: cohort.zone });
  return planned < cohort.createdAt ? cohort.createdAt : planned;
}
