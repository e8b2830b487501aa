import { ChannelType, Events, type Guild, PermissionFlagsBits as P, type TextChannel } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let bot: Awaited<ReturnType<TestWorld['login']>>;
let guild: Guild;
const all = P.ManageRoles | P.ManageChannels | P.KickMembers | P.ManageNicknames | P.ChangeNickname;
const rest =
  P.ViewChannel | P.SendMessages | P.SendMessagesInThreads | P.ManageThreads | P.ReadMessageHistory;

beforeAll(async () => {
  world = await openWorld({ maxActiveThreads: 3 });
  await world.control.removeBot(world.guild.id);
  await world.control.addBot(world.guild.id, {
    permissions: String(all | rest | P.CreatePublicThreads | P.CreatePrivateThreads),
  });
  bot = await world.login(undefined, { intents: 1 | (1 << 1) });
  guild = await bot.guilds.fetch(world.guild.id);
});
afterAll(() => world.stop());

test('members are found one by one, by name, as a list and through the gateway', async () => {
  const { control, mira } = world;
  await control.addMember(guild.id, { name: 'Milo' });
  expect((await guild.members.fetch({ user: mira, force: true })).user.globalName).toBe('Mira');
  expect((await guild.members.search({ query: 'mi', limit: 10 })).map(m => m.user.globalName).sort()).toEqual(
    ['Milo', 'Mira'],
  );
  expect((await guild.members.list({ limit: 100 })).size).toBe(4);
  expect((await guild.members.fetch()).size).toBe(4);
  expect((await guild.members.fetch({ query: 'mil', limit: 5 })).size).toBe(1);
  expect((await bot.users.fetch(mira, { force: true })).username).toBe('mira');
  await expect(guild.members.fetch('100000000000000001')).rejects.toMatchObject({ code: 10013 });
});

test('a bot names, roles and sends away members below it, and makes roles of its own', async () => {
  const { control, mira } = world;
  const heard: string[] = [];
  bot.on(Events.GuildMemberUpdate, (_, member) => heard.push(member.displayName));
  bot.on(Events.GuildMemberRemove, member => heard.push(`gone ${member.id}`));
  const role = await guild.roles.create({ name: 'Cohort', permissions: [] });
  const member = await guild.members.fetch(mira);
  await member.setNickname('Mi');
  await member.roles.add(role);
  expect((await control.world()).guilds[0]?.members.find(m => m.id === mira)?.roles).toEqual([role.id]);
  await member.roles.set([]);
  await role.edit({ name: 'Other' });
  await role.delete();
  const milo = (await guild.members.search({ query: 'milo' })).first();
  await milo?.kick();
  await expect.poll(() => heard).toContain(`gone ${milo?.id}`);
  expect(heard).toContain('Mi');
  const own = guild.members.me?.roles.botRole;
  expect([own?.managed, own?.tags?.botId]).toEqual([true, bot.user?.id]);
  await expect(member.roles.add(own ?? '')).rejects.toMatchObject({ code: 50013 });
});

test('a bot makes, changes, guards and closes a channel', async () => {
  const { control, mira } = world;
  const made = await guild.channels.create({ name: 'Study Hall', type: ChannelType.GuildText, topic: 'TCP' });
  expect(made.name).toBe('study-hall');
  await made.setName('hall');
  // First itself: a bot can lock itself out like anybody.
  await made.permissionOverwrites.create(bot.user?.id ?? '', { ViewChannel: true });
  await made.permissionOverwrites.create(guild.roles.everyone, { ViewChannel: false });
  await expect(control.messages(made.id, mira)).rejects.toThrow('cannot see');
  await made.permissionOverwrites.delete(guild.roles.everyone);
  expect(await control.messages(made.id, mira)).toEqual([]);
  await made.delete();
  await expect(bot.channels.fetch(made.id, { force: true })).rejects.toMatchObject({ code: 10003 });
});

test('threads are begun, joined, left, listed, archived and opened again by writing', async () => {
  const { control, mira } = world;
  const room = (await bot.channels.fetch(world.channel)) as TextChannel;
  const thread = await room.threads.create({ name: 'Talk', type: ChannelType.PublicThread });
  expect(thread.joined).toBe(true);
  await thread.members.add(mira);
  expect([...(await thread.members.fetch()).keys()].sort()).toEqual([bot.user?.id, mira].sort());
  await thread.members.remove(mira);
  await thread.leave();
  await thread.join();
  expect((await room.threads.fetchActive()).threads.has(thread.id)).toBe(true);
  await thread.setArchived(true);
  await expect(thread.setName('Other')).rejects.toMatchObject({ code: 50083 });
  expect((await room.threads.fetchArchived()).threads.has(thread.id)).toBe(true);
  await thread.send('open again');
  expect((await room.threads.fetchActive()).threads.has(thread.id)).toBe(true);
  await control.write(thread.id, mira, 'me too');
  expect((await thread.members.fetch({ cache: false })).has(mira)).toBe(true);

  const hidden = await room.threads.create({ name: 'Second', type: ChannelType.PrivateThread });
  await expect(control.messages(hidden.id, mira)).rejects.toThrow('cannot see');
  await hidden.members.add(mira);
  expect(await control.messages(hidden.id, mira)).toEqual([]);
  await hidden.setLocked(true);
  await hidden.setArchived(true);
  const archived = await room.threads.fetchArchived({ type: 'private' });
  expect([...archived.threads.keys()]).toEqual([hidden.id]);
  await hidden.setArchived(false);
  await expect(control.write(hidden.id, mira, 'x')).rejects.toThrow('locked');
  const third = await (await room.send('from here')).startThread({ name: 'Third' });
  await expect(room.threads.create({ name: 'Fourth' })).rejects.toMatchObject({ code: 160006 });
  await third.delete();
  await room.threads.create({ name: 'Fourth' });
});

test('a member who takes no direct messages, or shares no guild, gets none', async () => {
  const { control, mira } = world;
  const user = await bot.users.fetch(mira);
  await user.send('hello');
  await control.changeMember(guild.id, mira, { directMessages: false });
  await expect(user.send('hello?')).rejects.toMatchObject({ code: 50007 });
  await control.changeMember(guild.id, mira, { directMessages: true });
  await user.send('hello again');
  const stranger = await control.addMember(guild.id, { name: 'Stranger' });
  const gone = await bot.users.fetch(stranger.id);
  await control.removeMember(guild.id, stranger.id);
  await expect(gone.send('come back')).rejects.toMatchObject({ code: 50278 });
});

test('nothing was asked that the server does not know', async () => {
  expect((await world.control.problems()).map(p => `${p.method} ${p.path}: ${p.problem}`)).toEqual([]);
});
