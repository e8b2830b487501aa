/** One session at Discord's gateway, with all that hangs on it: answers, commands, arrivals. Only the bot that leads has one. */
import { type Client, Events, type REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Db } from '../store/connect.ts';
import { watchGuilds } from './arrivals.ts';
import { createClient } from './client.ts';
import type { Dispatch } from './dispatch.ts';
import { answerInteractions, type GatewayParts } from './gateway.ts';
import type { Commands } from './load-commands.ts';
import type { Pace } from './pace.ts';
import { guardPackets } from './packets.ts';
import { registerCommands } from './register.ts';
import type { Sender } from './send.ts';

export interface SessionParts extends Pick<GatewayParts, 'onAnswer'> {
  readonly token: string;
  readonly apiUrl: string;
  readonly pace: Pace;
  /** The process's own, for everything but the gateway and answers. */
  readonly rest: REST;
  readonly sender: Sender;
  readonly commands: Commands;
  readonly dispatch: Dispatch;
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Logger;
  readonly wake: () => void;
  /** Called when Discord has ended the session for good. */
  readonly onDismissal: () => void;
}

export interface Session {
  readonly client: Client;
  /** Connects, and resolves when everything is there. Rejects with what discord.js throws, or when it was closed meanwhile. */
  open(): Promise<void>;
  /** Answers nothing new, lets what is under way come to its end, for a while, and leaves. */
  close(): Promise<void>;
}

/** Milliseconds that answers under way get when a session is closed. */
const settleMs = 3_000;

export function createSession(parts: SessionParts): Session {
  const { token, apiUrl, pace, rest, sender, commands, dispatch, db, now, log, wake } = parts;
  const client = createClient(apiUrl, pace);
  const closing = new AbortController();
  const closed = new Promise<never>((_, reject) =>
    closing.signal.addEventListener('abort', () => reject(new SessionClosed())),
  );
  closed.catch(() => {});
  const busy: (() => Promise<unknown>)[] = [];
  client.on(Events.Error, error => log.warn({ err: error }, 'the gateway client met an error'));
  client.on(Events.ShardDisconnect, ({ code }) => isFinal(code) && parts.onDismissal());

  async function open(): Promise<void> {
    const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
    // Before anything can arrive: nobody waits in vain for what a start still has to do.
    guardPackets(client, log);
    const { onAnswer } = parts;
    busy.push(
      answerInteractions({ client, commands, dispatch, log, wake, ...(onAnswer && { onAnswer }) }).stop,
    );
    await client.login(token);
    await ready;
    if (await registerCommands(rest, client.application?.id ?? '', commands)) log.info('commands registered');
    busy.push(watchGuilds({ client, db, sender, now, log, wake }).settled);
  }

  return {
    client,
    open: () => Promise.race([open(), closed]),
    async close() {
      closing.abort();
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise(resolve => {
        timer = setTimeout(resolve, settleMs);
      });
      await Promise.race([Promise.all(busy.map(settle => settle())), enough]);
      clearTimeout(timer);
      await client.destroy();
    },
  };
}

/** It was closed before it was open. */
export class SessionClosed extends Error {
  override readonly name = 'SessionClosed';
}

/** Close codes after which Discord lets nobody reconnect: a wrong token, wrong shards, wrong version or intents. */
const isFinal = (code: number): boolean => code === 4004 || (code >= 4010 && code <= 4014);
