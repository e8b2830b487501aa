import { AttachmentBuilder, ChannelType, type ForumChannel, PermissionFlagsBits as P } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let forum: ForumChannel;
let bot: Awaited<ReturnType<TestWorld['login']>>;
const tagged = (name: string) => forum.availableTags.find(t => t.name === name)?.id ?? '';

beforeAll(async () => {
  world = await openWorld();
  const { control, guild } = world;
  const own = guild.roles.find(r => r.id !== guild.id);
  const powers = BigInt(own?.permissions ?? 0) | P.ManageChannels | P.ManageThreads;
  await control.changeRole(guild.id, own?.id ?? '', { permissions: String(powers) });
  bot = await world.login(() => {}, { intents: 1 | (1 << 9) });
  forum = await (await bot.guilds.fetch(guild.id)).channels.create({
    name: 'questions',
    type: ChannelType.GuildForum,
    topic: 'Ask kindly',
    availableTags: [{ name: 'open' }, { name: 'answered', moderated: true, emoji: { id: null, name: '🦉' } }],
    defaultSortOrder: 0,
    defaultThreadRateLimitPerUser: 5,
  });
});
afterAll(() => world.stop());

test('a forum has tags, an order and guidelines', () => {
  expect(forum.topic).toBe('Ask kindly');
  expect(forum.availableTags.map(t => [t.name, t.moderated, t.emoji?.name])).toEqual([
    ['open', false, undefined],
    ['answered', true, '🦉'],
  ]);
  expect([forum.defaultSortOrder, forum.defaultThreadRateLimitPerUser]).toEqual([0, 5]);
});

test('a post begins with its message, whose id it has, and changes its tags', async () => {
  const post = await forum.threads.create({
    name: 'How do I start?',
    message: {
      content: 'Hello',
      files: [new AttachmentBuilder(Buffer.from('notes'), { name: 'notes.txt' })],
    },
    appliedTags: [tagged('open')],
  });
  const first = await post.fetchStarterMessage();
  expect([first?.id, first?.content, first?.attachments.first()?.name]).toEqual([
    post.id,
    'Hello',
    'notes.txt',
  ]);
  expect([post.appliedTags, post.rateLimitPerUser]).toEqual([[tagged('open')], 5]);
  await post.send('More');
  expect((await post.setAppliedTags([tagged('answered')])).appliedTags).toEqual([tagged('answered')]);
  expect((await world.control.messages(post.id, world.mira)).map(m => m.content)).toEqual(['Hello', 'More']);
  expect((await forum.threads.fetchActive()).threads.has(post.id)).toBe(true);
});

test('tags keep their ids when others come', async () => {
  const before = forum.availableTags.map(t => t.id);
  forum = await forum.setAvailableTags([...forum.availableTags, { name: 'new' }]);
  expect(forum.availableTags.map(t => t.id).slice(0, 2)).toEqual(before);
  expect(forum.availableTags.at(-1)?.name).toBe('new');
});

test('a forum takes posts only, with its own tags, and with one where one is needed', async () => {
  const { raw, channel } = world;
  const post = (more: object = {}) => ({ name: 'Post', message: { content: 'x' }, ...more });
  const code = async (path: string, body: object, method = 'POST') =>
    (await (await raw(method, `/channels/${path}`, body)).json()).code;
  expect(await code(`${forum.id}/messages`, { content: 'x' })).toBe(50008);
  expect(await code(`${forum.id}/threads`, { name: 'No message' })).toBe(50035);
  expect(await code(`${forum.id}/threads`, post({ message: {} }))).toBe(50006);
  expect(await code(`${forum.id}/threads`, post({ applied_tags: [channel] }))).toBe(50035);
  expect(await code(`${forum.id}/threads`, post({ applied_tags: Array(6).fill(tagged('open')) }))).toBe(
    50035,
  );
  await raw('PATCH', `/channels/${forum.id}`, { flags: 1 << 4 });
  expect(await code(`${forum.id}/threads`, post())).toBe(40067);
  expect(await code(`${forum.id}/threads`, post({ applied_tags: [tagged('open')] }))).toBeUndefined();
  await expect(world.control.write(forum.id, world.mira, 'x')).rejects.toThrow('Nothing is written');
});

test('a tag of moderators is not for others', async () => {
  const { control, raw } = world;
  await control.setOverwrite(forum.id, bot.user?.id ?? '', { type: 1, deny: String(P.ManageThreads) });
  const body = { name: 'Post', message: { content: 'x' }, applied_tags: [tagged('answered')] };
  expect((await raw('POST', `/channels/${forum.id}/threads`, body)).status).toBe(403);
});

test('nothing was asked that the server does not know', async () => {
  expect((await world.control.problems()).map(p => p.problem)).toEqual([]);
});
