/**
 * A bot's way to the local Discord: it sees which posts are under way, holds answers back for a while after the post stands,
 * and forgets nonces early, as Discord itself has when a bot was away for longer than some minutes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, pass } from './pass.ts';

/** What the door saw of one life of a bot. */
export interface Life {
  /** Deliveries that Discord was asked to post. */
  readonly asked: Set<string>;
  /** Of these, the ones whose message stands, whether or not the bot has heard of it. */
  readonly kept: Set<string>;
  /** Requests to post, received and not yet answered. */
  open: number;
}

export interface Door {
  /** For `DISCORD_API_URL`. */
  readonly api: string;
  /** Begins a new life: requests that the dead one left don't count for it. */
  newLife(): Life;
  close(): Promise<void>;
}

export interface DoorSettings {
  /** Of the local Discord. */
  readonly api: string;
  readonly nonces: NonceWindow;
  /** Milliseconds to hold an answer back. */
  readonly holdMs: () => number;
  readonly onAnswer: (status: number) => void;
}

const posting = /\/channels\/\d+\/messages$/;

export async function openDoor(settings: DoorSettings): Promise<Door> {
  let life = noLife();
  const server = createServer((request, response) => void answer(request, response, life, settings));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  return {
    api: `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/api`,
    newLife: () => (life = noLife()),
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const noLife = (): Life => ({ asked: new Set(), kept: new Set(), open: 0 });

/** Never rejects. What came in whole goes to Discord even if the bot dies meanwhile, as it would on a real network. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  life: Life,
  settings: DoorSettings,
): Promise<void> {
  const body = await readWhole(request);
  if (body === undefined) return;
  const post = request.method === 'POST' && posting.test(request.url ?? '') ? readPost(body) : undefined;
  if (!post) return give(response, await pass(settings.api, request, body));

  life.asked.add(post.delivery);
  life.open += 1;
  const sent = { ...post.message, nonce: settings.nonces.pass(post.nonce) };
  const given = await pass(settings.api, request, Buffer.from(JSON.stringify(sent)));
  settings.onAnswer(given?.status ?? 0);
  if (given?.status === 200) life.kept.add(post.delivery);
  await sleep(settings.holdMs());
  give(response, given);
  life.open -= 1;
}

/** A lesson's post has the nonce `d` + its delivery's id; a greeting has another. */
function readPost(body: Buffer) {
  const message = JSON.parse(body.toString('utf8')) as Readonly<Record<string, unknown>>;
  const nonce = String(message.nonce);
  return nonce.startsWith('d') ? { message, nonce, delivery: nonce.slice(1) } : undefined;
}

/** No answer at all when Discord gave none. */
function give(response: ServerResponse, given: Answer | undefined): void {
  if (!given) return void response.destroy();
  response.sendDate = false;
  response.writeHead(given.status, given.headers).end(given.body);
}

/** Undefined when the bot died before it had said everything: nobody acts on half a request. */
async function readWhole(request: IncomingMessage): Promise<Buffer | undefined> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

export interface NonceWindow {
  /** The nonce under which Discord shall know this post: another one when the first was told too long ago. */
  pass(nonce: string): string;
}

/** `ms` and `elapsed`: milliseconds of elapsed time. */
export function nonceWindow(ms: number, elapsed: () => number): NonceWindow {
  const known = new Map<string, { readonly since: number; readonly turn: number }>();
  return {
    pass(nonce) {
      const before = known.get(nonce);
      if (before && elapsed() - before.since < ms) return nameOf(nonce, before.turn);
      const turn = before ? before.turn + 1 : 0;
      known.set(nonce, { since: elapsed(), turn });
      return nameOf(nonce, turn);
    },
  };
}

const nameOf = (nonce: string, turn: number): string =>
  turn === 0 ? nonce : `${nonce}.${turn.toString(36)}`;
