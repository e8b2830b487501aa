import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/time.ts';
import { addDeliveries, setSent } from '../../src/store/deliveries.ts';
import { claimFollowUps, setFollowUp } from '../../src/store/follow-ups.ts';
import { borrowDatabase } from '../support/bot.ts';

test('a lesson’s thread and pin are made by one process, tried again after a wait, and done once', async () => {
  const { db, sql } = await borrowDatabase();
  const now = new Date('2026-11-20T09:00:00Z');
  const key = { guildId: 'guild', id: 'post' };
  const post = { cohortId: 'one', kind: 'lesson', studyDay: '2026-11-20' as StudyDay, slot: 0 };
  await addDeliveries(db, [{ ...key, ...post, channelId: 'channel', dueAt: now }]);
  const claim = (leaseSeconds = 30) => claimFollowUps(db, { now: new Date(), limit: 10, leaseSeconds });
  let held: Awaited<ReturnType<typeof claim>>[number] | undefined;
  const taken = async () => {
    [held] = await claim();
    return held;
  };
  expect(await claim()).toEqual([]);
  await setSent(db, key, 'message', now, { followUp: 'waiting' });
  expect(await claim(0)).toHaveLength(1);
  // That lease ran out: whoever held it has died.
  await expect.poll(async () => taken(), { timeout: 10_000 }).toBeDefined();
  expect(await claim()).toEqual([]);
  const mine = () => ({ ...key, leaseUntil: held?.leaseUntil ?? null });
  const old = { ...key, leaseUntil: now };
  // Nobody calls it done who doesn't hold it.
  await setFollowUp(db, old, 'done');
  await setFollowUp(db, mine(), 'waiting', 60_000);
  expect(await claim()).toEqual([]);
  await sql`update deliveries set retry_at = null`;
  expect(await taken()).toBeDefined();
  await setFollowUp(db, mine(), 'done');
  expect(await claim()).toEqual([]);
  expect(await sql`select follow_up as state from deliveries`).toEqual([{ state: 'done' }]);
});
