/** Whether Discord's gateway can be reached, without beginning a session there. */
import { randomBytes } from 'node:crypto';
import { request as askInTheOpen } from 'node:http';
import { request } from 'node:https';
import { Routes } from 'discord.js';
import type { Discord } from './discord.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

interface GatewayBot {
  readonly url: string;
  readonly session_start_limit: { readonly total: number; readonly remaining: number };
}

const fewStarts = 20;

export async function examineGateway(discord: Discord): Promise<Finding[]> {
  let gateway: GatewayBot;
  try {
    gateway = await discord.get<GatewayBot>(Routes.gatewayBot());
  } catch {
    return [problem('Gateway', 'Discord doesn’t tell its address. Try again in a minute.')];
  }
  if (!(await answers(gateway.url))) {
    return [
      problem(
        'Gateway',
        `${new URL(gateway.url).host} can’t be reached. Let the bot’s host make WebSocket connections to it; look at firewall and proxy.`,
      ),
    ];
  }
  const { total, remaining } = gateway.session_start_limit;
  const words = `it can be reached; ${remaining} of ${total} session starts are left today.`;
  return [
    remaining < fewStarts
      ? warning('Gateway', `${words} Find out what starts the bot so often.`)
      : ok('Gateway', words),
  ];
}

/** Whether a WebSocket could be opened there. */
function answers(url: string): Promise<boolean> {
  const address = new URL(url.replace(/^ws/, 'http'));
  address.search = '?v=10&encoding=json';
  return new Promise(resolve => {
    const knock = (address.protocol === 'https:' ? request : askInTheOpen)(address, {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      },
      timeout: 8_000,
    });
    knock.on('upgrade', (_response, socket) => {
      socket.on('error', () => {});
      socket.destroy();
      resolve(true);
    });
    knock.on('response', response => {
      response.destroy();
      resolve(false);
    });
    knock.on('timeout', () => knock.destroy());
    knock.on('error', () => resolve(false));
    knock.end();
  });
}
