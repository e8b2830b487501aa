/** For whoever watches the process: `/health/live`, `/health/ready` and `/metrics`. They say nothing about anybody. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export interface Health {
  /** Seconds of elapsed time since the last finished tick. */
  readonly tickAge: () => number;
  readonly database: () => Promise<boolean>;
  /** The leader has the session at Discord's gateway; a follower needs none to be ready. */
  readonly role: () => 'leader' | 'follower';
  readonly gateway: () => boolean;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A tick comes every 60 s; two missed ones and a half are a fault. */
const oldestTick = 150;

/** Listens on all addresses, since a container's watcher comes from outside; 0 takes any free port. */
export async function serveHealth(
  port: number,
  health: Health,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', health).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function answer(url: string, health: Health): Promise<Answer> {
  switch (url.split('?')[0]) {
    case '/health/live':
      return reportLife(health);
    case '/health/ready':
      return reportReadiness(health);
    case '/metrics':
      return { status: 200, type: health.metrics.contentType, body: await health.metrics.text() };
    default:
      return json(404, { error: 'Only /health/live, /health/ready and /metrics are here.' });
  }
}

/** Alive means that the tick still comes: a database or Discord that is away is no reason to restart us. */
const isLive = (tickAge: number): boolean => tickAge <= oldestTick;

function reportLife(health: Health): Answer {
  const tickAge = Math.round(health.tickAge());
  const live = isLive(tickAge);
  return json(live ? 200 : 503, { live, tickAge });
}

async function reportReadiness(health: Health): Promise<Answer> {
  const tickAge = Math.round(health.tickAge());
  const database = await health.database().catch(() => false);
  const role = health.role();
  const gateway = health.gateway();
  const ready = isLive(tickAge) && database && (gateway || role === 'follower');
  return json(ready ? 200 : 503, { ready, tickAge, database, role, gateway });
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(body)}\n`,
});
