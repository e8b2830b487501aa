/** Stands between a bot and the local Discord: what the gateway sends can be held back, changed or added to on its way. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { LocalDiscord } from '../../local-discord/start.ts';

export interface Packet {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: a packet is whatever the test makes of it.
  readonly d: any;
}

/** Called with each packet for the bot; what it passes on, arrives. */
export type Rule = (packet: Packet, pass: (packet: Packet) => void) => void;

export interface Between {
  /** For the bot's `rest.api`. */
  readonly api: string;
  close(): void;
}

export async function standBetween(discord: LocalDiscord, rule: Rule): Promise<Between> {
  const server = createServer(async (request, response) => {
    const { method = 'GET', headers, url = '' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const kept = Object.fromEntries(
      ['authorization', 'content-type'].flatMap(name => {
        const value = headers[name];
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
    const answer = await fetch(new URL(url, discord.api), { method, headers: kept, ...body }).catch(() => {});
    if (!answer) return void response.destroy();
    // The bot shall come to us with its gateway, too.
    const said = (await answer.text()).replaceAll(discord.gateway, `ws://127.0.0.1:${port}/gateway`);
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type }).end(said);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (bot, { url }) => {
    const there = new WebSocket(`${discord.gateway}${url?.replace(/^\/gateway\/?/, '') ?? ''}`);
    const waiting: string[] = [];
    there.on('open', () => {
      for (const text of waiting.splice(0)) there.send(text);
    });
    there.on('message', data =>
      rule(JSON.parse(String(data)) as Packet, packet => bot.send(JSON.stringify(packet))),
    );
    there.on('close', () => bot.terminate());
    there.on('error', () => bot.terminate());
    bot.on('message', data => {
      if (there.readyState === WebSocket.OPEN) there.send(String(data));
      else waiting.push(String(data));
    });
    bot.on('close', () => there.terminate());
    bot.on('error', () => there.terminate());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    api: `http://127.0.0.1:${port}/api`,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
