/** Discord's gateway: sessions that survive their sockets, and the events that each of them asked for. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { FaultBox } from '../rest/faults.ts';
import type { Change } from '../state/changes.ts';
import type { State } from '../state/state.ts';
import { forReader } from './content.ts';
import { eventsOf, type GatewayEvent } from './events.ts';
import { greet, onShard } from './greet.ts';
import { openLine } from './line.ts';
import { memberChunks } from './member-chunks.ts';
import { dispatch, type Line, remembers, replay, resumableFor, type Session } from './session.ts';

export interface Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Cuts every socket without a word, as a network does. */
  readonly drop: () => void;
  /** Asks every bot to reconnect (op 7). */
  readonly reconnect: () => void;
  /** Tells every bot that its session is gone (op 9). */
  readonly invalidate: () => void;
  /** Closes every socket with one of Discord's codes, such as 4000. */
  readonly hangUp: (code: number) => void;
  readonly close: () => void;
}

export interface GatewaySettings {
  /** How often a bot has to give a sign of life, in milliseconds; 41,250 as on Discord unless said. */
  readonly heartbeatMs?: number | undefined;
  /** Bits of the intents that the application may ask for; all unless said. */
  readonly allowedIntents?: number | undefined;
}

const identify = z.object({
  token: z.string(),
  intents: z.int().min(0),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });
const packet = z.object({ op: z.int(), d: z.unknown() });

