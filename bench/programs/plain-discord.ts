/** The plainest stand-in for Discord that discord.js can work with: it looks at nothing, keeps nothing, and sends the same again and again. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { command, greeting, guild } from './plain-payloads.ts';
import { report } from './report.ts';

const guilds = Number(process.env.GUILDS ?? 1);
const members = Number(process.env.MEMBERS ?? 1);
/** Interactions that were sent and not answered yet: whom to tell, and when they were sent. */
const waiting = new Map<string, { readonly asked: ServerResponse; readonly at: number }>();
let socket: WebSocket | undefined;
let seq = 0;
let lastId = 900_000_000_000_000_000n;

const server = createServer((request, response) => {
  const { method, url = '' } = request;
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    if (method === 'POST' && url === '/control/interactions') return act(response);
    const callback = /^\/api\/v10\/interactions\/(\d+)\/[^/]+\/callback/.exec(url);
    if (callback) {
      JSON.parse(String(Buffer.concat(chunks)));
      const sent = waiting.get(callback[1] ?? '');
      waiting.delete(callback[1] ?? '');
      response.writeHead(204).end();
      if (sent) write(sent.asked, { outcome: 'reply', ms: performance.now() - sent.at });
    } else if (url.startsWith('/api/v10/gateway/bot')) {
      const limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
      write(response, { url: address('ws', '/gateway'), shards: 1, session_start_limit: limit });
    } else write(response, []);
  });
});

new WebSocketServer({ server }).on('connection', opened => {
  socket = opened;
  opened.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null }));
  opened.on('message', data => {
    const { op } = JSON.parse(String(data)) as { readonly op: number };
    if (op === 1) opened.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
    if (op !== 2) return;
    tell('READY', greeting(guilds, address('ws', '/gateway')));
    for (let index = 0; index < guilds; index += 1) tell('GUILD_CREATE', guild(index, members));
  });
});

function act(asked: ServerResponse): void {
  lastId += 4_194_304n;
  const id = String(lastId);
  const at = performance.now();
  waiting.set(id, { asked, at });
  tell('INTERACTION_CREATE', command(id));
}

function tell(t: string, d: unknown): void {
  seq += 1;
  socket?.send(JSON.stringify({ op: 0, t, d, s: seq }));
}

function write(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}

const address = (scheme: string, path: string) =>
  `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
report({ api: address('http', '/api'), control: address('http', '/control') }, async () => {
  server.closeAllConnections();
  server.close();
});
