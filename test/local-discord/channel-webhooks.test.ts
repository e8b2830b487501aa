import { PermissionFlagsBits as P, type TextChannel, WebhookClient } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let room: TextChannel;
beforeAll(async () => {
  world = await openWorld();
  const { control, guild, channel } = world;
  const own = guild.roles.find(r => r.id !== guild.id);
  const powers = BigInt(own?.permissions ?? 0) | P.ManageWebhooks | P.ManageChannels;
  await control.changeRole(guild.id, own?.id ?? '', { permissions: String(powers) });
  const bot = await world.login(() => {}, { intents: 1 | (1 << 5) | (1 << 9) });
  room = (await bot.channels.fetch(channel)) as TextChannel;
});
afterAll(() => world.stop());

test('a webhook writes under any name, edits and deletes what it wrote, also in a thread', async () => {
  const { control, mira } = world;
  const hook = await room.createWebhook({ name: 'Reporter' });
  const said = await hook.send({ content: `<@${mira}> hello`, username: 'Somebody else' });
  expect([said.author.username, said.author.id, said.webhookId]).toEqual(['Somebody else', hook.id, hook.id]);
  expect(said.mentions.users.has(mira)).toBe(true);
  expect((await hook.editMessage(said.id, 'changed')).content).toBe('changed');
  expect((await hook.fetchMessage(said.id)).editedTimestamp).not.toBeNull();
  const thread = await room.threads.create({ name: 'Details', type: 11 });
  const inside = await hook.send({ content: 'inside', threadId: thread.id });
  expect(inside.channelId).toBe(thread.id);
  await hook.deleteMessage(said.id);
  expect((await control.messages(room.id, mira)).map(m => m.id)).not.toContain(said.id);
});

test('webhooks are listed, renamed, moved and removed, and the bot hears of it', async () => {
  const { guild } = world;
  const other = await room.guild.channels.create({ name: 'other' });
  const heard: string[] = [];
  room.client.on('webhooksUpdate', c => heard.push(c.id));
  const hook = await room.createWebhook({ name: 'Mover' });
  await hook.edit({ name: 'Moved', channel: other.id });
  expect([...(await other.fetchWebhooks()).values()].map(w => w.name)).toEqual(['Moved']);
  expect((await room.client.fetchWebhook(hook.id)).channelId).toBe(other.id);
  expect((await room.guild.fetchWebhooks()).map(w => w.guildId)).toContain(guild.id);
  await hook.delete();
  expect((await other.fetchWebhooks()).size).toBe(0);
  await expect.poll(() => heard).toEqual([room.id, room.id, other.id, other.id]);
});

test('who holds the token needs no bot, and a wrong token or a missing permission is refused', async () => {
  const { control, raw, discord } = world;
  const hook = await room.createWebhook({ name: 'Open' });
  const holder = new WebhookClient({ id: hook.id, token: hook.token ?? '' }, { rest: { api: discord.api } });
  expect((await holder.send('from outside')).content).toBe('from outside');
  holder.destroy();
  const code = async (method: string, path: string, body?: object) =>
    (await (await raw(method, path, body)).json()).code;
  expect(await code('POST', `/webhooks/${hook.id}/wrong`, { content: 'x' })).toBe(50027);
  expect(await code('POST', `/webhooks/${hook.id}/${hook.token}`, { content: '' })).toBe(50006);
  expect(await code('GET', '/webhooks/100000000000000001')).toBe(10015);
  expect(await code('POST', `/channels/${room.id}/webhooks`, { name: 'Clyde' })).toBe(50035);
  const own = world.guild.roles.find(r => r.id !== world.guild.id)?.id ?? '';
  await control.setOverwrite(room.id, own, { type: 0, deny: String(P.ManageWebhooks) });
  expect(await code('GET', `/channels/${room.id}/webhooks`)).toBe(50013);
  await control.removeOverwrite(room.id, own);
  for (let n = (await room.fetchWebhooks()).size; n < 15; n += 1)
    await room.createWebhook({ name: `Hook ${n}` });
  expect(await code('POST', `/channels/${room.id}/webhooks`, { name: 'One too many' })).toBe(30007);
});

test('nothing was asked that the server does not know', async () => {
  expect((await world.control.problems()).map(p => p.problem)).toEqual([]);
});
