/** Sums over all guilds, for whoever operates the bot. */
import { and, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { deliveries } from './schema.ts';

const unsent = ['due', 'sending', 'blocked', 'dead'] as const;
export type UnsentState = (typeof unsent)[number];

/** How many posts whose time has come aren't sent, by state. */
export async function countUnsent(
  db: Db,
  now: Date,
): Promise<Readonly<Partial<Record<UnsentState, number>>>> {
  const rows = await db
    .select({ state: deliveries.state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(inArray(deliveries.state, [...unsent]), lte(deliveries.dueAt, now)))
    .groupBy(deliveries.state);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
