/** Starts a local Discord: one HTTP server for bots (REST, gateway), for its control address and, if wanted, its page. */
import { randomBytes, randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Action, Control } from './control/route.ts';
import { serveControl } from './control/serve.ts';
import { reasonToRefuse } from './door.ts';
import { serveAttachment } from './files.ts';
import { type GatewaySettings, openGateway } from './gateway/gateway.ts';
import { keepIn, keepNothing } from './keep/keep.ts';
import { makeFaultBox, seeded } from './rest/faults.ts';
import { makeLimiter, type RateLimits } from './rest/limits.ts';
import { makeRequestLog } from './rest/requests.ts';
import { serveRest } from './rest/serve.ts';
import { startClock } from './state/clock.ts';
import { newWorld } from './state/new-world.ts';
import { endDuePolls } from './state/polls.ts';
import { makeState, tell } from './state/state.ts';

export interface LocalDiscordSettings extends GatewaySettings {
  /** Begins with `local.`, so that it can never be mistaken for a real one. */
  readonly token: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  /** Of the control address and the page; without it a new one for each run. For whoever closes a server and opens it again. */
  readonly key?: string;
  /** Where the world is kept; without it, only in memory. */
  readonly folder?: string;
  /** When the calendar of a new world begins; a kept world goes on from where it was. */
  readonly now?: Date;
  /** Makes tokens, faults and latencies repeatable. */
  readonly seed?: number;
  readonly actions?: readonly Action[];
  /** Whether to serve the page. */
  readonly page?: boolean;
  /** The name of the bot in a new world. */
  readonly botName?: string;
  /** `off` unless said otherwise; can be changed at the control address. */
  readonly rateLimits?: RateLimits;
  /** How many threads of a guild can be open at once: 1000 unless said, as Discord keeps its number to itself. */
  readonly maxActiveThreads?: number;
  /** Elapsed time in milliseconds, for tests in which it must pass quickly; the machine's unless given. */
  readonly elapsed?: () => number;
}

export interface LocalDiscord {
  /** For a bot's `rest.api`. */
  readonly api: string;
  readonly gateway: string;
  /** For `connectLocalDiscord`; holds the key. */
  readonly control: string;
  readonly page: string;
  readonly close: () => Promise<void>;
}

/** Throws a sentence when the token isn't a local one, the folder can't be read or the port is taken. */
export async function startLocalDiscord(settings: LocalDiscordSettings): Promise<LocalDiscord> {
  const { token } = settings;
  if (!/^local\.[\w.-]{1,80}$/.test(token)) {
    throw new Error('The token of a local Discord begins with "local."; never give it a real one.');
  }
  const keeper = settings.folder === undefined ? keepNothing() : keepIn(settings.folder);
  const random = seeded(settings.seed ?? randomInt(2 ** 31));
  const elapsed = settings.elapsed ?? (() => performance.now());
  const startsAt = settings.now?.getTime() ?? Date.now();
  const world = keeper.world ?? newWorld(settings.botName ?? 'Local Bot', startsAt);
  const clock = startClock(world.clock, elapsed, () => {
    world.clock = { now: clock.now(), version: clock.version() };
    tell(state, { kind: 'clock' });
    endDuePolls(state);
  });
  let address = '';
  const state = makeState(world, {
    now: clock.now,
    elapsed,
    random,
    files: keeper.files,
    address: () => address,
    maxActiveThreads: settings.maxActiveThreads ?? 1000,
  });
  keeper.begin(world, clock.now);
  state.listeners.add(keeper.note);
  // So that a killed process loses at most a second of its calendar.
  const ticking = setInterval(() => {
    endDuePolls(state);
    keeper.tick();
  }, 1000);
  ticking.unref();

  const key = settings.key ?? randomBytes(16).toString('hex');
  const faults = makeFaultBox(random);
  const log = makeRequestLog();
  const limits = makeLimiter(settings.rateLimits ?? 'off', elapsed, clock.now);
  const gateway = openGateway(state, token, faults, settings, () => limits.profile() !== 'off');
  const stopping = new AbortController();
  // Everybody who waits listens to it, and that may be many at once.
  setMaxListeners(0, stopping.signal);
  const control: Control = {
    state,
    clock,
    gateway,
    faults,
    limits,
    log,
    actions: settings.actions ?? [],
    stopped: stopping.signal,
  };
  const page = settings.page ? await loadPage() : undefined;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    // Node would write the machine's time; Discord's time here is the movable clock.
    response.sendDate = false;
    const reason = reasonToRefuse(request);
    if (reason !== undefined)
      return void response.writeHead(403, { 'Content-Type': 'text/plain' }).end(reason);
    const url = parseUrl(request.url ?? '/', address);
    if (!url) return void response.writeHead(400).end();
    const path = url.pathname;
    if (path.startsWith('/api/'))
      void serveRest({ state, token, faults, limits, log }, request, response, url, path.slice(4));
    else if (path.startsWith(`/control/${key}/`))
      void serveControl(control, request, response, url, path.slice(9 + key.length));
    else if (path.startsWith('/attachments/')) serveAttachment(state, response, path);
    else if (!page?.handle(request, response, key)) response.writeHead(404).end();
  };
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const isGateway = /^\/gateway\/?(\?|$)/.test(request.url ?? '');
    if (!isGateway || reasonToRefuse(request) !== undefined) return void socket.destroy();
    gateway.upgrade(request, socket, head);
  };
  const server = createServer(answer).on('upgrade', upgrade);
  address = `http://127.0.0.1:${await listen(server, settings.port ?? 0)}`;

  return {
    api: `${address}/api`,
    gateway: `${address.replace('http', 'ws')}/gateway`,
    control: `${address}/control/${key}`,
    page: `${address}/?key=${key}`,
    async close() {
      clearInterval(ticking);
      stopping.abort();
      gateway.close();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
      state.listeners.clear();
      keeper.close();
    },
  };
}

interface Page {
  readonly handle: (request: IncomingMessage, response: ServerResponse, key: string) => boolean;
}

/** Loaded only when wanted: it brings a bundler along. */
async function loadPage(): Promise<Page> {
  const { servePage } = await import('./page/serve.ts');
  return servePage();
}

function parseUrl(path: string, base: string): URL | undefined {
  try {
    return new URL(path, base);
  } catch {
    return undefined;
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const at = server.address();
      resolve(typeof at === 'object' && at ? at.port : port);
    });
  });
}
