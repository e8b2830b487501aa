import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../local-discord/rest/routes.ts';
import { problemOfAnswer } from '../../local-discord/spec/answer.ts';
import { type Document, loadDocument } from '../../local-discord/spec/document.ts';
import { schemaTable, withoutNames } from '../../local-discord/spec/table/table.ts';
import { fieldsOf, openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let document: Document;
beforeAll(async () => {
  document = await loadDocument();
  world = await openWorld();
});
afterAll(() => world.stop());

const send = 'POST /channels/:channel/messages';

test('every route of this server has its schemas', () => {
  const names = routes.map(route => `${route.method} ${route.path}`);
  expect(names.filter(name => !schemaTable.has(withoutNames(name)))).toEqual([]);
});

test('every schema in the tables exists, and every route in them is Discord’s', async () => {
  const { pathsList }: { pathsList: Record<string, readonly string[]> } = await import(
    String('discord-api-spec')
  );
  const known = new Set(
    Object.entries(pathsList).flatMap(([method, paths]) =>
      paths.map(path => withoutNames(`${method.toUpperCase()} ${path}`)),
    ),
  );
  for (const [route, { body, answer }] of schemaTable) {
    expect(known).toContain(route);
    // Throws for a name that the document doesn't have.
    expect(() => document.faultsOfBody(route, body && {})).not.toThrow();
    expect(() => document.faultsOfAnswer(route, answer && {})).not.toThrow();
  }
});

describe('Discord’s document, as this server reads it,', () => {
  test('takes what discord.js sends along', () => {
    expect(
      document.faultsOfBody(send, { content: 'x', tts: false, nonce: '1', enforce_nonce: true }),
    ).toEqual([]);
    const echoed = { url: 'https://example.org/a.png', proxy_url: 'https://example.org/a.png', width: 5 };
    const components = [{ type: 12, id: 1, items: [{ media: echoed, description: null, spoiler: false }] }];
    expect(document.faultsOfBody(send, { flags: 1 << 15, components })).toEqual([]);
    expect(document.faultsOfBody('POST /channels/:c/messages/:m/threads', { name: 'x', type: 11 })).toEqual(
      [],
    );
  });

  test('takes permissions as strings, ids as numbers and times with an offset', () => {
    const command = { name: 'go', description: 'x', default_member_permissions: '32' };
    expect(document.faultsOfBody('POST /applications/:a/commands', command)).toEqual([]);
    expect(document.faultsOfBody(send, { content: 'x', attachments: [{ id: 0 }] })).toEqual([]);
    const embeds = [{ title: 'x', timestamp: '2026-03-01T12:00:00.000+00:00' }];
    expect(document.faultsOfBody(send, { embeds })).toEqual([]);
  });

  test('counts characters as Discord does', () => {
    const owls = (count: number) => ({ embeds: [{ title: '🦉'.repeat(count) }] });
    expect(document.faultsOfBody(send, owls(256))).toEqual([]);
    expect(document.faultsOfBody(send, owls(257))).toMatchObject([{ path: ['embeds', 0, 'title'] }]);
  });

  test('finds a field that nobody knows, however deep', () => {
    const components = [
      { type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x', colour: 1 }] },
    ];
    expect(document.faultsOfBody(send, { content: 'x', components })).toMatchObject([
      { path: ['components', 0, 'components', 0, 'colour'], code: 'UNKNOWN_FIELD' },
    ]);
    expect(document.faultsOfBody(send, { content: 'x', embeds: [{ titel: 'x' }] })).toMatchObject([
      { path: ['embeds', 0, 'titel'], code: 'UNKNOWN_FIELD' },
    ]);
  });

  test('says what is wrong in Discord’s words and where', () => {
    const codes = (body: object) => document.faultsOfBody(send, body).map(f => [f.path.join('.'), f.code]);
    expect(codes({ content: 5 })).toEqual([['content', 'STRING_TYPE_CONVERT']]);
    expect(codes({ poll: {} })).toEqual([
      ['poll.question', 'BASE_TYPE_REQUIRED'],
      ['poll.answers', 'BASE_TYPE_REQUIRED'],
    ]);
    expect(codes({ components: [{ type: 99 }] })).toEqual([['components.0.type', 'UNION_TYPE_CHOICES']]);
    expect(codes({ components: [{ type: 10, content: '' }] })).toEqual([
      ['components.0.content', 'BASE_TYPE_BAD_LENGTH'],
    ]);
    expect(codes({ embeds: [{ color: -1 }] })).toEqual([['embeds.0.color', 'NUMBER_TYPE_MIN']]);
    expect(codes({ embeds: [{ color: 2 ** 24 }] })).toEqual([['embeds.0.color', 'NUMBER_TYPE_MAX']]);
  });
});

test('what only Discord’s document refuses is refused before it has an effect', async () => {
  const body = { embeds: [{ title: 'x', timestamp: 'tomorrow' }] };
  const response = await world.raw('POST', `/channels/${world.channel}/messages`, body);
  const answer = await response.json();
  expect(answer.code).toBe(50035);
  expect(fieldsOf(answer.errors)).toContain('timestamp');
  expect(await world.control.messages(world.channel, world.mira)).toEqual([]);
});

test('an answer that is not Discord’s would be reported', () => {
  const route = 'GET /users/@me';
  expect(problemOfAnswer(document, route, 200, { id: '1' })).toContain('username: This field is required');
  expect(problemOfAnswer(document, route, 404, { message: 'no' })).toBeUndefined();
  expect(problemOfAnswer(document, 'GET /gateway', 200, { url: 'wss://x.org', extra: 1 })).toContain('extra');
  expect(problemOfAnswer(document, 'GET /gateway', 200, { url: 'wss://x.org' })).toBeUndefined();
});
