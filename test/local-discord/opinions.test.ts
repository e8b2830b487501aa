import { Events, type Message, PermissionFlagsBits as P, type SendableChannels } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let bot: Awaited<ReturnType<TestWorld['login']>>;
let room: SendableChannels;
const intents = 1 | (1 << 9) | (1 << 10) | (1 << 24);

beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(undefined, { intents });
  const channel = await bot.channels.fetch(world.channel);
  if (!channel?.isSendable()) throw new Error('not a text channel');
  room = channel;
});
afterAll(() => world.stop());

const seenBy = async (member: string, id: string) =>
  (await world.control.messages(world.channel, member)).find(m => m.id === id);
const ownReactions = async (member: string, id: string) =>
  (await seenBy(member, id))?.reactions?.filter(r => r.me).map(r => r.emoji.name);
const ownVotes = async (member: string, id: string) =>
  (await seenBy(member, id))?.poll?.results?.answer_counts.filter(a => a.me_voted).map(a => a.id);

test('reactions are added, counted, listed, taken back and cleared, by the bot and by members', async () => {
  const { control, mira, channel, guild } = world;
  const heard: string[] = [];
  bot.on(Events.MessageReactionAdd, (reaction, user) => heard.push(`+${reaction.emoji.name} ${user.id}`));
  bot.on(Events.MessageReactionRemove, (reaction, user) => heard.push(`-${reaction.emoji.name} ${user.id}`));
  const message = await room.send('like it?');
  await message.react('👍');
  const after = await control.react(channel, message.id, { as: mira, emoji: '👍' });
  expect(after.reactions?.map(r => r.me)).toEqual([true]);
  await control.react(channel, message.id, { as: mira, emoji: '🇩🇪' });
  const fresh = await message.fetch(true);
  expect(fresh.reactions.cache.map(r => [r.emoji.name, r.count, r.me])).toEqual([
    ['👍', 2, true],
    ['🇩🇪', 1, false],
  ]);
  expect([...((await fresh.reactions.cache.get('👍')?.users.fetch())?.keys() ?? [])].sort()).toEqual(
    [bot.user?.id, mira].sort(),
  );
  expect(await ownReactions(mira, message.id)).toEqual(['👍', '🇩🇪']);
  expect(await ownReactions(guild.ownerId, message.id)).toEqual([]);
  await fresh.reactions.cache.get('👍')?.users.remove();
  await control.react(channel, message.id, { as: mira, emoji: '🇩🇪', remove: true });
  await expect.poll(() => heard).toHaveLength(5);
  expect(heard).toEqual([
    `+👍 ${bot.user?.id}`,
    `+👍 ${mira}`,
    `+🇩🇪 ${mira}`,
    `-👍 ${bot.user?.id}`,
    `-🇩🇪 ${mira}`,
  ]);
  await (await message.fetch(true)).reactions.removeAll();
  expect((await message.fetch(true)).reactions.cache.size).toBe(0);
  await expect(message.react('no emoji')).rejects.toMatchObject({ code: 10014 });
  await control.setOverwrite(channel, bot.user?.id ?? '', { type: 1, deny: String(P.AddReactions) });
  await expect(message.react('👎')).rejects.toMatchObject({ code: 50013 });
  await control.removeOverwrite(channel, bot.user?.id ?? '');
});

const lunch = {
  question: { text: 'Which lesson next?' },
  answers: [{ text: 'TCP' }, { text: 'HTTP', emoji: '🌐' }],
  duration: 2,
  allowMultiselect: false,
} as const;

