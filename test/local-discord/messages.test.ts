import { setTimeout as sleep } from 'node:timers/promises';
import { PermissionFlagsBits as P, type SendableChannels } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let bot: Awaited<ReturnType<TestWorld['login']>>;
let room: SendableChannels;

beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(undefined, { enforceNonce: true, rest: { retries: 1 } });
  const channel = await bot.channels.fetch(world.channel);
  if (!channel?.isSendable()) throw new Error('not a text channel');
  room = channel;
});
afterAll(() => world.stop());

test('a message is edited, pinned, unpinned, deleted', async () => {
  const message = await room.send('first');
  await message.edit('second');
  await message.pin();
  const [seen] = await world.control.messages(world.channel, world.mira);
  expect(seen).toMatchObject({ content: 'second', pinned: true });
  expect(seen?.edited_timestamp).not.toBeNull();
  expect([...(await room.messages.fetchPins()).items].map(pin => pin.message.id)).toEqual([message.id]);
  await message.unpin();
  await message.delete();
  // Discord tells the channel of a pin, and that stays.
  expect((await world.control.messages(world.channel, world.mira)).map(m => m.type)).toEqual([6]);
  await expect(message.edit('again')).rejects.toMatchObject({ code: 10008 });
});

test('a message said twice with one nonce is there once, also when the answer got lost', async () => {
  await world.control.setFaults({ error502After: 1, routes: '^POST .*/messages$' });
  const lost = room.send({ content: 'once', nonce: '42', enforceNonce: true }).catch(() => 'lost');
  await sleep(100);
  await world.control.clearFaults();
  const again = await room.send({ content: 'once', nonce: '42', enforceNonce: true });
  await lost;
  const seen = await world.control.messages(world.channel, world.mira);
  expect(seen.filter(m => m.content === 'once').map(m => m.id)).toEqual([again.id]);
});

test('history is paged newest first, before, after and around a message', async () => {
  const { raw, control, guild } = world;
  const { id: channel } = await control.addChannel(guild.id, { name: 'history' });
  const ids: string[] = [];
  for (let n = 0; n < 7; n += 1)
    ids.push((await (await raw('POST', `/channels/${channel}/messages`, { content: `m${n}` })).json()).id);
  const page = async (query: string) => {
    const response = await raw('GET', `/channels/${channel}/messages?${query}`);
    const list = (await response.json()) as unknown as { content: string }[];
    return list.map(m => m.content).join(' ');
  };
  expect(await page('limit=3')).toBe('m6 m5 m4');
  expect(await page(`limit=2&before=${ids[4]}`)).toBe('m3 m2');
  expect(await page(`limit=2&after=${ids[2]}`)).toBe('m4 m3');
  expect(await page(`limit=3&around=${ids[3]}`)).toBe('m4 m3 m2');
  expect((await raw('GET', `/channels/${channel}/messages?limit=101`)).status).toBe(400);
});

test('missing permissions are refused as on Discord', async () => {
  const { raw, control, channel, guild } = world;
  const deny = (deny: bigint) =>
    control.setOverwrite(channel, bot.user?.id ?? '', { type: 1, deny: String(deny) });
  const code = async (method: string, path: string, body?: object) => {
    const answer = await (await raw(method, path, body)).json();
    return answer.code ?? answer.length;
  };
  const path = `/channels/${channel}/messages`;
  await deny(P.ViewChannel);
  expect(await code('POST', path, { content: 'x' })).toBe(50001);
  expect(await code('GET', path)).toBe(50001);
  await deny(P.SendMessages);
  expect(await code('POST', path, { content: 'x' })).toBe(50013);
  await deny(P.ReadMessageHistory);
  expect(await code('GET', path)).toBe(0);
  await deny(0n);
  await control.setOverwrite(channel, guild.id, { type: 0, deny: String(P.SendMessages) });
  expect(await code('POST', path, { content: 'x' })).toBe(50013);
  const role = [...(bot.guilds.cache.get(guild.id)?.members.me?.roles.cache.values() ?? [])].find(
    r => r.managed,
  );
  await control.setOverwrite(channel, role?.id ?? '', { type: 0, allow: String(P.SendMessages) });
  expect((await raw('POST', path, { content: 'x' })).status).toBe(200);
  for (const id of [bot.user?.id, guild.id, role?.id]) await control.removeOverwrite(channel, id ?? '');
});

