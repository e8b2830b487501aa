import { expect, test } from 'vitest';
import { firstValues, missingIn } from '../../local-discord/page/client/components/modal-values.ts';
import { moveBy } from '../../local-discord/page/client/components/picker-keys.ts';
import { sayTime } from '../../local-discord/page/client/markdown/say-time.ts';
import { looseAttachments, ownAddress, saySize } from '../../local-discord/page/client/media.ts';
import {
  causeOf,
  follows,
  mentions,
  plainTextOf,
  sayWhen,
  shownAs,
} from '../../local-discord/page/client/message-facts.ts';
import type { Message, World } from '../../local-discord/page/client/shapes.ts';
import { readView, settleView, signed, writeView } from '../../local-discord/page/client/state.ts';

const bot = { id: '9', username: 'Lockstep', bot: true };
const message = (change: Partial<Message> = {}): Message => ({
  id: '1',
  type: 0,
  channel_id: '5',
  author: bot,
  content: '',
  timestamp: '2030-01-07T09:00:00.000Z',
  ...change,
});
const noon = Date.parse('2030-01-07T12:00:00Z');

test('a time is told as seen from the calendar clock', () => {
  const at = noon / 1000;
  expect(sayTime(at + 3 * 86_400, 'R', noon, 'en')).toBe('in 3 days');
  expect(sayTime(at - 90, 'R', noon, 'en')).toBe('2 minutes ago');
  expect(sayTime(at, 'D', noon, 'en-GB', 'UTC')).toBe('7 January 2030');
  expect(sayTime(at, 't', noon, 'en-GB', 'Asia/Tokyo')).toBe('21:00');
  expect(sayTime(9e12, 'f', noon, 'en')).toBe('Invalid Date');
});

test('when a message was written is told in words', () => {
  expect(sayWhen('2030-01-07T09:00:00Z', noon, 'en-GB', 'UTC')).toBe('Today at 09:00');
  expect(sayWhen('2030-01-06T09:00:00Z', noon, 'en-GB', 'UTC')).toBe('Yesterday at 09:00');
  expect(sayWhen('2029-12-24T09:00:00Z', noon, 'en-GB', 'UTC')).toBe('24/12/2029 09:00');
});

test('messages of one author stand together for seven minutes, private ones alone', () => {
  const later = (minutes: number, flags = 0) =>
    message({
      id: '2',
      timestamp: new Date(Date.parse(message().timestamp) + minutes * 60_000).toISOString(),
      flags,
    });
  expect(follows(later(6), message())).toBe(true);
  expect(follows(later(8), message())).toBe(false);
  expect(follows(later(1, 64), message())).toBe(false);
  expect(follows(message(), undefined)).toBe(false);
});

test('an answer names who used which command', () => {
  const user = { id: '1', username: 'mira' };
  expect(causeOf(message({ interaction_metadata: { type: 2, name: 'today', user } }))?.what).toBe(
    'used /today',
  );
  expect(causeOf(message({ interaction_metadata: { type: 3, user } }))?.what).toBe('used a button or menu');
  const form = (trigger: object) => ({ type: 5, user, triggering_interaction_metadata: trigger });
  const said = (trigger: object) => causeOf(message({ interaction_metadata: form(trigger) }))?.what;
  expect(said({ type: 2, name: 'cohort create', user })).toBe('used /cohort create');
  expect(said({ type: 3, user })).toBe('sent a form');
  expect(causeOf(message())).toBeUndefined();
});

test('a message is announced as plain text, its spoilers kept', () => {
  const text = { type: 10, content: '## Day **3**\n- read ||the end||' };
  expect(plainTextOf(message({ components: [{ type: 17, components: [text] }] }))).toBe('Day 3 read spoiler');
});

test('only this server’s own files and data pictures are loaded', () => {
  const file = { id: '1', filename: 'a.png', url: 'http://127.0.0.1:1234/attachments/1/a.png?x=1' };
  expect(ownAddress('attachment://a.png', [file])).toBe('/attachments/1/a.png?x=1');
  expect(ownAddress('http://localhost:9/a.png', [])).toBe('/a.png');
  expect(ownAddress('https://example.org/a.png', [])).toBeUndefined();
  expect(ownAddress('http://127.0.0.1.example.org/a.png', [])).toBeUndefined();
  expect(ownAddress('data:text/html,x', [])).toBeUndefined();
  expect(
    ownAddress('attachment://loop', [{ id: '1', filename: 'loop', url: 'attachment://loop' }]),
  ).toBeUndefined();
});

test('an attachment that a gallery shows is not shown twice', () => {
  const shown = { id: '1', filename: 'a.png', url: 'http://127.0.0.1/a.png' };
  const loose = { id: '2', filename: 'b.txt', url: 'http://127.0.0.1/b.txt' };
  const components = [{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }];
  expect(looseAttachments(message({ attachments: [shown, loose], components }))).toEqual([loose]);
  expect(looseAttachments(message({ attachments: [loose], flags: 1 << 15 }))).toEqual([]);
  expect([saySize(12), saySize(2048), saySize(3 * 1024 ** 2)]).toEqual(['12 bytes', '2.0 KB', '3.0 MB']);
});

