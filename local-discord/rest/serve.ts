/** Answers a bot's REST requests: finds the route, runs it, writes what Discord would write. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemOfAnswer } from '../spec/answer.ts';
import { type Document, loadDocument } from '../spec/document.ts';
import { expectBody } from '../spec/expected.ts';
import { recordTraffic } from '../spec/record.ts';
import { type State, tell } from '../state/state.ts';
import { type Body, readBody } from './body.ts';
import { DiscordError, refuse, unauthorized } from './errors.ts';
import type { FaultBox, Limit } from './faults.ts';
import type { Limiter } from './limits.ts';
import type { RequestLog } from './requests.ts';
import type { Answer } from './route.ts';
import { findRoute, type Match } from './routes.ts';

export interface Rest {
  readonly state: State;
  readonly token: string;
  readonly faults: FaultBox;
  readonly limits: Limiter;
  readonly log: RequestLog;
}

interface Outcome extends Answer {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly problem?: string | undefined;
}

const badGateway: Outcome = { status: 502, json: { message: '502: Bad Gateway', code: 0 } };

/** `path` begins after `/api`, with the version. Never rejects. */
export async function serveRest(
  rest: Rest,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string,
) {
  const { state, faults, log } = rest;
  const started = state.elapsed();
  const method = request.method ?? 'GET';
  const mishaps = faults.draw(method, path);
  if (mishaps.latency > 0) await sleep(mishaps.latency);

  let body: Body = { json: undefined, files: [] };
  let outcome: Outcome;
  try {
    body = await readBody(request);
    if (mishaps.limited) outcome = tooMany(mishaps.limited);
    else if (mishaps.refused !== undefined) outcome = refusal(refuse(mishaps.refused));
    else if (mishaps.failBefore) outcome = badGateway;
    else outcome = run(rest, await loadDocument(), request, url, path, body);
    if (mishaps.failAfter && outcome.status < 300) outcome = badGateway;
  } catch (error) {
    outcome = refusal(error);
  }
  const { status, json, problem } = outcome;
  recordTraffic({ method, path: path + url.search, status, body, answer: json });
  log.add({
    method,
    path: path + url.search,
    status: mishaps.drop ? 0 : status,
    ms: Math.round(state.elapsed() - started),
    ...(body.json !== undefined && { body: body.json }),
    ...(json !== undefined && { answer: json }),
    ...(problem !== undefined && { problem }),
  });
  tell(state, { kind: 'request' });
  if (mishaps.drop) request.socket.destroy();
  else write(state, response, outcome);
}

function run(
  rest: Rest,
  document: Document,
  request: IncomingMessage,
  url: URL,
  path: string,
  body: Body,
): Outcome {
  if (!path.startsWith('/v10/')) return unknown(404, '404: Not Found', 'only version 10 is spoken here');
  const match = findRoute(request.method ?? 'GET', path.slice('/v10'.length));
  if (match === undefined) return unknown(404, '404: Not Found', 'unknown route');
  if (match === 'elsewhere')
    return unknown(405, '405: Method Not Allowed', 'unknown method on a known route');
  if (match.route.auth === 'bot' && request.headers.authorization !== `Bot ${rest.token}`)
    throw unauthorized();
  const { limits } = rest;
  // Discord exempts what a token in the path allows: a bot may answer as many interactions as it gets.
  const { headers, refused } =
    match.route.auth === 'bot' ? limits.take(asked(match)) : { headers: {}, refused: undefined };
  if (refused)
    return tooMany(
      { scope: refused.global ? 'global' : 'user', retryAfterMs: refused.retryAfterMs },
      headers,
    );
  const call = {
    state: rest.state,
    limits,
    params: match.params,
    query: url.searchParams,
    body: body.json,
    files: body.files,
  };
  const name = `${match.route.method} ${match.route.path}`;
  expectBody(document, name, body.json);
  const outcome = withHeaders(headers, () => match.route.run(call));
  const problem = outcome.problem ?? problemOfAnswer(document, name, outcome.status, outcome.json);
  return { ...outcome, problem };
}

function asked({ route: { method, path }, params }: Match) {
  return { method, path, major: params.channel ?? params.guild ?? '' };
}

/** A refusal counts against a rate limit as much as a success, and says so. */
function withHeaders(headers: Outcome['headers'], act: () => Answer): Outcome {
  try {
    return { ...act(), headers };
  } catch (error) {
    return { ...refusal(error), headers };
  }
}

function unknown(status: number, message: string, problem: string): Outcome {
  return { status, json: { message, code: 0 }, problem };
}

function refusal(error: unknown): Outcome {
  if (error instanceof DiscordError) {
    const { status, code, message, errors, problem } = error;
    return { status, json: { message, code, ...(errors !== undefined && { errors }) }, problem };
  }
  // A fault of ours. Not a 5xx: clients would try it again and hide it.
  const problem = `the local Discord failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return {
    status: 418,
    json: { message: 'The local Discord failed at this request; see /problems.', code: 0 },
    problem,
  };
}

function tooMany({ scope, retryAfterMs }: Limit, headers: Outcome['headers'] = {}): Outcome {
  const seconds = Math.max(0.001, Math.ceil(retryAfterMs) / 1000);
  const global = scope === 'global';
  return {
    status: 429,
    json: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: {
      ...headers,
      'Retry-After': String(global ? Math.ceil(seconds) : seconds),
      'X-RateLimit-Scope': scope,
      ...(global && { 'X-RateLimit-Global': 'true' }),
      // Without it clients take a 429 for one of the network in front of Discord.
      Via: '1.1 local',
    },
  };
}

function write(state: State, response: ServerResponse, { status, json, headers }: Outcome): void {
  // The movable clock, because a bot may take Discord's date for the time of its world.
  response.setHeader('Date', new Date(state.now()).toUTCString());
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (json === undefined) {
    response.writeHead(status).end();
    return;
  }
  const text = JSON.stringify(json);
  // With a length it goes out in one piece instead of in chunks.
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length }).end(text);
}
