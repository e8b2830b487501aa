import { AttachmentBuilder, type Interaction, MessageFlags } from 'discord.js';
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

beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(interaction => handle(interaction));
  await bot.application?.commands.set(commands as Parameters<NonNullable<typeof bot.application>['commands']['set']>[0]);
});
afterAll(() => world.stop());

function go() {
  return world.control.command({ as: world.mira, channel: world.channel, name: 'go' });
}
const row = (...components: object[]) => ({ type: 1, components });
const button = (custom_id: string, more: object = {}) => ({ type: 2, style: 1, label: custom_id, custom_id, ...more });

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
  expect(last).toMatchObject({ content: 'and even more', type: 19, message_reference: { message_id: after.message?.id } });
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
  await expect(world.control.autocomplete({ ...act, focused: 'count', value: '1' })).rejects.toThrow('does not complete');
});

test('options of every kind arrive resolved', async () => {
  const { control, guild, channel, mira } = world;
  const role = await control.addRole(guild.id, { name: 'Helper' });
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    const o = i.options;
    await i.reply([o.getString('title'), o.getInteger('count'), o.getChannel('where')?.name, o.getUser('who')?.globalName, o.getRole('role')?.name].join(' '));
  };
  const options = { title: 'TCP', count: 2, where: channel, who: mira, role: role.id };
  const seen = await control.command({ as: mira, channel, name: 'find', sub: ['lesson'], options });
  expect(seen.message?.content).toBe('TCP 2 general Mira Helper');
  await control.removeRole(guild.id, role.id);
});

test('a member cannot do what the client would not let them do', async () => {
  const { control, channel, mira } = world;
  const find = (options: Record<string, string | number>) => control.command({ as: mira, channel, name: 'find', sub: ['lesson'], options });
  await expect(control.command({ as: mira, channel, name: 'unknown' })).rejects.toThrow('no command unknown');
  await expect(control.command({ as: mira, channel, name: 'moderate' })).rejects.toThrow('no command moderate');
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
  expect((await control.command({ as: guild.ownerId, channel, name: 'Greet', target: mira })).message?.content).toBe('hello Mira');
});

test('a button updates its message, a select brings its values, and a disabled one cannot be pressed', async () => {
  const { control, channel, mira, guild } = world;
  handle = async i => {
    if (i.isChatInputCommand()) {
      const select = { type: 3, custom_id: 'pick', max_values: 2, options: ['a', 'b', 'c'].map(value => ({ label: value, value })) };
      await i.reply({ content: 'press', flags: 64, components: [row(button('next'), button('off', { disabled: true })), row(select)] });
    } else if (i.isButton()) {
      await i.update({ content: `pressed ${i.customId}`, components: i.message.components });
    } else if (i.isStringSelectMenu()) {
      await i.deferUpdate();
      await i.editReply(`picked ${i.values.join()}`);
    }
  };
  const message = (await go()).message?.id ?? '';
  expect(await control.component({ as: mira, message, customId: 'next' })).toMatchObject({
    outcome: 'update',
    message: { id: message, content: 'pressed next' },
  });
  const picked = await control.component({ as: mira, message, customId: 'pick', values: ['c', 'a'] });
  expect(picked.outcome).toBe('deferred');
  await expect.poll(async () => (await control.interaction(picked.id)).message?.content).toBe('picked c,a');
  const press = (customId: string, values?: string[], as = mira) => control.component({ as, message, customId, ...(values && { values }) });
  await expect(press('off')).rejects.toThrow('disabled');
  await expect(press('gone')).rejects.toThrow('no such component');
  await expect(press('pick', ['z'])).rejects.toThrow('not among');
  await expect(press('pick', ['a', 'b', 'c'])).rejects.toThrow('Choose 1 to 2');
  await expect(press('next', undefined, guild.ownerId)).rejects.toThrow('cannot see');
});

test('a form with every kind of field is filled in and sent', async () => {
  const { control, mira } = world;
  const options = ['x', 'y'].map(value => ({ label: value, value }));
  const label = (component: object) => ({ type: 18, label: 'A field', component });
  const form = {
    custom_id: 'form',
    title: 'A form',
    components: [
      label({ type: 4, custom_id: 'text', style: 1, min_length: 2 }),
      label({ type: 21, custom_id: 'radio', options }),
      label({ type: 22, custom_id: 'boxes', options, required: false }),
      label({ type: 23, custom_id: 'box' }),
      label({ type: 3, custom_id: 'select', options }),
    ],
  };
  const sent: unknown[] = [];
  handle = async i => {
    if (i.isChatInputCommand()) await i.showModal(form);
    if (i.isModalSubmit()) {
      sent.push(i.fields.getTextInputValue('text'), i.fields.getStringSelectValues('select'));
      await i.reply({ content: 'thank you', flags: 64 });
    }
  };
  const opened = await go();
  expect(opened).toMatchObject({ outcome: 'modal', modal: { title: 'A form' } });
  const submit = (values: Parameters<typeof control.modal>[0]['values']) => control.modal({ as: mira, interaction: opened.id, values });
  await expect(submit({ text: 'a', radio: 'x', select: ['x'] })).rejects.toThrow('too short');
  await expect(submit({ text: 'ab', select: ['x'] })).rejects.toThrow('radio is required');
  await expect(submit({ text: 'ab', radio: 'q', select: ['x'] })).rejects.toThrow('one of its options');
  const answer = await submit({ text: 'ab', radio: 'y', box: true, select: ['x'] });
  expect(answer.message?.content).toBe('thank you');
  expect(sent).toEqual(['ab', ['x']]);
});

test('Components V2 with attachments are numbered, resolved and served back', async () => {
  const { control } = world;
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    const accessory = button('open');
    await i.reply({
      flags: MessageFlags.IsComponentsV2,
      files: [new AttachmentBuilder(Buffer.from('notes'), { name: 'notes.txt' }), new AttachmentBuilder(Buffer.from('pix'), { name: 'a.png', description: 'A picture' })],
      components: [
        {
          type: 17,
          accent_color: 0x336699,
          components: [
            { type: 9, components: [{ type: 10, content: '# Today' }], accessory },
            { type: 14, spacing: 2 },
            { type: 12, items: [{ media: { url: 'attachment://a.png' }, description: 'A picture' }] },
            { type: 13, file: { url: 'attachment://notes.txt' } },
            row(button('done')),
          ],
        },
      ],
    });
  };
  const { message } = await go();
  const [container] = message?.components as unknown as [{ id: number; components: { id: number; items?: { media: { url: string } }[] }[] }];
  expect(container.id).toBe(1);
  expect(new Set(container.components.map(c => c.id)).size).toBe(5);
  const address = container.components[2]?.items?.[0]?.media.url ?? '';
  const served = await fetch(address);
  expect([served.headers.get('content-type'), await served.text()]).toEqual(['image/png', 'pix']);
  expect(message?.attachments.map(a => [a.filename, a.description])).toEqual([['notes.txt', undefined], ['a.png', 'A picture']]);
  expect(await control.problems()).toEqual([]);
});

test('a second answer is refused with 40060, and an answer after three seconds with 10062', async () => {
  const { raw } = world;
  const codes: unknown[] = [];
  handle = async i => {
    const answer = () => raw('POST', `/interactions/${i.id}/${i.token}/callback`, { type: 4, data: { content: 'x' } });
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
