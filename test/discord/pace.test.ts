import { expect, test } from 'vitest';
import { createPace } from '../../src/discord/pace.ts';

/** When each of many requests had its turn, in ms. */
async function turns(perSecond: number, requests: number, processes = 1): Promise<number[]> {
  const pace = createPace(perSecond);
  pace.share(processes);
  const at: number[] = [];
  await Promise.all(
    Array.from({ length: requests }, async () => {
      await pace.turn();
      at.push(performance.now());
    }),
  );
  return at;
}

/** The most turns in any window of this length. */
const mostWithin = (at: readonly number[], ms: number): number =>
  Math.max(...at.map(from => at.filter(one => one >= from && one < from + ms).length));

test('however many requests come at once, no window holds more than the limit', async () => {
  const at = await turns(200, 120);
  // Two more: one on each side of the window's edge, where turns are a little uneven.
  expect(mostWithin(at, 250)).toBeLessThanOrEqual(52);
});

test('processes that share the limit take their part of it each', async () => {
  const [alone, shared] = await Promise.all([turns(200, 60), turns(200, 60, 2)]);
  const took = (at: readonly number[]) => (at.at(-1) ?? 0) - (at[0] ?? 0);
  expect(took(shared)).toBeGreaterThan(took(alone) * 1.5);
});

test('a single request waits for nothing, and one that is given up leaves its turn to the next', async () => {
  const pace = createPace(0.001);
  await pace.turn();
  await pace.turn();
  const given = new AbortController();
  const second = pace.turn(given.signal);
  given.abort();
  await expect(second).rejects.toThrow();
  await expect(pace.turn(AbortSignal.abort())).rejects.toThrow();

  const quick = createPace(2);
  await quick.turn();
  await quick.turn();
  const left = new AbortController();
  const first = quick.turn(left.signal).catch(() => 'left');
  const next = quick.turn().then(() => 'came');
  left.abort();
  expect(await Promise.all([first, next])).toEqual(['left', 'came']);
});