test('a poll is voted in, ended by the bot, and its result is written', async () => {
  const { control, mira, channel, guild } = world;
  const heard: string[] = [];
  bot.on(Events.MessagePollVoteAdd, (answer, user) => heard.push(`+${answer.id} ${user}`));
  bot.on(Events.MessagePollVoteRemove, (answer, user) => heard.push(`-${answer.id} ${user}`));
  const message = await room.send({ poll: lunch });
  await control.vote(channel, message.id, mira, [1]);
  await control.vote(channel, message.id, mira, [2]);
  expect(await ownVotes(guild.ownerId, message.id)).toEqual([]);
  const after = await control.vote(channel, message.id, guild.ownerId, [2]);
  expect(after.poll?.results?.answer_counts.map(a => a.me_voted)).toEqual([false, true]);
  expect(await ownVotes(mira, message.id)).toEqual([2]);
  await expect(control.vote(channel, message.id, mira, [1, 2])).rejects.toThrow('One answer only');
  await expect.poll(() => heard).toHaveLength(4);
  expect(heard).toEqual([`+1 ${mira}`, `-1 ${mira}`, `+2 ${mira}`, `+2 ${guild.ownerId}`]);
  const voters = await message.poll?.answers.get(2)?.voters.fetch();
  expect([...(voters?.keys() ?? [])].sort()).toEqual([mira, guild.ownerId].sort());
  const ended = await message.poll?.end();
  expect(ended?.poll?.resultsFinalized).toBe(true);
  expect(ended?.poll?.answers.map(a => a.voteCount)).toEqual([0, 2]);
  const result = (await control.messages(channel, mira)).at(-1);
  expect(result).toMatchObject({ type: 46, message_reference: { message_id: message.id } });
  expect(result?.embeds[0]?.fields).toContainEqual({
    name: 'victor_answer_text',
    value: 'HTTP',
    inline: false,
  });
  const again = await world.raw('POST', `/channels/${channel}/polls/${message.id}/expire`);
  expect((await again.json()).code).toBe(520001);
  await expect(message.edit('something else')).rejects.toMatchObject({ code: 520003 });
});

test('a poll ends when its time is up on the movable clock', async () => {
  const { control, mira, channel } = world;
  const message = await room.send({ poll: lunch });
  const ended = new Promise<Message>(resolve => {
    bot.on(Events.MessageUpdate, (_, after) => {
      if (after.id === message.id) resolve(after as Message);
    });
  });
  await control.advance(3 * 3_600_000);
  expect((await ended).poll?.resultsFinalized).toBe(true);
  await expect(control.vote(channel, message.id, mira, [1])).rejects.toThrow('over');
  expect((await control.messages(channel, mira)).at(-1)?.type).toBe(46);
});

test('without the intent nothing is heard of messages, reactions and votes', async () => {
  const { control, mira, channel } = world;
  const deaf = await world.login();
  const heard: string[] = [];
  deaf.on('raw', (packet: { t: string | null }) => heard.push(String(packet.t)));
  const message = await room.send({ poll: lunch });
  await message.react('👍');
  await control.vote(channel, message.id, mira, [1]);
  await message.delete();
  await control.addChannel(world.guild.id, { name: 'heard' });
  await expect.poll(() => heard).toContain('CHANNEL_CREATE');
  expect(heard).toEqual(['CHANNEL_CREATE']);
});

test('many messages are deleted at once, but not old ones', async () => {
  const { control, mira, guild } = world;
  const { id } = await control.addChannel(guild.id, { name: 'bulk' });
  const channel = await bot.channels.fetch(id);
  if (!channel?.isTextBased() || channel.isDMBased()) throw new Error('not a text channel');
  const gone: number[] = [];
  bot.on(Events.MessageBulkDelete, messages => gone.push(messages.size));
  for (let n = 0; n < 4; n += 1) await channel.send(`m${n}`);
  await channel.bulkDelete(3);
  await expect.poll(() => gone).toEqual([3]);
  expect((await control.messages(id, mira)).map(m => m.content)).toEqual(['m0']);
  await control.advance(15 * 24 * 3_600_000);
  await channel.send('young');
  await expect(channel.bulkDelete(2)).rejects.toMatchObject({ code: 50034 });
});

test('nothing was asked that the server does not know', async () => {
  expect((await world.control.problems()).map(p => `${p.method} ${p.path}: ${p.problem}`)).toEqual([]);
});
