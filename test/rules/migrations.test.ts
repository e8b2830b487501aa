import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { borrowDatabase } from '../support/bot.ts';

const root = projectRoot();
interface Journal {
  readonly entries: readonly { readonly idx: number; readonly when: number; readonly tag: string }[];
}
const journal = JSON.parse(readFileSync(join(root, 'migrations/meta/_journal.json'), 'utf8')) as Journal;

test('the migrations make exactly the tables that the schema describes', () => {
  // drizzle-kit takes folders from where it runs, and would write: so a copy, inside the project.
  mkdirSync(join(root, 'dist'), { recursive: true });
  const copy = mkdtempSync(join(root, 'dist', 'drift-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(join(root, 'migrations'), copy, { recursive: true });
  const before = readdirSync(copy, { recursive: true }).sort();
  const kit = join(root, 'node_modules/drizzle-kit/bin.cjs');
  const out = relative(root, copy);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [kit, 'generate', '--dialect', 'postgresql', '--schema', './src/store/schema.ts', '--out', out],
    { cwd: root, encoding: 'utf8', timeout: 60_000 },
  );
  expect(`${stdout}${stderr}`).toContain('No schema changes');
  expect(readdirSync(copy, { recursive: true }).sort()).toEqual(before);
});

test('migrations come one after another: their numbers and times only rise, and each has its file', () => {
  const files = readdirSync(join(root, 'migrations')).filter(name => name.endsWith('.sql'));
  expect(journal.entries.map(({ tag }) => `${tag}.sql`)).toEqual(files.sort());
  for (const [place, { idx, when, tag }] of journal.entries.entries()) {
    expect.soft(idx).toBe(place);
    expect.soft(tag).toMatch(new RegExp(`^${String(place).padStart(4, '0')}_[a-z0-9-]+$`));
    expect.soft(when).toBeGreaterThan(journal.entries[place - 1]?.when ?? 0);
  }
});

test('what may hold only certain words says so in a CHECK, and ids of Discord are text', async () => {
  const { sql } = await borrowDatabase();
  const enums = await sql`select typname from pg_type where typtype = 'e'`;
  expect(enums).toEqual([]);
  const free = await sql<{ name: string }[]>`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name in ('state', 'verdict')
      and not exists (select 1 from pg_constraint k join pg_class r on r.oid = k.conrelid
        where k.contype = 'c' and r.relname = c.table_name and pg_get_constraintdef(k.oid) like '%' || c.column_name || '%')`;
  expect(free.map(({ name }) => name)).toEqual([]);
  const ids = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name ~ '(^|_)id$' and data_type <> 'text'`;
  expect(ids.map(({ name }) => name)).toEqual([]);
});
