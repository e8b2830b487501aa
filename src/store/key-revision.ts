/** How often keys were corrected in a guild: what an answer was graded by, and what a correction waits for. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { guilds } from './schema.ts';

/** 0 for a guild in which nothing was corrected, known or not. To be asked before the corrections: then they are never older than it says. */
export async function findKeyRevision(db: Db, guildId: string): Promise<number> {
  const [row] = await db
    .select({ keyRevision: guilds.keyRevision })
    .from(guilds)
    .where(eq(guilds.guildId, guildId));
  return row?.keyRevision ?? 0;
}

/**
 * Makes sure that there is a row to hold. Where nobody could be greeted yet there is none, and answers find nothing to wait at: so it is
 * there from the preview of a correction on, long before one is applied.
 */
export async function addKeyRevision(db: Db, guildId: string, now: Date): Promise<void> {
  await db.insert(guilds).values({ guildId, addedAt: now }).onConflictDoNothing();
}

/**
 * Lets corrections of a guild come one after another, waits for answers that are being kept, and lets none be kept by the old key; held
 * until the transaction ends. The first lock of a correction: a live answer takes this one before its round's, too.
 */
export async function holdKeys(tx: Db, guildId: string): Promise<void> {
  // An update alone wouldn't wait: it leaves the row's key as it is, and that is all that answers hold.
  await tx.select({ guildId: guilds.guildId }).from(guilds).where(eq(guilds.guildId, guildId)).for('update');
  await tx
    .update(guilds)
    .set({ keyRevision: sql`${guilds.keyRevision} + 1` })
    .where(eq(guilds.guildId, guildId));
}

/** Whoever waits here for a correction gets its revision, whatever the statement saw before: Postgres reads a row anew that it waited for. */
export const heldRevision = (guildId: unknown) =>
  sql`select key_revision from ${guilds} where guild_id = ${guildId} for key share`;

/** Lets no correction come until the transaction ends. False when one came since `keyRevision`. */
export async function holdKeyRevision(tx: Db, guildId: string, keyRevision: number): Promise<boolean> {
  const [row] = await tx.execute<{ key_revision: number }>(heldRevision(guildId));
  return (row?.key_revision ?? 0) === keyRevision;
}
