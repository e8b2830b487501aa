import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyText, below, bytes, pick, type Random, seeded } from './malformed-bytes.ts';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const atOnce = 20;

/** A request of which at least one thing is wrong, as bytes on the wire. */
function brokenRequest(random: Random): Buffer {
  const body = Buffer.from(anyText(random));
  const method = pick(random, ['POST', 'PATCH', 'PUT', 'DELETE', 'GET', 'OPTIONS', 'TRACE', 'BREW']);
  const { channel, guild } = world;
  const path = pick(random, [
    `/api/v10/channels/${channel}/messages`,
    `/api/v10/channels/${channel}/messages/1`,
    `/api/v10/channels/${channel}/messages/@me/reactions/%F0/@me`,
    `/api/v10/channels/${channel}`,
    `/api/v10/channels/${channel}/threads`,
    `/api/v10/guilds/${guild.id}/roles`,
    `/api/v10/applications/1/commands`,
    `/api/v10/interactions/1/x/callback`,
    `/api/v10/webhooks/1/x?wait=%ZZ`,
    `/api/v9/users/@me`,
    `/api/v10/%`,
    `/api/v10//..//channels`,
    `/attachments/..%2f..%2fetc/1/x`,
    `/control/${'0'.repeat(32)}/world`,
    `/${'x'.repeat(below(random, 20_000))}`,
  ]);
  const type = pick(random, [
    'application/json',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'text/plain',
    '',
  ]);
  const oddHeader = pick(random, [
    'X-Odd: 1',
    `X-Long: ${'y'.repeat(below(random, 20_000))}`,
    'Expect: 100-continue',
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    'Connection: upgrade\r\nUpgrade: websocket',
    'Broken header',
    'Authorization: Bearer x',
  ]);
  const length = pick(random, [body.length, body.length, body.length, below(random, 100), -1]);
  const host = new URL(world.discord.api).host;
  const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bot local.test\r\nContent-Type: ${type}\r\n${oddHeader}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head), body]);
  const trouble = random();
  // Some stop in the middle, some never were HTTP.
  if (trouble < 0.1) return whole.subarray(0, below(random, whole.length));
  if (trouble < 0.15) return bytes(random, 1 + below(random, 200));
  return whole;
}

/** Sends the bytes, says no more, and collects what comes back until the server hangs up. */
function exchange(request: Buffer): Promise<string> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    const { hostname, port } = new URL(world.discord.api);
    const socket: Socket = connect(Number(port), hostname, () => socket.end(request));
    socket.on('data', chunk => chunks.push(chunk));
    // A server that hangs up while it is still being written to.
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

test('2,000 broken HTTP requests: typed refusals only, and Discord still answers', {
  timeout: 60_000,
}, async () => {
  const random = seeded(20_260_301);
  const statuses = new Set<number>();
  const untyped: string[] = [];
  let answered = 0;
  for (let sent = 0; sent < 2000; sent += atOnce) {
    const requests = Array.from({ length: atOnce }, () => brokenRequest(random));
    const answers = await Promise.all(requests.map(exchange));
    for (const [at, answer] of answers.entries()) {
      // Nothing at all, or only an invitation to go on, is what somebody hears who stopped in the middle.
      if (answer.replace('HTTP/1.1 100 Continue\r\n\r\n', '') === '') continue;
      const status = Number(/HTTP\/1\.1 ([2-5]\d\d)/.exec(answer)?.[1]);
      answered += 1;
      statuses.add(status);
      const isTyped = status >= 200 && status < 500;
      if (!isTyped || status === 418)
        untyped.push(`${requests[at]?.subarray(0, 200)} → ${answer.slice(0, 300)}`);
    }
  }
  expect(untyped).toEqual([]);
  expect(answered).toBeGreaterThan(1600);
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403, 404, 405, 431]));
  const problems = (await world.control.problems()).map(p => p.problem ?? '');
  expect(problems.filter(p => p.includes('the local Discord failed'))).toEqual([]);
  const after = await world.raw('POST', `/channels/${world.channel}/messages`, { content: 'still here' });
  expect(await after.json()).toMatchObject({ content: 'still here' });
});

test('a request that is too large is refused in words, not by hanging up', async () => {
  const response = await world.raw('POST', `/channels/${world.channel}/messages`, {
    content: 'x'.repeat(26 * 1024 * 1024),
  });
  expect(response.status).toBe(413);
  expect((await response.json()).code).toBe(40005);
});

test('JSON that is nested without end, or pollutes prototypes, is refused like any other', async () => {
  const path = `/channels/${world.channel}/messages`;
  const send = (body: string) =>
    fetch(`${world.discord.api}/v10${path}`, {
      method: 'POST',
      headers: { Authorization: 'Bot local.test', 'Content-Type': 'application/json' },
      body,
    }).then(response => response.json());
  expect(await send('['.repeat(1_000_000))).toMatchObject({ code: 50109 });
  expect(await send(`{"content":"x","components":${'['.repeat(65)}${']'.repeat(65)}}`)).toMatchObject({
    code: 50109,
  });
  expect(await send(`{"content":"${'['.repeat(100)}"}`)).toMatchObject({ content: '['.repeat(100) });
  expect(await send('{"content":"x","__proto__":{"polluted":true}}')).toMatchObject({ code: 50035 });
  expect({}).not.toHaveProperty('_errors');
  expect({}).not.toHaveProperty('polluted');
});
