import { beforeAll, expect, test } from 'vitest';
import { dayPost } from '../../src/cards/day-post.ts';
import { lessonPost } from '../../src/cards/lesson-post.ts';
import { type Block, buttons, type Card, text } from '../../src/cards/reply.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { type Command, defineCommand } from '../../src/discord/define-command.ts';
import { typedText } from '../../src/discord/typed-text.ts';
import { calendarPicture } from '../../src/pictures/calendar.ts';
import { wordsOf } from '../e2e/world.ts';
import { warmPictures } from '../support/pictures.ts';
import { patience, stringWire } from './wire.ts';

beforeAll(warmPictures);

const calendar = (title: string) =>
  calendarPicture({
    title,
    zone: 'Europe/Rome',
    today: asStudyDay('2026-11-23'),
    days: [{ day: asStudyDay('2026-11-24'), kind: 'lesson', title: 'ACID' }],
    rests: [],
  });

const cardOf = (...blocks: Block[]): Card => ({ kind: 'card', accent: 'map', private: true, blocks });
const ics: Block = { kind: 'file', name: 'plan.ics', data: Buffer.from('BEGIN:VCALENDAR') };
const next = buttons({ label: 'Next', press: { command: 'shows', action: 'next' } });

const commands = new Map<string, Command>([
  [
    'takes',
    defineCommand({
      description: 'Takes everything',
      who: 'everyone',
      where: ['server'],
      options: {
        size: { type: 'number', description: 'How many', least: 1, most: 5, required: true },
        who: { type: 'member', description: 'Who' },
        pick: {
          type: 'text',
          description: 'Which',
          choices: [
            { label: 'One', value: 'one' },
            { label: 'Two', value: 'two' },
          ],
        },
        list: { type: 'file', description: 'A file' },
      },
      async run({ options: { size, who, pick, list } }) {
        const read = await list?.read(1_000);
        const file = read && (read.kind === 'text' ? read.text : read.reason);
        return cardOf(text([size, who, pick, list?.name, list?.size, file].join('|')));
      },
    }),
  ],
  [
    'names',
    defineCommand({
      description: 'Gives a name',
      who: 'everyone',
      where: ['server'],
      options: {
        name: { type: 'text', description: 'The name', required: true },
        nick: { type: 'text', description: 'Another' },
      },
      run: async ({ options: { name, nick } }) => cardOf(text(JSON.stringify([name, nick ?? null]))),
    }),
  ],
  [
    'shows',
    defineCommand({
      description: 'Shows pictures',
      who: 'everyone',
      where: ['server'],
      async run() {
        return cardOf({ kind: 'picture', ...(await calendar('First')) }, text('first'), ics, next);
      },
      buttons: {
        next: {
          who: 'everyone',
          run: async () => ({
            ...cardOf({ kind: 'picture', ...(await calendar('Second')) }, text('second'), next),
            replaces: true,
          }),
        },
      },
    }),
  ],
]);

test('numbers, members, choices and files arrive as they were given', async () => {
  const { control, channelId, mira } = await stringWire(commands);
  const runs = (options: Record<string, string | number>, file?: string | Uint8Array) =>
    control.command({
      as: mira,
      channel: channelId,
      name: 'takes',
      options,
      ...(file === undefined
        ? {}
        : { files: { list: [{ name: 'free.ics', base64: Buffer.from(file).toString('base64') }] } }),
    });
  const said = async (answer: Promise<unknown>) => JSON.stringify(await answer);
  expect(await said(runs({ size: 3, who: mira, pick: 'two' }, 'Grüße'))).toContain(
    `3|${mira}|two|free.ics|7|Grüße`,
  );
  expect(await said(runs({ size: 5 }))).toContain('"5|||||"');
  expect(await said(runs({ size: 1 }, 'x'.repeat(2_000)))).toContain('free.ics|2000|too-big');
  expect(await said(runs({ size: 1 }, new Uint8Array([0xff, 0xfe, 0x00])))).toContain('unreadable');
  // Discord itself keeps what is declared.
  await expect(runs({ size: 6 })).rejects.toThrow();
  await expect(runs({ size: 1, pick: 'three' })).rejects.toThrow();
});

test('spaces alone are no text: what is required is empty then, what isn’t was left out', async () => {
  const { control, channelId, mira } = await stringWire(commands);
  const runs = async (options: Record<string, string>) =>
    wordsOf((await control.command({ as: mira, channel: channelId, name: 'names', options })).message);
  expect(await runs({ name: '   ', nick: ' ' })).toBe('["",null]');
  expect(await runs({ name: ' Ada ', nick: ' A ' })).toBe('["Ada","A"]');
});

