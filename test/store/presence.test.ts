import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { showPresence, takeAlone } from '../../src/store/presence.ts';
import { restore } from '../../src/store/restore.ts';
import { makeWorld } from '../e2e/world.ts';
import { createTestDatabase } from '../support/database.ts';

async function backupOf(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-presence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'kept');
  await backUp(url, file);
  return file;
}

async function openDatabase(): Promise<string> {
  const { url, drop } = await createTestDatabase();
  onTestFinished(() => drop());
  return url;
}

/** A session that takes the database for itself if it can, until the test ends. */
function openSession(url: string) {
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return sql;
}

test('while a bot runs its database is backed up, but not restored; after its end it is', async () => {
  const world = await makeWorld('2026-11-20T09:00:00Z');
  onTestFinished(() => world.close());
  const bot = await world.start();
  const file = await backupOf(world.database.url);
  await expect(restore(world.database.url, file, { replace: true })).rejects.toThrow(
    /^A bot is running on this database\. Stop it/,
  );
  await bot.stop();
  await expect(restore(world.database.url, file, { replace: true })).resolves.toMatchObject({
    tables: expect.any(Number),
  });
});

test('bots share a database; a restore waits for the last of them', async () => {
  const url = await openDatabase();
  const file = await backupOf(url);
  const [first, second] = await Promise.all([showPresence(url), showPresence(url)]);
  await first.stop();
  await expect(restore(url, file)).rejects.toThrow(/A bot is running/);
  await second.stop();
  await restore(url, file);
});

test('a bot that is started while a restore is under way waits for its end', async () => {
  const url = await openDatabase();
  const restoring = openSession(url);
  expect(await takeAlone(restoring)).toBe(true);
  let isThere = false;
  const starting = showPresence(url).then(presence => {
    isThere = true;
    return presence;
  });
  await sleep(200);
  expect(isThere).toBe(false);
  await restoring.end();
  await (await starting).stop();
});

test('a bot whose database was restarted is there again', async () => {
  const url = await openDatabase();
  const presence = await showPresence(url);
  onTestFinished(() => presence.stop());
  const watcher = openSession(url);
  const sessions = () => watcher<{ pid: number }[]>`
    select pid from pg_stat_activity join pg_locks using (pid)
    where application_name = 'lockstep-presence' and datname = current_database()
      and locktype = 'advisory' and mode = 'ShareLock' and granted`;
  const [before] = await sessions();
  await watcher`select pg_terminate_backend(${before?.pid ?? 0})`;
  for (let tries = 0; ; tries += 1) {
    const [after] = await sessions();
    if (after && after.pid !== before?.pid) break;
    if (tries > 300) throw new Error('It did not come back.');
    await sleep(50);
  }
  expect(await takeAlone(openSession(url))).toBe(false);
});
