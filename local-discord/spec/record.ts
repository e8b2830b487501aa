/** Keeps what bots and this server said to each other, for `npm run test:openapi`, when LOCKSTEP_RECORD_TRAFFIC names a folder. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Body } from '../rest/body.ts';

/** One line of a recording. `path` is without its query. */
export interface Traffic {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly files: number;
  readonly body?: unknown;
  readonly answer?: unknown;
}

interface Said {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: Body;
  readonly answer: unknown;
}

/** Writes at once, so that a process that is killed loses nothing of it; one file per process. */
export function recordTraffic({ method, path, status, body, answer }: Said): void {
  const folder = process.env.LOCKSTEP_RECORD_TRAFFIC;
  if (!folder) return;
  const [route = '', query = ''] = path.split('?', 2);
  const line: Traffic = {
    method,
    path: route,
    query,
    status,
    files: body.files.length,
    ...(body.json !== undefined && { body: body.json }),
    ...(answer !== undefined && { answer }),
  };
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}
