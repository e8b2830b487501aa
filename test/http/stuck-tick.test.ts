import { expect, onTestFinished, test, vi } from 'vitest';
import { serveHealth } from '../../src/http/serve-health.ts';
import { startTick } from '../../src/jobs/tick.ts';
import { setStage } from '../jobs/stage.ts';

test('a tick that hangs makes the process unhealthy after 150 s, and one that ends makes it well again', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  let goOn = () => {};
  const clock = {
    now: stage.now,
    sync: () => new Promise<void>(resolve => (goOn = resolve)),
    onJump() {},
    stop() {},
  };
  // Only what measures elapsed time stands still; the rest of the world goes on.
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const tick = startTick({ ...stage.parts, clock });
  onTestFinished(async () => {
    goOn();
    await tick.stop();
  });
  const health = await serveHealth(0, {
    tickAge: tick.age,
    database: async () => true,
    role: () => 'leader',
    gateway: () => true,
    metrics: { contentType: 'text/plain', text: async () => '' },
  });
  onTestFinished(() => health.close());
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${health.port}/health/live`);
    return [answer.status, ((await answer.json()) as { tickAge: number }).tickAge];
  };

  tick.wake();
  expect(await ask()).toEqual([200, 0]);
  vi.advanceTimersByTime(150_000);
  expect(await ask()).toEqual([200, 150]);
  vi.advanceTimersByTime(1_000);
  expect(await ask()).toEqual([503, 151]);
  goOn();
  await expect.poll(ask, { timeout: 10_000 }).toEqual([200, 0]);
});
