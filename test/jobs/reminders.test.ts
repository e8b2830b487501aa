import { expect, test } from 'vitest';
import { lookFrom } from '../../src/jobs/remind-loop.ts';
import { decideReminders, sendReminders } from '../../src/jobs/reminders.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { addMembership, setMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { addPause } from '../../src/store/pauses.ts';
import { addKeptDay } from '../../src/store/progress.ts';
import { partsOf, payloadOf, wordsOf } from '../support/shown.ts';
import { apiError, type CohortFacts, setStage } from './stage.ts';

const ada = '810000000000000001';

/** A Tuesday: the lesson came at 09:00 UTC, and Ada wishes to be reminded at 19:00. */
async function stage(facts: CohortFacts = {}) {
  const stage = await setStage('2026-11-24T06:00:00Z');
  const { db, guildId, moveTo, parts, sql } = stage;
  const id = await stage.addCohort({ name: 'Autumn', ...facts });
  const person = { guildId, memberId: ada };
  const membership = { ...person, cohortId: id };
  await addMembership(db, membership, stage.now());
  await setMemberSettings(db, person, { remindAt: '19:00' }, stage.now());
  await stage.tickAt('2026-11-24T09:00:00Z');
  const look = async (since = new Date(stage.now().getTime() - 15 * 60_000)) => {
    const decided = await decideReminders(parts, since);
    return { decided, done: await sendReminders(parts, () => false) };
  };
  return {
    ...stage,
    id,
    person,
    membership,
    look,
    async lookAt(instant: string) {
      moveTo(instant);
      return look();
    },
    /** As if leases and waits had run out so long ago. */
    passes: (seconds: number) =>
      sql`update reminders set lease_until = lease_until - make_interval(secs => ${seconds})`,
    privately: () => stage.sent.filter(({ channelId }) => channelId === `direct ${ada}`),
    rows: () => sql`select day::text, state, attempts from reminders order by day`,
    keep: (studyDay: string) =>
      addKeptDay(db, { ...membership, studyDay, action: 'lesson', keptAt: stage.now() }),
  };
}

test('a reminder comes by private message at the member’s time, once, and says what is open', async () => {
  const { lookAt, look, privately, guildId, channelId, sql } = await stage();
  await lookAt('2026-11-24T18:59:59Z');
  expect(privately()).toEqual([]);
  await lookAt('2026-11-24T19:00:00Z');
  await look();
  await lookAt('2026-11-24T19:01:00Z');
  expect(privately()).toHaveLength(1);
  const [one] = privately();
  if (!one) throw new Error('nothing was sent');
  const words = wordsOf(one.card);
  expect(words).toContain('Autumn');
  expect(words).toMatch(/\*\*.+\*\*, about \d+ min\./);
  expect(words).toContain('`/settings` in the server');
  expect(words).not.toMatch(/streak|behind|miss/i);
  const [{ message }] = await sql<
    [{ message: string }]
  >`select message_id as message from deliveries where lane = 'plan'`;
  // Commands don't answer in private messages, so that nothing there can be pressed but links.
  const buttons = partsOf(payloadOf(one.card).components).filter(({ type }) => type === 2);
  expect(buttons.map(({ url }) => url)).toEqual([
    `https://discord.com/channels/${guildId}/${channelId}/${encodeURIComponent(message)}`,
  ]);
});

test('two processes that look at once send one', async () => {
  const { moveTo, parts, privately, rows, now } = await stage();
  moveTo('2026-11-24T19:00:00Z');
  const since = new Date(now().getTime() - 60_000);
  const decided = await Promise.all([decideReminders(parts, since), decideReminders(parts, since)]);
  expect(decided[0] + decided[1]).toBe(1);
  await Promise.all([sendReminders(parts, () => false), sendReminders(parts, () => false)]);
  expect(privately()).toHaveLength(1);
  expect(await rows()).toEqual([{ day: '2026-11-24', state: 'sent', attempts: 1 }]);
});

