/** `npm run backup` and `npm run restore` as somebody types them, with files and databases that are not what they should be. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { backUp } from '../../src/store/backup.ts';
import { sayForgotten, sayTrouble } from '../../src/store/backup-words.ts';
import { forget } from '../../src/store/deletion.ts';
import { openJournal } from '../../src/store/journal.ts';
import { everyRow } from '../support/bot.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';

const nowhere = 'postgres://canary:canary@127.0.0.1:1/none';

interface Ending {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Without npm, in a folder of its own, on nothing but the given settings. */
function run(command: string, cwd: string, env: Record<string, string>, ...words: string[]): Promise<Ending> {
  const program = join(projectRoot(), 'bin', `${command}.ts`);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, ...words], {
    cwd,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), ...env },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', chunk => (out += String(chunk)));
  child.stderr.on('data', chunk => (err += String(chunk)));
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise(resolve => child.once('close', code => resolve({ code, out, err })));
}

/** A database with a row in it, its backup, and files that are none. */
async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-commands-'));
  const database = await createTestDatabase();
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  await database.sql`insert into guilds (guild_id, added_at, zone)
    select n, '2026-03-04T05:06:07Z', md5(n::text) from generate_series(1, 3000) n`;
  const whole = join(folder, 'whole');
  await backUp(database.url, whole);
  const bytes = await readFile(whole);
  await writeFile(join(folder, 'cut'), bytes.subarray(0, bytes.length - 2000));
  await writeFile(join(folder, 'empty'), '');
  await writeFile(join(folder, 'letter.txt'), 'Dear Ada,\n');
  await writeFile(join(folder, 'other.gz'), gzipSync('PGDMP of another program\n'));
  await mkdir(join(folder, 'folder'));
  return { folder, database, bytes };
}

/** One line that people can read, and that holds no secret. */
function expectWords({ code, out, err }: Ending, what: RegExp): void {
  expect.soft(err).toMatch(what);
  expect.soft(err.trim().split('\n')).toHaveLength(1);
  expect.soft(err).toMatch(/\.\n$/);
  expect.soft(err).not.toMatch(/canary|\bat \S+:\d+|Error/);
  expect.soft({ code, out }).toEqual({ code: 1, out: '' });
}

test('a restore from what is no whole backup says what to do, and nothing is lost', async () => {
  const { folder, database } = await openStage();
  const before = await everyRow(database);
  const settings = { DATABASE_URL: database.url };
  const cases: [string, RegExp][] = [
    ['absent', /^There is no file absent\. Name one .* Nothing was restored/],
    ['folder', /^folder is a folder\. Name a file in it/],
    ['empty', /is not a backup of Lockstep.*nothing was restored\. Name one/],
    ['letter.txt', /is not a backup of Lockstep.*nothing was restored\. Name one/],
    ['other.gz', /is not a backup of Lockstep.*nothing was restored\. Name one/],
    ['cut', /damaged or was cut short; nothing was restored\. Take another/],
    ['whole', /already holds rows.*--replace/],
  ];
  for (const [file, words] of cases) {
    const replace = file === 'whole' ? [] : ['--replace'];
    expectWords(await run('restore', folder, settings, file, ...replace), words);
    expect.soft(await everyRow(database), file).toBe(before);
  }
  expect(await run('restore', folder, settings)).toMatchObject({ code: 64 });
});

test('a backup that can’t be written says what to do, and leaves the older one alone', async () => {
  const { folder, database, bytes } = await openStage();
  const empty = await createEmptyDatabase();
  onTestFinished(() => empty.drop());
  const settings = { DATABASE_URL: database.url };
  expectWords(
    await run('backup', folder, settings, 'no/such/file'),
    /^There is no folder in which .* Make it/,
  );
  expectWords(await run('backup', folder, settings, 'letter.txt/file'), /^There is no folder in which/);
  expectWords(await run('backup', folder, settings, 'folder'), /^folder is a folder\. Name a file in it/);
  expectWords(await run('backup', folder, { DATABASE_URL: nowhere }, 'whole'), /does not answer\. Check/);
  expectWords(await run('backup', folder, { DATABASE_URL: 'canary' }, 'whole'), /must look like postgres:/);
  expectWords(await run('backup', folder, { DATABASE_URL: empty.url }, 'whole'), /nothing to back up/);
  // In a folder in which no bot ever ran, an empty backup must not take the place of a good one.
  expectWords(
    await run('backup', folder, { DATA_DIR: 'data' }, 'whole'),
    /no data in .*postgres yet\. Set DATA_DIR/,
  );
  expect(await readFile(join(folder, 'whole'))).toEqual(bytes);
  expect((await readdir(folder)).sort()).toEqual(
    ['cut', 'empty', 'folder', 'letter.txt', 'other.gz', 'whole'].sort(),
  );

  const missing = await run('restore', folder, { DATA_DIR: 'data' }, 'absent');
  expectWords(missing, /^There is no file absent/);
  expect(await readdir(folder)).not.toContain('data');
});

