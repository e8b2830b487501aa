import { beforeEach, expect, test } from 'vitest';
import type { StudyDay } from '../../src/core/time.ts';
import {
  addDeliveries,
  claimDeliveries,
  findDelivery,
  findNextWait,
  type NewDelivery,
  setBlockedReady,
  setDeliveryReady,
  setSent,
  setSettled,
  setTried,
  setWaiting,
  wasAskedFor,
} from '../../src/store/deliveries.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';

const due = new Date('2026-11-20T09:00:00Z');
const later = new Date('2026-11-20T09:00:01Z');
const guildId = 'guild';
let database: TestDatabase;
beforeEach(async () => {
  database = await borrowDatabase();
});

const post = (n: number, dueAt = due): NewDelivery => ({
  guildId,
  cohortId: `cohort ${n}`,
  kind: 'lesson',
  studyDay: '2026-11-20' as StudyDay,
  slot: 0,
  id: `post-${n}`,
  lessonId: 'db/acid',
  nodeId: null,
  channelId: 'channel',
  dueAt,
});
const posts = (count: number) => Array.from({ length: count }, (_, n) => post(n));
const claim = (limit = 10, leaseSeconds = 30, now = later) =>
  claimDeliveries(database.db, { now, limit, leaseSeconds });
const find = async (n = 0) => findDelivery(database.db, guildId, `post-${n}`);

test('promise 1: eight deciders at once decide 500 posts once each', async () => {
  await Promise.all(Array.from({ length: 8 }, () => addDeliveries(database.db, posts(500))));
  const [row] =
    await database.sql`select count(*)::int as rows, count(distinct id)::int as ids from deliveries`;
  expect(row).toEqual({ rows: 500, ids: 500 });
});

test('seven thousand posts that are decided at once all are', async () => {
  await addDeliveries(database.db, posts(7_000));
  expect(await database.sql`select count(*)::int as rows from deliveries`).toEqual([{ rows: 7_000 }]);
});

test('promise 1: of 500 posts that eight racers claim, each is won once and none is left', async () => {
  await addDeliveries(database.db, posts(500));
  const racer = async () => {
    const won: string[] = [];
    for (;;) {
      const claimed = await claim(20);
      won.push(...claimed.map(({ id }) => id));
      if (claimed.length === 0) return won;
    }
  };
  const won = (await Promise.all(Array.from({ length: 8 }, racer))).flat();
  expect(won).toHaveLength(500);
  expect(new Set(won).size).toBe(500);
});

test('what was decided stays as it is, whatever a second decision says', async () => {
  await addDeliveries(database.db, [post(0)]);
  await addDeliveries(database.db, [
    { ...post(0), id: 'another', lessonId: 'db/normal-forms', channelId: 'x' },
  ]);
  expect(await find()).toMatchObject({ lessonId: 'db/acid', channelId: 'channel' });
});

test('only what is due is claimed, the oldest first', async () => {
  await addDeliveries(database.db, [post(0, later), post(1, due), post(2, new Date('2026-11-20T09:00:02Z'))]);
  expect((await claim()).map(({ id }) => id)).toEqual(['post-1', 'post-0']);
});

test('a lease keeps others away however far the calendar jumps, and is taken over once it ran out', async () => {
  await addDeliveries(database.db, [post(0)]);
  const [held] = await claim(1, 0.05);
  expect(held).toMatchObject({ state: 'sending', tried: false });
  expect(await claim(1, 30, new Date('2027-11-20T09:00:00Z'))).toEqual([]);
  await expect
    .poll(() => claim(1, 30), { timeout: 10_000 })
    .toMatchObject([{ id: 'post-0', state: 'sending' }]);
});

test('before a request leaves it is written down, with the first moment to search from', async () => {
  await addDeliveries(database.db, [post(0)]);
  const [held] = await claim();
  if (!held) throw new Error('nothing was claimed');
  const from = new Date('2026-11-20T08:50:00Z');
  await setTried(database.db, held, from);
  await setTried(database.db, held, later);
  expect(await find()).toMatchObject({ tried: true, attempts: 0, historyFrom: from });
  await setSent(database.db, held, 'message', later);
  expect(await find()).toMatchObject({
    state: 'sent',
    messageId: 'message',
    sentAt: later,
    leaseUntil: null,
  });
  expect(await claim()).toEqual([]);
});

test('a post put back waits for its time; one that is dead is never taken again', async () => {
  await addDeliveries(database.db, posts(3));
  const held = await claim();
  for (const one of held) expect(await setTried(database.db, one, due)).toBe(true);
  const wait = (n: number, state: 'due' | 'blocked' | 'dead', delayMs: number | null, countsAsTry: boolean) =>
    setWaiting(database.db, held.find(one => one.id === `post-${n}`) ?? { ...post(n), leaseUntil: null }, {
      state,
      reason: 'transient',
      delayMs,
      countsAsTry,
    });
  await wait(0, 'due', 0, true);
  await wait(1, 'blocked', 60_000, false);
  await wait(2, 'dead', null, true);
  expect(await find(0)).toMatchObject({ state: 'due', attempts: 1, leaseUntil: null, reason: 'transient' });
  expect(await find(1)).toMatchObject({ state: 'blocked', attempts: 0 });
  expect((await claim()).map(({ id }) => id)).toEqual(['post-0']);

  // Something in the server changed: what was blocked there may be tried at once.
  expect(await setBlockedReady(database.db, 'another guild')).toBe(false);
  expect(await claim()).toEqual([]);
  expect(await setBlockedReady(database.db, guildId)).toBe(true);
  expect((await claim()).map(({ id }) => id)).toEqual(['post-1']);
});