test('the keyboard moves through choices, and letters jump', () => {
  const labels = ['@Ada', '@Ben', '@Bo', '@Cy'];
  expect([moveBy('ArrowDown', 3, labels), moveBy('ArrowUp', 0, labels), moveBy('End', 0, labels)]).toEqual([
    3, 0, 3,
  ]);
  expect([moveBy('b', 0, labels), moveBy('b', 1, labels), moveBy('b', 2, labels)]).toEqual([1, 2, 1]);
  expect([moveBy('z', 0, labels), moveBy('Tab', 0, labels), moveBy(' ', 0, labels)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a dialog begins with its defaults and says what is missing', () => {
  const options = [
    { label: 'A', value: 'a', default: true },
    { label: 'B', value: 'b' },
  ];
  const modal = {
    custom_id: 'm',
    title: 'T',
    components: [
      { type: 10, content: 'words' },
      { type: 18, label: 'Name', component: { type: 4, custom_id: 'name', value: 'Owls' } },
      { type: 18, label: 'Pace', component: { type: 21, custom_id: 'pace', options } },
      { type: 18, label: 'Days', component: { type: 22, custom_id: 'days', options } },
      { type: 18, label: 'Sure', component: { type: 23, custom_id: 'sure' } },
      { type: 1, components: [{ type: 4, custom_id: 'old' }] },
    ],
  };
  expect(firstValues(modal)).toEqual({ name: 'Owls', pace: 'a', days: ['a'], sure: false, old: '' });
  expect(missingIn({ type: 4 }, 'Name', '')).toBe('“Name” must be answered.');
  expect(missingIn({ type: 22, min_values: 2 }, 'Days', ['a'])).toBe('“Days” needs at least 2 choices.');
  expect(missingIn({ type: 22, min_values: 2, required: false }, 'Days', [])).toBeUndefined();
  expect(missingIn({ type: 23 }, 'Sure', false)).toBeUndefined();
});

test('the view survives a reload, and falls back to what still exists', () => {
  const guild = {
    id: 'g',
    name: 'G',
    ownerId: 'm',
    botPresent: true,
    roles: [],
    channels: [
      { id: 'v', name: 'voice', type: 2 },
      { id: 'c', name: 'general', type: 0 },
    ],
    members: [
      { id: 'b', name: 'Bot', roles: [], bot: true },
      { id: 'm', name: 'Mira', roles: [] },
      { id: 'n', name: 'Nia', roles: [] },
    ],
  };
  const world: World = { application: { id: 'b', name: 'Bot' }, guilds: [guild] };
  expect(settleView(world, readView(''))).toEqual({ guild: 'g', channel: 'c', member: 'm' });
  const nia = { guild: 'g', channel: 'c', member: 'n' };
  expect(settleView(world, readView(`#${writeView(nia)}`))).toEqual(nia);
  expect(settleView(world, { ...nia, member: 'b' }).member).toBe('m');
  expect(settleView({ ...world, guilds: [] }, nia)).toEqual({
    guild: undefined,
    channel: undefined,
    member: undefined,
  });
});

test('a thread begins with the message that it grew from, which leads nowhere from there', () => {
  const thread = { id: '2', name: 'pace' };
  const grown = message({ id: '2', content: 'Shall we?', thread });
  const { thread: _, ...starter } = grown;
  expect(shownAs(message({ id: '3', type: 21, referenced_message: grown }))).toEqual(starter);
  const reply = message({ id: '4', type: 19, referenced_message: grown });
  expect(shownAs(reply)).toBe(reply);
  expect(signed({ id: '2', name: 'pace', type: 11 })).toBe('“pace”');
  expect(signed({ id: '1', name: 'general', type: 0 })).toBe('#general');
});

test('a message mentions somebody by name, by role, or with everybody', () => {
  const mira = { id: '1', name: 'Mira', roles: ['7'] };
  expect(mentions(message(), mira)).toBe(false);
  expect(mentions(message({ mentions: [{ id: '1', username: 'mira' }] }), mira)).toBe(true);
  expect(mentions(message({ mentions: [bot] }), mira)).toBe(false);
  expect(mentions(message({ mention_roles: ['7'] }), mira)).toBe(true);
  expect(mentions(message({ mention_roles: ['8'] }), mira)).toBe(false);
  expect(mentions(message({ mention_everyone: true }), mira)).toBe(true);
});

test('files are no values of a form, since they are handed over beside them', () => {
  const upload = { type: 18, label: 'Work', component: { type: 19, custom_id: 'work' } };
  const note = { type: 18, label: 'Note', component: { type: 4, custom_id: 'note' } };
  expect(firstValues({ custom_id: 'f', title: 'F', components: [upload, note] })).toEqual({ note: '' });
});
