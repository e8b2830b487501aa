import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let bot: Awaited<ReturnType<TestWorld['login']>>;
const heard: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(async i => {
    if (!i.isChatInputCommand()) return;
    heard.push(`${i.locale} ${i.commandName} ${i.options.getSubcommand(false) ?? ''}`.trim());
    await i.reply('here');
  });
  await bot.application?.commands.set([
    {
      name: 'lesson',
      description: 'Shows a lesson',
      nameLocalizations: { de: 'lektion' },
      descriptionLocalizations: { de: 'Zeigt eine Lektion' },
      options: [
        {
          name: 'today',
          description: 'Of today',
          type: 1,
          descriptionLocalizations: { de: 'Die von heute' },
        },
      ],
    },
    { name: 'moderate', description: 'For moderators', defaultMemberPermissions: '0' },
    { name: 'open', description: 'For everybody' },
  ]);
});
afterAll(() => world.stop());

test('a member reads commands in their language, and the bot hears which', async () => {
  const { control, guild, channel, mira } = world;
  await control.changeMember(guild.id, mira, { locale: 'de' });
  const [lesson] = await control.commands(guild.id, mira);
  expect(lesson).toMatchObject({
    name: 'lesson',
    name_localized: 'lektion',
    description_localized: 'Zeigt eine Lektion',
    options: [{ name: 'today', description_localized: 'Die von heute' }],
  });
  const seen = await control.command({ as: mira, channel, name: 'lesson', sub: ['today'] });
  expect(heard).toEqual(['de lesson today']);
  // Above an answer stands the whole name of the command.
  expect(seen.message?.interaction_metadata).toMatchObject({ name: 'lesson today' });
});

test('what moderators allow or forbid beats what the command says itself, by member, role and channel', async () => {
  const { control, guild, channel, mira } = world;
  const offered = async () => (await control.commands(guild.id, mira)).map(c => c.name);
  const id = async (name: string) =>
    (await control.commands(guild.id, guild.ownerId)).find(c => c.name === name)?.id ?? '';
  const moderate = await id('moderate');
  const open = await id('open');
  expect(await offered()).toEqual(['lesson', 'open']);
  const role = await control.addRole(guild.id, { name: 'Helper' });
  await control.changeMember(guild.id, mira, { roles: [role.id] });
  await control.allowCommand(guild.id, moderate, [{ id: role.id, type: 1, permission: true }]);
  await control.allowCommand(guild.id, open, [{ id: guild.id, type: 1, permission: false }]);
  expect(await offered()).toEqual(['lesson', 'moderate']);
  await control.allowCommand(guild.id, moderate, [
    { id: role.id, type: 1, permission: true },
    { id: mira, type: 2, permission: false },
  ]);
  expect(await offered()).toEqual(['lesson']);
  const shown = await bot.application?.commands.permissions.fetch({ guild: guild.id, command: moderate });
  expect(shown?.map(p => [p.type, p.permission])).toEqual([
    [1, true],
    [2, false],
  ]);
  await control.allowCommand(guild.id, moderate, []);
  await control.allowCommand(guild.id, open, [{ id: channel, type: 3, permission: false }]);
  const use = (where: string) => control.command({ as: mira, channel: where, name: 'open' });
  await expect(use(channel)).rejects.toThrow('no command open');
  const other = await control.addChannel(guild.id, { name: 'other' });
  expect((await use(other.id)).outcome).toBe('reply');
});

test('a guild’s own command hides the global one of its name', async () => {
  const { control, guild, mira } = world;
  const own = await bot.application?.commands.create({ name: 'open', description: 'Ours' }, guild.id);
  const ours = (await control.commands(guild.id, mira)).filter(c => c.name === 'open');
  expect(ours.map(c => c.description)).toEqual(['Ours']);
  await own?.delete();
  expect((await control.problems()).map(p => p.problem)).toEqual([]);
});