test('pings are computed from the text and from what is allowed', async () => {
  const { control, guild, mira } = world;
  const role = await control.addRole(guild.id, { name: 'Cohort' });
  const content = `<@${mira}> <@&${role.id}> @everyone \`<@${guild.ownerId}>\``;
  const pinged = async (allowedMentions?: object) => {
    const message = await room.send({ content, ...(allowedMentions && { allowedMentions }) });
    return [
      [...message.mentions.users.keys()],
      [...message.mentions.roles.keys()],
      message.mentions.everyone,
    ];
  };
  expect(await pinged()).toEqual([[mira], [role.id], true]);
  expect(await pinged({ parse: [] })).toEqual([[], [], false]);
  expect(await pinged({ parse: [], roles: [role.id] })).toEqual([[], [role.id], false]);
  expect(await pinged({ parse: ['users'] })).toEqual([[mira], [], false]);
  const shown = await room.send({ flags: 1 << 15, components: [{ type: 10, content: `<@${mira}>` }] });
  expect(shown.mentions.users.has(mira)).toBe(true);
});

test('a thread grows from a message and can be written in; a member can be written to directly', async () => {
  const { control, mira } = world;
  const message = await room.send('let us talk');
  const thread = await message.startThread({ name: 'Talk', autoArchiveDuration: 1440 });
  expect(thread.id).toBe(message.id);
  await thread.send('inside');
  expect((await control.messages(thread.id, mira)).map(m => m.content)).toEqual(['', 'inside']);
  await expect(message.startThread({ name: 'Again' })).rejects.toMatchObject({ code: 160004 });
  await thread.setArchived(true);

  const user = await bot.users.createDM(mira);
  await user.send('just for you');
  expect((await control.messages(user.id, mira)).map(m => m.content)).toEqual(['just for you']);
});

test('of a thread’s messages are counted those that are there, and those that ever were, without what began it', async () => {
  const { control, guild, raw } = world;
  const grown = await (await room.send('let us count')).startThread({ name: 'Counted' });
  const counts = async () => {
    const thread = await bot.channels.fetch(grown.id, { force: true });
    return thread?.isThread() && [thread.messageCount, thread.totalMessageSent];
  };
  expect(await counts()).toEqual([0, 0]);
  const [first, second, third] = [await grown.send('1'), await grown.send('2'), await grown.send('3')];
  expect(await counts()).toEqual([3, 3]);
  await first.delete();
  await grown.bulkDelete([second, third]);
  expect(await counts()).toEqual([0, 3]);
  await grown.send('4');
  expect(await counts()).toEqual([1, 4]);

  const forum = await control.addChannel(guild.id, { name: 'questions', type: 15 });
  const begun = await raw('POST', `/channels/${forum.id}/threads`, {
    name: 'Post',
    message: { content: 'what began it' },
  });
  expect(await begun.json()).toMatchObject({ message_count: 0, total_message_sent: 0 });
});

test('roles are given by a bot that may, to those below it', async () => {
  const { control, raw, mira } = world;
  const guild = await control.addGuild({ name: 'Roles', permissions: String(P.ManageRoles) });
  const low = guild.roles[0];
  const above = await control.addRole(guild.id, { name: 'Above' });
  await control.addMember(guild.id, { user: mira });
  const give = async (role: string) =>
    (await raw('PUT', `/guilds/${guild.id}/members/${mira}/roles/${role}`)).status;
  expect(await give(above.id)).toBe(403);
  expect(await give(low?.id ?? '')).toBe(404);
  await control.removeBot(guild.id);
  await control.addBot(guild.id, { permissions: String(P.ManageRoles) });
  expect(await give(above.id)).toBe(204);
});

test('the date of an answer, ids and timestamps follow the movable clock, and ids rise when it goes back', async () => {
  const { control, raw, channel } = world;
  const send = async () => {
    const response = await raw('POST', `/channels/${channel}/messages`, { content: 'now' });
    return { date: response.headers.get('date'), ...(await response.json()) };
  };
  await control.moveTo('2031-05-05T09:00:00.000Z');
  const later = await send();
  expect(later.date).toContain('05 May 2031 09:00');
  expect(later.timestamp).toContain('2031-05-05T09:00');
  await control.moveTo('2030-01-01T00:00:00.000Z');
  const back = await send();
  expect(back.timestamp).toContain('2030-01-01T00:00');
  expect(BigInt(back.id)).toBeGreaterThan(BigInt(later.id));
  const { version } = await control.clock();
  const waiting = control.clockAfter(version);
  await control.advance(60_000);
  expect((await waiting).version).toBe(version + 1);
});

test('others’ words are hidden from a bot without the message content intent', async () => {
  const { control, channel, mira, login } = world;
  const heard: string[] = [];
  const reader = await login(undefined, { intents: 1 | (1 << 9) });
  reader.on('messageCreate', m => heard.push(m.content));
  await control.write(channel, mira, 'a secret');
  await control.write(channel, mira, `<@${reader.user?.id}> hello`);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard).toEqual(['', `<@${reader.user?.id}> hello`]);
});
