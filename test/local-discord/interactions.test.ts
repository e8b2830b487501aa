import { type Interaction, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let handle: (interaction: Interaction) => unknown = () => {};
let bot: Awaited<ReturnType<TestWorld['login']>>;

const commands = [
  { name: 'go', description: 'Does something' },
  {
    name: 'find',
    description: 'Finds a lesson',
    options: [
      {
        name: 'lesson',
        description: 'One lesson',
        type: 1,
        options: [
          { name: 'title', description: 'Its title', type: 3, required: true, autocomplete: true },
          { name: 'count', description: 'How many', type: 4, min_value: 1, max_value: 3 },
          { name: 'where', description: 'A channel', type: 7 },
          { name: 'who', description: 'A member', type: 6 },
          { name: 'role', description: 'A role', type: 8 },
          { name: 'size', description: 'A size', type: 3, choices: [{ name: 'Small', value: 's' }] },
        ],
      },
    ],
  },
  { name: 'moderate', description: 'Only for moderators', default_member_permissions: '32' },
  { name: 'Greet', type: 2 },
];

const label = { type: 18, label: 'Field', component: { type: 4, custom_id: 'field', style: 1 } };

beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(interaction => handle(interaction));
  await bot.application?.commands.set(
    commands as Parameters<NonNullable<typeof bot.application>['commands']['set']>[0],
  );
});
afterAll(() => world.stop());

function go() {
  return world.control.command({ as: world.mira, channel: world.channel, name: 'go' });
}

test('an answer comes back with the message when the bot asks for it', async () => {
  let id: string | undefined;
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    const { resource } = await i.reply({ content: 'here', withResponse: true });
    id = resource?.message?.id;
  };
  expect((await go()).message?.id).toBe(id);
  expect(id).toMatch(/^\d{17,19}$/);
});

test('a deferral is shown as loading, then becomes the answer, and follow-ups reply to it', async () => {
  let finish = () => {};
  const wait = new Promise<void>(resolve => {
    finish = resolve;
  });
  const done = new Promise<void>(resolve => {
    handle = async i => {
      if (!i.isChatInputCommand()) return;
      await i.deferReply({ flags: MessageFlags.Ephemeral });
      await wait;
      await i.editReply('late but there');
      const more = await i.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
      await i.webhook.editMessage(more, 'and even more');
      expect((await i.fetchReply()).content).toBe('late but there');
      resolve();
    };
  });
  const deferred = await go();
  expect(deferred).toMatchObject({ outcome: 'deferred', message: { flags: 128 | 64 } });
  finish();
  await done;
  const after = await world.control.interaction(deferred.id);
  expect(after.message).toMatchObject({ content: 'late but there', flags: 64 });
  const last = (await world.control.messages(world.channel, world.mira)).at(-1);
  expect(last).toMatchObject({
    content: 'and even more',
    type: 19,
    message_reference: { message_id: after.message?.id },
  });
});

test('the first follow-up of a deferral is taken for the answer, and an answer can be deleted', async () => {
  const done = new Promise<void>(resolve => {
    handle = async i => {
      if (!i.isChatInputCommand()) return;
      await i.deferReply();
      await i.followUp('in place of the answer');
      expect((await i.fetchReply()).content).toBe('in place of the answer');
      await i.deleteReply();
      resolve();
    };
  });
  const { id } = await go();
  await done;
  expect((await world.control.interaction(id)).message).toBeUndefined();
});

test('what is typed is completed while other options are incomplete', async () => {
  handle = async i => {
    if (!i.isAutocomplete()) return;
    expect(i.options.getSubcommand()).toBe('lesson');
    await i.respond([{ name: i.options.getFocused().toUpperCase(), value: 'tcp' }]);
  };
  const act = { as: world.mira, channel: world.channel, name: 'find', sub: ['lesson'] };
  const seen = await world.control.autocomplete({ ...act, focused: 'title', value: 'tc' });
  expect(seen).toMatchObject({ outcome: 'choices', choices: [{ name: 'TC', value: 'tcp' }] });
  await expect(world.control.autocomplete({ ...act, focused: 'count', value: '1' })).rejects.toThrow(
    'does not complete',
  );
});

test('options of every kind arrive resolved', async () => {
  const { control, guild, channel, mira } = world;
  const role = await control.addRole(guild.id, { name: 'Helper' });
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    const o = i.options;
    await i.reply(
      [
        o.getString('title'),
        o.getInteger('count'),
        o.getChannel('where')?.name,
        o.getUser('who')?.globalName,
        o.getRole('role')?.name,
      ].join(' '),
    );
  };
  const options = { title: 'TCP', count: 2, where: channel, who: mira, role: role.id };
  const seen = await control.command({ as: mira, channel, name: 'find', sub: ['lesson'], options });
  expect(seen.message?.content).toBe('TCP 2 general Mira Helper');
  await control.removeRole(guild.id, role.id);
});

