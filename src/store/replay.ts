/** The journal of deletions against this database: what it hasn't been through is carried out (docs/decisions/0030). */
import { sql } from 'drizzle-orm';
import { connect, type Db } from './connect.ts';
import { claimLine, deletedMember, forget, takeYourTime } from './deletion.ts';
import type { Deleted, Journal } from './journal.ts';
import { personalTables } from './personal-tables.ts';
import { deletionsDone } from './schema.ts';

export interface Replayed {
  /** Lines that this database hadn't been through. */
  readonly missing: number;
  /** Of those, whose person had rows here. */
  readonly forgotten: number;
  /** Lines cut off in the middle. */
  readonly unreadable: number;
}

/** Lines that would have to be carried out, but were written with another secret. */
export class JournalLocked extends Error {
  override readonly name = 'JournalLocked';
}

/**
 * Carries out every line that this database hasn't been through: those written before a process died, and after a restore those that are
 * newer than the backup. A line that was carried out is never carried out again, so that who comes back after it keeps what is new.
 * Throws `JournalLocked` with a sentence for the operator.
 */
export async function replayJournal(db: Db, journal: Journal): Promise<Replayed> {
  const { lines, unreadable } = await journal.list();
  const done = lines.length === 0 ? new Set<string>() : await listDone(db);
  const missing = lines.filter(({ id }) => !done.has(id));
  if (missing.length === 0) return { missing: 0, forgotten: 0, unreadable };

  const { canRead, whoOf } = await journal.reader();
  const locked = missing.filter(line => !canRead(line)).length;
  if (locked > 0) throw new JournalLocked(lockedWords(locked));
  const people = new Map<string, Deleted>();
  for (const { guildId, memberId } of await listPeople(db)) {
    for (const deleted of [{ memberId, guildId }, { memberId }]) people.set(whoOf(deleted), deleted);
  }
  let forgotten = 0;
  for (const line of missing) {
    const who = people.get(line.who);
    if (who) forgotten += (await forget(db, line, who)) ? 1 : 0;
    // Of whom nothing is known there is nothing to delete. Where it was doesn't stand in the line, and needn't.
    else await claimLine(db, line, line.where === 'server' ? 'unknown' : undefined);
  }
  return { missing: missing.length, forgotten, unreadable };
}

const lockedWords = (count: number): string =>
  `DATA_DIR/deletions.jsonl asks for ${count} deletion(s) that this database hasn't been through, written with another LOCKSTEP_SECRET. ` +
  'Set the secret that was used then, or bring back the file "secret" that lay beside it. The bot does not start before.';

/** The same for a database that has just been restored and that nobody has opened yet. */
export async function replayInto(url: string, journal: Journal): Promise<Replayed> {
  const { db, close } = connect(url);
  try {
    return await replayJournal(db, journal);
  } finally {
    await close();
  }
}

async function listDone(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.select({ id: deletionsDone.id }).from(deletionsDone);
  return new Set(rows.map(({ id }) => id));
}

/** Everybody who stands in any table, with each guild once. */
async function listPeople(db: Db): Promise<{ readonly guildId: string; readonly memberId: string }[]> {
  const pairs = personalTables.flatMap(({ name, hasMember, hasActor }) =>
    [...(hasMember ? ['member_id'] : []), ...(hasActor ? ['actor_id'] : [])].map(
      column => sql`select guild_id, ${sql.identifier(column)} as member_id from ${sql.identifier(name)}`,
    ),
  );
  return db.transaction(async tx => {
    await takeYourTime(tx);
    const rows = await tx.execute<{ guild_id: string; member_id: string | null }>(
      sql.join(pairs, sql` union `),
    );
    return rows.flatMap(({ guild_id: guildId, member_id: memberId }) =>
      memberId === null || memberId === deletedMember ? [] : [{ guildId, memberId }],
    );
  });
}
