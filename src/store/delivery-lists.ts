/** The ledger as moderators look at it: what is stuck, and what came lately. */
import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { asDelivery, type Delivery } from './deliveries.ts';
import { deliveries } from './schema.ts';

/** What of these cohorts is due and waits, or is given up: the plan's and what comes beside it, the earliest first; at most `limit`. */
export async function listStuck(
  db: Db,
  guildId: string,
  cohortIds: readonly string[],
  { limit, now }: { readonly limit: number; readonly now: Date },
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
        // What is decided for later, such as the result of a quiz that is still open, waits for nothing.
        lte(deliveries.dueAt, now),
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
