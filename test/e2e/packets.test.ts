/** What comes over the wire too early, broken or unheard of: the bot goes on, and everybody gets an answer. */
import { expect, onTestFinished, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readSettings } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { startLockstep } from '../../src/main.ts';
import { type Packet, type Rule, standBetween } from '../support/between.ts';
import { createTestDatabase } from '../support/database.ts';
import { noDataFolder } from '../support/no-data-folder.ts';
import { until, wordsOf } from './world.ts';

const token = 'local.packets';

/** A guild whose bot is told by Discord only what the rule passes on. */
async function openWorld(rule: Rule) {
  const database = await createTestDatabase();
  const discord = await startLocalDiscord({ token, now: new Date('2026-11-20T09:00:00Z') });
  const between = await standBetween(discord, rule);
  onTestFinished(async () => {
    between.close();
    await discord.close();
    await database.drop();
  });
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channel = guild.channels[0]?.id ?? '';
  const lines: string[] = [];
  return {
    control,
    guild,
    channel,
    sql: database.sql,
    lines,
    ask: (name: string) => control.command({ as: guild.ownerId, channel, name }),
    async start(api = between.api) {
      const settings = readSettings({
        DISCORD_TOKEN: token,
        DISCORD_API_URL: api,
        LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
        DATABASE_URL: database.url,
        DATA_DIR: noDataFolder,
      });
      const log = createLog('info', { write: line => void lines.push(line) });
      const bot = await startLockstep({ settings, log });
      onTestFinished(() => bot.stop());
      return bot;
    },
    direct: discord.api,
  };
}

const asIs: Rule = (packet, pass) => pass(packet);

test('promise 2: a command that comes in one breath with READY is answered', async () => {
  let rule = asIs;
  const world = await openWorld((packet, pass) => rule(packet, pass));
  // Discord knows the commands from an earlier start.
  await (await world.start(world.direct)).stop();

  const held: Packet[] = [];
  let seen: ReturnType<typeof world.ask> | undefined;
  rule = (packet, pass) => {
    if (packet.t === 'READY') seen = world.ask('help');
    if (!seen) return pass(packet);
    held.push(packet);
    if (packet.t !== 'INTERACTION_CREATE') return;
    rule = asIs;
    for (const one of held) pass(one);
  };
  await world.start();
  const { outcome, message } = (await seen) ?? {};
  expect(outcome).toBe('reply');
  expect(wordsOf(message)).toContain('Where to start');
});

test('promise 2: while Discord is slow to send a server, who is there already is answered', async () => {
  let rule = asIs;
  const world = await openWorld((packet, pass) => rule(packet, pass));
  await (await world.start(world.direct)).stop();

  let bring: (() => void) | undefined;
  rule = (packet, pass) => {
    if (packet.t === 'GUILD_CREATE') bring = () => pass(packet);
    else pass(packet);
  };
  const starting = world.start();
  await until(async () => bring, 'the server that is held back');
  const { outcome, message } = await world.ask('cohorts');
  bring?.();
  await starting;
  expect(outcome).toBe('reply');
  expect(wordsOf(message)).toContain('no cohort');
});

test.each<[string, (d: Packet['d']) => unknown]>([
  ['without a field that discord.js needs', d => ({ ...d, entitlements: undefined })],
  ['without whoever did it', d => ({ ...d, member: undefined })],
  ['without what was done', d => ({ ...d, data: undefined })],
  ['of a kind that nobody knows', d => ({ ...d, type: 77 })],
  ['with a component that nobody knows', d => ({ ...d, type: 3, data: { component_type: 99 } })],
  ['with a menu command that is none of ours', d => ({ ...d, data: { ...d.data, type: 2 } })],
  ['with options that are none', d => ({ ...d, data: { ...d.data, options: 5 } })],
])(
  'promise 2: an interaction %s gets an apology with its number, and the bot goes on',
  async (_what, spoil) => {
    let spoilt = 0;
    const world = await openWorld((packet, pass) => {
      if (packet.t !== 'INTERACTION_CREATE' || spoilt > 0) return pass(packet);
      spoilt += 1;
      pass({ ...packet, d: spoil(packet.d) });
    });
    await world.start();
    const { id, outcome, message } = await world.ask('help');
    expect(spoilt).toBe(1);
    expect(outcome).toBe('reply');
    expect(wordsOf(message)).toContain(`tell a moderator this number: \`${id}\``);
    expect((message?.flags ?? 0) & 64).toBe(64);
    expect(world.lines.filter(line => line.includes(`"reference":"${id}"`))).toHaveLength(1);
    expect(wordsOf((await world.ask('help')).message)).toContain('Where to start');
  },
);