export function openGateway(
  state: State,
  token: string,
  faults: FaultBox,
  settings: GatewaySettings = {},
  isLimited: () => boolean = () => false,
): Gateway {
  const { heartbeatMs: heartbeatEvery = 41_250, allowedIntents = -1 } = settings;
  const sessions = new Map<string, Session>();
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  let made = 0;

  const hear = (change: Change) => {
    forgetLost(state, sessions);
    if (sessions.size === 0) return;
    for (const event of eventsOf(state, change)) {
      for (const session of sessions.values()) if (wants(session, event)) tellOne(session, event);
    }
  };
  state.listeners.add(hear);
  const tellOne = (session: Session, event: GatewayEvent) => {
    const { delay, twice } = faults.drawDispatch();
    for (let n = twice ? 2 : 1; n > 0; n -= 1)
      dispatch(session, event.t, forReader(state, session.intents, event), delay);
  };

  const welcome = (line: Line, d: unknown): Session | undefined => {
    const asked = identify.safeParse(d);
    if (!asked.success) return refuse(line, 4002, 'Decode error.');
    const { intents, shard = [0, 1] } = asked.data;
    if (asked.data.token.replace(/^Bot /, '') !== token) return refuse(line, 4004, 'Authentication failed.');
    if (shard[0] >= shard[1]) return refuse(line, 4010, 'Invalid shard.');
    if (intents >= 1 << 26) return refuse(line, 4013, 'Invalid intent(s).');
    if ((intents & ~allowedIntents) !== 0) return refuse(line, 4014, 'Disallowed intent(s).');
    made += 1;
    const id = `local${made}x${Math.floor(state.random() * 2 ** 32).toString(16)}`;
    const session: Session = { id, intents, shard, seq: 0, sent: [], line, lostAt: undefined };
    sessions.set(id, session);
    greet(state, session);
    return session;
  };

  const comeBack = (line: Line, d: unknown): Session | undefined => {
    const asked = resume.safeParse(d);
    if (!asked.success) return refuse(line, 4002, 'Decode error.');
    if (asked.data.token.replace(/^Bot /, '') !== token) return refuse(line, 4004, 'Authentication failed.');
    const session = sessions.get(asked.data.session_id);
    if (session && asked.data.seq > session.seq) return refuse(line, 4007, 'Invalid seq.');
    if (!session || faults.now().refuseResume || !remembers(session, asked.data.seq)) {
      line.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      return undefined;
    }
    session.line?.socket.terminate();
    session.line = line;
    session.lostAt = undefined;
    replay(session, asked.data.seq);
    dispatch(session, 'RESUMED', { _trace: ['local'] });
    return session;
  };

  const accept = (socket: WebSocket, request: IncomingMessage) => {
    const line = openLine(socket, (request.url ?? '').includes('compress=zlib-stream'));
    let session: Session | undefined;
    line.send(
      JSON.stringify({
        op: 10,
        d: { heartbeat_interval: heartbeatEvery, _trace: ['local'] },
        s: null,
        t: null,
      }),
    );
    socket.on('error', () => socket.terminate());
    // A beat may be late by as much as it takes; two missed ones are a dead line.
    const silence = setTimeout(() => refuse(line, 4009, 'Session timed out.'), heartbeatEvery * 2.5).unref();
    socket.on('close', () => {
      clearTimeout(silence);
      if (session?.line !== line) return;
      session.line = undefined;
      session.lostAt = state.elapsed();
    });
    const version = /[?&]v=([^&]*)/.exec(request.url ?? '')?.[1];
    if (version !== undefined && version !== '10') return refuse(line, 4012, 'Invalid API version.');
    const takes = sendLimit(state);
    socket.on('message', data => {
      // What was sent before the other side heard that it is refused.
      if (socket.readyState !== socket.OPEN) return;
      if (isLimited() && !takes()) return refuse(line, 4008, 'Rate limited.');
      const { op, d } = parse(String(data)) ?? { op: -1, d: undefined };
      if (op === 1) silence.refresh();
      if (op === 1 && faults.now().ignoreHeartbeats) return;
      if (op === 1) line.send(JSON.stringify({ op: 11, d: null, s: null, t: null }));
      else if ((op === 2 || op === 6) && session?.line === line) refuse(line, 4005, 'Already authenticated.');
      else if (op === 2) session = welcome(line, d);
      else if (op === 6) session = comeBack(line, d);
      else if (op === -1) refuse(line, 4002, 'Decode error.');
      else if (!session) refuse(line, 4003, 'Not authenticated.');
      else if (op === 8)
        for (const chunk of memberChunks(state, session.intents, d))
          dispatch(session, 'GUILD_MEMBERS_CHUNK', chunk);
      // Presence and voice: accepted, and nothing comes of them here.
      else if (op !== 3 && op !== 4) refuse(line, 4001, 'Unknown opcode.');
    });
  };

  const everyLine = (act: (line: Line, session: Session) => void) => {
    for (const session of [...sessions.values()]) if (session.line) act(session.line, session);
  };
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, ws => accept(ws, request)),
    drop: () => everyLine(line => line.socket.terminate()),
    reconnect: () => everyLine(line => line.send(JSON.stringify({ op: 7, d: null, s: null, t: null }))),
    hangUp: code => everyLine(line => line.socket.close(code)),
    invalidate: () =>
      everyLine((line, session) => {
        sessions.delete(session.id);
        line.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
        session.line = undefined;
      }),
    close() {
      state.listeners.delete(hear);
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}

/** Bytes. Source: "Sending Events" of Discord's documentation. */
const longestPacket = 4096;

/** Whether a socket may send once more. Source: "Rate Limiting" of Discord's gateway, 120 in 60 seconds. */
function sendLimit({ elapsed }: State): () => boolean {
  let [since, sent] = [elapsed(), 0];
  return () => {
    if (elapsed() - since >= 60_000) [since, sent] = [elapsed(), 0];
    sent += 1;
    return sent <= 120;
  };
}

function wants(session: Session, { intent, guildId }: GatewayEvent): boolean {
  return (intent === 0 || (session.intents & intent) !== 0) && onShard(session, guildId);
}

function refuse(line: Line, code: number, reason: string): undefined {
  line.socket.close(code, reason);
  return undefined;
}

function parse(text: string): z.infer<typeof packet> | undefined {
  if (Buffer.byteLength(text) > longestPacket) return undefined;
  try {
    return packet.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function forgetLost(state: State, sessions: Map<string, Session>): void {
  for (const session of sessions.values()) {
    if (session.lostAt !== undefined && state.elapsed() - session.lostAt > resumableFor)
      sessions.delete(session.id);
  }
}
