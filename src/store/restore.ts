/** Reads a backup into a database: all of it or nothing. */

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import { type BackupTold, connectForCopy } from './backup.ts';
import {
  BackupRefused,
  damaged,
  endOfRows,
  foreign,
  readEnd,
  readHeader,
  readSum,
  readTable,
  startSum,
} from './backup-file.ts';
import { listTables, resetCounters } from './catalog.ts';
import { applyTo, listApplied, lockKey, migrate, migrationsFolder } from './migrate.ts';
import { takeAlone } from './presence.ts';

export type RestoreOptions = {
  /** Overwrite what the database holds. Without it, a database that holds any row is refused. */
  readonly replace?: boolean;
  readonly migrations?: string;
};

/**
 * Restores into an empty database, or one with no newer tables than the backup's, in one transaction; what this version
 * of Lockstep has migrated since the backup is applied afterwards. Refuses while a bot runs on that database, and keeps one
 * that starts meanwhile waiting. Throws BackupRefused, or what Postgres or the disk says: `sayTrouble` has words for it.
 */
export async function restore(url: string, file: string, options: RestoreOptions = {}): Promise<BackupTold> {
  const folder = options.migrations ?? migrationsFolder();
  const known = readMigrationFiles({ migrationsFolder: folder });
  const sql = connectForCopy(url);
  try {
    if (!(await takeAlone(sql))) {
      throw new BackupRefused(
        'A bot is running on this database. Stop it, and every other that shares the database; then restore again.',
      );
    }
    const told = await sql.begin(async tx => {
      await tx`select pg_advisory_xact_lock(${lockKey})`;
      return readInto(tx, file, known, options.replace ?? false);
    });
    await migrate(url, folder);
    return told;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Looks at the beginning of the file alone. Throws BackupRefused when it is no backup that this version reads, or what the disk says. */
export async function checkBackup(file: string): Promise<void> {
  const lines = readLines(file);
  try {
    readHeader(await nextLine(lines));
  } finally {
    await lines.return(undefined);
  }
}

async function readInto(
  sql: postgres.TransactionSql,
  file: string,
  known: readonly MigrationMeta[],
  replace: boolean,
): Promise<BackupTold> {
  const lines = readLines(file);
  try {
    const header = readHeader(await nextLine(lines));
    if (!replace) await refuseRows(sql);
    await levelWith(sql, header.migrations, known);

    const here = new Map((await listTables(sql)).map(({ table, columns }) => [table, new Set(columns)]));
    if (here.size > 0) await sql`truncate ${sql([...here.keys()])}`;
    let rows = 0;
    for (const told of header.tables) {
      const { table, columns } = readTable(await nextLine(lines));
      const there = here.get(table);
      if (table !== told.table || !there || !columns.every(column => there.has(column))) throw damaged();
      rows += await copyIn(sql, table, columns, lines);
    }
    if (readEnd(await nextLine(lines)).tables !== header.tables.length) throw damaged();
    await resetCounters(sql);
    return { tables: header.tables.length, rows };
  } finally {
    await lines.return(undefined);
  }
}

async function refuseRows(sql: postgres.TransactionSql): Promise<void> {
  for (const { table } of await listTables(sql)) {
    const [found] = await sql`select 1 from ${sql(table)} limit 1`;
    if (found === undefined) continue;
    throw new BackupRefused(
      'The database already holds rows. Add --replace to overwrite all of them with the backup.',
    );
  }
}

/** Brings the tables to where they were when the backup was written. */
async function levelWith(
  sql: postgres.TransactionSql,
  wanted: readonly number[],
  known: readonly MigrationMeta[],
): Promise<void> {
  const prefix = known.slice(0, wanted.length);
  if (prefix.length < wanted.length || prefix.some(({ folderMillis }, i) => folderMillis !== wanted[i])) {
    throw new BackupRefused(
      'This backup was written by a newer version of Lockstep: restore it with that version.',
    );
  }
  const applied = await listApplied(sql);
  if (applied.some((at, i) => at !== wanted[i])) {
    throw new BackupRefused(
      'The database has newer tables than this backup. Restore into an empty database: ' +
        'the rest is brought up to date by itself.',
    );
  }
  await applyTo(sql, prefix.slice(applied.length));
}

/** Copies the rows that come next, up to their end, and holds them against their sum. */
async function copyIn(
  sql: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  lines: Lines,
): Promise<number> {
  const sum = startSum();
  let ended = false;
  const into = await sql`copy ${sql(table)} (${sql([...columns])}) from stdin`.writable();
  into.on('error', () => {});
  try {
    for (let line = await lines.next(); !line.done && !ended; ) {
      ended = line.value.length === endOfRows.length + 1 && line.value.toString().startsWith(endOfRows);
      if (ended) break;
      sum.add(line.value);
      if (!into.write(line.value)) await once(into, 'drain');
      line = await lines.next();
    }
  } catch (error) {
    // Postgres waits for more rows until it is told that none will come.
    into.destroy(error instanceof Error ? error : new Error('The file could not be read.'));
    throw error;
  }
  into.end();
  await setImmediate();
  // The stream never tells that Postgres refused a row; the next query of the transaction does, by failing.
  await sql`select 1`.catch(cause => {
    throw damaged(cause);
  });
  const counted = sum.end();
  const told = ended ? readSum(await nextLine(lines)) : undefined;
  if (told?.sha256 !== counted.sha256 || told.rows !== counted.rows) throw damaged();
  return counted.rows;
}

/** Bytes; with every table and column named it is a hundredth of that. */
const longestHeader = 1024 * 1024;

type Lines = AsyncGenerator<Buffer, void, undefined>;

/** The unpacked file, line by line, each with its line end. */
async function* readLines(file: string): Lines {
  const packed = createReadStream(file);
  const text = packed.pipe(createGunzip());
  packed.on('error', error => text.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  let isBegun = false;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10)) {
        isBegun = true;
        yield bytes.subarray(0, at + 1);
        bytes = bytes.subarray(at + 1);
      }
      rest = bytes;
      // A first line without end is none of ours, and must not fill the memory.
      if (!isBegun && rest.length > longestHeader) throw foreign();
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code?.startsWith('Z_')) throw error;
    throw isBegun ? damaged(error) : foreign(error);
  } finally {
    packed.destroy();
  }
}

async function nextLine(lines: Lines): Promise<string | undefined> {
  const { value, done } = await lines.next();
  return done ? undefined : value.toString();
}
