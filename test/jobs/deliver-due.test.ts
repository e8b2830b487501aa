import { RateLimitError } from 'discord.js';
import { expect, test } from 'vitest';
import { wordsOf } from '../support/shown.ts';
import { apiError, setStage } from './stage.ts';

const nine = '2026-11-20T09:00:00Z';
const trouble = new Error('the line is dead');

async function oneDue(now = nine) {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort({ roleId: '720000000000000009' });
  stage.moveTo(now);
  await stage.decide();
  return stage;
}

test('what is due is sent into the cohort’s channel, once, and nothing is looked up for a first try in time', async () => {
  const stage = await oneDue();
  await Promise.all([stage.deliver(), stage.deliver(), stage.deliver()]);
  expect(stage.sent).toHaveLength(1);
  const [post] = stage.sent;
  expect(post?.channelId).toBe(stage.channelId);
  expect(post?.nonce).toMatch(/^d[a-z0-9]{20}$/);
  expect(post && wordsOf(post.card)).toContain('<@&720000000000000009>');
  expect(post && wordsOf(post.card)).toContain('day 1 of 12');
  expect(await stage.ledger()).toMatchObject([{ state: 'sent', attempts: 0, message: 'message 1' }]);
  expect(stage.looked).toEqual([]);
  expect(stage.lines).toEqual([]);
});

test('promise 1: when the answer to a send was lost, the channel is searched before anything is sent again', async () => {
  const stage = await oneDue();
  stage.fails(trouble, { arrives: true });
  await stage.deliver();
  expect(await stage.ledger()).toMatchObject([
    { state: 'due', attempts: 1, reason: 'transient', tried: true },
  ]);
  expect(await stage.sql`select 1 from deliveries where retry_at is null`).toHaveLength(0);
  await stage.forgetWaits();
  stage.moveTo('2026-11-20T09:04:00Z');
  await stage.deliver();
  expect(stage.sent).toHaveLength(1);
  expect(await stage.ledger()).toMatchObject([{ state: 'sent', message: 'message 1' }]);
  // From ten minutes before the first try, kept from then on.
  expect(stage.looked).toEqual([new Date('2026-11-20T08:50:00Z')]);
});

test('promise 1: what never arrived is sent at the second try', async () => {
  const stage = await oneDue();
  stage.fails(apiError(502, 0));
  await stage.deliver();
  await stage.forgetWaits();
  await stage.deliver();
  expect(stage.looked).toHaveLength(1);
  expect(stage.sent).toHaveLength(1);
  expect(await stage.ledger()).toMatchObject([{ state: 'sent', attempts: 1, message: 'message 1' }]);
});

test('promise 1: a process that died between sending and noting it down leaves no second post', async () => {
  const stage = await oneDue();
  await stage.deliver();
  await stage.sql`update deliveries set state = 'sending', message_id = null, sent_at = null`;
  await stage.deliver();
  expect(stage.sent).toHaveLength(1);
  expect(await stage.ledger()).toMatchObject([{ state: 'sent', message: 'message 1' }]);
});

test('promise 1: where the history can’t be read nothing is sent a second time: the post is blocked', async () => {
  const stage = await oneDue();
  stage.fails(trouble, { arrives: true });
  await stage.deliver();
  stage.historyFails(apiError(403, 50_001));
  for (let n = 0; n < 3; n += 1) {
    await stage.forgetWaits();
    await stage.deliver();
  }
  expect(stage.sent).toHaveLength(1);
  expect(await stage.ledger()).toMatchObject([{ state: 'blocked', reason: 'missing-access' }]);
});

test('promise 1: a post that is late when it is first tried is looked for first: a restored backup may have forgotten it', async () => {
  const stage = await oneDue('2026-11-20T09:06:00Z');
  await stage.deliver();
  expect(stage.looked).toHaveLength(1);
  await stage.sql`delete from deliveries`;
  await stage.sql`update cohorts set next_due_at = ${new Date(nine)}`;
  await stage.decide();
  await stage.deliver();
  expect(stage.sent).toHaveLength(1);
});

