/** Several processes on one database: one leads, all deliver, and whichever ends, nothing is lost or doubled. */
import { pino } from 'pino';
import { describe, expect, type TestContext, test } from 'vitest';
import { connectLocalDiscord, type LocalDiscordClient } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readSettings } from '../../src/config.ts';
import { addDays, asStudyDay } from '../../src/core/time.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { type Start, startLockstep } from '../../src/main.ts';
import { projectRoot } from '../../src/root.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import { createTestDatabase } from '../support/database.ts';
import { readFigures } from '../support/figures.ts';
import { noDataFolder } from '../support/no-data-folder.ts';
import { planOfLessons } from '../support/plans.ts';
import { startBotProcess } from '../support/process.ts';
import { until, wordsOf } from './world.ts';

const token = 'local.several';
const cohortsADay = 12;

/** A guild with twelve cohorts, each in a channel of its own, that study from the 23rd on at nine. */
async function openWorld({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const discord = await startLocalDiscord({ token, now: new Date('2026-11-20T12:00:00Z'), seed: 1 });
  onTestFinished(() => discord.close());
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channels: string[] = [];
  while (channels.length < cohortsADay) {
    channels.push((await control.addChannel(guild.id, { name: `lessons-${channels.length}` })).id);
  }
  const { pathways } = readCurriculum(`${projectRoot()}/curriculum`);
  const pathway = [...pathways.values()].find(one => one.lessons.length > 4);
  const start = asStudyDay('2026-11-23');
  const plan = planOfLessons({ start, lessons: pathway?.lessons.slice(0, 5) ?? [] });
  for (const [n, channelId] of channels.entries()) {
    await addCohort(database.db, {
      cohort: {
        ...{ guildId: guild.id, id: `cohort-${n}`, name: `Cohort ${n}`, pathwayId: pathway?.id ?? '' },
        ...{ channelId, roleId: null, zone: 'UTC', postTime: '09:00', startDay: start },
        dailyQuestions: 0,
        nextDueAt: new Date('2026-11-23T09:00:00Z'),
        createdAt: new Date('2026-11-20T12:00:00Z'),
      },
      ...plan,
      actorId: guild.ownerId,
    });
  }
  const env = {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
    DATABASE_URL: database.url,
    DATA_DIR: noDataFolder,
  };
  return {
    ...{ control, guild, channels, env, sql: database.sql },
    channel: guild.channels[0]?.id ?? '',
    async process() {
      const bot = await startBotProcess(env);
      onTestFinished(() => bot.kill());
      return bot;
    },
    async bot(more: Partial<Start> = {}) {
      const bot = await startLockstep({
        settings: readSettings(env),
        log: pino({ level: 'silent' }),
        ...more,
      });
      onTestFinished(() => bot.stop());
      return bot;
    },
    /** Moves on to the nth morning and waits until everything of it is posted. */
    async postDay(n: number) {
      await control.moveTo(`${addDays(start, n - 1)}T09:00:00.000Z`);
      await until(async () => (await this.sent()) === n * cohortsADay, `the posts of day ${n}`);
    },
    sent: async () => (await database.sql`select 1 from deliveries where state = 'sent'`).length,
    /** How often each delivery of the ledger stands in its channel. */
    async standing(): Promise<number[]> {
      const rows = await database.sql<{ id: string; at: string }[]>`
        select id, channel_id as at from deliveries`;
      const texts = new Map(
        await Promise.all(
          channels.map(async id => [id, JSON.stringify(await control.messages(id, guild.ownerId))] as const),
        ),
      );
      return rows.map(({ id, at }) => (texts.get(at) ?? '').split(`today:read:${id}`).length - 1);
    },
  };
}

const roleOf = async ({ port }: { readonly port: number }): Promise<unknown> => {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
  const { role } = (await answer.json()) as { readonly role: unknown };
  return answer.status === 200 ? role : `not ready: ${answer.status}`;
};

async function isAnswered(control: LocalDiscordClient, as: string, channel: string): Promise<boolean> {
  const { outcome } = await control.command({ as, channel, name: 'help' });
  return outcome === 'reply';
}

// Most of the time they wait.
describe.concurrent('processes that end', () => {
  test('promise 1: when the leader is killed another leads within 15 s, and no post is lost or doubled', async context => {
    const world = await openWorld(context);
    const first = await world.process();
    const second = await world.process();
    expect([await roleOf(first), await roleOf(second)]).toEqual(['leader', 'follower']);
    await world.postDay(1);

    // In the middle of a morning's posts, and with a follower that takes part in them.
    await world.control.setFaults({ latencyMs: [50, 150] });
    await world.control.moveTo('2026-11-24T09:00:00Z');
    await until(async () => (await world.sent()) > cohortsADay, 'the first post of the second day');
    await first.kill();
    const killedAt = performance.now();
    await until(async () => (await roleOf(second)) === 'leader', 'another leader');
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    await world.control.clearFaults();
    expect(await isAnswered(world.control, world.guild.ownerId, world.channel)).toBe(true);
    // What the dead one had under way waits for its lease.
    await until(async () => (await world.sent()) === 2 * cohortsADay, 'all posts of the second day', 60_000);

    const third = await world.process();
    expect(await roleOf(third)).toBe('follower');
    await world.postDay(3);
    const standing = await world.standing();
    expect(standing).toEqual(Array(3 * cohortsADay).fill(1));
  }, 150_000);

  test('a leader that is told to stop lets another lead, and a leader that stands still is not waited for', async context => {
    const world = await openWorld(context);
    const first = await world.process();
    const second = await world.process();
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    const stoppedAt = performance.now();
    await until(async () => (await roleOf(second)) === 'leader', 'another leader');
    expect(performance.now() - stoppedAt).toBeLessThan(15_000);

    const third = await world.process();
    second.child.kill('SIGSTOP');
    const stillAt = performance.now();
    await until(
      async () => (await roleOf(third)) === 'leader',
      'a leader in place of the one that stands still',
    );
    expect(performance.now() - stillAt).toBeLessThan(15_000);
    expect(await isAnswered(world.control, world.guild.ownerId, world.channel)).toBe(true);
    // It doesn't know yet that it leads no more, and learns it without having done harm.
    second.child.kill('SIGCONT');
    await world.postDay(1);
    await until(async () => (await roleOf(second)) === 'follower', 'the old leader to follow');
    expect(await roleOf(third)).toBe('leader');
    expect(await world.standing()).toEqual(Array(cohortsADay).fill(1));
  }, 120_000);
});

test('two leaders by mistake do no harm: each press counts once, each post stands once, and everybody is answered', async context => {
  const world = await openWorld(context);
  const always: Start['seek'] = async ({ onGain }) => {
    onGain();
    return { leads: () => true, running: () => 1, letGo: async () => {}, stop: async () => {} };
  };
  const lines: string[] = [];
  const log = pino({ level: 'error' }, { write: line => void lines.push(line) });
  const both = [await world.bot({ seek: always, log }), await world.bot({ seek: always, log })];
  expect(both.map(bot => bot.leads())).toEqual([true, true]);
  await world.postDay(1);

  const { control, guild, channels, channel, sql } = world;
  const ada = await control.addMember(guild.id, { name: 'Ada' });
  const joined = await control.command({
    as: ada.id,
    channel,
    name: 'join',
    options: { cohort: 'cohort-0' },
  });
  expect(joined.outcome).toBe('reply');
  const [post] = await control.messages(channels[0] ?? '', ada.id);
  const done = /"custom_id":"(today:done:[^"]+)"/.exec(JSON.stringify(post))?.[1] ?? '';
  const presses = await Promise.all(
    Array.from({ length: 6 }, () =>
      control.component({ as: ada.id, message: post?.id ?? '', customId: done }),
    ),
  );
  expect(presses.map(({ outcome }) => outcome)).toEqual(Array(6).fill('reply'));
  for (const { message } of presses) expect(wordsOf(message)).not.toContain('Something broke');
  expect(await sql`select 1 from lesson_progress`).toHaveLength(1);
  expect(await sql`select 1 from memberships`).toHaveLength(1);
  expect(await sql`select reason from points group by reason having count(*) > 1`).toEqual([]);
  expect(await world.standing()).toEqual(Array(cohortsADay).fill(1));
  // Each was answered by one of them; the other took Discord's refusal for what it is.
  expect(lines).toEqual([]);
}, 90_000);

