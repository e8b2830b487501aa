import { describe, expect, test } from 'vitest';
import { decideDue } from '../../src/jobs/decide-due.ts';
import { addDeliveryNow } from '../../src/store/decide.ts';
import { setStage } from './stage.ts';

const days = (stage: Awaited<ReturnType<typeof setStage>>) => stage.sql<{ day: string; due: Date }[]>`
  select study_day::text as day, due_at as due from deliveries order by study_day`;

test('promise 1: a study day is decided when its time has come, not before, and once however often it is asked', async () => {
  const stage = await setStage('2026-11-20T08:59:59Z');
  await stage.addCohort();
  await stage.decide();
  expect(await days(stage)).toEqual([]);
  stage.moveTo('2026-11-20T09:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => stage.decide()));
  expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date('2026-11-20T09:00:00Z') }]);
  stage.moveTo('2026-11-22T23:00:00Z');
  await stage.decide();
  expect(await days(stage)).toHaveLength(1);
});

test('promise 1: after an outage the days are decided one by one: the next waits for what becomes of the one before', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  stage.moveTo('2026-11-26T10:00:00Z');
  expect(await stage.decide()).toBe(1);
  expect(await stage.decide()).toBe(0);
  expect((await days(stage)).map(({ day }) => day)).toEqual(['2026-11-20']);
  const next = () => stage.sql`select next_due_at as due from cohorts`;
  expect(await next()).toEqual([{ due: new Date('2026-11-23T09:00:00Z') }]);

  for (const state of ['sending', 'blocked']) {
    await stage.sql`update deliveries set state = ${state}`;
    expect.soft(await stage.decide(), state).toBe(0);
  }
  for (const state of ['sent', 'late', 'dead', 'cancelled']) {
    await stage.sql`update deliveries set state = ${state}`;
    expect.soft(await stage.decide(), state).toBe(1);
  }
  await stage.sql`update deliveries set state = 'sent'`;
  expect((await days(stage)).map(({ day }) => day).at(-1)).toBe('2026-11-26');
  expect(await stage.decide()).toBe(0);
  expect(await next()).toEqual([{ due: new Date('2026-11-27T09:00:00Z') }]);
});

test('when the last day is decided nothing more is due', async () => {
  const stage = await setStage('2026-11-20T09:00:00Z');
  await stage.addCohort({ lessons: 1 });
  expect(await stage.decide()).toBe(1);
  expect(await stage.sql`select 1 from cohorts where next_due_at is null`).toHaveLength(1);
});

test('all slots of a day are decided together, with what they are', async () => {
  const stage = await setStage('2026-11-20T09:00:00Z');
  await stage.addCohort();
  await stage.sql`update plan_days set study_day = '2026-11-20', slot = 1, kind = 'practice', unit_key = 'n#practice-1',
    lesson_id = null, node_id = 'n' where study_day = '2026-11-23'`;
  expect(await stage.decide()).toBe(2);
  const rows =
    await stage.sql`select slot, kind, lane, unit_key as key, lesson_id is null as bare, node_id as node
    from deliveries order by slot`;
  expect(rows[0]).toMatchObject({ slot: 0, kind: 'lesson', lane: 'plan', bare: false });
  expect(rows[1]).toEqual({
    slot: 1,
    kind: 'practice',
    lane: 'plan',
    key: 'n#practice-1',
    bare: true,
    node: 'n',
  });
});

test('days are due by the cohort’s own clock, also across the change to summer time', async () => {
  const stage = await setStage('2026-03-26T00:00:00Z');
  await stage.addCohort({ zone: 'Europe/Rome' });
  stage.moveTo('2026-03-31T12:00:00Z');
  for (let n = 0; n < 4; n += 1) {
    await stage.decide();
    await stage.sql`update deliveries set state = 'sent'`;
  }
  expect(await days(stage)).toEqual([
    { day: '2026-03-26', due: new Date('2026-03-26T08:00:00Z') },
    { day: '2026-03-27', due: new Date('2026-03-27T08:00:00Z') },
    { day: '2026-03-30', due: new Date('2026-03-30T07:00:00Z') },
    { day: '2026-03-31', due: new Date('2026-03-31T07:00:00Z') },
  ]);
});

