/** What a route of the control address is. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Gateway } from '../gateway/gateway.ts';
import type { FaultBox } from '../rest/faults.ts';
import type { Limiter } from '../rest/limits.ts';
import type { RequestLog } from '../rest/requests.ts';
import type { MovableClock } from '../state/clock.ts';
import type { State } from '../state/state.ts';
import type { Channel, Guild } from '../state/world.ts';
import { ControlError } from './errors.ts';

/** A button that whoever started the server adds to the page. */
export interface Action {
  readonly id: string;
  readonly label: string;
  /** What it throws is said to whoever pressed the button. */
  readonly run: () => unknown;
}

export interface Control {
  readonly state: State;
  readonly clock: MovableClock;
  readonly gateway: Gateway;
  readonly faults: FaultBox;
  readonly limits: Limiter;
  readonly log: RequestLog;
  readonly actions: readonly Action[];
  /** Aborted when the server stops. */
  readonly stopped: AbortSignal;
}

export interface ControlCall extends Control {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly response: ServerResponse;
}

export interface ControlRoute {
  readonly method: string;
  readonly path: string;
  /** What it returns is answered as JSON; nothing when it writes the answer itself. */
  readonly run: (call: ControlCall) => unknown;
}

/** Permissions as the control address takes them, and the name of anything. */
export const bits = z.string().regex(/^\d+$/, 'permissions are digits in a string');
export const name = z.string().min(1).max(100);

/** The body in its shape, or a sentence about what is wrong with it. */
export function read<T extends z.ZodType>(call: ControlCall, schema: T): z.infer<T> {
  const result = schema.safeParse(call.body ?? {});
  if (!result.success) throw new ControlError(z.prettifyError(result.error));
  return result.data;
}

/** A whole number of the query, from 0 on. */
export function numberIn(call: ControlCall, name: string, otherwise: number): number {
  const said = Number(call.query.get(name) ?? otherwise);
  if (!Number.isInteger(said) || said < 0) throw new ControlError(`${name} is a whole number from 0 on.`);
  return said;
}

export function guildIn(call: ControlCall): Guild {
  const guild = call.state.world.guilds.get(call.params.guild ?? '');
  if (!guild) throw new ControlError('There is no such guild.', 404);
  return guild;
}

export function channelIn(call: ControlCall): Channel {
  const channel = call.state.world.channels.get(call.params.channel ?? '');
  if (!channel) throw new ControlError('There is no such channel.', 404);
  return channel;
}
