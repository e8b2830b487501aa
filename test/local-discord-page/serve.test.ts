import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePage } from '../../local-discord/page/serve.ts';

let server: Server;
let base: string;

beforeAll(async () => {
  const page = await servePage();
  server = createServer((request, response) => {
    if (!page.handle(request, response, 'right')) response.writeHead(418).end();
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test('the page opens with the key of this run only', async () => {
  const opened = await fetch(`${base}/?key=right`);
  expect(opened.status).toBe(200);
  expect(await opened.text()).toContain('<html lang="en">');
  for (const address of ['/', '/?key=wrong', '/?key='])
    expect((await fetch(base + address)).status).toBe(403);
});

test('script and style are bundled and named by the page; nothing is inline', async () => {
  const html = await (await fetch(`${base}/?key=right`)).text();
  expect(html).toContain('src="/page.js"');
  expect(html).toContain('href="/page.css"');
  expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/);
  const script = await fetch(`${base}/page.js`);
  expect(script.headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(await script.text()).toContain('Only you can see this');
  const style = await fetch(`${base}/page.css`);
  expect(style.headers.get('content-type')).toMatch(/^text\/css/);
  expect(await style.text()).not.toMatch(/@import|https?:/);
});

test('every answer forbids foreign code, guessing of types, keeping and referring', async () => {
  for (const address of ['/', '/?key=right', '/page.js', '/page.css']) {
    const { headers } = await fetch(base + address);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('what is not the page is left to others', async () => {
  expect((await fetch(`${base}/control/right/world`)).status).toBe(418);
  expect((await fetch(`${base}/?key=right`, { method: 'POST' })).status).toBe(418);
  expect((await fetch(`${base}/page.js`, { method: 'HEAD' })).status).toBe(200);
});