test('whose lease ran out may neither send nor put back: the post is somebody else’s by then', async () => {
  await addDeliveries(database.db, [post(0)]);
  const [late] = await claim(1, 0);
  expect(await claim(1, 30)).toHaveLength(1);
  if (!late) throw new Error('nothing was claimed');
  expect(await setTried(database.db, late, due)).toBe(false);
  await setWaiting(database.db, late, { state: 'dead', reason: 'refused', delayMs: null, countsAsTry: true });
  expect(await find()).toMatchObject({ state: 'sending', tried: false, attempts: 0 });
  // That the message stands is true whoever says it.
  await setSent(database.db, late, 'message', later);
  expect(await find()).toMatchObject({ state: 'sent' });
});

test('the next wait is the shortest of all leases and retries, and there is none when nothing waits', async () => {
  expect(await findNextWait(database.db, later)).toBeUndefined();
  await addDeliveries(database.db, posts(2));
  expect(await findNextWait(database.db, later)).toBeUndefined();
  const [first, second] = await claim(2, 30);
  const lease = await findNextWait(database.db, later);
  expect(lease).toBeGreaterThan(0);
  expect(lease).toBeLessThanOrEqual(30_000);
  if (!first || !second) throw new Error('too little was claimed');
  await setWaiting(database.db, second, {
    state: 'due',
    reason: 'transient',
    delayMs: 300_000,
    countsAsTry: true,
  });
  expect(await findNextWait(database.db, later)).toBeLessThanOrEqual(30_000);
  await setSent(database.db, first, 'message', later);
  const retry = (await findNextWait(database.db, later)) ?? 0;
  expect(retry).toBeGreaterThan(30_000);
  expect(retry).toBeLessThanOrEqual(300_000);
  expect(await findNextWait(database.db, new Date('2026-11-20T08:00:00Z'))).toBeUndefined();
});

test('posts of a plan wait for earlier ones of their cohort; what comes beside it waits for its own kind only', async () => {
  const of = (n: number, facts: Partial<NewDelivery>): NewDelivery => ({
    ...post(n),
    cohortId: 'one',
    ...facts,
  });
  const day = (text: string) => text as StudyDay;
  await addDeliveries(database.db, [
    of(0, { studyDay: day('2026-11-20') }),
    of(1, { studyDay: day('2026-11-20'), slot: 1 }),
    of(2, { studyDay: day('2026-11-23') }),
    of(3, { studyDay: day('2026-11-23'), lane: 'beside', kind: 'announcement' }),
    of(4, { studyDay: day('2026-11-24'), lane: 'beside', kind: 'announcement' }),
    of(5, { studyDay: day('2026-11-24'), lane: 'beside', kind: 'day-end' }),
  ]);
  const first = await claim();
  expect(first.map(({ id }) => id).sort()).toEqual(['post-0', 'post-3', 'post-5']);
  // What is blocked holds up its own lane and kind; what is settled holds up nothing.
  const byId = new Map(first.map(one => [one.id, one]));
  const blocked = {
    state: 'blocked',
    reason: 'missing-access',
    delayMs: 60_000,
    countsAsTry: false,
  } as const;
  for (const id of ['post-0', 'post-3', 'post-5']) {
    const claimed = byId.get(id);
    if (claimed) await setWaiting(database.db, claimed, blocked);
  }
  expect(await claim()).toEqual([]);
  await setBlockedReady(database.db, guildId);
  for (const claimed of await claim())
    expect(await setSettled(database.db, claimed, { state: 'missed', reason: 'slip' })).toBe(true);
  expect((await claim()).map(({ id }) => id).sort()).toEqual(['post-1', 'post-4']);
});

test('a post is settled by who holds it, and by nobody else', async () => {
  await addDeliveries(database.db, [post(0)]);
  const [late] = await claim(1, 0);
  expect(await claim(1, 30)).toHaveLength(1);
  if (!late) throw new Error('nothing was claimed');
  expect(await setSettled(database.db, late, { state: 'missed', reason: 'slip' })).toBe(false);
  expect(await find()).toMatchObject({ state: 'sending' });
});

test('when Discord refused the only request that left, it is known again that nothing was sent', async () => {
  await addDeliveries(database.db, [post(0)]);
  const [held] = await claim();
  if (!held) throw new Error('nothing was claimed');
  await setTried(database.db, held, due);
  const after = { state: 'blocked', reason: 'missing-permission', delayMs: 0, countsAsTry: false } as const;
  await setWaiting(database.db, held, { ...after, neverLeft: true });
  expect(await find()).toMatchObject({ state: 'blocked', tried: false, historyFrom: due });
});

test('what a moderator asks for again is due at once with all its tries, and what may have left stays known', async () => {
  await addDeliveries(database.db, posts(2));
  for (const held of await claim()) {
    await setTried(database.db, held, due);
    const after = { reason: 'refused', delayMs: null, countsAsTry: true } as const;
    await setWaiting(database.db, held, { ...after, state: held.id === 'post-0' ? 'dead' : 'due' });
  }
  expect(await setDeliveryReady(database.db, guildId, 'post-1')).toBe(false);
  expect(await setDeliveryReady(database.db, 'another guild', 'post-0')).toBe(false);
  expect(await setDeliveryReady(database.db, guildId, 'post-0')).toBe(true);
  const ready = await find();
  expect(ready).toMatchObject({ state: 'due', attempts: 0, tried: true, retryAt: null });
  expect(ready && wasAskedFor(ready)).toBe(true);
  expect(wasAskedFor({ facts: null })).toBe(false);
});
