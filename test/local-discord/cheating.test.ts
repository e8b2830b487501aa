import { type Interaction, PermissionFlagsBits as P } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let handle: (interaction: Interaction) => unknown = () => {};
/** What the cheats below act on. */
const at = {
  bot: '',
  other: '',
  stranger: '',
  hidden: '',
  thread: '',
  panel: '',
  own: '',
  form: '',
  poll: '',
};

const options = ['a', 'b', 'c'].map(value => ({ label: value, value }));
const row = (...components: object[]) => ({ type: 1, components });
const field = (component: object) => ({ type: 18, label: 'Field', component });

beforeAll(async () => {
  world = await openWorld();
  const { control, guild, channel, mira, raw } = world;
  const client = await world.login(i => handle(i));
  at.bot = client.user?.id ?? '';
  await client.application?.commands.set([
    {
      name: 'fill',
      description: 'Takes everything',
      options: [
        { name: 'text', type: 3, description: 'Text', minLength: 2, maxLength: 5 },
        { name: 'whole', type: 4, description: 'Whole', minValue: 1, maxValue: 9 },
        { name: 'yes', type: 5, description: 'Yes' },
        { name: 'who', type: 6, description: 'Who' },
        { name: 'where', type: 7, description: 'Where', channelTypes: [0] },
        { name: 'role', type: 8, description: 'Role' },
        { name: 'one', type: 3, description: 'One', choices: [{ name: 'A', value: 'a' }] },
        { name: 'file', type: 11, description: 'File' },
        { name: 'typed', type: 3, description: 'Typed', autocomplete: true },
      ],
    },
    {
      name: 'need',
      description: 'Needs',
      options: [{ name: 'it', type: 3, description: 'It', required: true }],
    },
    { name: 'tree', description: 'Has parts', options: [{ name: 'leaf', type: 1, description: 'A part' }] },
    { name: 'admin', description: 'For some', defaultMemberPermissions: P.ManageGuild },
    { name: 'private', description: 'Only in private', contexts: [1] },
    { name: 'Report', type: 3 },
  ]);
  at.other = (await control.addMember(guild.id, { name: 'Noor' })).id;
  const elsewhere = await control.addGuild({ name: 'Elsewhere', bot: false });
  at.stranger = elsewhere.ownerId;
  at.hidden = (await control.addChannel(guild.id, { name: 'staff' })).id;
  await control.setOverwrite(at.hidden, guild.id, { type: 0, deny: String(P.ViewChannel) });
  await control.setOverwrite(at.hidden, at.bot, { type: 1, allow: String(P.ViewChannel) });

  const post = async (body: object) =>
    (await (await raw('POST', `/channels/${channel}/messages`, body)).json()).id;
  const button = (custom_id: string, more: object = {}) => ({
    type: 2,
    style: 1,
    label: 'x',
    custom_id,
    ...more,
  });
  at.panel = await post({
    content: 'A panel',
    components: [
      row(button('on'), button('off', { disabled: true }), {
        type: 2,
        style: 5,
        label: 'x',
        url: 'https://a.example',
      }),
      row({ type: 3, custom_id: 'pick', min_values: 2, max_values: 2, options }),
      row({ type: 5, custom_id: 'user' }),
      row({ type: 8, custom_id: 'room', channel_types: [5] }),
      row({ type: 3, custom_id: 'shut', disabled: true, options }),
    ],
  });
  at.poll = await post({
    poll: {
      question: { text: 'Q' },
      answers: [{ poll_media: { text: 'a' } }, { poll_media: { text: 'b' } }],
    },
  });
  const thread = await raw('POST', `/channels/${channel}/threads`, { name: 'done', type: 11 });
  at.thread = (await thread.json()).id;

  handle = i =>
    i.isRepliable() && i.reply({ content: 'yours', flags: 64, components: [row(button('mine'))] } as never);
  const answered = await control.command({ as: mira, channel, name: 'fill' });
  at.own = answered.message?.id ?? '';
  handle = i =>
    i.isChatInputCommand() &&
    i.showModal({
      custom_id: 'form',
      title: 'Form',
      components: [
        field({ type: 4, custom_id: 'text', style: 1, required: false, max_length: 5 }),
        field({ type: 21, custom_id: 'radio', required: false, options }),
        field({ type: 22, custom_id: 'boxes', required: false, options, max_values: 2 }),
        field({ type: 23, custom_id: 'box' }),
        field({ type: 19, custom_id: 'files', required: false, max_values: 1, file_types: ['.md', 'image'] }),
      ],
    } as never);
  at.form = (await control.command({ as: mira, channel, name: 'fill' })).id;
});
afterAll(() => world.stop());

