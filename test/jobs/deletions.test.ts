import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDeletions } from '../../src/jobs/deletions.ts';
import { createLog } from '../../src/log.ts';
import { connect } from '../../src/store/connect.ts';
import { openJournal } from '../../src/store/journal.ts';
import { replayJournal } from '../../src/store/replay.ts';
import { borrowDatabase } from '../support/bot.ts';
import { ada, fillEveryTable, hits } from '../support/every-table.ts';

async function openStage() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-deletions-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const database = await borrowDatabase();
  await fillEveryTable(database.sql);
  const said: string[] = [];
  const log = createLog('trace', { write: line => void said.push(line) });
  const now = () => new Date('2026-11-20T12:00:00Z');
  return { ...database, journal: openJournal(folder), log, now, said };
}

test('a deletion that fails at first is tried until it is done, and the log names nobody', async () => {
  const { db, sql, journal, log, now, said } = await openStage();
  let failures = 2;
  const flaky = Object.create(db, {
    transaction: {
      value: (...given: Parameters<typeof db.transaction>) => {
        failures -= 1;
        if (failures >= 0) throw Object.assign(new Error(`the database is away, ${ada}`), { code: '57P03' });
        return db.transaction(...given);
      },
    },
  }) as typeof db;
  const deletions = startDeletions({ db: flaky, journal, now, log, patienceMs: 100 });
  expect(await deletions.forget({ memberId: ada })).toBe('under-way');
  await expect.poll(() => hits(sql, ada), { timeout: 10_000 }).toEqual([]);
  expect(said).toHaveLength(2);
  expect(said.join('')).not.toContain(ada);
  await deletions.stop();
});

test('a bot that is stopped with a deletion under way finishes it at its next start', async () => {
  const { db, sql, journal, log, now } = await openStage();
  const away = connect('postgres://nobody@127.0.0.1:1/none');
  const deletions = startDeletions({ db: away.db, journal, now, log, patienceMs: 50 });
  expect(await deletions.forget({ memberId: ada })).toBe('under-way');
  await deletions.stop();
  await away.close();
  expect((await hits(sql, ada)).length).toBeGreaterThan(20);
  expect(await replayJournal(db, journal)).toMatchObject({ missing: 1, forgotten: 1 });
  expect(await hits(sql, ada)).toEqual([]);
});
