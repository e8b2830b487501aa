/** Writes everything into one file, by COPY: the embedded Postgres brings no pg_dump. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import postgres from 'postgres';
import { BackupRefused, endOfRows, formatVersion, startSum } from './backup-file.ts';
import { listTables } from './catalog.ts';
import { listApplied } from './migrate.ts';

export type BackupTold = { readonly tables: number; readonly rows: number };

/** A connection for hours of COPY: none of the short time-outs that answers to people need. */
export const connectForCopy = (url: string): postgres.Sql =>
  postgres(url, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'lockstep-backup', TimeZone: 'UTC', lock_timeout: 10_000 },
  });

/**
 * Backs up all tables as they are at one instant, while the bot goes on. The file appears under its name only when it
 * is complete and on the disk, readable by its owner alone; one of that name is replaced. Throws BackupRefused when
 * there is nothing to back up, or what Postgres or the disk says: `sayTrouble` has words for it.
 */
export async function backUp(url: string, file: string): Promise<BackupTold> {
  // Found out now, and not after hours of writing.
  if ((await stat(file).catch(() => undefined))?.isDirectory()) {
    throw Object.assign(new Error('it is a folder'), { code: 'EISDIR', syscall: 'open' });
  }
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.unfinished`;
  const sql = connectForCopy(url);
  const told = { tables: 0, rows: 0 };
  try {
    await sql.begin('isolation level repeatable read read only', async tx => {
      const text = Readable.from(writeAll(tx, told));
      await pipeline(text, createGzip(), createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }));
    });
    await flush(unfinished);
    await rename(unfinished, file);
    if (process.platform !== 'win32') await flush(dirname(file));
    return told;
  } finally {
    await sql.end({ timeout: 5 });
    // Where nothing could be written there is nothing to remove either, and why is told already.
    await rm(unfinished, { force: true }).catch(() => {});
  }
}

async function* writeAll(
  sql: postgres.TransactionSql,
  told: { tables: number; rows: number },
): AsyncGenerator<string | Buffer> {
  const tables = await listTables(sql);
  if (tables.length === 0) {
    throw new BackupRefused(
      'There is nothing to back up: the database has no tables. Set DATABASE_URL or DATA_DIR to what the bot uses. No file was written.',
    );
  }
  const migrations = await listApplied(sql);
  yield `${JSON.stringify({ format: 'lockstep-backup', version: formatVersion, migrations, tables })}\n`;
  for (const table of tables) {
    yield `${JSON.stringify(table)}\n`;
    const sum = startSum();
    const rows = await sql`copy ${sql(table.table)} (${sql([...table.columns])}) to stdout`.readable();
    for await (const bytes of rows) {
      sum.add(bytes);
      yield bytes;
    }
    // A stream that ended while it held its socket back never lets go by itself, and the next query would wait for ever.
    rows._read(0);
    const counted = sum.end();
    told.tables += 1;
    told.rows += counted.rows;
    yield `${endOfRows}\n${JSON.stringify(counted)}\n`;
  }
  yield `${JSON.stringify({ end: true, tables: tables.length })}\n`;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
