import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { forget, removeMember } from '../../src/store/deletion.ts';
import { type Deleted, openJournal } from '../../src/store/journal.ts';
import { JournalLocked, replayJournal } from '../../src/store/replay.ts';
import { restore } from '../../src/store/restore.ts';
import { everyRow } from '../support/bot.ts';
import { createTestDatabase } from '../support/database.ts';
import { ada, fillEveryTable, here, hits, lee, rowsWith, there } from '../support/every-table.ts';

const now = new Date('2026-11-20T12:00:00Z');
const nothing = { missing: 0, forgotten: 0, unreadable: 0 };

/** A database with rows of ada and lee in every table, a journal, and a place for backups. */
async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-replay-'));
  const database = await createTestDatabase();
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });
  const { db, sql, url } = database;
  await fillEveryTable(sql);
  const journal = openJournal(folder);
  return {
    ...{ db, sql, url, journal, folder, database },
    /** As the bot does it: written down, then carried out. */
    async deletes(deleted: Deleted) {
      const line = await journal.add(deleted, now);
      return forget(db, line, deleted);
    },
    comesBack: () =>
      sql`insert into member_settings (guild_id, member_id, changed_at) values (${here}, ${ada}, ${now})`,
    backsUp: (name: string) => backUp(url, join(folder, name)),
    restores: (name: string) => restore(url, join(folder, name), { replace: true }),
  };
}

test('promise 7: a restored backup forgets again, everywhere and in one server', async () => {
  const { deletes, backsUp, restores, sql, db, journal } = await openStage();
  await backsUp('before');
  await deletes({ memberId: ada });
  await deletes({ memberId: lee, guildId: there });
  const after = await everyRow({ sql });

  await restores('before');
  expect((await hits(sql, ada)).length).toBeGreaterThan(20);
  expect(await replayJournal(db, journal)).toEqual({ missing: 2, forgotten: 2, unreadable: 0 });
  expect(await hits(sql, ada)).toEqual([]);
  expect(await hits(sql, lee, there)).toEqual([]);
  expect((await hits(sql, lee, here)).length).toBeGreaterThan(20);
  expect(await everyRow({ sql })).toBe(after);
  expect(await replayJournal(db, journal)).toEqual(nothing);
});

test('promise 7: who comes back after a deletion keeps what is new, at every start', async () => {
  const { deletes, comesBack, sql, db, journal } = await openStage();
  await deletes({ memberId: ada });
  await comesBack();
  for (let starts = 0; starts < 3; starts += 1) expect(await replayJournal(db, journal)).toEqual(nothing);
  expect(await hits(sql, ada)).toEqual(['member_settings: 1']);
});

test('promise 7: a backup of somebody who had come back keeps them; an older one forgets them', async () => {
  const { deletes, comesBack, backsUp, restores, sql, db, journal } = await openStage();
  await backsUp('older');
  await deletes({ memberId: ada });
  await comesBack();
  await backsUp('newer');

  await restores('newer');
  expect(await replayJournal(db, journal)).toEqual(nothing);
  expect(await hits(sql, ada)).toEqual(['member_settings: 1']);
  await restores('older');
  expect(await replayJournal(db, journal)).toMatchObject({ missing: 1, forgotten: 1 });
  expect(await hits(sql, ada)).toEqual([]);
});

test('promise 7: a process that dies after the line was written, and before the rows went, is no loss', async () => {
  const { sql, db, journal } = await openStage();
  await journal.add({ memberId: ada, guildId: here }, now);
  expect(await replayJournal(db, journal)).toMatchObject({ missing: 1, forgotten: 1 });
  expect(await hits(sql, ada, here)).toEqual([]);
  expect((await hits(sql, ada, there)).length).toBeGreaterThan(20);
});

test('several processes that start at once carry a line out once, and one that carries it out already is not disturbed', async () => {
  const { sql, db, journal, comesBack } = await openStage();
  const line = await journal.add({ memberId: ada }, now);
  const done = await Promise.all([
    forget(db, line, { memberId: ada }),
    ...[1, 2].map(async () => (await replayJournal(db, journal)).forgotten === 1),
  ]);
  expect(done.filter(Boolean)).toHaveLength(1);
  await comesBack();
  expect(await forget(db, line, { memberId: ada })).toBe(false);
  expect(await hits(sql, ada)).toEqual(['member_settings: 1']);
});

test('a line about somebody whom this database never knew is settled, too', async () => {
  const { sql, db, journal } = await openStage();
  await removeMember(db, ada);
  const ofLee = await rowsWith(sql, lee);
  await journal.add({ memberId: ada }, now);
  await journal.add({ memberId: '801000000000000099', guildId: here }, now);
  expect(await replayJournal(db, journal)).toEqual({ missing: 2, forgotten: 0, unreadable: 0 });
  expect(await replayJournal(db, journal)).toEqual(nothing);
  expect(await rowsWith(sql, lee)).toEqual(ofLee);
});

test('lines that another secret wrote stop the start, unless they are carried out already', async () => {
  const { deletes, backsUp, restores, sql, db, folder } = await openStage();
  await backsUp('before');
  await deletes({ memberId: ada });
  const other = openJournal(folder, 'another secret of this community');
  expect(await replayJournal(db, other)).toEqual(nothing);
  await restores('before');
  const before = await everyRow({ sql });
  const error = await replayJournal(db, other).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(JournalLocked);
  expect(String(error)).toMatch(/1 deletion\(s\).*Set the secret that was used then/);
  expect(await everyRow({ sql })).toBe(before);
});
