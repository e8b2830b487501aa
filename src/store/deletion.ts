/** Forgetting a person, completely: their rows go, and what they did for everybody stays without their name. */
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './connect.ts';
import * as schema from './schema.ts';

/** What stands in an actor's place afterwards. */
export const deletedMember = 'a deleted member';

/**
 * Deletes a member's data in one guild, or everywhere when `guildId` is undefined, in one transaction.
 * Tables are found by their columns (`member_id` goes, `actor_id` is blanked), so a new table can't be forgotten.
 * Sums of others don't move: every table with sums has a row for each member.
 */
export async function removeMember(db: Db, memberId: string, guildId?: string): Promise<void> {
  await db.transaction(async tx => {
    for (const table of Object.values(schema)) {
      if (!is(table, PgTable)) continue;
      const columns = Object.values(getTableColumns(table)).map(column => column.name);
      const here = guildId === undefined ? sql`` : sql` and guild_id = ${guildId}`;
      const name = sql.identifier(getTableName(table));
      if (columns.includes('member_id')) {
        await tx.execute(sql`delete from ${name} where member_id = ${memberId}${here}`);
      }
      if (columns.includes('actor_id')) {
        await tx.execute(
          sql`update ${name} set actor_id = ${deletedMember} where actor_id = ${memberId}${here}`,
        );
      }
    }
  });
}
