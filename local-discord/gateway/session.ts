/** One bot's stay at the gateway: it outlives its socket, so that nothing is lost between two of them. */

import type { WebSocket } from 'ws';
import type { EventName } from './event-names.ts';

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  seq: number;
  /** What was sent, oldest first, for a RESUME. */
  readonly sent: { readonly s: number; readonly text: string | (() => string) }[];
  line: Line | undefined;
  /** Elapsed milliseconds when its socket closed. */
  lostAt: number | undefined;
}

/** A socket with its own compression, if it asked for one. */
export interface Line {
  readonly socket: WebSocket;
  readonly send: (payload: string) => void;
}

/** Discord doesn't say how much it remembers; this is more than any test or hiccup needs. */
const remembered = 5000;

/** How long a session without a socket can be resumed (elapsed milliseconds). */
export const resumableFor = 3 * 60_000;

/** Numbers an event, remembers it, and sends it if somebody is listening; `delay` milliseconds late if that is above 0. */
export function dispatch(session: Session, t: EventName, d: unknown, delay = 0): void {
  const text = JSON.stringify({ op: 0, s: session.seq + 1, t, d });
  remember(session, text);
  const { line } = session;
  if (delay <= 0) line?.send(text);
  // On a new socket it was replayed already.
  else setTimeout(() => session.line === line && line?.send(text), delay).unref();
}

/** The same at once, for what is long and can be put into the same words again: remembered are not the words but how to make them. */
export function dispatchAnew(session: Session, t: EventName, d: () => unknown): void {
  const s = session.seq + 1;
  const write = () => JSON.stringify({ op: 0, s, t, d: d() });
  remember(session, write);
  session.line?.send(write());
}

function remember(session: Session, text: string | (() => string)): void {
  session.seq += 1;
  session.sent.push({ s: session.seq, text });
  if (session.sent.length > remembered * 2) session.sent.splice(0, remembered);
}

/** Sends again what the bot hasn't seen: everything after `seq`. */
export function replay({ sent, line }: Session, seq: number): void {
  for (const { s, text } of sent) if (s > seq) line?.send(typeof text === 'string' ? text : text());
}

/** Whether the session has everything after `seq`. */
export function remembers(session: Session, seq: number): boolean {
  const oldest = session.sent[0]?.s ?? session.seq + 1;
  return seq <= session.seq && seq >= oldest - 1;
}
