/** Decides posts of a plan: the next study day of a cohort becomes rows of the ledger, once for ever. */
import { deliveryId } from '../core/delivery.ts';
import { closesAt, dueAt, dueNotBefore } from '../core/study-days.ts';
import { dayIn, type StudyDay } from '../core/time.ts';
import { type Cohort, type CohortKey, claimCohort, type PlanDay, setNextDue } from './cohorts.ts';
import type { Db } from './connect.ts';
import { addDeliveries, type NewDelivery } from './deliveries.ts';
import { keyOf, listUndecided } from './ledger.ts';

/** Of a plan's end nothing is missed: five days of at most five slots are fewer, and so are two days. */
export const slotsAhead = 31;

/**
 * Decides the next study day of a cohort now, whatever its time. False when there is none, when the cohort doesn't run, when an earlier
 * post still waits (that one has to be mended or come first), or when the next day is no longer the one that was `wanted`.
 */
export async function addDeliveryNow(db: Db, key: CohortKey, now: Date, wanted?: StudyDay): Promise<boolean> {
  return db.transaction(async tx => {
    const cohort = await claimCohort(tx, key);
    const next = (await listUndecided(tx, [key], slotsAhead)).get(keyOf(key));
    if (cohort?.state !== 'running' || !next || next.isWaiting || next.slots.length === 0) return false;
    if (wanted !== undefined && next.slots[0]?.studyDay !== wanted) return false;
    const { zone, postTime } = cohort;
    const planned = dueAt({ day: dayIn(zone, now), time: postTime, zone });
    await decideFirst(tx, cohort, next.slots, planned <= now ? dueNotBefore(planned, now) : now);
    return true;
  });
}

/** Decides the first of these days with all its slots, due at `due`, and that it has a quiz. Answers the slots of the days after it. */
export async function decideFirst(
  tx: Db,
  cohort: Cohort,
  slots: readonly PlanDay[],
  due: Date,
): Promise<{ readonly decided: number; readonly rest: readonly PlanDay[] }> {
  const studyDay = slots[0]?.studyDay;
  const ofDay = slots.filter(slot => slot.studyDay === studyDay);
  await addDeliveries(
    tx,
    ofDay.map((slot): NewDelivery => {
      const key = {
        guildId: cohort.guildId,
        cohortId: cohort.id,
        kind: slot.kind,
        studyDay: slot.studyDay,
        slot: slot.slot,
      };
      return {
        ...key,
        id: deliveryId(key),
        unitKey: slot.unitKey,
        lessonId: slot.lessonId,
        nodeId: slot.nodeId,
        channelId: cohort.channelId,
        dueAt: due,
      };
    }),
  );
  if (studyDay !== undefined && cohort.dailyQuestions > 0)
    await addDeliveries(tx, [quizToCome(cohort, studyDay, due)]);
  const rest = slots.slice(ofDay.length);
  await setNextDue(tx, cohort, rest[0] ? dueInstant(cohort, rest[0].studyDay) : null);
  return { decided: ofDay.length, rest };
}

/**
 * The day's quiz has its row from the start, so that nobody has to search the ledger for days that want one: what it asks is decided once
 * the lessons stand (store/daily.ts). Due at the day's end: one that isn't decided by then never comes.
 */
function quizToCome({ guildId, id, zone, channelId }: Cohort, studyDay: StudyDay, due: Date): NewDelivery {
  const key = { guildId, cohortId: id, kind: 'daily-quiz', studyDay, slot: 0 };
  return { ...key, id: deliveryId(key), lane: 'beside', facts: {}, channelId, dueAt: closesAt(due, zone) };
}

/** A cohort made at noon whose first post was planned for nine has it due at noon: it isn't late. One made seconds after nine has it due at nine. */
export function dueInstant(cohort: Cohort, day: StudyDay): Date {
  const planned = dueAt({ day, time: cohort.postTime, zone: cohort.zone });
  return dueNotBefore(planned, cohort.createdAt);
}
