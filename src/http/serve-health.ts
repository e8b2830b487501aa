/** Health for whoever watches the process: `/health/live` and `/health/ready`. It says nothing about anybody. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  /** Seconds of elapsed time since the last finished tick. */
  readonly tickAge: () => number;
  readonly database: () => Promise<boolean>;
  readonly gateway: () => boolean;
}

/** A tick comes every 60 s; two missed ones and a half are a fault. */
const oldestTick = 150;

/** Listens on all addresses, since a container's watcher comes from outside; 0 takes any free port. */
export async function serveHealth(
  port: number,
  health: Health,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void report(request.url ?? '/', health).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(`${JSON.stringify(body)}\n`);
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

async function report(url: string, health: Health): Promise<{ status: number; body: object }> {
  const path = url.split('?')[0];
  if (path !== '/health/live' && path !== '/health/ready') {
    return { status: 404, body: { error: 'Only /health/live and /health/ready are here.' } };
  }
  const tickAge = Math.round(health.tickAge());
  // Alive means that the tick still comes: a database or Discord that is away is no reason to restart us.
  const live = tickAge <= oldestTick;
  if (path === '/health/live') return { status: live ? 200 : 503, body: { live, tickAge } };
  const database = await health.database().catch(() => false);
  const gateway = health.gateway();
  const ready = live && database && gateway;
  return { status: ready ? 200 : 503, body: { ready, tickAge, database, gateway } };
}