test('a follower delivers by what Discord tells it: where it may not read the history nothing is sent again', async context => {
  const world = await openWorld(context);
  const follower = await world.bot({ seek: async () => never });
  expect(follower.leads()).toBe(false);
  const { control, guild, channels, sql } = world;
  await world.postDay(1);
  const lost = channels[0] ?? '';
  await control.setOverwrite(lost, guild.id, { type: 0, deny: '65536' });
  // As after a restored backup: the posts stand, and the ledger has forgotten them.
  await sql`update deliveries set state = 'due', tried = true, message_id = null, sent_at = null`;
  await control.advance(1_000);
  await until(async () => {
    const states = await sql<{ state: string; reason: string | null }[]>`
      select state, reason from deliveries where channel_id = ${lost} or state <> 'sent'`;
    return states.length === 1 && states[0]?.state === 'blocked' && states[0].reason === 'unreadable-history';
  }, 'the one post that can’t be looked for to be blocked, and the others to be found');
  await control.removeOverwrite(lost, guild.id);
  expect(await world.standing()).toEqual(Array(cohortsADay).fill(1));
});

const never = { leads: () => false, running: () => 2, letGo: async () => {}, stop: async () => {} };

test('the figures of a running bot parse, and move with what happens', async context => {
  const world = await openWorld(context);
  const bot = await world.bot();
  const figures = async () =>
    readFigures(await (await fetch(`http://127.0.0.1:${bot.healthPort}/metrics`)).text());
  const before = await figures();
  expect(before).toMatchObject({ lockstep_leader: 1, 'lockstep_posts_total{state="sent"}': 0 });
  await world.postDay(1);
  await isAnswered(world.control, world.guild.ownerId, world.channel);
  await world.control
    .component({
      as: world.guild.ownerId,
      message: (await world.control.messages(world.channels[0] ?? '', world.guild.ownerId))[0]?.id ?? '',
      customId: 'forged:by:720000000000000009',
    })
    .catch(() => {});
  const after = await figures();
  expect(after).toMatchObject({
    'lockstep_posts_total{state="sent"}': cohortsADay,
    lockstep_post_lateness_seconds_count: cohortsADay,
    'lockstep_interaction_seconds_count{command="help"}': 1,
  });
  const text = Object.keys(after).join('\n');
  expect(text).not.toMatch(/\d{15,}|forged/);
});
