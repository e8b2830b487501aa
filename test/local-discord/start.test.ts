import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

test('a bot logs in, registers a command, answers it privately and writes in a channel', async () => {
  const { control, guild, channel, mira } = world;
  const bot = await world.login(async interaction => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: `hello ${interaction.options.getString('who')}`, flags: 64 });
  });
  expect(bot.guilds.cache.get(guild.id)?.name).toBe('Study');
  await bot.application?.commands.set([
    {
      name: 'hello',
      description: 'Says hello',
      options: [{ name: 'who', description: 'Whom', type: 3, required: true }],
    },
  ]);
  expect((await control.commands(guild.id, mira)).map(c => c.name)).toEqual(['hello']);

  const seen = await control.command({ as: mira, channel, name: 'hello', options: { who: 'Mira' } });
  expect(seen).toMatchObject({ outcome: 'reply', message: { content: 'hello Mira', flags: 64 } });
  expect(bot.failures).toEqual([]);

  const sendable = await bot.channels.fetch(channel);
  if (!sendable?.isSendable()) throw new Error('not a text channel');
  await sendable.send('good morning');
  expect((await control.messages(channel, mira)).map(m => m.content)).toEqual(['hello Mira', 'good morning']);
  expect((await control.messages(channel, guild.ownerId)).map(m => m.content)).toEqual(['good morning']);
  expect([...(await sendable.messages.fetch()).values()].map(m => m.content)).toEqual(['good morning']);
  expect(await control.problems()).toEqual([]);
});

test('many guilds are made at once, and a bot that comes or is there already hears of each when it is complete', async () => {
  const { control } = world;
  const early = await world.login();
  const { guilds } = await control.addMany({ guilds: 20, members: 3, channels: 2 });
  expect(guilds).toHaveLength(20);
  const late = await world.login();
  for (const bot of [early, late]) {
    await expect.poll(() => guilds.filter(id => bot.guilds.cache.has(id)).length).toBe(20);
    const one = bot.guilds.cache.get(guilds[7] ?? '');
    // The owner and the bot are members too.
    expect([one?.memberCount, one?.channels.cache.size]).toEqual([5, 3]);
  }
});
