/** Members of cohorts who may have left the server. */
import { and, asc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { cohorts, guilds, memberships, notes } from './schema.ts';

export interface SeenMember {
  readonly guildId: string;
  readonly memberId: string;
}

/** How long nobody has been asked about, before they are asked about again. */
const hours = 24;
/** Of an archived cohort nothing is posted any more: only its report and its table could still name who has left. */
const archivedHours = 7 * 24;

/**
 * Takes the members who weren't asked about for a day (for a week, where they are in archived cohorts only), the longest first, and notes
 * that they are asked about now: nobody else takes them until then. Those who joined today are here. `now`: calendar time.
 */
export async function claimUnseen(db: Db, now: Date, most: number): Promise<readonly SeenMember[]> {
  const active = await claim(db, now, most, sql`cohorts.state <> 'archived'`, hours);
  const isKnown = sql`exists (select 1 from ${memberships} known
    where known.guild_id = own.guild_id and known.member_id = own.member_id and known.left_at is null
      and coalesce(known.seen_at, known.joined_at) >= ${before(now, archivedHours)})`;
  const archived =
    active.length < most
      ? await claim(
          db,
          now,
          most - active.length,
          sql`cohorts.state = 'archived' and not ${isKnown}`,
          archivedHours,
        )
      : [];
  const members = new Map([...active, ...archived].map(one => [`${one.guildId} ${one.memberId}`, one]));
  return [...members.values()];
}

const before = (now: Date, ago: number): string => new Date(now.getTime() - ago * 3_600_000).toISOString();

/** Of these alone, in the order of an index: however many there are, no more are looked at than are taken. */
async function claim(db: Db, now: Date, most: number, which: SQL, ago: number): Promise<SeenMember[]> {
  const rows = await db.execute<{ guild_id: string; member_id: string }>(sql`
    update ${memberships} set seen_at = ${now.toISOString()} from (
      select own.guild_id, own.cohort_id, own.member_id from ${memberships} own
      join ${cohorts} on cohorts.guild_id = own.guild_id and cohorts.id = own.cohort_id
      where own.left_at is null and coalesce(own.seen_at, own.joined_at) < ${before(now, ago)}
        and exists (select 1 from ${guilds} where guilds.guild_id = own.guild_id and guilds.removed_at is null)
        and ${which}
      order by coalesce(own.seen_at, own.joined_at)
      limit ${most} for update of own skip locked) as unseen
    where memberships.guild_id = unseen.guild_id and memberships.cohort_id = unseen.cohort_id
      and memberships.member_id = unseen.member_id
    returning memberships.guild_id, memberships.member_id`);
  return rows.map(row => ({ guildId: row.guild_id, memberId: row.member_id }));
}

/**
 * Ends what somebody who has left the server studies there, and leaves a note for the day on which they come back: their points and
 * answers stay, should they join again. Nothing of an archived cohort is in the note, since nobody can join it.
 */
export async function setGone(db: Db, { guildId, memberId }: SeenMember, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const ended = await tx
      .update(memberships)
      .set({ leftAt: now })
      .where(
        and(eq(memberships.guildId, guildId), eq(memberships.memberId, memberId), isNull(memberships.leftAt)),
      )
      .returning({ cohortId: memberships.cohortId });
    if (ended.length === 0) return;
    const left = await tx
      .select({ name: cohorts.name })
      .from(cohorts)
      .where(
        and(
          eq(cohorts.guildId, guildId),
          ne(cohorts.state, 'archived'),
          inArray(
            cohorts.id,
            ended.map(({ cohortId }) => cohortId),
          ),
        ),
      )
      .orderBy(asc(cohorts.name));
    if (left.length === 0) return;
    await tx.insert(notes).values({
      ...{ guildId, memberId, id: `left-server:${now.toISOString()}`, kind: 'left-server', createdAt: now },
      facts: { cohorts: left.map(({ name }) => name) },
    });
  });
}
