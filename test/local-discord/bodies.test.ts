import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const long = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const option = (n: number) => ({ label: `o${n}`, value: `v${n}` });
const select = (more: object = {}) => ({ type: 3, custom_id: 'pick', options: many(2, option), ...more });
const words = (content = 'hello', more: object = {}) => ({ type: 10, content, ...more });
const v2 = (...components: object[]) => ({ flags: 1 << 15, components });
const rows = (...components: object[]) => ({ content: 'x', components });
const embed = (more: object) => ({ embeds: [{ title: 'x', ...more }] });
const gallery = (count: number) => ({
  type: 12,
  items: many(count, n => ({ media: { url: `https://example.org/${n}.png` } })),
});

const acceptedMessages: Record<string, object> = {
  text: { content: long(2000) },
  'characters outside the basic plane': { content: '🦉'.repeat(2000) },
  'an embed': embed({ description: long(4096) }),
  'five buttons in five rows': rows(
    ...many(5, r => row(...many(5, c => button({ custom_id: `${r}-${c}` })))),
  ),
  'a select of 25': rows(row(select({ options: many(25, option), max_values: 25 }))),
  'a link': rows(row(button({ style: 5, custom_id: undefined, url: 'https://example.org' }))),
  'an emoji instead of a label': rows(row(button({ label: undefined, emoji: { name: '🦉' } }))),
  'selects of every kind': rows(...[5, 6, 7, 8].map(type => row({ type, custom_id: `s${type}` }))),
  'a text display': v2(words(long(4000))),
  'a section with a button': v2({ type: 9, components: [words()], accessory: button() }),
  'a section with a picture': v2({
    type: 9,
    components: [words()],
    accessory: { type: 11, media: { url: 'https://example.org/a.png' } },
  }),
  'a gallery of ten': v2(gallery(10)),
  separators: v2({ type: 14 }, { type: 14, divider: false, spacing: 2 }),
  'a container': v2({
    type: 17,
    accent_color: 0xffffff,
    spoiler: true,
    components: [words(), row(button())],
  }),
  'forty components': v2(...many(40, () => words('x'))),
  'numbered components': v2(words('x', { id: 7 }), words('y')),
  'allowed mentions': {
    content: 'x',
    allowed_mentions: { parse: [], users: ['123456789012345678'], replied_user: false },
  },
  'a flagged gallery': v2({
    type: 12,
    items: [{ media: { url: 'https://example.org/a.png' }, description: long(256), spoiler: true }],
  }),
  'text, row, picture and line in a container': v2({
    type: 17,
    components: [
      words(),
      { type: 14, spacing: 1 },
      {
        type: 9,
        components: [words()],
        accessory: button({ style: 5, custom_id: undefined, url: 'https://example.org' }),
      },
      gallery(1),
    ],
  }),
  'preset members and channels': rows(
    row({ type: 5, custom_id: 'who', default_values: [{ id: '123456789012345678', type: 'user' }] }),
    row({ type: 8, custom_id: 'where', channel_types: [0, 11] }),
  ),
  'a disabled select with a placeholder': rows(row(select({ placeholder: long(150), disabled: true }))),
  'a select of none or more': rows(row(select({ min_values: 0, max_values: 2 }))),
  '25 fields': embed({ fields: many(25, n => ({ name: `n${n}`, value: 'x', inline: true })) }),
  'a whole embed': embed({
    url: 'https://example.org',
    color: 0xffffff,
    timestamp: '2026-03-01T12:00:00.000Z',
    footer: { text: 'below' },
    author: { name: 'Mira', url: 'https://example.org' },
    image: { url: 'https://example.org/a.png' },
    thumbnail: { url: 'https://example.org/b.png' },
  }),
  'a nonce': { content: 'x', nonce: long(25), enforce_nonce: true },
  'silence about notifications': { content: 'x', flags: 1 << 12 },
  'embeds of 6000 in all': { embeds: [{ description: long(3000) }, { description: long(3000) }] },
  'empty lists': { content: 'x', embeds: [], components: [], attachments: [] },
};

