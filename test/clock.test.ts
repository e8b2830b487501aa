import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { databaseClock, movableClock } from '../src/clock.ts';
import { createTestDatabase } from './support/database.ts';

/** A clock server as the local Discord has one, which can jump and be away. */
async function serveClock(start: string) {
  let reading = { now: start, version: 1 };
  let waiting: ServerResponse[] = [];
  let isAway = false;
  const server = createServer((request, response) => {
    const after = new URL(request.url ?? '/', 'http://clock').searchParams.get('after');
    if (isAway) return void response.destroy();
    if (after === String(reading.version)) return void waiting.push(response);
    response.end(JSON.stringify(reading));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const hangUp = () => {
    for (const response of waiting) response.destroy();
    waiting = [];
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`,
    isWaitedFor: () => waiting.length > 0,
    jump(now: string) {
      reading = { now, version: reading.version + 1 };
      for (const response of waiting) response.end(JSON.stringify(reading));
      waiting = [];
    },
    goAway() {
      isAway = true;
      hangUp();
    },
    comeBack() {
      isAway = false;
    },
  };
}
const near = (instant: Date, expected: string) => {
  const behind = instant.getTime() - new Date(expected).getTime();
  // Never before the reading; the cap only tells apart "runs on" from "has jumped".
  expect(behind).toBeGreaterThanOrEqual(0);
  expect(behind).toBeLessThan(60_000);
};

test('a movable clock runs on by itself, and a jump of it is heard at once', async () => {
  const server = await serveClock('2026-11-20T09:00:00.000Z');
  const clock = await movableClock(server.url);
  onTestFinished(() => clock.stop());
  const first = clock.now();
  near(first, '2026-11-20T09:00:00Z');
  await expect.poll(() => clock.now().getTime()).toBeGreaterThan(first.getTime());

  const heard: string[] = [];
  clock.onJump(() => heard.push(clock.now().toISOString().slice(0, 10)));
  await expect.poll(server.isWaitedFor).toBe(true);
  server.jump('2026-11-23T09:00:00.000Z');
  await expect.poll(() => heard).toEqual(['2026-11-23']);
  near(clock.now(), '2026-11-23T09:00:00Z');
  await expect.poll(server.isWaitedFor).toBe(true);
  server.jump('2026-11-01T09:00:00.000Z');
  await expect.poll(() => heard).toEqual(['2026-11-23', '2026-11-01']);
});

test('a movable clock runs on while its server is away, and hears later what it missed', async () => {
  const server = await serveClock('2026-11-20T09:00:00.000Z');
  const clock = await movableClock(server.url);
  onTestFinished(() => clock.stop());
  let jumps = 0;
  clock.onJump(() => {
    jumps += 1;
  });
  await expect.poll(server.isWaitedFor).toBe(true);
  server.goAway();
  near(clock.now(), '2026-11-20T09:00:00Z');
  server.jump('2026-12-24T09:00:00.000Z');
  server.comeBack();
  await expect.poll(() => jumps, { timeout: 15_000 }).toBe(1);
  near(clock.now(), '2026-12-24T09:00:00Z');
});

test('without its server a movable clock doesn’t start', async () => {
  const server = await serveClock('2026-11-20T09:00:00.000Z');
  server.goAway();
  await expect(movableClock(server.url)).rejects.toThrow();
});

test('in production the time is the database’s, read through the one function that a test may shift', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const clock = await databaseClock(database.sql);
  const machine = Date.now();
  expect(Math.abs(clock.now().getTime() - machine)).toBeLessThan(60_000);

  await database.sql`
    create or replace function calendar_now() returns timestamptz language sql volatile
    as $$ select timestamptz '2031-05-06 07:08:09+00' $$`;
  // It runs on by itself until it is read anew, as the minute tick does.
  expect(Math.abs(clock.now().getTime() - machine)).toBeLessThan(60_000);
  await clock.sync();
  near(clock.now(), '2031-05-06T07:08:09Z');
  clock.stop();
});
