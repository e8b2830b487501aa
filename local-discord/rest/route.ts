/** What a route of the REST interface is. The list of all routes is what the server can do: it answers nothing else. */

import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { findMessage } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { enterThread } from '../state/threads.ts';
import type { Channel, Guild, StoredMessage } from '../state/world.ts';
import type { UploadedFile } from './body.ts';
import { refuse } from './errors.ts';
import type { Limiter } from './limits.ts';

export interface Call {
  readonly state: State;
  readonly limits: Limiter;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Discord's documentation, with `:name` for what varies. */
  readonly path: string;
  /** `token`: the path itself holds the secret. */
  readonly auth: 'bot' | 'token';
  readonly run: (call: Call) => Answer;
}

export function route(
  method: Route['method'],
  path: string,
  run: Route['run'],
  auth: Route['auth'] = 'bot',
): Route {
  return { method, path, auth, run };
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const nothing: Answer = { status: 204 };

/** The part of the path with that name. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

export const botOf = (state: State): string => state.world.application.id;

/** Throws 10003 when there is none, 50001 when the bot can't see it. */
export function channelOf(call: Call, name = 'channel'): Channel {
  const channel = call.state.world.channels.get(param(call, name));
  if (!channel) throw refuse(10003);
  if (!may(call.state.world, channel, botOf(call.state), P.ViewChannel)) throw refuse(50001);
  return channel;
}

/** Throws 50013 when the bot lacks one of these permissions there. */
export function demand(call: Call, channel: Channel, permissions: bigint): void {
  if (!may(call.state.world, channel, botOf(call.state), permissions)) throw refuse(50013);
}

/** Throws 50083. Source: "Threads" of Discord's documentation: in an archived one nothing is changed, only deleted or written anew. */
export function demandOpen({ thread }: Channel): void {
  if (thread?.archived) throw refuse(50083);
}

/** What is written into an archived thread opens it; a locked one stays shut (50083). */
export function reopen({ state }: Call, channel: Channel): void {
  if (!channel.thread?.archived) return;
  if (channel.thread.locked) throw refuse(50083);
  enterThread(state, channel, botOf(state));
}

/** Throws 10004 when there is none, 50001 when the bot isn't in it. */
export function guildOf(call: Call): Guild {
  const guild = call.state.world.guilds.get(param(call, 'guild'));
  if (!guild) throw refuse(10004);
  if (!guild.botPresent) throw refuse(50001);
  return guild;
}

/** Throws 10008; a message that only one member sees doesn't exist for this purpose. */
export function messageOf(call: Call, channel: Channel): StoredMessage {
  const message = findMessage(call.state, channel.id, param(call, 'message'));
  if (!message || message.onlyFor !== undefined) throw refuse(10008);
  return message;
}
