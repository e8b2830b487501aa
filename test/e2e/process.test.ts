import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { type LocalDiscord, startLocalDiscord } from '../../local-discord/start.ts';
import { projectRoot } from '../../src/root.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { until } from './world.ts';

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Process {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

/** `npm start` without npm, in an empty folder, on nothing but the given settings. */
async function start(settings: Record<string, string>): Promise<Process> {
  const folder = await temporaryFolder();
  const main = join(projectRoot(), 'bin', 'lockstep.ts');
  const loader = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', loader, main], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), DATA_DIR: join(folder, 'data'), ...settings },
  });
  let said = '';
  child.stdout.on('data', chunk => (said += String(chunk)));
  child.stderr.on('data', chunk => (said += String(chunk)));
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  cleanUps.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, said: () => said, ended };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-process-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function discordFor(token: string): Promise<LocalDiscord> {
  const discord = await startLocalDiscord({ token, now: new Date('2026-11-20T09:00:00Z') });
  cleanUps.push(() => discord.close());
  return discord;
}

async function database(): Promise<TestDatabase> {
  const made = await createTestDatabase();
  cleanUps.push(() => made.drop());
  return made;
}

test('bad settings are all told at once, in words, without their values', async () => {
  const bot = await start({
    DISCORD_TOKEN: 'canary-token',
    HTTP_PORT: 'canary-port',
    DATABASE_URL: 'canary-url',
  });
  expect(await bot.ended).toBe(78);
  for (const name of ['DISCORD_TOKEN', 'HTTP_PORT', 'DATABASE_URL']) expect(bot.said()).toContain(name);
  expect(bot.said()).not.toContain('canary');
});

test('on a Postgres of its own the bot starts, stops on a signal with 0, leaves nothing running, and starts again', async () => {
  const discord = await discordFor('local.process');
  const data = await temporaryFolder();
  const settings = {
    DISCORD_TOKEN: 'local.process',
    DISCORD_API_URL: discord.api,
    LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
    DATA_DIR: data,
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const bot = await start(settings);
    await until(async () => bot.said().includes('Invite it to a server'), 'the invite link');
    expect(bot.said()).toContain('scope=bot+applications.commands&permissions=68608');
    const port = /localhost:(\d+)/.exec(bot.said())?.[1] ?? '';
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      expect.objectContaining({ database: true, gateway: true }),
    ]);

    const postmaster = join(data, 'postgres', 'data', 'postmaster.pid');
    const pid = Number((await readFile(postmaster, 'utf8')).split('\n')[0]);
    bot.child.kill(signal);
    expect(await bot.ended).toBe(0);
    await until(async () => !isRunning(pid), 'Postgres to be gone');
    expect(existsSync(postmaster)).toBe(false);
  }
});

test('a token that Discord refuses is said so; the wait before the end can be cut short', async () => {
  const discord = await discordFor('local.right');
  const { url } = await database();
  const bot = await start({ DISCORD_TOKEN: 'local.wrong', DISCORD_API_URL: discord.api, DATABASE_URL: url });
  await until(async () => bot.said().includes('Discord refuses this token'), 'a sentence about the token');
  expect(bot.child.exitCode).toBeNull();
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(78);
  expect(bot.said()).not.toContain('local.wrong');
});

test('a session that Discord ends for good ends the process too, instead of leaving it silent', async () => {
  const discord = await discordFor('local.once');
  const { url } = await database();
  const bot = await start({ DISCORD_TOKEN: 'local.once', DISCORD_API_URL: discord.api, DATABASE_URL: url });
  await until(async () => bot.said().includes('Invite it to a server'), 'the start');
  // The same address now belongs to a Discord that knows another token: reconnecting ends with 4004.
  const port = Number(new URL(discord.api).port);
  await discord.close();
  const other = await startLocalDiscord({ token: 'local.other', port });
  cleanUps.push(() => other.close());
  await until(async () => bot.said().includes('Discord refuses this token'), 'a sentence about the token');
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(78);
});

test('a curriculum with a fault does not start: the file, the line and the remedy are told', async () => {
  const folder = await temporaryFolder();
  await cp(join(projectRoot(), 'curriculum'), folder, { recursive: true });
  const lesson = join(folder, 'lessons', 'db', 'acid.md');
  await writeFile(lesson, (await readFile(lesson, 'utf8')).replace('level:', 'lvl:'));
  const bot = await start({
    DISCORD_TOKEN: 'local.any',
    DISCORD_API_URL: 'http://127.0.0.1:9/api',
    CURRICULUM_DIR: folder,
  });
  expect(await bot.ended).toBe(78);
  expect(bot.said()).toMatch(/lessons\/db\/acid\.md:\d+ {2}/);
});

test('under a load of commands a stop still ends with 0, and every post is delivered once after the next start', async () => {
  const discord = await discordFor('local.load');
  const { url, sql } = await database();
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Hall', bot: true });
  const channel = guild.channels[0]?.id ?? '';
  const settings = {
    DISCORD_TOKEN: 'local.load',
    DISCORD_API_URL: discord.api,
    LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
    DATABASE_URL: url,
  };
  const bot = await start(settings);
  await until(async () => bot.said().includes('Invite it'), 'the start');
  for (let i = 0; i < 8; i += 1) {
    const options = { name: `Cohort ${i}`, pathway: 'infrastructure', channel, start: '2026-11-23' };
    await startCohort(control, { as: guild.ownerId, channel, options });
  }
  await control.setFaults({ latencyMs: [50, 150] });
  await control.moveTo('2026-11-23T09:00:00Z');
  const load = Promise.allSettled(
    Array.from({ length: 40 }, () => control.command({ as: guild.ownerId, channel, name: 'lesson' })),
  );
  bot.child.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
  await load;
  await control.clearFaults();

  const next = await start(settings);
  await until(async () => next.said().includes('Invite it'), 'the second start');
  await until(
    async () => (await sql`select 1 from deliveries where state = 'sent'`).length === 8,
    'eight posts',
  );
  const ids = (await sql<{ id: string }[]>`select id from deliveries where lane = 'plan'`).map(row => row.id);
  const seen = JSON.stringify(await control.messages(channel, guild.ownerId));
  for (const id of ids) expect(seen.split(`today:read:${id}`)).toHaveLength(2);
}, 60_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
