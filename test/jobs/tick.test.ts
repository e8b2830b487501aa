import { expect, onTestFinished, test } from 'vitest';
import { postDue } from '../../src/jobs/post-due.ts';
import { startTick } from '../../src/jobs/tick.ts';
import { setStage } from './stage.ts';

async function startOn(stage: Awaited<ReturnType<typeof setStage>>) {
  const listeners: (() => void)[] = [];
  const clock = {
    now: stage.now,
    syncs: 0,
    async sync() {
      clock.syncs += 1;
    },
    onJump: (listener: () => void) => void listeners.push(listener),
    stop() {},
  };
  const tick = startTick({ ...stage.parts, clock });
  onTestFinished(() => tick.stop());
  return { tick, clock, jump: () => listeners.forEach(listener => void listener()) };
}

test('a tick reads the time, decides what is due and sends it; a jump of the clock runs one at once', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  const { tick, clock, jump } = await startOn(stage);
  tick.wake();
  await expect.poll(() => clock.syncs).toBe(1);
  expect(stage.sent).toEqual([]);
  stage.moveTo('2026-11-20T09:00:00Z');
  jump();
  await expect.poll(() => stage.sent.length, { timeout: 10_000 }).toBe(1);
  await tick.stop();
  expect(await stage.ledger()).toMatchObject([{ state: 'sent' }]);
  expect(stage.lines).toEqual([]);
});

test('however often it is woken, a post goes out once, and a wake during a run is not lost', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  const { tick } = await startOn(stage);
  tick.wake();
  stage.moveTo('2026-11-20T09:00:00Z');
  for (let n = 0; n < 50; n += 1) tick.wake();
  await expect.poll(() => stage.sent.length, { timeout: 10_000 }).toBe(1);
  await tick.stop();
  expect(stage.sent).toHaveLength(1);
});

test('a post that must wait for a second try doesn’t wait for the next minute', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  stage.moveTo('2026-11-20T09:00:00Z');
  stage.fails(new Error('the line is dead'));
  const { tick } = await startOn(stage);
  tick.wake();
  await expect.poll(() => stage.sent.length, { timeout: 15_000 }).toBe(1);
});

test('a tick that fails is logged, and its age goes on growing', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  const { tick, clock } = await startOn(stage);
  clock.sync = async () => {
    throw new Error('the database is away');
  };
  const before = tick.age();
  tick.wake();
  await expect.poll(() => stage.lines.length).toBe(1);
  expect(stage.lines[0]).toContain('a tick failed; the next one tries again');
  expect(tick.age()).toBeGreaterThan(before);
});

test('after a stop nothing is sent any more', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  const { tick } = await startOn(stage);
  await tick.stop();
  stage.moveTo('2026-11-20T09:00:00Z');
  tick.wake();
  await tick.stop();
  expect(stage.sent).toEqual([]);
  expect(await stage.ledger()).toEqual([]);
});

test('a long morning tells that it goes on: once for each batch that is done with', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  for (let n = 0; n < 21; n += 1) await stage.addCohort({ id: `cohort-${n}`, name: `Cohort ${n}` });
  stage.moveTo('2026-11-20T09:00:00Z');
  const sentByThen: number[] = [];
  await postDue({ ...stage.parts, onBatch: () => sentByThen.push(stage.sent.length) }, () => false);
  expect(stage.sent).toHaveLength(21);
  // Told in the middle as well, and not only at the end.
  expect(sentByThen.some(count => count > 0 && count < 21)).toBe(true);
});

test('a late post that waits for the next day is looked at as soon as the calendar has jumped there', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  const { tick } = await startOn(stage);
  stage.moveTo('2026-11-20T09:00:00Z');
  tick.wake();
  await expect.poll(() => stage.sent.length, { timeout: 10_000 }).toBe(1);
  await tick.stop();
  // An hour of elapsed time to wait for: without the jump nothing would come.
  await stage.sql`update deliveries set state = 'due', reason = 'enough-late', tried = false, message_id = null, sent_at = null, retry_at = clock_timestamp() + interval '1 hour'`;
  const again = await startOn(stage);
  again.tick.wake();
  stage.moveTo('2026-11-20T09:05:00Z');
  again.jump();
  await expect.poll(() => stage.sent.length, { timeout: 10_000 }).toBe(2);
});