test('promise 7: whoever was deleted after the backup is forgotten again by the restore, and without the secret it says so', async () => {
  const { folder, database } = await openStage();
  const { sql, db, url } = database;
  for (const member of ['ada', 'lee']) {
    await sql`insert into member_settings (guild_id, member_id, changed_at) values ('1', ${member}, '2026-03-04T05:06:07Z')`;
  }
  await backUp(url, join(folder, 'whole'));
  const journal = openJournal(join(folder, 'data'));
  const line = await journal.add({ memberId: 'ada' }, new Date('2026-03-05T00:00:00Z'));
  await forget(db, line, { memberId: 'ada' });

  const settings = { DATABASE_URL: url, DATA_DIR: 'data' };
  const left = async () => (await sql`select member_id from member_settings`).map(row => row.member_id);
  const locked = { ...settings, LOCKSTEP_SECRET: 'another secret of this community' };
  expect(await run('restore', folder, locked, 'whole', '--replace')).toMatchObject({
    code: 1,
    out: expect.stringMatching(/rows of \d+ tables were restored/),
    err: expect.stringMatching(
      /^DATA_DIR\/deletions\.jsonl asks for 1 deletion.*Set the secret that was used then/,
    ),
  });
  expect(await left()).toEqual(['ada', 'lee']);
  expect(await run('restore', folder, settings, 'whole', '--replace')).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /were restored from whole\.\nDeletions made again: 1, newer than the backup, from data\/deletions\.jsonl\.\n$/,
    ),
    err: '',
  });
  expect(await left()).toEqual(['lee']);
  // Nobody is left to believe that all is forgotten.
  expect(
    await run('restore', folder, { ...settings, DATA_DIR: 'fresh' }, 'whole', '--replace'),
  ).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /\nThere is no journal of deletions \(fresh\/deletions\.jsonl\)\. If anybody was deleted/,
    ),
    err: '',
  });
  expect(sayForgotten('data', 0)).toContain('Deletions made again: none.');
});

test('rights, full disks, wrong passwords and busy databases have sentences of their own', () => {
  const disk = (code: string) => Object.assign(new Error('x'), { code, syscall: 'open' });
  const database = (code: string) => Object.assign(new Error('x'), { code });
  const said = (error: unknown) => [
    sayTrouble(error, 'backup', 'kept'),
    sayTrouble(error, 'restore', 'kept'),
  ];
  for (const code of ['EACCES', 'EPERM', 'EROFS']) {
    expect
      .soft(said(disk(code)))
      .toEqual([
        expect.stringMatching(/kept can't be written by this account\. Give it the right/),
        expect.stringMatching(/kept can't be read by this account\. Give it the right/),
      ]);
  }
  const table: [unknown, RegExp][] = [
    [disk('ENOSPC'), /no room left for kept\. Make room/],
    [database('28P01'), /lets us in: check the name, the user and the password/],
    [database('3D000'), /lets us in: check the name/],
    [database('55P03'), /Somebody else is at work.*Try again/],
    [database('53100'), /database has no room left\. Make room/],
    [database('57P03'), /does not answer\. Check/],
    [disk('ECONNREFUSED'), /does not answer\. Check/],
    [new Error('something new\nwith a second line'), /failed: something new\. If that says nothing/],
    ['just a string', /failed: just a string\./],
  ];
  for (const [error, words] of table) {
    const [backup, restore] = said(error);
    expect.soft(backup).toMatch(words);
    expect.soft(backup).toMatch(/No backup was written; one of that name is as it was\.$/);
    expect.soft(restore).toMatch(/Nothing was restored; the database is as it was\.$/);
  }
});
