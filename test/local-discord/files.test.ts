import { type Interaction, LabelBuilder, ModalBuilder } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let handle: (interaction: Interaction) => unknown = () => {};
const notes = { name: 'notes.md', type: 'text/markdown', base64: Buffer.from('# TCP').toString('base64') };

beforeAll(async () => {
  world = await openWorld();
  const bot = await world.login(i => handle(i));
  await bot.application?.commands.set([
    {
      name: 'hand-in',
      description: 'Takes a file',
      options: [{ name: 'file', description: 'The file', type: 11, required: true }],
    },
    { name: 'form', description: 'Opens a form' },
  ]);
});
afterAll(() => world.stop());

const textAt = async (url: string) => (await fetch(url)).text();

test('a member hands a file over with a command, and the bot can fetch it', async () => {
  const { control, channel, mira } = world;
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    const file = i.options.getAttachment('file', true);
    await i.reply(`${file.name} ${file.contentType} ${file.size} ${await textAt(file.url)}`);
  };
  const act = { as: mira, channel, name: 'hand-in' };
  const seen = await control.command({ ...act, files: { file: [notes] } });
  expect(seen.message?.content).toBe('notes.md text/markdown 5 # TCP');
  await expect(control.command(act)).rejects.toThrow('file is required');
  await expect(control.command({ ...act, files: { file: [notes, notes] } })).rejects.toThrow(
    'takes one file',
  );
  await expect(control.command({ ...act, files: { other: [notes] } })).rejects.toThrow('takes no file');
});

test('files come with a form, as many as its field takes', async () => {
  const { control, channel, mira } = world;
  handle = async i => {
    if (i.isChatInputCommand()) {
      const label = new LabelBuilder()
        .setLabel('Your work')
        .setFileUploadComponent(f => f.setCustomId('work').setMinValues(1).setMaxValues(2));
      await i.showModal(new ModalBuilder().setCustomId('f').setTitle('Hand in').addLabelComponents(label));
    } else if (i.isModalSubmit()) {
      const files = i.fields.getUploadedFiles('work', true);
      await i.reply(files.map(f => f.name).join(' '));
    }
  };
  const { id } = await control.command({ as: mira, channel, name: 'form' });
  const send = (work: readonly (typeof notes)[]) =>
    control.modal({ as: mira, interaction: id, values: {}, files: { work } });
  await expect(send([])).rejects.toThrow('takes 1 to 2 files');
  await expect(send([notes, notes, notes])).rejects.toThrow('takes 1 to 2 files');
  const seen = await send([notes, { ...notes, name: 'more.md' }]);
  expect(seen.message?.content).toBe('notes.md more.md');
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

test('what is attached can be shown in embeds, in each place of a picture', async () => {
  const { control, channel, mira } = world;
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    await i.reply({
      files: [
        { attachment: pixel, name: 'a.png' },
        { attachment: Buffer.from('GIF89a'), name: 'b.gif' },
      ],
      embeds: [
        {
          image: { url: 'attachment://a.png' },
          thumbnail: { url: 'attachment://b.gif' },
          footer: { text: 'foot', icon_url: 'attachment://a.png' },
          author: { name: 'who', icon_url: 'attachment://b.gif' },
        },
      ],
    });
    await i.fetchReply();
  };
  const { message } = await control.command({ as: mira, channel, name: 'form' });
  const [picture, moving] = message?.attachments.map(a => a.url) ?? [];
  expect(message?.embeds[0]).toMatchObject({
    image: { url: picture, width: 1, height: 1 },
    thumbnail: { url: moving },
    footer: { icon_url: picture },
    author: { icon_url: moving },
  });
  await expect.poll(async () => (await control.requests()).at(-1)?.method).toBe('GET');
  expect((await control.problems()).map(p => p.problem)).toEqual([]);
});

test('what is attached can be shown in galleries, files and thumbnails, and is served', async () => {
  const { control, channel, mira } = world;
  handle = async i => {
    if (!i.isChatInputCommand()) return;
    await i.reply({
      flags: 1 << 15,
      files: [
        { attachment: pixel, name: 'a picture.png' },
        { attachment: Buffer.from('text'), name: 'b.txt' },
      ],
      components: [
        { type: 12, items: [{ media: { url: 'attachment://a_picture.png' } }] },
        { type: 13, file: { url: 'attachment://b.txt' } },
        {
          type: 9,
          components: [{ type: 10, content: 'with a picture' }],
          accessory: { type: 11, media: { url: 'attachment://a_picture.png' } },
        },
      ],
    });
  };
  const { message } = await control.command({ as: mira, channel, name: 'form' });
  const whole = JSON.stringify(message?.components);
  expect(whole).not.toContain('attachment://');
  expect(message?.components?.[0]).toMatchObject({ items: [{ media: { width: 1, height: 1 } }] });
  const [picture, text] = message?.attachments ?? [];
  expect(whole.split(picture?.url ?? '-').length).toBeGreaterThan(4);
  expect(await textAt(text?.url ?? '')).toBe('text');
  expect((await control.problems()).map(p => p.problem)).toEqual([]);
});