const use = (more: object) => () =>
  world.control.command({ as: world.mira, channel: world.channel, name: 'fill', ...more });
const fill = (given: Record<string, string | number | boolean>) => use({ options: given });
const press =
  (customId: string, values?: string[], more: object = {}) =>
  () =>
    world.control.component({
      as: world.mira,
      message: at.panel,
      customId,
      ...(values && { values }),
      ...more,
    });
const send =
  (values: Record<string, string | boolean | string[]>, more: object = {}) =>
  () =>
    world.control.modal({ as: world.mira, interaction: at.form, values, ...more });
const file = (name: string, size = 1) => ({ name, base64: Buffer.alloc(size).toString('base64') });

/** By what somebody tries: how, and what they are told. */
const cheats: Readonly<Record<string, readonly [() => Promise<unknown>, RegExp]>> = {
  'a command that is not registered': [use({ name: 'nothing' }), /no command nothing/],
  'a command for others': [use({ name: 'admin' }), /no command admin/],
  'a command of direct conversations in a guild': [use({ name: 'private' }), /no command private/],
  'a command as the bot': [() => use({ as: at.bot })(), /bot does not act/],
  'a command as nobody': [use({ as: '1' }), /no such member/],
  'a command as somebody of another guild': [() => use({ as: at.stranger })(), /sees no such channel/],
  'a command in a hidden channel': [() => use({ channel: at.hidden })(), /sees no such channel/],
  'a message command by its name alone': [use({ name: 'Report' }), /no command Report/],
  'a message command on what only another one sees': [
    () => use({ as: at.other, name: 'Report', target: at.own })(),
    /no such message/,
  ],
  'a message command on nothing': [use({ name: 'Report', target: '1' }), /no such message/],
  'a part that does not exist': [use({ name: 'tree', sub: ['root'] }), /no subcommand root/],
  'a command with parts as a whole': [use({ name: 'tree' }), /Choose a subcommand: leaf/],
  'no value where one is needed': [use({ name: 'need' }), /it is required/],
  'an option that is not there': [fill({ nothing: 1 }), /no option nothing/],
  'text that is too short': [fill({ text: 'x' }), /too short or too long/],
  'text that is too long': [fill({ text: 'xxxxxx' }), /too short or too long/],
  'a number as text': [fill({ whole: '5' }), /must be a number/],
  'half a number': [fill({ whole: 1.5 }), /whole number/],
  'a number out of its range': [fill({ whole: 10 }), /out of its range/],
  'text for yes or no': [fill({ yes: 'true' }), /true or false/],
  'a user who does not exist': [fill({ who: '1' }), /no user 1/],
  'a hidden channel': [() => fill({ where: at.hidden })(), /no channel/],
  'a channel of a kind that is not wanted': [() => fill({ where: at.thread })(), /cannot be chosen/],
  'a role of another guild': [() => fill({ role: at.stranger })(), /no role/],
  'a choice that is none': [fill({ one: 'b' }), /one of its choices/],
  'text for a file': [fill({ file: 'x' }), /takes a file/],
  'two files for one': [use({ files: { file: [file('a'), file('b')] } }), /takes one file/],
  'a file for text': [use({ files: { text: [file('a')] } }), /takes no file/],
  'a file that is too large': [
    use({ files: { file: [file('a', 10 * 1024 * 1024 + 1)] } }),
    /larger than 10 MiB/,
  ],
  'completing what does not complete': [
    () =>
      world.control.autocomplete({
        as: world.mira,
        channel: world.channel,
        name: 'fill',
        focused: 'text',
        value: 'x',
      }),
    /does not complete/,
  ],
  'typing without end': [
    () =>
      world.control.autocomplete({
        as: world.mira,
        channel: world.channel,
        name: 'fill',
        focused: 'typed',
        value: 'x'.repeat(6001),
      }),
    /too long/,
  ],
  'a button that is not there': [press('nothing'), /no such component/],
  'a disabled button': [press('off'), /disabled/],
  'a disabled select': [press('shut', ['a']), /disabled/],
  'values for a button': [press('on', ['a']), /takes no values/],
  'too few of a select': [press('pick', ['a']), /Choose 2/],
  'one value twice': [press('pick', ['a', 'a']), /chosen twice/],
  'a value that is not offered': [press('pick', ['a', 'z']), /not among the options/],
  'somebody of another guild in a select': [() => press('user', [at.stranger])(), /not a member/],
  'a channel of another kind in a select': [() => press('room', [world.channel])(), /cannot be chosen/],
  'a button that only another one sees': [
    () => press('mine', undefined, { as: at.other, message: at.own })(),
    /cannot see that message/,
  ],
  'a button as the bot': [() => press('on', undefined, { as: at.bot })(), /bot does not act/],
  'a form of somebody else': [() => send({}, { as: at.other })(), /for somebody else/],
  'a field that is not there': [send({ nothing: 'x' }), /no field nothing/],
  'too much text in a form': [send({ text: 'xxxxxx' }), /too short or too long/],
  'a list for text': [send({ text: ['x'] }), /takes text/],
  'a radio button that is not there': [send({ radio: 'z' }), /one of its options/],
  'too many boxes': [send({ boxes: ['a', 'b', 'c'] }), /Choose/],
  'a word for a box': [send({ box: 'yes' }), /true or false/],
  'a word for files': [send({ files: 'x' }), /takes files/],
  'too many files in a form': [send({}, { files: { files: [file('a'), file('b')] } }), /takes 0 to 1 files/],
  'a file of another kind in a form': [
    send({}, { files: { files: [file('a.exe')] } }),
    /takes files of .md, image only/,
  ],
  'a form from a command that opened none': [send({}, { interaction: '1' }), /no such interaction/],
  'reacting as the bot': [
    () => world.control.react(world.channel, at.panel, { as: at.bot, emoji: '🦉' }),
    /bot does not act/,
  ],
  'reacting to what only another one sees': [
    () => world.control.react(world.channel, at.own, { as: at.other, emoji: '🦉' }),
    /no such message/,
  ],
  'reacting with a word': [
    () => world.control.react(world.channel, at.panel, { as: world.mira, emoji: 'owl' }),
    /not an emoji/,
  ],
  'two votes where one is asked': [
    () => world.control.vote(world.channel, at.poll, world.mira, [1, 2]),
    /One answer/,
  ],
  'a vote for nothing': [() => world.control.vote(world.channel, at.poll, world.mira, [9]), /no such answer/],
  'a vote without a poll': [() => world.control.vote(world.channel, at.panel, world.mira, [1]), /no poll/],
  'writing as the bot': [() => world.control.write(world.channel, at.bot, 'x'), /bot does not act/],
  'writing in a hidden channel': [() => world.control.write(at.hidden, world.mira, 'x'), /cannot write/],
  'writing too much': [() => world.control.write(world.channel, world.mira, 'x'.repeat(2001)), /2000/],
  'writing nothing': [() => world.control.write(world.channel, world.mira, '  '), /1 character/],
  'reading a hidden channel': [() => world.control.messages(at.hidden, world.mira), /cannot see/],
};

