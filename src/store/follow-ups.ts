/** What is still to be done with messages that stand: their threads, their pins. */
import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { asDelivery, byId, type Delivery, leaseEnd } from './deliveries.ts';
import { deliveries } from './schema.ts';

type Key = Pick<Delivery, 'guildId' | 'id'>;

/**
 * Takes messages that stand and whose thread or pin is still to be made; others pass them by for `leaseSeconds` of elapsed time.
 * A cohort's are taken one at a time, the earliest first: of two pinned side by side none would know of the other, and both would stay.
 */
export async function claimFollowUps(
  db: Db,
  { limit, leaseSeconds }: { readonly limit: number; readonly leaseSeconds: number },
): Promise<Delivery[]> {
  const waiting = db
    .select({ guildId: deliveries.guildId, id: deliveries.id })
    .from(deliveries)
    .where(
      sql`${deliveries.followUp} = 'waiting'
        and (${deliveries.leaseUntil} is null or ${deliveries.leaseUntil} < clock_timestamp())
        and (${deliveries.retryAt} is null or ${deliveries.retryAt} <= clock_timestamp())
        and not exists (
          select 1 from ${deliveries} as earlier
          where earlier.guild_id = ${deliveries.guildId} and earlier.cohort_id = ${deliveries.cohortId}
            and earlier.follow_up = 'waiting'
            and (earlier.study_day, earlier.slot) < (${deliveries.studyDay}, ${deliveries.slot}))`,
    )
    .orderBy(asc(deliveries.sentAt))
    .limit(limit)
    .for('update', { skipLocked: true })
    .as('waiting');
  const rows = await db
    .update(deliveries)
    .set({ leaseUntil: leaseEnd(leaseSeconds) })
    .from(waiting)
    .where(and(eq(deliveries.guildId, waiting.guildId), eq(deliveries.id, waiting.id)))
    .returning();
  return rows.map(asDelivery).sort((a, b) => (a.studyDay < b.studyDay ? -1 : 1));
}

/** `delayMs`: elapsed time until it is tried again, where it waits. */
export async function setFollowUp(
  db: Db,
  key: Key,
  followUp: 'waiting' | 'done' | 'refused',
  delayMs = 0,
): Promise<void> {
  const retryAt = sql`clock_timestamp() + make_interval(secs => ${delayMs / 1000})`;
  await db
    .update(deliveries)
    .set({ followUp, leaseUntil: null, retryAt: followUp === 'waiting' ? retryAt : null })
    .where(byId(key));
}

/** The lesson post of this cohort that stands right before another: the one that was pinned until now. */
export async function findPostBefore(
  db: Db,
  { guildId, cohortId, studyDay, slot }: Pick<Delivery, 'guildId' | 'cohortId' | 'studyDay' | 'slot'>,
): Promise<Delivery | undefined> {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        eq(deliveries.cohortId, cohortId),
        eq(deliveries.kind, 'lesson'),
        isNotNull(deliveries.messageId),
        sql`(${deliveries.studyDay}, ${deliveries.slot}) < (${studyDay}::date, ${slot}::smallint)`,
      ),
    )
    .orderBy(desc(deliveries.studyDay), desc(deliveries.slot))
    .limit(1);
  return row && asDelivery(row);
}