test('a member cannot do what the client would not let them do', async () => {
  const { control, channel, mira } = world;
  const find = (options: Record<string, string | number>) =>
    control.command({ as: mira, channel, name: 'find', sub: ['lesson'], options });
  await expect(control.command({ as: mira, channel, name: 'unknown' })).rejects.toThrow('no command unknown');
  await expect(control.command({ as: mira, channel, name: 'moderate' })).rejects.toThrow(
    'no command moderate',
  );
  await expect(control.command({ as: mira, channel, name: 'find' })).rejects.toThrow('Choose a subcommand');
  await expect(find({})).rejects.toThrow('title is required');
  await expect(find({ title: 'x', count: 4 })).rejects.toThrow('out of its range');
  await expect(find({ title: 'x', count: 1.5 })).rejects.toThrow('whole number');
  await expect(find({ title: 'x', size: 'large' })).rejects.toThrow('one of its choices');
  await expect(find({ title: 'x', who: '1' })).rejects.toThrow('no user');
  await expect(find({ title: 'x', extra: 1 })).rejects.toThrow('no option extra');
});

test('commands are offered by permission, and menu commands act on their target', async () => {
  const { control, guild, channel, mira } = world;
  const names = async (as: string) => (await control.commands(guild.id, as)).map(c => c.name);
  expect(await names(guild.ownerId)).toContain('moderate');
  expect(await names(mira)).not.toContain('moderate');
  const role = await control.addRole(guild.id, { name: 'Moderator', permissions: '32' });
  await control.changeMember(guild.id, mira, { roles: [role.id] });
  expect(await names(mira)).toContain('moderate');
  await control.changeMember(guild.id, mira, { roles: [] });

  handle = i => (i.isUserContextMenuCommand() ? i.reply(`hello ${i.targetUser.globalName}`) : undefined);
  expect(
    (await control.command({ as: guild.ownerId, channel, name: 'Greet', target: mira })).message?.content,
  ).toBe('hello Mira');
});

test('an answer to a form says what opened it, and a follow-up which answer it follows', async () => {
  const { control, channel, mira } = world;
  const form = { custom_id: 'form', title: 'Form', components: [label] };
  const button = { type: 2, style: 1, custom_id: 'open', label: 'Open' };
  handle = async i => {
    if (i.isModalSubmit()) {
      await i.reply({ content: 'thanks', components: [{ type: 1, components: [button] }] });
      await i.followUp('and more');
    } else if (i.isChatInputCommand() || i.isButton()) await i.showModal(form);
  };
  const note = async () => (await control.messages(channel, mira)).at(-1)?.interaction_metadata;
  const fill = async ({ id }: { readonly id: string }) => {
    const { message } = await control.modal({ as: mira, interaction: id, values: { field: 'x' } });
    await expect.poll(note).toMatchObject({ type: 5, original_response_message_id: message?.id });
    return message;
  };
  const asked = await go();
  const byCommand = await fill(asked);
  expect(byCommand?.interaction_metadata).toMatchObject({
    type: 5,
    triggering_interaction_metadata: { id: asked.id, type: 2, name: 'go', user: { id: mira } },
  });
  const pressed = await control.component({ as: mira, message: byCommand?.id ?? '', customId: 'open' });
  expect((await fill(pressed))?.interaction_metadata).toMatchObject({
    triggering_interaction_metadata: { id: pressed.id, type: 3, interacted_message_id: byCommand?.id },
  });
});

test('a second answer is refused with 40060, and an answer after three seconds with 10062', async () => {
  const { raw } = world;
  const codes: unknown[] = [];
  handle = async i => {
    const answer = () =>
      raw('POST', `/interactions/${i.id}/${i.token}/callback`, { type: 4, data: { content: 'x' } });
    await answer();
    codes.push((await (await answer()).json()).code);
  };
  await go();
  await expect.poll(() => codes).toEqual([40060]);

  let late: Interaction | undefined;
  handle = i => {
    late = i;
  };
  const silent = await go();
  expect(silent).toMatchObject({ outcome: 'none', ms: 3000 });
  if (!late?.isChatInputCommand()) throw new Error('the bot heard nothing');
  await expect(late.reply('too late')).rejects.toMatchObject({ code: 10062 });
  const followUp = await raw('POST', `/webhooks/${bot.user?.id}/${late.token}`, { content: 'x' });
  expect([followUp.status, (await followUp.json()).code]).toEqual([404, 10015]);
  const wrong = await raw('PATCH', `/webhooks/${bot.user?.id}/nonsense/messages/@original`, { content: 'x' });
  expect([wrong.status, (await wrong.json()).code]).toEqual([401, 50027]);
});

test('nothing failed in the bot behind the scenes', () => {
  expect(bot.failures).toEqual([]);
});
