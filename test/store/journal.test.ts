import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../src/store/journal.ts';
import { openSecret } from '../../src/store/secret.ts';

const ada = { memberId: '801000000000000001', guildId: '701000000000000001' };
const now = new Date('2026-11-20T12:00:00Z');

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-journal-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a line says that somebody was deleted and when; who it was is only told with the secret', async () => {
  const folder = join(await makeFolder(), 'data');
  const journal = openJournal(folder);
  expect(await journal.list()).toEqual({ lines: [], unreadable: 0 });
  const line = await journal.add(ada, now);
  await journal.add({ memberId: ada.memberId }, now);
  expect((await journal.list()).lines).toMatchObject([
    { ...line, at: '2026-11-20T12:00:00.000Z', where: 'server' },
    { where: 'everywhere' },
  ]);
  const text = await readFile(join(folder, 'deletions.jsonl'), 'utf8');
  expect(text).not.toMatch(/80100000|70100000/);
  expect(text.endsWith('\n')).toBe(true);

  const { whoOf, canRead } = await openJournal(folder).reader();
  expect(canRead(line)).toBe(true);
  expect(whoOf(ada)).toBe(line.who);
  for (const other of [{ ...ada, memberId: '2' }, { ...ada, guildId: '2' }, { memberId: ada.memberId }]) {
    expect(whoOf(other)).not.toBe(line.who);
  }
});

test('journal and secret are their owner’s alone, and nothing is made before the first deletion', async () => {
  const folder = join(await makeFolder(), 'data');
  const journal = openJournal(folder);
  await journal.list();
  await expect(readdir(folder)).rejects.toThrow(/ENOENT/);
  await journal.add(ada, now);
  expect((await readdir(folder)).sort()).toEqual(['deletions.jsonl', 'secret']);
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('a secret that is given is used and not kept; lines of another secret are told apart', async () => {
  const folder = await makeFolder();
  const line = await openJournal(folder, 'a'.repeat(32)).add(ada, now);
  expect(await readdir(folder)).toEqual(['deletions.jsonl']);
  expect((await openJournal(folder, 'a'.repeat(32)).reader()).canRead(line)).toBe(true);
  expect((await openJournal(folder, 'b'.repeat(32)).reader()).canRead(line)).toBe(false);
  expect((await openJournal(folder).reader()).canRead(line)).toBe(false);
});

test('many processes that make the secret at once all get the same', async () => {
  const folder = await makeFolder();
  const secrets = await Promise.all(Array.from({ length: 20 }, () => openSecret(folder, undefined)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await readdir(folder)).toEqual(['secret']);
});

test('a line that was cut off swallows none of those after it', async () => {
  const folder = await makeFolder();
  const file = join(folder, 'deletions.jsonl');
  const journal = openJournal(folder);
  const first = await journal.add(ada, now);
  await appendFile(file, '{"id":"torn","at":"2026-');
  const second = await journal.add(ada, now);
  await writeFile(file, `${await readFile(file, 'utf8')}\n\n`);
  expect(await journal.list()).toEqual({ lines: [first, second], unreadable: 1 });
});

test('lines that are added at once are all there', async () => {
  const folder = await makeFolder();
  const journals = [openJournal(folder), openJournal(folder)];
  const added = await Promise.all(Array.from({ length: 40 }, (_, n) => journals[n % 2]?.add(ada, now)));
  const { lines, unreadable } = await openJournal(folder).list();
  expect(unreadable).toBe(0);
  expect(lines.map(({ id }) => id).sort()).toEqual(added.map(line => line?.id).sort());
});
