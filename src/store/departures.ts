/** Members of cohorts who may have left the server. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { cohorts, guilds, memberships } from './schema.ts';

export interface SeenMember {
  readonly guildId: string;
  readonly memberId: string;
}

/** How long nobody has been asked about, before they are asked about again. */
const hours = 24;

/**
 * Takes the members who weren't asked about for a day, the longest first, and notes that they are asked about now: nobody else takes them
 * for a day. Those who joined today are here. `now`: calendar time.
 */
export async function claimUnseen(db: Db, now: Date, most: number): Promise<readonly SeenMember[]> {
  const before = new Date(now.getTime() - hours * 3_600_000).toISOString();
  const rows = await db.execute<{ guild_id: string; member_id: string }>(sql`
    update ${memberships} set seen_at = ${now.toISOString()} from (
      select guild_id, cohort_id, member_id from ${memberships}
      where left_at is null and coalesce(seen_at, joined_at) < ${before}
        and exists (select 1 from ${guilds} where guilds.guild_id = memberships.guild_id and guilds.removed_at is null)
        and exists (select 1 from ${cohorts} where cohorts.guild_id = memberships.guild_id and cohorts.id = memberships.cohort_id
          and cohorts.state <> 'archived')
      order by coalesce(seen_at, joined_at) limit ${most} for update skip locked) as unseen
    where memberships.guild_id = unseen.guild_id and memberships.cohort_id = unseen.cohort_id
      and memberships.member_id = unseen.member_id
    returning memberships.guild_id, memberships.member_id`);
  const members = new Map(rows.map(row => [`${row.guild_id} ${row.member_id}`, row]));
  return [...members.values()].map(row => ({ guildId: row.guild_id, memberId: row.member_id }));
}

/** Ends what somebody who has left the server studies there; their points and answers stay, should they come back and join again. */
export async function setGone(db: Db, { guildId, memberId }: SeenMember, now: Date): Promise<void> {
  await db
    .update(memberships)
    .set({ leftAt: now })
    .where(
      and(eq(memberships.guildId, guildId), eq(memberships.memberId, memberId), isNull(memberships.leftAt)),
    );
}