test('their own zone decides when, and which day it is', async () => {
  const { lookAt, sql, privately, person, rows } = await stage();
  await sql`insert into member_zones (guild_id, member_id, from_at, zone)
    values (${person.guildId}, ${ada}, '2026-11-01', 'America/Los_Angeles')`;
  await lookAt('2026-11-24T19:00:00Z');
  expect(privately()).toEqual([]);
  // Still open there: it is seven in the evening.
  await lookAt('2026-11-25T03:00:00Z');
  expect(await rows()).toEqual([{ day: '2026-11-24', state: 'sent', attempts: 1 }]);
});

test('a time in quiet hours comes at their end', async () => {
  const { lookAt, privately, db, person, now } = await stage({ postTime: '06:30' });
  await setMemberSettings(
    db,
    person,
    { remindAt: '07:00', quietUntil: '10:00' },
    new Date(now().getTime() - 3 * 3_600_000),
  );
  await lookAt('2026-11-24T09:59:00Z');
  expect(privately()).toEqual([]);
  await lookAt('2026-11-24T10:00:30Z');
  expect(privately()).toHaveLength(1);
});

test.each<[string, (stage: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>]>([
  ['who has kept the day', ({ keep }) => keep('2026-11-24')],
  ['who only reads along', ({ db, membership }) => setMembership(db, membership, { mode: 'audit' })],
  ['who has left', ({ db, membership, now }) => setMembershipLeft(db, membership, now())],
  ['who is on a break', ({ db, person, now }) => addPause(db, person, { from: now(), until: null })],
  ['a cohort that is paused', ({ sql }) => sql`update cohorts set state = 'paused'`],
  [
    'who has switched it off',
    ({ db, person, now }) => setMemberSettings(db, person, { remindAt: null }, now()),
  ],
  [
    'a server that has removed the bot',
    ({ sql, guildId }) => sql`
    insert into guilds (guild_id, added_at, removed_at) values (${guildId}, '2026-01-01', '2026-11-24')
    on conflict (guild_id) do update set removed_at = '2026-11-24'`,
  ],
])('nothing comes to %s, also if that becomes so while a reminder waits', async (_who, change) => {
  const before = await setUp();
  await change(before);
  await before.lookAt('2026-11-24T19:00:00Z');
  expect(before.privately()).toEqual([]);
  expect(await before.rows()).toEqual([]);

  const waits = await setUp();
  waits.moveTo('2026-11-24T19:00:00Z');
  expect(await decideReminders(waits.parts, new Date('2026-11-24T18:45:00Z'))).toBe(1);
  await change(waits);
  await sendReminders(waits.parts, () => false);
  expect(waits.privately()).toEqual([]);
  expect(await waits.rows()).toMatchObject([{ state: 'dropped' }]);
});
const setUp = () => stage();

test('on a rest day nothing comes', async () => {
  const { lookAt, tickAt, privately } = await stage({ weekdays: [2] });
  await lookAt('2026-11-24T19:00:00Z');
  await tickAt('2026-11-25T09:00:00Z');
  await lookAt('2026-11-25T19:00:00Z');
  expect(privately()).toHaveLength(1);
});

test('after three without an answer it stops, until the member does something again', async () => {
  const { lookAt, tickAt, privately, keep } = await stage();
  const days = ['24', '25', '26', '27'];
  for (const day of days) {
    await tickAt(`2026-11-${day}T09:00:00Z`);
    await lookAt(`2026-11-${day}T19:00:00Z`);
  }
  expect(privately()).toHaveLength(3);
  expect(privately().map(({ card }) => wordsOf(card).includes('the last reminder for now'))).toEqual([
    ...[false, false, true],
  ]);
  await keep('2026-11-27');
  for (const day of ['11-30', '12-01', '12-02', '12-03']) {
    await tickAt(`2026-${day}T09:00:00Z`);
    await lookAt(`2026-${day}T19:00:00Z`);
  }
  expect(privately()).toHaveLength(6);
});

test('choosing the same time again brings reminders back, and changing anything else doesn’t', async () => {
  const { lookAt, tickAt, privately, db, person, now } = await stage();
  const passDays = async (days: readonly string[]) => {
    for (const day of days) {
      await tickAt(`2026-${day}T09:00:00Z`);
      await lookAt(`2026-${day}T19:00:00Z`);
    }
  };
  await passDays(['11-24', '11-25', '11-26', '11-27']);
  await setMemberSettings(db, person, { textOnly: true }, now());
  await passDays(['11-30']);
  expect(privately()).toHaveLength(3);
  await setMemberSettings(db, person, { remindAt: '19:00' }, now());
  await passDays(['12-01', '12-02', '12-03', '12-04']);
  expect(privately()).toHaveLength(6);
});

test('after an outage one of two hours is sent, and an older one is not', async () => {
  const first = await stage();
  first.moveTo('2026-11-24T20:59:00Z');
  await first.look(lookFrom(undefined, first.now()));
  expect(first.privately()).toHaveLength(1);
  const second = await stage();
  second.moveTo('2026-11-24T21:01:00Z');
  await second.look(lookFrom(undefined, second.now()));
  expect(second.privately()).toEqual([]);
  // Decided in time, and then nobody was there to send it.
  const third = await stage();
  third.moveTo('2026-11-24T19:00:00Z');
  await decideReminders(third.parts, new Date('2026-11-24T18:45:00Z'));
  await third.lookAt('2026-11-24T21:01:00Z');
  expect(third.privately()).toEqual([]);
  expect(await third.rows()).toMatchObject([{ state: 'dropped' }]);
});

test('whoever takes no private messages is told at their next command, once, and nothing breaks', async () => {
  const { lookAt, fails, rows, person, lines, sql } = await stage();
  lines.length = 0;
  fails(apiError(403, 50_007));
  await lookAt('2026-11-24T19:00:00Z');
  expect(await rows()).toEqual([{ day: '2026-11-24', state: 'noted', attempts: 1 }]);
  expect(lines.join()).toContain('a reminder could not be sent');
  expect(lines.join()).not.toContain(ada);
  expect(lines.join()).not.toContain(person.guildId);
  expect(await sql`select kind, told_at from notes`).toEqual([{ kind: 'reminder', told_at: null }]);
});

test('the word that waits stands above their next private answer', async () => {
  const { lookAt, fails, member, db, membership, person, now } = await stage();
  const ben = member('ben');
  // The first that the test bot gives away.
  const benId = '800000000000000001';
  await addMembership(db, { ...membership, memberId: benId }, now());
  await setMemberSettings(db, { ...person, memberId: benId }, { remindAt: '18:00' }, now());
  fails(apiError(403, 50_007));
  await lookAt('2026-11-24T18:00:00Z');
  const words = wordsOf(await ben.runs('today'));
  expect(words).toMatch(/^The reminder that you asked for \(.+\) could not reach you/);
  expect(words).toContain('`/settings`');
  expect(wordsOf(await ben.runs('today'))).not.toContain('could not reach you');
});

test('closed messages count as unanswered too: after three Discord isn’t asked any more', async () => {
  const { lookAt, tickAt, directTroubles, rows, sql } = await stage();
  for (const day of ['24', '25', '26', '27']) {
    await tickAt(`2026-11-${day}T09:00:00Z`);
    directTroubles.push(apiError(403, 50_007));
    await lookAt(`2026-11-${day}T19:00:00Z`);
  }
  expect((await rows()).map(({ state }) => state)).toEqual(['noted', 'noted', 'noted']);
  // One word, however many could not be sent.
  expect(await sql`select 1 from notes`).toHaveLength(1);
});

test.each([
  ['a rate limit', apiError(429, 0)],
  ['too many private channels opened', apiError(400, 40_003)],
  ['a Discord that is away', apiError(503, 0)],
])('%s is waited for', async (_what, error) => {
  const { lookAt, directTroubles, passes, privately, rows } = await stage();
  directTroubles.push(error);
  await lookAt('2026-11-24T19:00:00Z');
  expect(await rows()).toMatchObject([{ state: 'due', attempts: 0 }]);
  await lookAt('2026-11-24T19:00:10Z');
  expect(privately()).toEqual([]);
  await passes(61);
  await lookAt('2026-11-24T19:01:10Z');
  expect(privately()).toHaveLength(1);
});

test('a message that a rate limit refused has surely not arrived, and may be sent like a first one', async () => {
  const { lookAt, fails, passes, privately, rows } = await stage();
  for (const minute of ['00', '01', '02']) {
    fails(apiError(429, 0));
    await lookAt(`2026-11-24T19:${minute}:00Z`);
    expect(await rows()).toMatchObject([{ state: 'due', attempts: 0 }]);
    await passes(61);
  }
  await lookAt('2026-11-24T19:03:00Z');
  expect(privately()).toHaveLength(1);
});

test('an answer that was lost brings one second try, with the nonce by which Discord knows it', async () => {
  const { lookAt, fails, passes, privately, rows } = await stage();
  fails(apiError(502, 0), { arrives: true });
  await lookAt('2026-11-24T19:00:00Z');
  expect(await rows()).toMatchObject([{ state: 'sending', attempts: 1 }]);
  await passes(5);
  fails(apiError(502, 0));
  await lookAt('2026-11-24T19:00:10Z');
  expect(await rows()).toMatchObject([{ state: 'dropped', attempts: 2 }]);
  await passes(60);
  await lookAt('2026-11-24T19:02:00Z');
  expect(privately()).toHaveLength(1);
  expect(privately()[0]?.nonce).toMatch(/^r[a-z0-9]{20}$/);
});

test.each([
  [31, 2, 'sent'],
  // Discord may have forgotten the nonce: rather none than two.
  [200, 1, 'dropped'],
])(
  'after a crash in the middle of sending, %i s later there are %i requests, and it is %s',
  async (seconds, requests, state) => {
    const { lookAt, parts, passes, sent, rows } = await stage();
    const nonces: string[] = [];
    const { send } = parts.sender;
    const crash = {
      ...parts.sender,
      async send(...args: Parameters<typeof send>) {
        nonces.push(args[2]);
        return send(...args);
      },
    };
    const died = { ...parts, sender: crash };
    await decideReminders(died, new Date('2026-11-24T18:45:00Z'));
    Object.assign(parts, { sender: crash });
    await lookAt('2026-11-24T19:00:00Z');
    // As if the process had died before it could write that down.
    await parts.db.execute(
      `update reminders set state = 'sending', sent_at = null, lease_until = clock_timestamp() + interval '30 seconds'`,
    );
    await passes(seconds);
    await lookAt('2026-11-24T19:01:00Z');
    expect(nonces).toHaveLength(requests);
    expect(new Set(nonces).size).toBe(1);
    expect(await rows()).toMatchObject([{ state }]);
    expect(sent.length).toBeGreaterThan(0);
  },
);

test('a look goes back as far as it must: two hours after a start or a clock that was moved, else some minutes', () => {
  const now = new Date('2026-11-24T19:00:00Z');
  expect(lookFrom(undefined, now)).toEqual(new Date('2026-11-24T17:00:00Z'));
  expect(lookFrom(new Date('2026-11-24T19:01:00Z'), now)).toEqual(new Date('2026-11-24T17:00:00Z'));
  expect(lookFrom(new Date('2026-11-24T18:59:00Z'), now)).toEqual(new Date('2026-11-24T18:44:00Z'));
  expect(lookFrom(new Date('2026-11-20T18:59:00Z'), now)).toEqual(new Date('2026-11-24T17:00:00Z'));
});
