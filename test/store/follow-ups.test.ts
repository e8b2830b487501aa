import { expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/time.ts';
import { addDeliveries, setSent } from '../../src/store/deliveries.ts';
import { claimFollowUps, setFollowUp } from '../../src/store/follow-ups.ts';
import { borrowDatabase } from '../support/bot.ts';

test('a lesson’s thread and pin are made by one process, tried again after a wait, and done once', async () => {
  const { db } = await borrowDatabase();
  const now = new Date('2026-11-20T09:00:00Z');
  const key = { guildId: 'guild', id: 'post' };
  const post = { cohortId: 'one', kind: 'lesson', studyDay: '2026-11-20' as StudyDay, slot: 0 };
  await addDeliveries(db, [{ ...key, ...post, channelId: 'channel', dueAt: now }]);
  const claim = (leaseSeconds = 30) => claimFollowUps(db, { limit: 10, leaseSeconds });
  expect(await claim()).toEqual([]);
  await setSent(db, key, 'message', now, { followUp: 'waiting' });
  expect(await claim(0)).toHaveLength(1);
  // That lease ran out: whoever held it has died.
  await expect.poll(() => claim(), { timeout: 10_000 }).toHaveLength(1);
  expect(await claim()).toEqual([]);
  await setFollowUp(db, key, 'waiting', 60_000);
  expect(await claim()).toEqual([]);
  await setFollowUp(db, key, 'waiting');
  expect(await claim()).toHaveLength(1);
  await setFollowUp(db, key, 'done');
  expect(await claim()).toEqual([]);
});
