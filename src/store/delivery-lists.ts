/** The ledger as moderators look at it: what is stuck, and what came lately. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { asDelivery, type Delivery } from './deliveries.ts';
import { deliveries } from './schema.ts';

/** What of these cohorts waits or is given up, the plan's and what comes beside it, the earliest first; at most `limit`. */
export async function listStuck(
  db: Db,
  guildId: string,
  cohortIds: readonly string[],
  limit: number,
): Promise<Delivery[]> {
  if (cohortIds.length === 0) return [];
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        inArray(deliveries.cohortId, [...cohortIds]),
        inArray(deliveries.state, ['due', 'sending', 'blocked', 'dead']),
      ),
    )
    .orderBy(asc(deliveries.dueAt), asc(deliveries.slot))
    .limit(limit);
  return rows.map(asDelivery);
}

/** The latest posts of a cohort's plan that are done with, posted or not, the newest first. */
export async function listLatest(
  db: Db,
  { guildId, id }: { readonly guildId: string; readonly id: string },
  limit: number,
): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        eq(deliveries.cohortId, id),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['sent', 'late', 'missed', 'cancelled']),
      ),
    )
    .orderBy(desc(deliveries.studyDay), desc(deliveries.slot))
    .limit(limit);
  return rows.map(asDelivery);
}