const refusedMessages: Record<string, readonly [code: number, body: object, field?: string]> = {
  nothing: [50006, {}],
  'only spaces': [50006, { content: '   ' }],
  'only legacy buttons': [50006, { components: [row(button())] }],
  'text of 2001': [50035, { content: long(2001) }, 'content'],
  'a number as text': [50035, { content: 5 }, 'content'],
  'an unknown field': [50035, { content: 'x', contents: 'y' }, 'contents'],
  'eleven embeds': [50035, { embeds: many(11, () => ({ title: 'x' })) }, 'embeds'],
  'an embed title of 257': [50035, embed({ title: long(257) }), 'title'],
  'a field without value': [50035, embed({ fields: [{ name: 'x' }] }), 'value'],
  'embeds of 6001 in all': [
    50035,
    { embeds: [{ description: long(3000) }, { description: long(3001) }] },
    'embeds',
  ],
  'an embed description of 4097': [50035, embed({ description: long(4097) }), 'description'],
  '26 fields': [50035, embed({ fields: many(26, () => ({ name: 'x', value: 'x' })) }), 'fields'],
  'a field name of 257': [50035, embed({ fields: [{ name: long(257), value: 'x' }] }), 'name'],
  'a field value of 1025': [50035, embed({ fields: [{ name: 'x', value: long(1025) }] }), 'value'],
  'a footer of 2049': [50035, embed({ footer: { text: long(2049) } }), 'text'],
  'an author of 257': [50035, embed({ author: { name: long(257) } }), 'name'],
  'a colour that is none': [50035, embed({ color: 0x1000000 }), 'color'],
  'a time that is none': [50035, embed({ timestamp: 'tomorrow' }), 'timestamp'],
  'an embed with a misspelt field': [50035, embed({ describtion: 'x' }), 'describtion'],
  'an unknown style of button': [50035, rows(row(button({ style: 7 }))), 'style'],
  'an empty row': [50035, rows(row()), 'components'],
  'a placeholder of 151': [50035, rows(row(select({ placeholder: long(151) }))), 'placeholder'],
  'an option label of 101': [
    50035,
    rows(row(select({ options: [{ label: long(101), value: 'x' }] }))),
    'label',
  ],
  'an option without value': [50035, rows(row(select({ options: [{ label: 'x' }] }))), 'value'],
  'a select without options': [50035, rows(row(select({ options: [] }))), 'options'],
  'two selects in a row': [50035, rows(row(select(), select({ custom_id: 'b' }))), 'components'],
  'a text input outside a form': [50035, rows(row({ type: 4, custom_id: 'a', style: 1 })), 'type'],
  'a colour bar beyond white': [
    50035,
    v2({ type: 17, accent_color: 0x1000000, components: [words()] }),
    'accent_color',
  ],
  'an empty text display': [50035, v2(words('')), 'content'],
  'a line of an unknown size': [50035, v2({ type: 14, spacing: 3 }), 'spacing'],
  'six rows': [50035, rows(...many(6, n => row(button({ custom_id: `${n}` })))), 'components'],
  'six buttons in a row': [50035, rows(row(...many(6, n => button({ custom_id: `${n}` })))), 'components'],
  'button and select in a row': [50035, rows(row(button(), select())), 'components'],
  'a label of 81': [50035, rows(row(button({ label: long(81) }))), 'label'],
  'a custom id of 101': [50035, rows(row(button({ custom_id: long(101) }))), 'custom_id'],
  'a button without custom id': [50035, rows(row(button({ custom_id: undefined }))), 'custom_id'],
  'a link without url': [50035, rows(row(button({ style: 5, custom_id: undefined }))), 'url'],
  'a link to javascript': [
    50035,
    rows(row(button({ style: 5, custom_id: undefined, url: 'javascript:x' }))),
    'url',
  ],
  'a button without label and emoji': [50035, rows(row(button({ label: undefined }))), 'label'],
  'the same custom id twice': [50035, rows(row(button(), button())), 'components'],
  'a select of 26': [50035, rows(row(select({ options: many(26, option) }))), 'options'],
  'the same value twice': [50035, rows(row(select({ options: [option(1), option(1)] }))), 'value'],
  'more values than options': [50035, rows(row(select({ max_values: 3 }))), 'max_values'],
  'least above most': [50035, rows(row(select({ min_values: 2, max_values: 1 }))), 'min_values'],
  'an unknown kind': [50035, v2({ type: 99 }), 'type'],
  'a text display without the flag': [50035, rows(words()), 'type'],
  'text beside Components V2': [50035, { ...v2(words()), content: 'x' }, 'content'],
  'embeds beside Components V2': [50035, { ...v2(words()), embeds: [{ title: 'x' }] }, 'embeds'],
  'Components V2 without components': [50006, v2()],
  '41 components': [50035, v2(...many(41, () => words('x'))), 'components'],
  'texts of 4001 in all': [50035, v2(words(long(2000)), words(long(2001))), 'components'],
  'a section without accessory': [50035, v2({ type: 9, components: [words()] }), 'accessory'],
  'a section of four texts': [
    50035,
    v2({ type: 9, components: many(4, () => words()), accessory: button() }),
    'components',
  ],
  'a gallery of eleven': [50035, v2(gallery(11)), 'items'],
  'a file that is not attached': [50035, v2({ type: 13, file: { url: 'attachment://a.txt' } }), 'components'],
  'a container in a container': [
    50035,
    v2({ type: 17, components: [{ type: 17, components: [words()] }] }),
    'type',
  ],
  'the same number twice': [50035, v2(words('x', { id: 3 }), words('y', { id: 3 })), 'components'],
  'contradicting mentions': [
    50035,
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
    'allowed_mentions',
  ],
  'an unknown mention': [50035, { content: 'x', allowed_mentions: { parse: ['all'] } }, 'parse'],
  'a nonce of 26': [50035, { content: 'x', nonce: long(26) }, 'nonce'],
  'a reply to nothing': [10008, { content: 'x', message_reference: { message_id: '123456789012345678' } }],
};