test.each(Object.entries(cheats))('nobody gets away with %s', async (_, [cheat, told]) => {
  const before = (await world.control.requests()).length;
  await expect(cheat()).rejects.toThrow(told);
  // The bot hears nothing of it.
  expect((await world.control.requests()).length).toBe(before);
});

test('who may not read the history presses nothing in it', async () => {
  const { control, channel, mira, guild } = world;
  await control.setOverwrite(channel, guild.id, { type: 0, deny: String(P.ReadMessageHistory) });
  await expect(press('on')()).rejects.toThrow('cannot see that message');
  // What is only for them they still see.
  handle = i => i.isButton() && i.deferUpdate();
  expect((await press('mine', undefined, { message: at.own })()).outcome).toBe('deferred');
  await control.removeOverwrite(channel, guild.id);
  handle = i => i.isButton() && i.deferUpdate();
  expect((await press('on')()).outcome).toBe('deferred');
  expect(mira).not.toBe('');
});

test('slowmode holds members back, a thread begins only where one may, and adult commands stay where they belong', async () => {
  const { control, raw, guild, mira } = world;
  const slow = (await control.addChannel(guild.id, { name: 'slow' })).id;
  const own = guild.roles.find(r => r.id !== guild.id)?.id ?? '';
  await control.changeRole(guild.id, own, { permissions: String(P.Administrator) });
  expect((await raw('PATCH', `/channels/${slow}`, { rate_limit_per_user: 30 })).status).toBe(200);
  await control.write(slow, mira, 'one');
  await expect(control.write(slow, mira, 'two')).rejects.toThrow('Slowmode');
  await control.advance(30_000);
  await control.write(slow, mira, 'two');

  const begin = (channel: string, more: object = {}) =>
    control.startThread(channel, { as: mira, name: 'Mine', content: 'first', ...more });
  const thread = await begin(slow);
  expect((await control.messages(thread.id, mira)).map(m => m.content)).toEqual(['first']);
  await expect(begin(at.hidden)).rejects.toThrow('cannot begin');
  await expect(begin(slow, { tags: ['1'] })).rejects.toThrow('no such tag');
  await expect(begin(slow, { as: at.bot })).rejects.toThrow('bot does not act');

  const adult = { name: 'adult', description: 'For adults', nsfw: true };
  const made = await raw('POST', `/applications/${at.bot}/commands`, adult);
  expect([made.status, await made.json()]).toEqual([201, expect.objectContaining(adult)]);
  handle = i => i.isRepliable() && i.reply('here');
  await expect(use({ name: 'adult', channel: slow })()).rejects.toThrow('no command adult');
  const opened = await raw('PATCH', `/channels/${slow}`, { nsfw: true });
  expect(await opened.json()).toMatchObject({ nsfw: true });
  expect((await use({ name: 'adult', channel: slow })()).outcome).toBe('reply');
});

