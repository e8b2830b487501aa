import { expect, onTestFinished, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { serveHealth } from '../../src/http/serve-health.ts';
import { readFigures } from '../support/figures.ts';

const seen = { unsent: async () => ({ due: 3, dead: 1 }), tickAge: () => 12.5, leads: () => true };

test('what the ledger holds, the tick’s age and the role are told as they are when somebody asks', async () => {
  let unsent: Record<string, number> = { due: 3, dead: 1 };
  let leads = true;
  const metrics = createMetrics({ ...seen, unsent: async () => unsent, leads: () => leads });
  const before = readFigures(await metrics.text());
  expect(before).toMatchObject({
    'lockstep_deliveries{state="due"}': 3,
    'lockstep_deliveries{state="sending"}': 0,
    'lockstep_deliveries{state="blocked"}': 0,
    'lockstep_deliveries{state="dead"}': 1,
    lockstep_tick_age_seconds: 12.5,
    lockstep_leader: 1,
  });
  unsent = { blocked: 2 };
  leads = false;
  const after = readFigures(await metrics.text());
  expect(after).toMatchObject({
    'lockstep_deliveries{state="due"}': 0,
    'lockstep_deliveries{state="blocked"}': 2,
    lockstep_leader: 0,
  });
});

test('posts and answers are counted, with how late and how long', async () => {
  const metrics = createMetrics(seen);
  metrics.countPost('sent', 3_000);
  metrics.countPost('late', 7_200_000);
  metrics.countAnswer('cohort create', 40);
  expect(readFigures(await metrics.text())).toMatchObject({
    'lockstep_posts_total{state="sent"}': 1,
    'lockstep_posts_total{state="late"}': 1,
    lockstep_post_lateness_seconds_sum: 7_203,
    'lockstep_post_lateness_seconds_bucket{le="5"}': 1,
    'lockstep_interaction_seconds_bucket{le="0.025",command="cohort create"}': 0,
    'lockstep_interaction_seconds_bucket{le="0.05",command="cohort create"}': 1,
  });
});

test('when the ledger can’t be read its figures are left out instead of being old; the others and the process’s own stay', async () => {
  let isAway = false;
  const metrics = createMetrics({
    ...seen,
    unsent: async () => (isAway ? Promise.reject(new Error('away')) : { due: 3 }),
  });
  await metrics.text();
  isAway = true;
  const figures = readFigures(await metrics.text());
  expect(Object.keys(figures).filter(name => name.startsWith('lockstep_deliveries'))).toEqual([]);
  expect(figures.lockstep_tick_age_seconds).toBe(12.5);
  expect(figures.process_resident_memory_bytes).toBeGreaterThan(0);
});

test('they are served beside health', async () => {
  const { port, close } = await serveHealth(0, {
    tickAge: () => 1,
    database: async () => true,
    role: () => 'leader',
    gateway: () => true,
    metrics: createMetrics(seen),
  });
  onTestFinished(close);
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(readFigures(await response.text())['lockstep_deliveries{state="due"}']).toBe(3);
});
