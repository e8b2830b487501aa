import { expect, test } from 'vitest';
import { decideDue } from '../../src/jobs/decide-due.ts';
import { setStage } from './stage.ts';

const days = (stage: Awaited<ReturnType<typeof setStage>>) => stage.sql<{ day: string; due: Date }[]>`
  select study_day::text as day, due_at as due from deliveries order by study_day`;

test('promise 1: a study day is decided when its time has come, not before, and once however often it is asked', async () => {
  const stage = await setStage('2026-11-20T08:59:59Z');
  await stage.startCohort('Autumn');
  await stage.decide();
  expect(await days(stage)).toEqual([]);
  stage.moveTo('2026-11-20T09:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => stage.decide()));
  expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date('2026-11-20T09:00:00Z') }]);
  stage.moveTo('2026-11-22T23:00:00Z');
  await stage.decide();
  expect(await days(stage)).toHaveLength(1);
});

test('promise 1: after an outage every day that was missed is decided, none is skipped in silence', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.startCohort('Autumn');
  stage.moveTo('2026-11-26T10:00:00Z');
  await stage.decide();
  expect((await days(stage)).map(({ day }) => day)).toEqual([
    '2026-11-20',
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
  ]);
  const [cohort] = await stage.sql`select next_due_at from cohorts`;
  expect(cohort?.next_due_at).toEqual(new Date('2026-11-27T09:00:00Z'));
  stage.moveTo('2027-02-01T00:00:00Z');
  await stage.decide();
  expect(await days(stage)).toHaveLength(12);
  expect(await stage.sql`select 1 from cohorts where next_due_at is null`).toHaveLength(1);
});

test('days are due by the cohort’s own clock, also across the change to summer time', async () => {
  const stage = await setStage('2026-03-26T00:00:00Z');
  await stage.startCohort('Spring', { zone: 'Europe/Rome', time: '09:00' });
  stage.moveTo('2026-03-31T12:00:00Z');
  await stage.decide();
  expect(await days(stage)).toEqual([
    { day: '2026-03-26', due: new Date('2026-03-26T08:00:00Z') },
    { day: '2026-03-27', due: new Date('2026-03-27T08:00:00Z') },
    { day: '2026-03-30', due: new Date('2026-03-30T07:00:00Z') },
    { day: '2026-03-31', due: new Date('2026-03-31T07:00:00Z') },
  ]);
});

test('a cohort made after its first time has its first lesson due at that moment', async () => {
  const stage = await setStage('2026-11-20T12:34:56Z');
  await stage.startCohort('Autumn');
  await stage.decide();
  expect(await days(stage)).toEqual([{ day: '2026-11-20', due: new Date('2026-11-20T12:34:56Z') }]);
});

test('many cohorts at once are all decided, by several processes too', async () => {
  const stage = await setStage('2026-11-20T08:00:00Z');
  await stage.startCohort('Autumn');
  await stage.sql`
    insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, next_due_at, created_at)
    select guild_id, 'copy ' || n, 'copy ' || n, pathway_id, channel_id, zone, post_time, start_day, 1, next_due_at, created_at
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
  await stage.startCohort('Autumn');
  await stage.startCohort('Winter');
  await stage.sql`update cohorts set state = case name when 'Autumn' then 'paused' else 'ended' end`;
  stage.moveTo('2026-11-20T10:00:00Z');
  await stage.decide();
  expect(await days(stage)).toEqual([]);
});
