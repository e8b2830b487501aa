import { expect, onTestFinished, test } from 'vitest';
import { serveHealth } from '../../src/http/serve-health.ts';

async function ask(health: Parameters<typeof serveHealth>[1], path: string) {
  const { port, close } = await serveHealth(0, health);
  onTestFinished(close);
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const well = {
  tickAge: () => 12.4,
  database: async () => true,
  role: () => 'leader' as const,
  gateway: () => true,
  metrics: { contentType: 'text/plain', text: async () => 'figures' },
};

test('a bot that is well is live and ready, and says nothing about anybody', async () => {
  expect(await ask(well, '/health/live')).toEqual({ status: 200, body: { live: true, tickAge: 12 } });
  expect(await ask(well, '/health/ready?from=probe')).toEqual({
    status: 200,
    body: { ready: true, tickAge: 12, database: true, role: 'leader', gateway: true },
  });
});

test('without its database or Discord it isn’t ready, but needs no restart', async () => {
  const gone = async () => Promise.reject(new Error('canary'));
  for (const health of [
    { ...well, database: async () => false },
    { ...well, database: gone },
    { ...well, gateway: () => false },
  ]) {
    expect(await ask(health, '/health/live')).toMatchObject({ status: 200 });
    const { status, body } = await ask(health, '/health/ready');
    expect([status, body.ready]).toEqual([503, false]);
    expect(JSON.stringify(body)).not.toContain('canary');
  }
});

test('one that follows is ready without a session at Discord’s gateway, and says that it follows', async () => {
  const follower = { ...well, role: () => 'follower' as const, gateway: () => false };
  const { status, body } = await ask(follower, '/health/ready');
  expect([status, body]).toEqual([
    200,
    { ready: true, tickAge: 12, database: true, role: 'follower', gateway: false },
  ]);
  expect((await ask({ ...follower, database: async () => false }, '/health/ready')).status).toBe(503);
});

test('when the minute tick no longer comes, it is neither', async () => {
  const stuck = { ...well, tickAge: () => 151 };
  expect(await ask(stuck, '/health/live')).toEqual({ status: 503, body: { live: false, tickAge: 151 } });
  expect((await ask(stuck, '/health/ready')).status).toBe(503);
  expect((await ask({ ...well, tickAge: () => 149 }, '/health/live')).status).toBe(200);
});

test('anything else is not found', async () => {
  expect((await ask(well, '/')).status).toBe(404);
  expect((await ask(well, '/health')).status).toBe(404);
});