test('a missing permission blocks a post without using up its tries, and it goes out when it is mended', async () => {
  const stage = await oneDue();
  for (const [status, code, reason] of [
    [403, 50_013, 'missing-permission'],
    [403, 50_001, 'missing-access'],
    [404, 10_003, 'unknown-channel'],
  ] as const) {
    stage.fails(apiError(status, code));
    await stage.deliver();
    expect.soft(await stage.ledger()).toMatchObject([{ state: 'blocked', attempts: 0, reason }]);
    await stage.forgetWaits();
  }
  await stage.deliver();
  expect(await stage.ledger()).toMatchObject([{ state: 'sent', reason: null }]);
});

test('a rate limit is nobody’s failure; anything else has twelve tries and is then given up', async () => {
  const stage = await oneDue();
  const limit = new RateLimitError({} as ConstructorParameters<typeof RateLimitError>[0]);
  stage.refusing.set(stage.channelId, limit);
  for (let n = 0; n < 20; n += 1) {
    await stage.forgetWaits();
    await stage.deliver();
  }
  expect(await stage.ledger()).toMatchObject([{ state: 'due', attempts: 0, reason: 'rate-limited' }]);
  stage.refusing.set(stage.channelId, apiError(400, 50_035));
  for (let n = 0; n < 11; n += 1) {
    await stage.sql`update deliveries set attempts = ${n}, retry_at = null`;
    await stage.deliver();
    const [{ attempts, state } = {}] = await stage.ledger();
    // Chance may make a wait so short that it is over at once.
    expect.soft(attempts, `try ${n}`).toBeGreaterThan(n);
    expect.soft(state === 'dead', `try ${n}`).toBe(attempts === 12);
  }
  await stage.sql`update deliveries set state = 'due', attempts = 11, retry_at = null`;
  await stage.deliver();
  expect(await stage.ledger()).toMatchObject([{ state: 'dead', attempts: 12, reason: 'refused' }]);
  await stage.forgetWaits();
  await stage.deliver();
  expect(stage.sent).toEqual([]);
});

test('one post that always fails holds up none of the others', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  for (let n = 0; n < 29; n += 1) await stage.addCohort();
  await stage.addCohort({ channelId: 'away' });
  stage.refusing.set('away', trouble);
  stage.moveTo(nine);
  await stage.decide();
  await stage.deliver();
  expect(stage.sent).toHaveLength(29);
  expect((await stage.ledger()).filter(({ state }) => state === 'due')).toHaveLength(1);
});

test('a lesson that is no longer in the curriculum blocks its post and says why', async () => {
  const { curriculum } = await setStage(nine);
  const lessons = new Map(curriculum.lessons);
  const stage = await setStage('2026-11-20T08:00:00Z', { curriculum: { ...curriculum, lessons } });
  await stage.addCohort();
  lessons.delete('db/subqueries-and-ctes');
  stage.moveTo(nine);
  await stage.decide();
  await stage.deliver();
  expect(stage.sent).toEqual([]);
  expect(await stage.ledger()).toMatchObject([{ state: 'blocked', reason: 'lesson-missing', tried: false }]);
});

test('when the bot stops, what isn’t begun stays in the ledger', async () => {
  const stage = await oneDue();
  await stage.deliver(() => true);
  expect(stage.sent).toEqual([]);
  expect(await stage.ledger()).toMatchObject([{ state: 'due', attempts: 0 }]);
});

test('promise 6: a failed send is logged with its reason and its delivery, and with nobody’s id', async () => {
  const stage = await oneDue();
  stage.fails(apiError(403, 50_013));
  await stage.deliver();
  expect(stage.lines).toHaveLength(1);
  expect(stage.lines[0]).toContain('"failure":"missing-permission"');
  expect(stage.lines[0]).not.toContain(stage.admin().id);
});

test('posts of a cohort go out one at a time in their order, also when the first of them fails', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort({ latePolicy: 'post' });
  stage.moveTo('2026-11-27T09:00:00Z');
  stage.fails(apiError(500, 0));
  await stage.tickAt('2026-11-27T09:00:00Z');
  expect(stage.sent).toEqual([]);
  for (const date of ['27', '28', '29'])
    for (const minute of ['00', '01', '02', '03']) await stage.tickAt(`2026-11-${date}T09:${minute}:00Z`);
  const days = stage.sent.map(({ card }) => /day (\d+) of/.exec(wordsOf(card))?.[1]);
  expect(days).toEqual(['1', '2', '3', '4', '5', '6']);
});
