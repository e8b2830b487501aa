/** Answers at the control address. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CannotDo } from '../actor/refusal.ts';
import { readBytes } from '../read-bytes.ts';
import { actRoutes } from './act.ts';
import { bulkRoutes } from './bulk.ts';
import { ControlError } from './errors.ts';
import { eventRoutes } from './events.ts';
import { opinionRoutes } from './opinions.ts';
import { peopleRoutes } from './people.ts';
import type { Control, ControlRoute } from './route.ts';
import { threadRoutes } from './threads.ts';
import { wayRoutes } from './ways.ts';
import { worldRoutes } from './world.ts';

const controlRoutes: readonly ControlRoute[] = [
  ...worldRoutes,
  ...peopleRoutes,
  ...wayRoutes,
  ...actRoutes,
  ...opinionRoutes,
  ...threadRoutes,
  ...bulkRoutes,
  ...eventRoutes,
];

/** `path` begins after the key. Never rejects. */
export async function serveControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  path: string,
) {
  try {
    const found = find(request.method ?? 'GET', path);
    if (!found) throw new ControlError('There is nothing here; see the README of the local Discord.', 404);
    const body = await readJson(request);
    const answer = await found.route.run({
      ...control,
      params: found.params,
      query: url.searchParams,
      body,
      response,
    });
    if (!response.headersSent) write(response, 200, answer ?? { done: true });
  } catch (error) {
    if (response.headersSent) return void response.end();
    const status = error instanceof ControlError ? error.status : error instanceof CannotDo ? 400 : 500;
    write(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

const patterns = controlRoutes.map(route => ({ route, pattern: route.path.split('/') }));

function find(method: string, path: string) {
  const parts = path.split('/');
  for (const { route, pattern } of patterns) {
    if (route.method !== method || pattern.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = pattern.every((expected, at) => {
      if (!expected.startsWith(':')) return expected === parts[at];
      params[expected.slice(1)] = parts[at] ?? '';
      return true;
    });
    if (fits) return { route, params };
  }
  return undefined;
}

/** Room for ten files of 10 MiB in base64. */
const largest = 140 * 1024 * 1024;
const tooMuch = () => new ControlError('That is too much at once.', 413);
const lost = () => new ControlError('The body broke off.');

async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request, largest, { tooMuch, lost });
  const text = bytes.toString('utf8');
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError('The body is not JSON.');
  }
}

function write(response: ServerResponse, status: number, answer: unknown): void {
  const text = JSON.stringify(answer);
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}