describe('a message is accepted with', () => {
  test.each(Object.entries(acceptedMessages))('%s', async (_name, body) => {
    const response = await world.raw('POST', `/channels/${world.channel}/messages`, body);
    expect(await response.json()).toMatchObject({ id: expect.stringMatching(/^\d{17,19}$/) });
  });
});

describe('a message is refused with', () => {
  test.each(Object.entries(refusedMessages))('%s', async (_name, [code, body, field]) => {
    const response = await world.raw('POST', `/channels/${world.channel}/messages`, body);
    const answer = await response.json();
    expect({ status: response.status, code: answer.code }).toEqual({
      status: code === 10008 ? 404 : 400,
      code,
    });
    if (field !== undefined) expect(fieldsOf(answer.errors)).toContain(field);
  });
});

test('what this server does not know is refused and reported', async () => {
  const { raw, control, channel } = world;
  expect((await raw('GET', '/guilds/1/audit-logs')).status).toBe(404);
  expect((await raw('PUT', `/channels/${channel}/messages`)).status).toBe(405);
  expect((await raw('GET', '/users/@me', undefined, { Authorization: 'Bot local.other' })).status).toBe(401);
  expect((await raw('POST', `/channels/${channel}/messages`, { content: 'x', sticker: 1 })).status).toBe(400);
  const broken = await fetch(`${world.discord.api}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: { Authorization: 'Bot local.test', 'Content-Type': 'application/json' },
    body: '{',
  });
  expect(await broken.json()).toMatchObject({ code: 50109 });
  const problems = (await control.problems()).map(p => p.problem);
  expect(problems).toEqual(
    expect.arrayContaining(['unknown route', 'unknown method on a known route', 'unknown field: sticker']),
  );
  expect(problems.filter(p => /failed|isn't Discord's/.test(p ?? ''))).toEqual([]);
});