test('what nobody can have meant to type is left out, since no record takes it: zero bytes and other control characters', async () => {
  const { control, channelId, mira } = await stringWire(commands);
  const options = { name: 'a\u0000b\u0007c\u001b[31m', nick: '\u0000' };
  const ran = await control.command({ as: mira, channel: channelId, name: 'names', options });
  expect(wordsOf(ran.message)).toBe('["abc[31m",null]');
});

test('a window is read without them, too; its line breaks and tabs stay', () => {
  expect(typedText(' one\r\ntwo\tthree\u0000\u0085 \n')).toBe('one\ntwo\tthree');
  expect(typedText('\u0000')).toBe('');
  expect(typedText('naïve 💡 \u200d')).toBe('naïve 💡 \u200d');
});

test('a reply brings its picture with words for it, and its file; the next reply takes both away', async () => {
  const { control, channelId, mira } = await stringWire(commands);
  const first = await control.command({ as: mira, channel: channelId, name: 'shows' });
  const shown = first.message;
  expect(shown?.attachments.map(({ filename }) => filename)).toEqual(['calendar.png', 'plan.ics']);
  expect(shown?.attachments[0]?.description).toContain('Calendar of First');
  const png = Buffer.from(await (await fetch(shown?.attachments[0]?.url ?? '')).arrayBuffer());
  expect(png.readUInt32BE(0)).toBe(0x89504e47);
  expect(JSON.stringify(shown?.components)).toContain('Calendar of First');

  const press = (customId: string) => control.component({ as: mira, message: shown?.id ?? '', customId });
  const second = (await press('shows:next:')).message;
  expect(second?.attachments.map(({ description }) => description?.slice(0, 18))).toEqual([
    'Calendar of Second',
  ]);
  expect(second?.components).toHaveLength(1);
});

test('a post in a channel may bring a picture', async () => {
  const { control, channelId, sender, mira } = await stringWire(new Map());
  const card = cardOf({ kind: 'picture', ...(await calendar('Posted')) }, text('posted'));
  await sender.send(channelId, card, 'n1', patience());
  const [message] = await control.messages(channelId, mira);
  expect(message?.attachments[0]?.description).toContain('Calendar of Posted');
});

test('Discord takes the post of every lesson and of every other kind of day', async () => {
  const { control, channelId, sender, curriculum, mira } = await stringWire(new Map());
  const pathway = curriculum.pathways.get('infrastructure');
  const node = curriculum.nodes.get('infrastructure/phase-1');
  const lessons = [...curriculum.lessons.values()];
  const place = {
    pathway,
    node,
    resources: curriculum.resources,
    deliveryId: 'd'.repeat(20),
    day: 3,
    days: 49,
    roleId: undefined,
    lateBy: 7_200_000,
    hasThread: true,
  };
  const cards = [
    ...lessons.map(lesson => lessonPost({ ...place, lesson })),
    ...(['practice', 'resource', 'review', 'project', 'catch-up'] as const).flatMap(kind => [
      dayPost({ ...place, kind, recentLessons: lessons }),
      dayPost({ ...place, kind, recentLessons: [], node: undefined, hasThread: false }),
    ]),
  ];
  const sent: string[] = [];
  for (const [nth, card] of cards.entries())
    sent.push(await sender.send(channelId, card, `n${nth}`, patience()));
  expect(new Set(sent).size).toBe(cards.length);
  // One look shows the newest hundred.
  const newest = (await control.messages(channelId, mira)).map(({ id }) => id);
  expect(newest.toSorted()).toEqual(sent.slice(-100).toSorted());
});

test('a thread grows from a post once and bears its id; a post is pinned once, and what is gone has no pin', async () => {
  const { control, channelId, sender, guild, mira } = await stringWire(new Map());
  const id = await sender.send(channelId, cardOf(text('A lesson')), 'n1', patience());
  const name = `A title that is far too long for a thread ${'x'.repeat(100)}`;
  expect(await sender.startThread(channelId, id, name, patience())).toBe(id);
  expect(await sender.startThread(channelId, id, name, patience())).toBe(id);
  const threads = (await control.world()).guilds
    .find(one => one.id === guild.id)
    ?.channels.filter(({ parentId }) => parentId === channelId);
  expect(threads?.map(thread => [thread.id, thread.name.length])).toEqual([[id, 100]]);

  await sender.pin(channelId, id, patience());
  await sender.pin(channelId, id, patience());
  const isPinned = async () => (await control.messages(channelId, mira)).find(one => one.id === id)?.pinned;
  expect(await isPinned()).toBe(true);
  expect((await control.messages(channelId, mira)).filter(({ type }) => type === 6)).toHaveLength(1);
  await sender.unpin(channelId, id, patience());
  await sender.unpin(channelId, id, patience());
  expect(await isPinned()).toBe(false);
  await sender.unpin(channelId, '123456789012345678', patience());
});
