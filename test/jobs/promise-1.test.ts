/** What promise 1 says of many posts, of a ledger that has forgotten, and of clocks that jump. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { databaseClock } from '../../src/clock.ts';
import { setDeliveryReady } from '../../src/store/deliveries.ts';
import { apiError, setStage } from './stage.ts';

const poisoned = '710000000000000666';

/** As many cohorts as one, each in a channel of its own, due at nine. */
async function manyCohorts(count: number) {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort({ id: 'first', name: 'first' });
  await stage.sql`
    insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, next_due_at, created_at,
      daily_questions)
    select guild_id, 'copy ' || n, 'copy ' || n, pathway_id, 'channel ' || n, zone, post_time, start_day, 1, next_due_at, created_at, daily_questions
    from cohorts, generate_series(2, ${count}::int) n`;
  await stage.sql`
    insert into plan_days (guild_id, cohort_id, version, study_day, slot, kind, unit_key, lesson_id, node_id)
    select p.guild_id, 'copy ' || n, 1, study_day, slot, kind, unit_key, lesson_id, node_id
    from plan_days p, generate_series(2, ${count}::int) n`;
  return stage;
}

const countStates = async (stage: Awaited<ReturnType<typeof setStage>>) =>
  Object.fromEntries(
    (
      await stage.sql<{ state: string; posts: number }[]>`
      select state, count(*)::int as posts from deliveries group by state`
    ).map(row => [row.state, row.posts]),
  );

