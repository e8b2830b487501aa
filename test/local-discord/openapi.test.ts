import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { replay } from '../../local-discord/openapi/replay.ts';
import { recordTraffic } from '../../local-discord/spec/record.ts';

const folder = mkdtempSync(join(tmpdir(), 'lockstep-openapi-'));
const documentFile = join(folder, 'document.json');
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) if (name.endsWith('.jsonl')) rmSync(join(folder, name));
});

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const role = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 5 },
    color: { type: 'integer', format: 'int32' },
    permissions: { type: ['integer', 'null'] },
  },
};
/** A document of our own: the project must not need Discord's. */
writeFileSync(
  documentFile,
  JSON.stringify({
    openapi: '3.1.0',
    paths: {
      '/guilds/{guild_id}/roles/{role_id}': {
        get: { responses: { 200: json({ $ref: '#/components/schemas/Role' }) } },
      },
      '/guilds/{guild_id}/roles/@best': { get: { responses: { 200: json({ type: 'string' }) } } },
      '/guilds/{guild_id}/roles': {
        post: {
          requestBody: json({ oneOf: [{ $ref: '#/components/schemas/Role' }, { type: 'object' }] }),
          responses: { '4XX': { $ref: '#/components/responses/Refusal' } },
        },
        put: {
          requestBody: json({ $ref: '#/components/schemas/Role' }),
          responses: {
            400: json({ $ref: '#/components/schemas/InnerErrors' }),
            429: json({ $ref: '#/components/schemas/RatelimitedResponse' }),
          },
        },
      },
    },
    components: {
      schemas: {
        Role: role,
        InnerErrors: { type: 'object', properties: { _errors: { type: 'integer' } } },
        RatelimitedResponse: { type: 'object', required: ['code'] },
      },
      responses: { Refusal: json({ type: 'object', required: ['code'] }) },
    },
  }),
);

const line = (method: string, path: string, status: number, more: object) =>
  writeFileSync(
    join(folder, 'a.jsonl'),
    `${JSON.stringify({ method, path, query: '', status, files: 0, ...more })}\n`,
    {
      flag: 'a',
    },
  );

test('traffic that fits the document passes, once for a request and once for an answer', () => {
  line('POST', '/v10/guilds/1/roles', 200, { body: { name: 'a', permissions: '8' } });
  line('POST', '/v10/guilds/1/roles', 403, { body: { name: 5 }, answer: { code: 50013 } });
  line('GET', '/v10/guilds/1/roles/2', 200, { answer: { name: 'a', permissions: null } });
  line('GET', '/v10/guilds/1/roles/%40best', 200, { answer: 'a' });
  expect(replay(documentFile, folder)).toEqual({ passed: 4, failures: new Map() });
});

test('where the document contradicts Discord’s documentation, the documentation counts', () => {
  const _errors = [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }];
  line('PUT', '/v10/guilds/1/roles', 400, { answer: { _errors } });
  line('PUT', '/v10/guilds/1/roles', 429, { answer: { message: 'Slow', retry_after: 0.5, global: false } });
  expect(replay(documentFile, folder)).toEqual({ passed: 2, failures: new Map() });
  line('PUT', '/v10/guilds/1/roles', 400, { answer: { _errors: 5 } });
  line('PUT', '/v10/guilds/1/roles', 429, { answer: { message: 'Slow' } });
  expect(replay(documentFile, folder).failures.size).toBe(2);
});

test('what does not fit is told once, with how often it was seen', () => {
  line('PUT', '/v10/guilds/1/roles', 200, { body: { name: 'too long' } });
  line('PUT', '/v10/guilds/2/roles', 200, { body: { name: 'longest' } });
  line('GET', '/v10/guilds/1/roles/2', 200, { answer: { name: 'a', color: '8' } });
  line('POST', '/v10/guilds/1/roles', 403, { answer: {} });
  const { passed, failures } = replay(documentFile, folder);
  expect(passed).toBe(0);
  expect([...failures]).toEqual([
    ['PUT /guilds/{guild_id}/roles request: /name must NOT have more than 5 characters', 2],
    ['GET /guilds/{guild_id}/roles/{role_id} answer 200: /color must be integer', 1],
    ["POST /guilds/{guild_id}/roles answer 403: / must have required property 'code'", 1],
  ]);
});

test('faults on demand and unknown routes say nothing of Discord', () => {
  line('GET', '/v10/guilds/1/roles/2', 502, { answer: {} });
  line('GET', '/v10/guilds/1/roles/2', 0, { answer: {} });
  line('GET', '/v10/nowhere', 404, { answer: {} });
  line('GET', '/v10/guilds/%F0/nowhere', 404, { answer: {} });
  expect(replay(documentFile, folder)).toEqual({ passed: 0, failures: new Map() });
});

test('a file that is no document is refused in words', () => {
  const other = join(folder, 'other.json');
  writeFileSync(other, '[]');
  expect(() => replay(other, folder)).toThrow('is no OpenAPI document');
});

test('a server records what was said only when it is asked to', () => {
  const said = { method: 'GET', path: '/v10/guilds/1/roles/2?x=1', status: 200, answer: { name: 'a' } };
  const body = { json: undefined, files: [] };
  const before = process.env.LOCKSTEP_RECORD_TRAFFIC;
  try {
    delete process.env.LOCKSTEP_RECORD_TRAFFIC;
    recordTraffic({ ...said, body });
    expect(replay(documentFile, folder).passed).toBe(0);
    process.env.LOCKSTEP_RECORD_TRAFFIC = folder;
    recordTraffic({ ...said, body });
    expect(replay(documentFile, folder).passed).toBe(1);
  } finally {
    if (before === undefined) delete process.env.LOCKSTEP_RECORD_TRAFFIC;
    else process.env.LOCKSTEP_RECORD_TRAFFIC = before;
  }
});
