/** Late posts that wait for their turn. */
import { and, eq } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { deliveries } from './schema.ts';

/** Late posts that wait for another minute or day of the calendar are looked at anew: the calendar has jumped, and their wait is elapsed time. */
export async function setLateWaitsReady(db: Db): Promise<void> {
  await db
    .update(deliveries)
    .set({ retryAt: null })
    .where(and(eq(deliveries.state, 'due'), eq(deliveries.reason, 'enough-late')));
}
