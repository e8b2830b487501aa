import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { examine } from '../../bin/doctor/examine.ts';
import { lineOf } from '../../bin/doctor/finding.ts';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { projectRoot } from '../../src/root.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts';
import { planOfLessons } from '../support/plans.ts';

const token = 'local.doctor';
const viewChannel = '1024';
const sendMessages = '2048';
const readHistoryAndPin = String(2n ** 16n + 2n ** 51n);

async function openWorld() {
  const database = await createTestDatabase();
  const discord = await startLocalDiscord({ token });
  onTestFinished(async () => {
    await discord.close();
    await database.drop();
  });
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: discord.api, DATABASE_URL: database.url };
  return {
    ...{ control, guild, discord, env, sql: database.sql },
    /** A cohort in a channel of its own, whose id is answered. */
    async addCohort(name: string, more: { readonly hasThreads?: boolean; readonly hasPins?: boolean } = {}) {
      const channel = await control.addChannel(guild.id, { name: name.toLowerCase() });
      const start = asStudyDay('2026-11-23');
      await addCohort(database.db, {
        cohort: {
          ...{ guildId: guild.id, id: name, name, pathwayId: 'any', channelId: channel.id, roleId: null },
          ...{ zone: 'Europe/Rome', postTime: '09:00', startDay: start, nextDueAt: null, ...more },
          createdAt: new Date('2026-11-20T12:00:00Z'),
        },
        ...planOfLessons({ start, lessons: [{ lessonId: 'any', nodeId: 'any' }] }),
        actorId: guild.ownerId,
      });
      return channel.id;
    },
    lines: async (more: Record<string, string | undefined> = {}) =>
      (await examine({ ...env, ...more })).map(lineOf),
  };
}

const not = (state: string) => (line: string) => !line.startsWith(state);

test('where everything is well the doctor says so, a line for each thing', async () => {
  const world = await openWorld();
  await world.addCohort('Autumn', { hasThreads: true });
  const lines = await world.lines();
  expect(lines.filter(not('ok'))).toEqual([]);
  for (const about of [
    'Settings',
    'Curriculum',
    'Token',
    'Intents',
    'Gateway',
    'Database',
    'Migrations',
    'Clocks',
    'Time zones',
    'Cohort “Autumn”',
  ]) {
    expect.soft(lines.filter(line => line.includes(`${about}:`)).length, about).toBeGreaterThan(0);
  }
  expect(lines.join('\n')).not.toContain(token);
});

test('a missing permission is named, with the channel, the cohort and where to give it', async () => {
  const world = await openWorld();
  const { control, guild } = world;
  const silent = await world.addCohort('Silent');
  await control.setOverwrite(silent, guild.id, { type: 0, deny: sendMessages });
  const hidden = await world.addCohort('Hidden');
  await control.setOverwrite(hidden, guild.id, { type: 0, deny: viewChannel });
  const forgetful = await world.addCohort('Forgetful', { hasPins: true });
  await control.setOverwrite(forgetful, guild.id, { type: 0, deny: readHistoryAndPin });
  const gone = await world.addCohort('Gone');
  await control.removeChannel(gone);
  // Denied to everyone and given back to the bot: nothing is missing.
  const own = await world.addCohort('Own');
  await control.setOverwrite(own, guild.id, { type: 0, deny: sendMessages });
  const { guilds } = await control.world();
  const itself = guilds[0]?.members.find(member => member.bot)?.id ?? '';
  await control.setOverwrite(own, itself, { type: 1, allow: sendMessages });

  const lines = (await world.lines()).filter(line => line.includes('Cohort'));
  const of = (name: string) => lines.find(line => line.includes(`“${name}”:`)) ?? '';
  expect(of('Silent')).toMatch(
    /^problem .*#silent of “Study Hall” the bot lacks Send Messages\. Give it: Channel Settings/,
  );
  expect(of('Hidden')).toMatch(/^problem .*lacks View Channel/);
  expect(of('Forgetful')).toMatch(/^problem .*lacks Read Message History, Pin Messages\./);
  expect(of('Gone')).toMatch(/^problem .*is gone\. Choose another with \/cohort edit\./);
  expect(of('Own')).toMatch(/^ok /);
});

test('each thing that is wrong is a problem with its remedy, and no secret is in its words', async () => {
  const world = await openWorld();
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'resources.yml'), '- id: Bad Id\n');
  const cases = [
    [{ DISCORD_TOKEN: 'canary', DATABASE_URL: 'canary' }, /Settings: DISCORD_TOKEN does not look like/],
    [{ DISCORD_TOKEN: 'local.canary' }, /Token: Discord refuses it\. Make a new one/],
    [
      { DISCORD_API_URL: 'http://127.0.0.1:1/api' },
      /Discord: DISCORD_API_URL names a server that doesn’t answer/,
    ],
    [{ CURRICULUM_DIR: folder }, /Curriculum: .*resources\.yml/],
    [{ DATABASE_URL: 'postgres://me:canary@127.0.0.1:1/x' }, /Database: .*doesn’t answer \(ECONNREFUSED\)/],
    [{ DATABASE_URL: world.env.DATABASE_URL.replace(/[^/]*$/, 'none') }, /Database: .*lets us in \(3D000\)/],
  ] as const;
  for (const [more, wanted] of cases) {
    const problems = (await world.lines(more)).filter(line => line.startsWith('problem'));
    expect.soft(problems.join('\n'), JSON.stringify(more)).toMatch(wanted);
    expect.soft(problems.join('\n')).not.toContain('canary');
  }
});

test('pending migrations, unknown zones and a clock that is wrong are told; nothing is changed', async () => {
  const world = await openWorld();
  const empty = await createEmptyDatabase();
  onTestFinished(() => empty.drop());
  const fresh = await world.lines({ DATABASE_URL: empty.url });
  expect(fresh.join('\n')).toMatch(
    /warning +Migrations: \d+ to come; the next start of the bot applies them/,
  );
  expect(await empty.sql`select 1 from pg_tables where schemaname in ('public', 'drizzle')`).toHaveLength(0);

  await world.addCohort('Autumn');
  await world.sql`update cohorts set zone = 'Mars/Olympus'`;
  await world.control.advance(3 * 3_600_000);
  const lines = (await world.lines()).join('\n');
  expect(lines).toMatch(/problem +Time zones: cohort “Autumn” is in Mars\/Olympus/);
  expect(lines).toMatch(/problem +Clocks: the database’s clock is 3 h behind Discord’s/);
  const moved = await world.lines({ LOCKSTEP_CLOCK_URL: `${world.discord.control}/clock` });
  expect(moved.filter(line => line.includes('Clocks:')).filter(not('ok'))).toEqual([]);
});

test('it is a command: it ends with 1 when there is a problem, and with 0 when there is none', async () => {
  const world = await openWorld();
  const run = async (more: Record<string, string>) => {
    const loader = import.meta.resolve('tsx');
    const args = ['--import', loader, join(projectRoot(), 'bin', 'doctor.ts')];
    const env = { PATH: process.env.PATH, ...world.env, ...more };
    return promisify(execFile)(process.execPath, args, { cwd: tmpdir(), env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    );
  };
  const well = await run({});
  expect([well.code, well.stdout.trim().split('\n').at(-1)]).toEqual([0, 'Everything is well.']);
  const ill = await run({ DISCORD_TOKEN: 'local.wrong' });
  expect([ill.code, ill.stdout.trim().split('\n').at(-1)]).toEqual([1, '1 problem, no warnings.']);
});
