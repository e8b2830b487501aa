import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { fileValue, isFromDiscord } from '../../src/discord/read-file.ts';

/** A file host on this machine. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const read = (url: string, { size = 5, mostBytes = 100, api = url } = {}) =>
  fileValue({ name: 'a.ics', size, url: `${url}/a.ics` }, `${api}/api`).read(mostBytes);

test('files are taken from Discord’s own host and from nowhere that only looks like it', () => {
  const real = 'https://discord.com/api';
  const table: [string, string, boolean][] = [
    ['https://cdn.discordapp.com/attachments/1/2/a.ics?ex=1', real, true],
    ['https://media.discordapp.net/attachments/1/2/a.ics', real, true],
    ['http://cdn.discordapp.com/a.ics', real, false],
    ['https://cdn.discordapp.com:8443/a.ics', real, false],
    ['https://cdn.discordapp.com.example.org/a.ics', real, false],
    ['https://cdn.discordapp.com@example.org/a.ics', real, false],
    ['https://user:pass@cdn.discordapp.com/a.ics', real, false],
    ['https://example.org/cdn.discordapp.com/a.ics', real, false],
    ['https://discord.com/a.ics', real, false],
    ['http://127.0.0.1:4000/a.ics', real, false],
    ['http://169.254.169.254/latest', real, false],
    ['file:///etc/passwd', real, false],
    ['data:text/plain,x', real, false],
    ['not an address', real, false],
    ['http://127.0.0.1:4000/a.ics', 'http://127.0.0.1:4000/api', true],
    ['http://127.0.0.1:4001/a.ics', 'http://127.0.0.1:4000/api', false],
    ['https://proxy.example.org/a.ics', 'https://proxy.example.org/api', false],
  ];
  for (const [url, api, trusted] of table) expect.soft(isFromDiscord(url, api), url).toBe(trusted);
});

test('a file’s text is read; what is no text, missing or elsewhere is refused', async () => {
  const away = await serve((_request, response) => response.end('elsewhere'));
  const answers: Record<string, RequestListener> = {
    text: (_request, response) => response.end('\uFEFFÄpfel'),
    bytes: (_request, response) => response.end(Buffer.from([0xc3, 0x28])),
    missing: (_request, response) => response.writeHead(404).end('no'),
    moved: (_request, response) => response.writeHead(302, { Location: `${away}/a.ics` }).end(),
    torn: (_request, response) => {
      response.writeHead(200, { 'Content-Length': '50' }).write('half');
      setImmediate(() => response.destroy());
    },
  };
  const said = async (name: string) => read(await serve(answers[name] ?? (() => {})));
  expect(await said('text')).toEqual({ kind: 'text', text: 'Äpfel' });
  for (const name of ['bytes', 'missing', 'moved', 'torn'])
    expect.soft(await said(name), name).toEqual({ kind: 'refused', reason: 'unreadable' });
  expect(await read(away, { api: 'http://127.0.0.1:1' })).toEqual({
    kind: 'refused',
    reason: 'foreign-host',
  });
});

test('the size is checked before anything is asked for, and again while it comes: a host may lie', async () => {
  let asked = 0;
  const host = await serve((_request, response) => {
    asked += 1;
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  expect(await read(host, { size: 101 })).toEqual({ kind: 'refused', reason: 'too-big' });
  expect(asked).toBe(0);
  expect(await read(host, { size: 5, mostBytes: 50_000 })).toEqual({ kind: 'refused', reason: 'too-big' });
});

test('a host that says nothing is not waited for beyond what Discord gives us', async () => {
  const host = await serve(async (_request, response) => {
    response.writeHead(200).write('x');
    await sleep(60_000, undefined, { ref: false });
  });
  expect(await read(host)).toEqual({ kind: 'refused', reason: 'unreadable' });
});