test('an answer opens an archived thread again, but not a locked one', async () => {
  const { raw, mira, control } = world;
  const outcomes: unknown[] = [];
  handle = i =>
    i.isRepliable() &&
    i.reply('here').then(
      () => outcomes.push('answered'),
      error => outcomes.push(error.code),
    );
  const inThread = () => control.command({ as: mira, channel: at.thread, name: 'fill' });
  await raw('PATCH', `/channels/${at.thread}`, { archived: true });
  expect((await inThread()).outcome).toBe('reply');
  expect(await (await raw('GET', `/channels/${at.thread}`)).json()).toMatchObject({
    thread_metadata: { archived: false },
  });
  await raw('PATCH', `/channels/${at.thread}`, { archived: true, locked: true });
  expect((await inThread()).outcome).toBe('none');
  expect(outcomes).toEqual(['answered', 50083]);
});

test('a form is sent once', async () => {
  handle = i => i.isModalSubmit() && i.reply('thanks');
  const files = { files: [file('A picture.PNG')] };
  expect((await send({ text: 'ok', boxes: ['a'] }, { files })()).outcome).toBe('reply');
  await expect(send({ text: 'ok' })()).rejects.toThrow('sent already');
});

test('the world stays whole whatever is taken out of it', async () => {
  const { control, guild } = world;
  const own = guild.roles.find(r => r.id !== guild.id)?.id ?? '';
  await expect(control.removeRole(guild.id, guild.id)).rejects.toThrow('belongs to');
  await expect(control.removeRole(guild.id, own)).rejects.toThrow('belongs to');
  await expect(control.removeMember(guild.id, guild.ownerId)).rejects.toThrow('stays');
  await expect(control.removeMember(guild.id, at.bot)).rejects.toThrow('leaves by');
  await expect(control.addMember(guild.id, { user: world.mira })).rejects.toThrow('already');
  await expect(control.messages(world.channel, world.mira, -1)).rejects.toThrow('whole number');
});
