import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { listTables } from '../../src/store/catalog.ts';
import { restore } from '../../src/store/restore.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

const open: TestDatabase[] = [];
let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockstep-backup-'));
  file = join(folder, 'kept.gz');
});
afterEach(async () => {
  for (const { drop } of open.splice(0)) await drop();
  await rm(folder, { recursive: true });
});

async function keep(database: Promise<TestDatabase>): Promise<TestDatabase> {
  open.push(await database);
  return database;
}

const awkward = 'tab\t, line\nend, \\. alone:\n\\.\nback\\slash, "quotes", 日本 🎉, \\N';

/** A migrated database with rows that are hard to write down, and a table that no migration knows. */
async function fill(): Promise<TestDatabase> {
  const database = await keep(createTestDatabase());
  const { sql } = database;
  await sql`insert into guilds (guild_id, zone, added_at) values ('1', ${awkward}, '2026-03-04T05:06:07.123456Z')`;
  await sql`create table "Later ones" (
    id bigint generated always as identity primary key,
    "guild id" text references guilds,
    twice bigint generated always as (id * 2) stored, note text)`;
  await sql`create table a_child (of bigint references "Later ones", raw bytea, tags text[])`;
  await sql`insert into "Later ones" ("guild id", note)
    select '1', case when n % 3 = 0 then null else 'note ' || n end from generate_series(1, 5000) n`;
  await sql`insert into a_child values (7, '\\x00ff0a', '{"a b",NULL,"c\\\\d"}')`;
  return database;
}

/** Tables that no migration makes must be there before their rows come. */
async function makeTarget(): Promise<TestDatabase> {
  const target = await fill();
  await target.sql`truncate guilds, "Later ones", a_child restart identity`;
  return target;
}

async function readAll({ sql }: TestDatabase): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const { table } of await listTables(sql)) {
    all[table] = await sql`select t::text as row from ${sql(table)} t order by 1`;
  }
  return all;
}

test('what was backed up comes back, to the byte', async () => {
  const source = await fill();
  const told = await backUp(source.url, file);
  const target = await makeTarget();
  expect(await restore(target.url, file)).toEqual(told);
  expect(told.rows).toBe(5002);
  expect(await readAll(target)).toEqual(await readAll(source));
});

test('after a restore, new rows get numbers that nobody has', async () => {
  await backUp((await fill()).url, file);
  const { sql, url } = await makeTarget();
  await restore(url, file);
  const [row] = await sql`insert into "Later ones" (note) values ('new') returning id::int`;
  expect(row).toEqual({ id: 5001 });
});

test('an empty database gets its tables from the migrations first', async () => {
  const source = await keep(createTestDatabase());
  await source.sql`insert into guilds (guild_id, added_at) values ('1', '2026-03-04T05:06:07Z')`;
  await backUp(source.url, file);
  const target = await keep(createEmptyDatabase());
  await restore(target.url, file);
  expect(await readAll(target)).toEqual(await readAll(source));
});

test('rows are overwritten only when that is asked for', async () => {
  const source = await fill();
  await backUp(source.url, file);
  await source.sql`update guilds set zone = 'changed'`;
  await expect(restore(source.url, file)).rejects.toThrow(/--replace/);
  expect(await source.sql`select zone from guilds`).toEqual([{ zone: 'changed' }]);
  await restore(source.url, file, { replace: true });
  expect(await source.sql`select zone from guilds`).toEqual([{ zone: awkward }]);
});

test.each([
  ['a changed letter in a row', (text: string) => text.replace('note 4000', 'note 4001')],
  ['a lost row', (text: string) => text.replace(/^7\t.*\n/m, '')],
  ['a row with too many columns', (text: string) => text.replace('note 4000', 'note\t4000')],
  ['a lost end', (text: string) => text.slice(0, text.lastIndexOf('{"end"'))],
  ['no more than a beginning', (text: string) => text.slice(0, text.indexOf('note 4000'))],
  ['another header', () => 'PGDMP'],
])('a file with %s is noticed, and nothing of it stays', async (_name, spoil) => {
  await backUp((await fill()).url, file);
  const text = gunzipSync(await readFile(file)).toString();
  expect(spoil(text)).not.toBe(text);
  await writeFile(file, gzipSync(spoil(text)));
  const target = await makeTarget();
  const before = await readAll(target);
  await expect(restore(target.url, file)).rejects.toThrow();
  expect(await readAll(target)).toEqual(before);
});

test('a file cut short by a full disk is refused in words', async () => {
  await backUp((await fill()).url, file);
  const bytes = await readFile(file);
  await writeFile(file, bytes.subarray(0, bytes.length / 2));
  const target = await makeTarget();
  await expect(restore(target.url, file)).rejects.toThrow(/damaged/);
});

test('a backup from a newer Lockstep is refused in words', async () => {
  const source = await keep(createTestDatabase());
  await source.sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)`;
  await backUp(source.url, file);
  const target = await keep(createTestDatabase());
  await expect(restore(target.url, file)).rejects.toThrow(/newer version of Lockstep/);
});

test('the file is its owner’s alone, and a backup that failed leaves none', async () => {
  const source = await keep(createTestDatabase());
  await backUp(source.url, file);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await rm(file);
  await expect(backUp('postgres://nobody@127.0.0.1:1/none', file)).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});
