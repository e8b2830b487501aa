/** Forgetting a person, completely: their rows go, and what they did for everybody stays without their name. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import type { Deleted, JournalLine } from './journal.ts';
import { personalTables } from './personal-tables.ts';
import { deletionsDone } from './schema.ts';

/** What stands in an actor's place afterwards. */
export const deletedMember = 'a deleted member';

/**
 * Deletes a member's data in one guild, or everywhere when `guildId` is undefined, in one transaction.
 * Tables are found by their columns (`member_id` goes, `actor_id` is blanked), so a new table can't be forgotten.
 * Sums of others don't move: every table with sums has a row for each member.
 */
export async function removeMember(db: Db, memberId: string, guildId?: string): Promise<void> {
  await db.transaction(async tx => {
    await takeYourTime(tx);
    const here = guildId === undefined ? sql`` : sql` and guild_id = ${guildId}`;
    await holdKeysOf(tx, memberId, here);
    await blankThanks(tx, memberId, guildId);
    for (const { name, hasMember, hasActor } of personalTables) {
      const table = sql.identifier(name);
      if (hasMember) await tx.execute(sql`delete from ${table} where member_id = ${memberId}${here}`);
      if (hasActor) {
        await tx.execute(
          sql`update ${table} set actor_id = ${deletedMember} where actor_id = ${memberId}${here}`,
        );
      }
    }
  });
}

/**
 * Lets no correction come meanwhile, and waits for one that is being applied: it would leave points and a word for somebody who is gone.
 * Guilds in one order, as their rows are the first lock of a correction, too.
 */
async function holdKeysOf(tx: Db, memberId: string, here: SQL): Promise<void> {
  await tx.execute(sql`
    select 1 from guilds where exists (
      select 1 from answers a where a.guild_id = guilds.guild_id and a.member_id = ${memberId})${here}
    order by guild_id for key share of guilds`);
}

/** That somebody was thanked is theirs, and stays; the words are those of whoever gave them, also where they still wait to be read. */
async function blankThanks(tx: Db, memberId: string, guildId: string | undefined): Promise<void> {
  const here = guildId === undefined ? sql`` : sql` and t.guild_id = ${guildId}`;
  await tx.execute(sql`
    update notes n set facts = n.facts || '{"note": null}' from thanks t
    where t.actor_id = ${memberId}${here} and n.guild_id = t.guild_id and n.member_id = t.member_id
      and n.kind = 'thanked' and n.id = 'thanks:' || t.id`);
  await tx.execute(sql`update thanks t set note = null where t.actor_id = ${memberId}${here}`);
}

/** Nobody waits for this transaction, so it may take ten minutes in a large database, where answers to people get two seconds. */
export const takeYourTime = (tx: Db) =>
  tx.execute(
    sql`select set_config('statement_timeout', '600000', true), set_config('lock_timeout', '60000', true)`,
  );

/**
 * Carries out a line of the journal, in the transaction that also keeps that it is done: once for each database, whoever tries it again.
 * False when it was done already.
 */
export async function forget(db: Db, line: JournalLine, { memberId, guildId }: Deleted): Promise<boolean> {
  return db.transaction(async tx => {
    await takeYourTime(tx);
    if (!(await claimLine(tx, line, guildId))) return false;
    await removeMember(tx, memberId, guildId);
    return true;
  });
}

/** Whether this database hadn't been through the line yet; from now on it has. */
export async function claimLine(
  tx: Db,
  { id, at }: JournalLine,
  guildId: string | undefined,
): Promise<boolean> {
  const claimed = await tx
    .insert(deletionsDone)
    .values({ guildId: guildId ?? 'everywhere', id, at: new Date(at) })
    .onConflictDoNothing()
    .returning({ id: deletionsDone.id });
  return claimed.length === 1;
}