describe('a day that a moderator wants now', () => {
  const wanted = (stage: Awaited<ReturnType<typeof setStage>>, id: string) =>
    addDeliveryNow(stage.db, { guildId: stage.guildId, id }, stage.now());

  test('is decided at once, however often it is asked for at the same time, and the days after it stay as they are', async () => {
    const stage = await setStage('2026-11-20T08:00:00Z');
    const id = await stage.addCohort();
    const answers = await Promise.all(Array.from({ length: 8 }, () => wanted(stage, id)));
    expect(answers.filter(Boolean)).toHaveLength(1);
    await stage.tickAt('2026-11-20T08:00:00Z');
    await stage.tickAt('2026-11-20T09:00:00Z');
    expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date('2026-11-20T08:00:00Z') }]);
    expect(await wanted(stage, id)).toBe(true);
    await stage.tickAt('2026-11-20T09:01:00Z');
    expect((await days(stage)).map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-23']);
    expect(stage.sent).toHaveLength(2);
    await stage.tickAt('2026-11-23T12:00:00Z');
    expect(stage.sent).toHaveLength(2);
  });

  test('is refused where there is none, the cohort doesn’t run, or an earlier post waits', async () => {
    const stage = await setStage('2026-11-20T09:00:00Z');
    const id = await stage.addCohort({ lessons: 2 });
    await stage.decide();
    expect(await wanted(stage, id)).toBe(false);
    await stage.sql`update deliveries set state = 'sent'`;
    await stage.sql`update cohorts set state = 'paused'`;
    expect(await wanted(stage, id)).toBe(false);
    await stage.sql`update cohorts set state = 'running'`;
    expect(await wanted(stage, 'another')).toBe(false);
    expect(await wanted(stage, id)).toBe(true);
    await stage.sql`update deliveries set state = 'sent'`;
    expect(await wanted(stage, id)).toBe(false);
  });
});

test('a cohort made after its first time has its first lesson due at that moment', async () => {
  const stage = await setStage('2026-11-20T12:34:56Z');
  await stage.addCohort({ createdAt: stage.now() });
  await stage.decide();
  expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date('2026-11-20T12:34:56Z') }]);
});

test('many cohorts at once are all decided, by several processes too', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort();
  await stage.sql`
    insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, next_due_at, created_at,
      daily_questions)
    select guild_id, 'copy ' || n, 'copy ' || n, pathway_id, channel_id, zone, post_time, start_day, 1, next_due_at, created_at, daily_questions
    from cohorts, generate_series(1, 119) n`;
  await stage.sql`
    insert into plan_days (guild_id, cohort_id, version, study_day, slot, kind, lesson_id, node_id)
    select p.guild_id, 'copy ' || n, 1, study_day, slot, kind, lesson_id, node_id from plan_days p, generate_series(1, 119) n`;
  stage.moveTo('2026-11-20T09:00:00Z');
  await Promise.all([1, 2, 3].map(() => decideDue(stage.db, stage.now())));
  const [sum] = await stage.sql`
    select count(*)::int as posts, count(distinct cohort_id)::int as cohorts from deliveries`;
  expect(sum).toEqual({ posts: 120, cohorts: 120 });
});

test('a cohort that is paused or has ended gets nothing', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.addCohort({ name: 'Autumn' });
  await stage.addCohort({ name: 'Winter' });
  await stage.sql`update cohorts set state = case name when 'Autumn' then 'paused' else 'ended' end`;
  stage.moveTo('2026-11-20T10:00:00Z');
  await stage.decide();
  expect(await days(stage)).toEqual([]);
});

test.each([
  ['09:00:07', '2026-11-20T09:00:00Z', '2026-11-21T03:00:00Z'],
  ['12:00:00', '2026-11-20T12:00:00Z', '2026-11-22T03:00:00Z'],
])('a cohort made at %s whose posts come at nine begins its first day at %s', async (made, due, closes) => {
  const at = `2026-11-20T${made}Z`;
  const stage = await setStage(at);
  await stage.addCohort({ createdAt: new Date(at), dailyQuestions: 3 });
  await stage.decide();
  const rows = await stage.sql<
    { lane: string; due: Date }[]
  >`select lane, due_at as due from deliveries order by due_at`;
  expect(rows).toEqual([
    { lane: 'plan', due: new Date(due) },
    { lane: 'beside', due: new Date(closes) },
  ]);
});

test.each([
  ['2026-11-20T09:00:07Z', '2026-11-20T09:00:00Z'],
  ['2026-11-20T08:59:53Z', '2026-11-20T08:59:53Z'],
  ['2026-11-20T15:00:00Z', '2026-11-20T15:00:00Z'],
])('a day that a moderator has posted at %s is due at %s', async (at, due) => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  const id = await stage.addCohort();
  await addDeliveryNow(stage.parts.db, { guildId: stage.guildId, id }, new Date(at));
  expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date(due) }]);
});