test('a packet that discord.js can’t read is counted in the log, and the next ones are read', async () => {
  const world = await openWorld((packet, pass) => {
    pass(packet.t === 'CHANNEL_CREATE' ? { ...packet, d: null } : packet);
  });
  await world.start();
  await world.control.addChannel(world.guild.id, { name: 'first' });
  await world.control.addChannel(world.guild.id, { name: 'second' });
  await until(async () => world.lines.some(line => line.includes('"unread":2')), 'two unread packets');
  expect(world.lines.some(line => line.includes('"event":"CHANNEL_CREATE"'))).toBe(true);
  expect(wordsOf((await world.ask('help')).message)).toContain('Where to start');
});

test('a bot that isn’t told its own permissions tries; what Discord refuses is blocked in words, and posted once when it may', async () => {
  // Neither with the server nor when asked does Discord say which roles the bot has.
  const world = await openWorld((packet, pass) =>
    pass(packet.t === 'GUILD_CREATE' ? { ...packet, d: { ...packet.d, members: [] } } : packet),
  );
  const { control, guild, sql } = world;
  await control.setFaults({ refuse: { code: 50001, chance: 1 }, routes: '^GET .*/members/' });
  const channel = (await control.addChannel(guild.id, { name: 'lessons' })).id;
  const botId = guild.members.find(member => member.bot)?.id ?? '';
  const forbid = (deny: bigint) => control.setOverwrite(channel, botId, { type: 1, deny: String(deny) });
  const [send, readHistory] = [1n << 11n, 1n << 16n];
  await forbid(send | readHistory);
  await world.start();

  const options = { name: 'Autumn', pathway: 'infrastructure', channel };
  await startCohort(control, { as: guild.ownerId, channel: world.channel, options });
  const blocked = async () => {
    const [row] = await sql<
      { state: string; reason: string }[]
    >`select state, reason from deliveries where lane = 'plan'`;
    return row?.state === 'blocked' && row.reason === 'missing-permission';
  };
  const posts = async () =>
    (await control.messages(channel, guild.ownerId)).filter(one => wordsOf(one).includes('Afterwards'));

  await until(blocked, 'a blocked post');
  expect(world.lines.some(line => line.includes('"failure":"missing-permission","state":"blocked"'))).toBe(
    true,
  );
  expect(await posts()).toEqual([]);
  // Discord refused the only request that left, so nothing can stand there: no look at the history is needed.
  await forbid(readHistory);
  await until(async () => (await posts()).length > 0, 'the post');
  expect(await posts()).toHaveLength(1);
});

test('a bot that isn’t told its own permissions greets in the first channel in which Discord lets it', async () => {
  const world = await openWorld((packet, pass) =>
    pass(packet.t === 'GUILD_CREATE' ? { ...packet, d: { ...packet.d, members: [] } } : packet),
  );
  const { control, guild, channel: general } = world;
  await control.setFaults({ refuse: { code: 50001, chance: 1 }, routes: '^GET .*/members/' });
  const botId = guild.members.find(member => member.bot)?.id ?? '';
  await control.setOverwrite(general, botId, { type: 1, deny: String(1n << 11n) });
  const open = (await control.addChannel(guild.id, { name: 'open' })).id;
  await world.start();
  const greetings = async (where: string) =>
    (await control.messages(where, guild.ownerId)).filter(one => wordsOf(one).includes('/setup'));
  await until(async () => (await greetings(open)).length === 1, 'the greeting');
  expect(await greetings(general)).toEqual([]);
});
