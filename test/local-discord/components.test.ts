import { AttachmentBuilder, type Interaction, MessageFlags } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let handle: (interaction: Interaction) => unknown = () => {};
let bot: Awaited<ReturnType<TestWorld['login']>>;
beforeAll(async () => {
  world = await openWorld();
  bot = await world.login(interaction => handle(interaction));
  await bot.application?.commands.set([{ name: 'go', description: 'Does something' }]);
});
afterAll(() => world.stop());

function go() {
  return world.control.command({ as: world.mira, channel: world.channel, name: 'go' });
}
const row = (...components: object[]) => ({ type: 1, components });
const button = (custom_id: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label: custom_id,
  custom_id,
  ...more,
});

test('a button updates its message, a select brings its values, and a disabled one cannot be pressed', async () => {
  const { control, mira, guild } = world;
  handle = async i => {
    if (i.isChatInputCommand()) {
      const select = {
        type: 3,
        custom_id: 'pick',
        max_values: 2,
        options: ['a', 'b', 'c'].map(value => ({ label: value, value })),
      };
      await i.reply({
        content: 'press',
        flags: 64,
        components: [row(button('next'), button('off', { disabled: true })), row(select)],
      });
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
  const press = (customId: string, values?: string[], as = mira) =>
    control.component({ as, message, customId, ...(values && { values }) });
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
    if (i.isChatInputCommand()) await i.showModal(form as Parameters<typeof i.showModal>[0]);
    if (i.isModalSubmit()) {
      sent.push(i.fields.getTextInputValue('text'), i.fields.getStringSelectValues('select'));
      await i.reply({ content: 'thank you', flags: 64 });
    }
  };
  const opened = await go();
  expect(opened).toMatchObject({ outcome: 'modal', modal: { title: 'A form' } });
  const submit = (values: Parameters<typeof control.modal>[0]['values']) =>
    control.modal({ as: mira, interaction: opened.id, values });
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
      files: [
        new AttachmentBuilder(Buffer.from('notes'), { name: 'notes.txt' }),
        new AttachmentBuilder(Buffer.from('pix'), { name: 'a.png', description: 'A picture' }),
      ],
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
  const [container] = (message?.components ?? []) as unknown as [
    { id: number; components: { id: number; items?: { media: { url: string } }[] }[] },
  ];
  expect(container.id).toBe(1);
  expect(new Set(container.components.map(c => c.id)).size).toBe(5);
  const address = container.components[2]?.items?.[0]?.media.url ?? '';
  const served = await fetch(address);
  expect([served.headers.get('content-type'), await served.text()]).toEqual(['image/png', 'pix']);
  expect(message?.attachments.map(a => [a.filename, a.description])).toEqual([
    ['notes.txt', undefined],
    ['a.png', 'A picture'],
  ]);
  expect(await control.problems()).toEqual([]);
});

test('nothing failed in the bot behind the scenes', () => {
  expect(bot.failures).toEqual([]);
});
