import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { describe, expect, type TestContext, test } from 'vitest';
import { seekLead } from '../../src/store/lead.ts';
import { showPresence } from '../../src/store/presence.ts';
import { createTestDatabase } from '../support/database.ts';
import { drawLine } from '../support/line.ts';

const generous = { timeout: 30_000, interval: 20 };

type Finish = TestContext['onTestFinished'];

async function openDatabase(onTestFinished: Finish) {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  return database;
}

/** A bot, as far as leading goes: what it heard, in order. */
async function startBot(onTestFinished: Finish, url: string, heard: string[] = [], name = 'it') {
  const presence = await showPresence(url);
  onTestFinished(() => presence.stop());
  const lead = await seekLead(url, {
    onGain: () => heard.push(`${name} leads`),
    onLoss: () => heard.push(`${name} leads no more`),
  });
  onTestFinished(() => lead.stop());
  return { ...lead, heard };
}

/** Ends the connections that hold the lead, as a database does that goes down. */
const cutConnections = (sql: postgres.Sql) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'lockstep-lead'`;

// Most of the time they wait, as bots do.
describe.concurrent('the lead', () => {
  test('of several bots on one database one leads, and knows how many there are; when it stops another follows', async ({
    onTestFinished,
  }) => {
    const { url } = await openDatabase(onTestFinished);
    const heard: string[] = [];
    const first = await startBot(onTestFinished, url, heard, 'the first');
    const others = await Promise.all(
      ['the second', 'the third'].map(name => startBot(onTestFinished, url, heard, name)),
    );
    expect([first, ...others].map(bot => bot.leads())).toEqual([true, false, false]);
    await expect.poll(first.running, generous).toBe(3);
    await first.stop();
    await expect.poll(() => others.filter(bot => bot.leads()).length, generous).toBe(1);
    await sleep(200);
    expect(heard).toHaveLength(2);
    expect(heard[0]).toBe('the first leads');
  });

  test('a leader whose connection breaks takes the lead again, without a break, where nobody else has it', async ({
    onTestFinished,
  }) => {
    const { url, sql } = await openDatabase(onTestFinished);
    const bot = await startBot(onTestFinished, url);
    for (let n = 0; n < 3; n += 1) {
      await cutConnections(sql);
      await expect.poll(async () => (await holders(sql)).length, generous).toBe(1);
    }
    await sleep(2_500);
    expect(bot.leads()).toBe(true);
    expect(bot.heard).toEqual(['it leads']);
  });

  test('a leader whose connection breaks gives up when another has the lead by then, and competes again', async ({
    onTestFinished,
  }) => {
    const { url, sql } = await openDatabase(onTestFinished);
    const bot = await startBot(onTestFinished, url);
    const other = postgres(url, { max: 1, onnotice: () => {} });
    onTestFinished(() => other.end({ timeout: 1 }));
    // Waits in the queue, and so has it before anybody who only looks.
    const taken = other`select pg_advisory_lock(5152603)`.then(() => true);
    await expect.poll(async () => (await waiters(sql)).length, generous).toBe(1);
    await cutConnections(sql);
    expect(await taken).toBe(true);
    await expect.poll(bot.leads, generous).toBe(false);
    await other.end();
    await expect.poll(bot.leads, generous).toBe(true);
    expect(bot.heard).toEqual(['it leads', 'it leads no more', 'it leads']);
  });

  test('a leader that is cut off gives up before another begins; the database takes the lock from it', async ({
    onTestFinished,
  }) => {
    const { url } = await openDatabase(onTestFinished);
    const heard: string[] = [];
    const line = await drawLine(Number(new URL(url).port));
    onTestFinished(() => line.close());
    const cut = new URL(url);
    cut.port = String(line.port);
    cut.hostname = '127.0.0.1';
    const first = await startBot(onTestFinished, cut.href, heard, 'the first');
    const second = await startBot(onTestFinished, url, heard, 'the second');
    await expect.poll(first.running, generous).toBe(2);
    line.fallSilent();
    await expect.poll(second.leads, generous).toBe(true);
    expect(first.leads()).toBe(false);
    expect(heard).toEqual(['the first leads', 'the first leads no more', 'the second leads']);
  });

  test('cut off from the database but alone, it goes on: nobody could take its place', async ({
    onTestFinished,
  }) => {
    const { url } = await openDatabase(onTestFinished);
    const line = await drawLine(Number(new URL(url).port));
    onTestFinished(() => line.close());
    const cut = new URL(url);
    cut.port = String(line.port);
    cut.hostname = '127.0.0.1';
    const bot = await startBot(onTestFinished, cut.href);
    line.fallSilent();
    await sleep(9_000);
    expect(bot.heard).toEqual(['it leads']);
  });

  test('who can’t do the leader’s work gives it away, and comes back later', async ({ onTestFinished }) => {
    const { url } = await openDatabase(onTestFinished);
    const bot = await startBot(onTestFinished, url);
    await bot.letGo();
    expect(bot.leads()).toBe(false);
    const other = await startBot(onTestFinished, url);
    expect(other.leads()).toBe(true);
    await other.stop();
    await expect.poll(bot.leads, generous).toBe(true);
  });

  test('a database that is away at the start is told at once', async () => {
    await expect(
      seekLead('postgres://nobody@127.0.0.1:1/nothing', { onGain() {}, onLoss() {} }),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

const holders = (sql: postgres.Sql) => locks(sql, true);
const waiters = (sql: postgres.Sql) => locks(sql, false);
const locks = (sql: postgres.Sql, granted: boolean) => sql`
  select pid from pg_locks where locktype = 'advisory' and objid = 5152603 and granted = ${granted}
    and database = (select oid from pg_database where datname = current_database())`;
