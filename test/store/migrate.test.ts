import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listApplied, MigrationsDisagree, migrate, migrationsFolder } from '../../src/store/migrate.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function keep(database: Promise<TestDatabase>): Promise<TestDatabase> {
  const { drop } = await database;
  open.push(drop);
  return database;
}

type Journal = {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
};

/** A copy of migrations/ in which a test may change things. */
async function copyMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-migrations-'));
  open.push(() => rm(folder, { recursive: true }));
  await cp(migrationsFolder(), folder, { recursive: true });
  return folder;
}

async function addMigration(folder: string, tag: string, when: number, sql: string): Promise<void> {
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as Journal;
  journal.entries.push({ idx: journal.entries.length, version: '7', when, tag, breakpoints: true });
  await writeFile(path, JSON.stringify(journal));
  await writeFile(join(folder, `${tag}.sql`), sql);
}

async function readJournal(): Promise<Journal> {
  return JSON.parse(await readFile(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')) as Journal;
}

test('a database for tests has every migration applied', async () => {
  const { sql } = await keep(createTestDatabase());
  const { entries } = await readJournal();
  expect(await listApplied(sql)).toEqual(entries.map(({ when }) => when));
});

test('the journal is in the order of time, or drizzle would skip a migration in silence', async () => {
  const times = (await readJournal()).entries.map(({ when }) => when);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

test('twelve bots that start at once on an empty database all get through', async () => {
  const { url, sql } = await keep(createEmptyDatabase());
  await Promise.all(Array.from({ length: 12 }, () => migrate(url)));
  expect(await listApplied(sql)).toHaveLength((await readJournal()).entries.length);
});

test('a database that a newer Lockstep has used is refused in words', async () => {
  const { url } = await keep(createTestDatabase());
  const newer = await copyMigrations();
  await addMigration(newer, '9999_later', 9_999_999_999_999, 'create table later (id text);');
  await migrate(url, newer);
  await expect(migrate(url)).rejects.toThrow(MigrationsDisagree);
  await expect(migrate(url)).rejects.toThrow(/newer version/);
});

test('a migration that came late to the main branch is refused, not skipped', async () => {
  const { url } = await keep(createTestDatabase());
  const late = await copyMigrations();
  await addMigration(late, '0099_overtaken', 1_000, 'create table overtaken (id text);');
  await expect(migrate(url, late)).rejects.toThrow(/would be skipped/);
});

test('a migration that fails leaves nothing behind', async () => {
  const { url, sql } = await keep(createTestDatabase());
  const broken = await copyMigrations();
  await addMigration(broken, '9998_good', 9_999_999_999_998, 'create table half_done (id text);');
  await addMigration(broken, '9999_bad', 9_999_999_999_999, 'create table bad (id no_such_type);');
  await expect(migrate(url, broken)).rejects.toThrow();
  const [row] = await sql`select to_regclass('half_done') as found`;
  expect(row?.['found']).toBeNull();
});
