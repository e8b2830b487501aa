/** Sums over all guilds, for whoever operates the bot. */
import { inArray, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { deliveries } from './schema.ts';

const unsent = ['due', 'sending', 'blocked', 'dead'] as const;
export type UnsentState = (typeof unsent)[number];

/** How many decided posts aren't sent, by state. Those whose time is still to come aren't decided. */
export async function countUnsent(db: Db): Promise<Readonly<Partial<Record<UnsentState, number>>>> {
  const rows = await db
    .select({ state: deliveries.state, count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(inArray(deliveries.state, [...unsent]))
    .groupBy(deliveries.state);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
