import { createInflate } from 'node:zlib';
import { Client, Events } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openWorld, type TestWorld, token } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const reply = { name: 'go', description: 'Goes' };

/** A bare socket that notes what it is sent. */
async function listen(hello: object) {
  const socket = new WebSocket(`${world.discord.gateway}?v=10&encoding=json`);
  const heard: { op: number; s: number | null; t: string | null; d: Record<string, unknown> }[] = [];
  socket.on('message', data => heard.push(JSON.parse(String(data))));
  const closed = new Promise<number>(resolve => socket.on('close', resolve));
  await new Promise(resolve => socket.on('open', resolve));
  socket.send(JSON.stringify(hello));
  const event = async (t: string) => {
    await expect.poll(() => heard.some(packet => packet.t === t)).toBe(true);
    return heard.findLast(packet => packet.t === t);
  };
  return {
    socket,
    heard,
    closed,
    event,
    op: (op: number) => expect.poll(() => heard.some(packet => packet.op === op)).toBe(true),
  };
}
const identify = (more: object = {}) => ({ op: 2, d: { token, intents: 1, properties: {}, ...more } });

test('a wrong token is turned away with 4004, and so the login fails', async () => {
  const client = new Client({ intents: 1, rest: { api: world.discord.api } });
  await expect(client.login('local.wrong')).rejects.toThrow('An invalid token was provided.');
  await client.destroy();
  const { closed } = await listen(identify({ token: 'local.wrong' }));
  expect(await closed).toBe(4004);
});

test('a bot without a single intent still hears interactions, and nothing else', async () => {
  const { control, channel, guild, mira, raw } = world;
  const bot = await listen(identify({ intents: 0 }));
  const ready = await bot.event('READY');
  const application = (ready?.d.application as { id: string } | undefined)?.id;
  expect((await raw('PUT', `/applications/${application}/commands`, [reply])).status).toBe(200);
  await control.addChannel(guild.id, { name: 'unheard' });
  await raw('POST', `/channels/${channel}/messages`, { content: 'unheard' });
  const acted = control.command({ as: mira, channel, name: 'go' });
  const heard = (await bot.event('INTERACTION_CREATE'))?.d;
  await raw('POST', `/interactions/${heard?.id}/${heard?.token}/callback`, {
    type: 4,
    data: { content: 'heard' },
  });
  expect((await acted).message?.content).toBe('heard');
  expect(bot.heard.flatMap(packet => packet.t ?? [])).toEqual(['READY', 'INTERACTION_CREATE']);
  bot.socket.close();
});

test('heartbeats are acknowledged, and speaking before identifying is refused', async () => {
  const bot = await listen({ op: 1, d: null });
  await bot.op(11);
  bot.socket.send(JSON.stringify({ op: 3, d: {} }));
  expect(await bot.closed).toBe(4003);
  const nonsense = await listen({ op: 1, d: null });
  nonsense.socket.send('not json');
  expect(await nonsense.closed).toBe(4002);
});

test('what is sent can be compressed as one stream', async () => {
  const socket = new WebSocket(`${world.discord.gateway}/?v=10&encoding=json&compress=zlib-stream`);
  const inflate = createInflate();
  let text = '';
  inflate.on('data', chunk => {
    text += chunk;
  });
  socket.on('message', (data: Buffer) => {
    expect(data.subarray(-4)).toEqual(Buffer.from([0, 0, 255, 255]));
    inflate.write(data);
  });
  await new Promise(resolve => socket.on('open', resolve));
  socket.send(JSON.stringify(identify()));
  await expect.poll(() => text).toContain('GUILD_CREATE');
  expect(text).toMatch(/^\{"op":10/);
  socket.close();
});

test('each shard hears of its own guilds', async () => {
  const { guild } = world;
  const home = Number((BigInt(guild.id) >> 22n) % 2n);
  const [here, there] = await Promise.all([home, 1 - home].map(n => listen(identify({ shard: [n, 2] }))));
  await here?.event('GUILD_CREATE');
  expect((await there?.event('READY'))?.d.guilds).toEqual([]);
  here?.socket.close();
  there?.socket.close();
});

test('a resumed session gets what it missed, in order; an unknown one has to identify again', async () => {
  const { control, guild } = world;
  const bot = await listen(identify());
  const ready = await bot.event('READY');
  await bot.event('GUILD_CREATE');
  const seq = bot.heard.at(-1)?.s;
  bot.socket.terminate();
  await control.addChannel(guild.id, { name: 'missed-1' });
  await control.addChannel(guild.id, { name: 'missed-2' });
  const back = await listen({ op: 6, d: { token, session_id: ready?.d.session_id, seq } });
  await back.event('RESUMED');
  expect(back.heard.flatMap(packet => (packet.t === 'CHANNEL_CREATE' ? [packet.d.name] : []))).toEqual([
    'missed-1',
    'missed-2',
  ]);
  back.socket.close();
  const lost = await listen({ op: 6, d: { token, session_id: 'unknown', seq } });
  await lost.op(9);
  lost.socket.send(JSON.stringify(identify()));
  await lost.event('READY');
  lost.socket.close();
});

test('discord.js loses nothing when its socket is dropped, told to reconnect, or its session ends', async () => {
  const { control, channel, mira } = world;
  const bot = await world.login(async i => {
    if (i.isChatInputCommand()) await i.reply('still here');
  });
  await bot.application?.commands.set([reply]);
  let resumes = 0;
  bot.on(Events.ShardResume, () => {
    resumes += 1;
  });
  const go = () => control.command({ as: mira, channel, name: 'go' });
  await control.gateway('drop');
  expect((await go()).outcome).toBe('reply');
  await expect.poll(() => resumes, { timeout: 5000 }).toBe(1);
  await control.gateway('reconnect');
  await expect.poll(() => resumes, { timeout: 5000 }).toBe(2);
  expect((await go()).outcome).toBe('reply');
  expect(bot.failures).toEqual([]);
});

test('guilds, channels, roles and the bot’s own membership reach its cache', async () => {
  const { control } = world;
  const bot = await world.login();
  const guild = await control.addGuild({ name: 'Second', bot: false });
  expect(bot.guilds.cache.has(guild.id)).toBe(false);
  await control.addBot(guild.id);
  await expect.poll(() => bot.guilds.cache.get(guild.id)?.members.me?.id).toBe(bot.user?.id);
  const channel = await control.addChannel(guild.id, { name: 'new' });
  await control.renameChannel(channel.id, 'renamed');
  await expect.poll(() => bot.channels.cache.get(channel.id)?.toString()).toBe(`<#${channel.id}>`);
  await expect
    .poll(() => bot.guilds.cache.get(guild.id)?.channels.cache.get(channel.id)?.name)
    .toBe('renamed');
  const role = await control.addRole(guild.id, { name: 'Role' });
  await expect.poll(() => bot.guilds.cache.get(guild.id)?.roles.cache.get(role.id)?.name).toBe('Role');
  await control.removeChannel(channel.id);
  await expect.poll(() => bot.channels.cache.has(channel.id)).toBe(false);
  await control.removeBot(guild.id);
  await expect.poll(() => bot.guilds.cache.has(guild.id)).toBe(false);
});