test('promise 1: eight schedulers race for 500 posts: 500 are sent, each once', async () => {
  const stage = await manyCohorts(500);
  stage.moveTo('2026-11-20T09:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => stage.runDue()));
  expect(stage.sent).toHaveLength(500);
  expect(new Set(stage.sent.map(({ nonce }) => nonce)).size).toBe(500);
  expect(await countStates(stage)).toEqual({ sent: 500 });
});

test('one poison post among 500: 499 are on time, one is dead, and a retry sends it when its fault is gone', async () => {
  const stage = await manyCohorts(500);
  await stage.sql`update cohorts set channel_id = ${poisoned} where id = 'copy 77'`;
  stage.refusing.set(poisoned, apiError(400, 50_035));
  for (let n = 0; n < 14; n += 1) await stage.tickAt('2026-11-20T09:00:00Z');
  expect(stage.sent).toHaveLength(499);
  expect(await countStates(stage)).toEqual({ sent: 499, dead: 1 });
  const [dead] = await stage.sql<{ id: string; cohort: string; attempts: number }[]>`
    select id, cohort_id as cohort, attempts from deliveries where state = 'dead'`;
  expect(dead).toMatchObject({ cohort: 'copy 77', attempts: 12 });

  stage.refusing.clear();
  expect(await setDeliveryReady(stage.db, stage.guildId, dead?.id ?? '')).toBe(true);
  await stage.tickAt('2026-11-20T09:05:00Z');
  expect(await countStates(stage)).toEqual({ sent: 500 });
});

test.each([
  ['the same day', '2026-11-30T09:30:00Z', 7],
  ['three days later', '2026-12-03T09:00:30Z', 10],
])(
  'restoring an old backup posts nothing again: %s the channel is looked into, and the ledger learns what stands',
  async (_when, restoredAt, days) => {
    const stage = await setStage('2026-11-20T08:00:00Z');
    await stage.addCohort({ hasThreads: true });
    const dates = ['20', '23', '24', '25', '26', '27', '30'].map(day => `2026-11-${day}`);
    for (const date of dates) await stage.tickAt(`${date}T09:00:00Z`);
    const posted = stage.sent.length;
    expect(posted).toBe(7);

    // The backup is as old as Tuesday evening: four posts are forgotten.
    await stage.sql`delete from deliveries where study_day > '2026-11-24'`;
    await stage.sql`update cohorts set next_due_at = '2026-11-25T09:00:00Z'`;
    for (let n = 0; n < 3; n += 1) await stage.tickAt(new Date(Date.parse(restoredAt) + n * 60_000));

    expect(new Set(stage.sent.map(({ nonce }) => nonce)).size).toBe(stage.sent.length);
    const rows = await stage.sql<{ day: string; state: string; message: string }[]>`
    select study_day::text as day, state, message_id as message from deliveries where study_day <= '2026-11-30' order by study_day`;
    expect(rows).toEqual(dates.map((day, n) => ({ day, state: 'sent', message: `message ${n + 1}` })));
    // What was due since the restore, and only that, is new.
    expect(stage.sent.length).toBeLessThanOrEqual(days);
    const lessons = await stage.sql`select lesson_id from deliveries where state in ('sent', 'late')`;
    expect(new Set(lessons.map(row => row.lesson_id)).size).toBe(lessons.length);
  },
);

test.each(['slip', 'double', 'skip'])(
  'a restored ledger that has forgotten a missed day (%s) finds out where the plan went on, and posts nothing again',
  async latePolicy => {
    const stage = await setStage('2026-11-23T08:00:00Z');
    await stage.addCohort({ latePolicy });
    await stage.tickAt('2026-11-23T09:00:00Z');
    const backup = await stage.sql<{ inputs: string }[]>`select inputs::text as inputs from plan_versions`;
    expect(backup).toHaveLength(1);
    // Away on Tuesday; on Wednesday, Thursday and Friday all is well.
    for (const day of ['25', '26', '27']) await stage.tickAt(`2026-11-${day}T09:00:00Z`);
    const known = () => stage.sql`
    select study_day::text as day, slot, state, lesson_id as lesson from deliveries order by study_day, slot`;
    const before = await known();
    const posted = stage.sent.length;

    // Restored on Saturday from a backup of Monday.
    await stage.sql`delete from deliveries where study_day > '2026-11-23'`;
    await stage.sql`delete from plan_versions where version > 1`;
    await stage.sql`delete from plan_days where version > 1`;
    await stage.sql`update cohorts set plan_version = 1, next_due_at = '2026-11-24T09:00:00Z'`;
    await stage.tickAt('2026-11-28T09:00:00Z');
    expect(stage.sent).toHaveLength(posted);
    expect(await known()).toEqual(before);
  },
);

test('jumps of the database’s clock and of the host’s double nothing, and lose nothing', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort({ lessons: 6 });
  const clock = await databaseClock(stage.sql);
  onTestFinished(async () => {
    await stage.sql`create or replace function calendar_now() returns timestamptz language sql volatile as 'select clock_timestamp()'`;
    vi.useRealTimers();
  });
  const at = async (instant: string) => {
    await stage.sql.unsafe(
      `create or replace function calendar_now() returns timestamptz language sql volatile as $$ select '${instant}'::timestamptz $$`,
    );
    await clock.sync();
    await stage.tickAt(clock.now());
  };
  const hosts = ['2020-01-01T00:00:00Z', '2026-11-20T09:10:00Z', '2035-01-01T00:00:00Z'];
  for (const [n, instant] of [
    '2026-11-20T09:00:00Z',
    '2026-11-20T08:00:00Z', // an hour back
    '2026-11-20T10:00:00Z',
    '2026-11-19T10:00:00Z', // a day back
    '2026-11-21T10:00:00Z', // two days on
    '2026-11-20T10:00:00Z',
    '2026-11-23T09:00:00Z',
    '2026-11-24T09:00:00Z', // a day on
    '2026-11-23T09:00:30Z', // and back
    '2026-11-24T09:01:00Z',
    '2026-11-25T10:00:00Z', // an hour too early, then right
    '2026-11-25T09:00:00Z',
    '2026-11-26T09:00:00Z',
    '2026-11-27T09:00:00Z',
  ].entries()) {
    vi.useFakeTimers({ now: new Date(hosts[n % hosts.length] ?? 0), toFake: ['Date'] });
    await at(instant);
  }
  const taught = stage.curriculum.pathways.get('infrastructure')?.lessons.slice(0, 6);
  const rows =
    await stage.sql`select lesson_id as lesson, state from deliveries where lane = 'plan' order by study_day`;
  expect(rows.map(({ lesson }) => lesson)).toEqual(taught?.map(({ lessonId }) => lessonId));
  expect(rows.every(({ state }) => state === 'sent' || state === 'late')).toBe(true);
  expect(stage.sent).toHaveLength(6);
});
