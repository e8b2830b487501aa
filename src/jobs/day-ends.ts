/** Decides the words at the end of a study day, for cohorts that want them. */
import { dayEndAt } from '../core/beside.ts';
import { deliveryId } from '../core/delivery.ts';
import { WINDOW_HOURS } from '../core/misfire.ts';
import type { Db } from '../store/connect.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { listDaysWithoutEnd } from '../store/ledger.ts';

const hourMs = 3_600_000;

/** Once for each day with a lesson that stands; an evening that is over gets none. */
export async function decideDayEnds(db: Db, now: Date): Promise<void> {
  const ended = await listDaysWithoutEnd(db, new Date(now.getTime() - 48 * hourMs));
  await addDeliveries(
    db,
    ended.flatMap(({ cohort, studyDay }): NewDelivery[] => {
      const dueAt = dayEndAt(studyDay, cohort);
      const lateMs = now.getTime() - dueAt.getTime();
      if (lateMs < 0 || lateMs > WINDOW_HOURS.reminder * hourMs) return [];
      const key = { guildId: cohort.guildId, cohortId: cohort.id, kind: 'day-end', studyDay, slot: 0 };
      return [
        {
          ...key,
          id: deliveryId(key),
          lane: 'beside',
          facts: { studyDay },
          channelId: cohort.channelId,
          dueAt,
        },
      ];
    }),
  );
}
