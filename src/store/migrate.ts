/** Brings a database up to the tables this version of Lockstep knows, and refuses one that it doesn't understand. */
import { join } from 'node:path';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyPending } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { projectRoot } from '../root.ts';

/** The database and `migrations/` don't fit together; the message says what to do. */
export class MigrationsDisagree extends Error {
  override readonly name = 'MigrationsDisagree';
}

/** Any number, as long as every Lockstep takes the same one. */
export const lockKey = 5_152_601;

/** Where the numbered SQL files lie. */
export const migrationsFolder = (): string => join(projectRoot(), 'migrations');

/**
 * Applies what is pending in one transaction, one process at a time: drizzle takes no lock of its own.
 * Needs a direct URL: a session's advisory lock means nothing behind a transaction pooler.
 * Throws `MigrationsDisagree`, or what Postgres says.
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: folder });
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    // The connection holds the lock, so it must neither be renewed nor closed for being idle.
    max_lifetime: null,
    connection: { application_name: 'lockstep-migrate', TimeZone: 'UTC', lock_timeout: 60_000 },
  });
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    // Others may have waited a minute for their turn; a table that is in use may hold us up for ten seconds only.
    await sql`set lock_timeout = '10s'`;
    const before = await listApplied(sql);
    refuseUnknown(before, known);
    refuseOvertaken(before, known);
    await applyPending(drizzle(sql), { migrationsFolder: folder });
    const after = await listApplied(sql);
    if (after.length !== known.length) {
      throw new MigrationsDisagree(
        `After migrating, the database lists ${after.length} migrations, but the folder migrations/ holds ${known.length}.`,
      );
    }
  } finally {
    // Ending the session gives the lock back.
    await sql.end({ timeout: 5 });
  }
}

/** When each applied migration was written (its `when` in the journal, milliseconds since 1970), oldest first. */
export async function listApplied(sql: postgres.ISql): Promise<readonly number[]> {
  const [table] = await sql<{ found: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as found`;
  if (!table?.found) return [];
  const rows = await sql<{ at: string }[]>`
    select created_at::text as at from drizzle.__drizzle_migrations order by created_at`;
  return rows.map(row => Number(row.at));
}

/** Applies these migrations inside the caller's transaction, and notes them where drizzle does. */
export async function applyTo(sql: postgres.ISql, migrations: readonly MigrationMeta[]): Promise<void> {
  await sql`create schema if not exists drizzle`;
  await sql`create table if not exists drizzle.__drizzle_migrations
    (id serial primary key, hash text not null, created_at bigint)`;
  for (const migration of migrations) {
    for (const statement of migration.sql) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.hash}, ${migration.folderMillis})`;
  }
}

function refuseUnknown(applied: readonly number[], known: readonly MigrationMeta[]): void {
  const ours = new Set(known.map(migration => migration.folderMillis));
  const strange = applied.filter(at => !ours.has(at)).length;
  if (strange === 0) return;
  throw new MigrationsDisagree(
    `The database has ${strange === 1 ? 'a migration' : `${strange} migrations`} that this version of Lockstep does not know. ` +
      'It was probably used by a newer version: start that version, or restore a backup made before it.',
  );
}

/** drizzle silently skips a migration that is older than the newest applied one, as a late-merged branch brings. */
function refuseOvertaken(applied: readonly number[], known: readonly MigrationMeta[]): void {
  const newest = applied.at(-1);
  if (newest === undefined) return;
  const done = new Set(applied);
  const skipped = known.filter(({ folderMillis }) => folderMillis < newest && !done.has(folderMillis)).length;
  if (skipped === 0) return;
  throw new MigrationsDisagree(
    `${skipped === 1 ? 'A migration is' : `${skipped} migrations are`} older than what the database already has, ` +
      'and would be skipped. Generate it again, so that its "when" in migrations/meta/_journal.json is the latest.',
  );
}
