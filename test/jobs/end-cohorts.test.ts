import { expect, test } from 'vitest';
import { wordsOf } from '../support/shown.ts';
import { apiError, setStage } from './stage.ts';

const modChannel = '710000000000000077';
const cohort = async (stage: Awaited<ReturnType<typeof setStage>>) =>
  (await stage.sql`select state, ended_at as ended from cohorts`)[0];

test('a cohort ends with its last lesson, and is told goodbye once, a day later', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ name: 'Autumn', lessons: 2 });
  await stage.tickAt('2026-11-23T09:00:00Z');
  expect(await cohort(stage)).toEqual({ state: 'running', ended: null });
  await stage.tickAt('2026-11-24T09:00:00Z');
  expect(await cohort(stage)).toEqual({ state: 'ended', ended: new Date('2026-11-24T09:00:00Z') });
  expect(stage.sent).toHaveLength(2);
  await stage.tickAt('2026-11-25T09:00:00Z');
  await stage.tickAt('2026-11-26T09:00:00Z');
  expect(stage.sent).toHaveLength(3);
  const words = stage.sent
    .slice(2)
    .map(({ card }) => wordsOf(card))
    .join();
  expect(words).toContain('Autumn has reached the end');
  expect(words).toContain('2 lessons, from 23 Nov 2026 to 24 Nov 2026');
  expect(words).toContain('/cohort clone');
});

test('a cohort doesn’t end while its last lesson waits, or while a pause has no end', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ lessons: 1 });
  stage.refusing.set(stage.channelId, apiError(403, 50_013));
  await stage.tickAt('2026-11-23T09:00:00Z');
  expect(await cohort(stage)).toMatchObject({ state: 'running' });
  stage.refusing.clear();
  await stage.sql`update plan_versions set inputs = jsonb_set(inputs, '{units}', inputs->'units' || '[{"key": "x", "kind": "review", "lessonId": null, "nodeId": null, "minutes": 0, "after": []}]')`;
  await stage.sql`update plan_versions set inputs = jsonb_set(inputs, '{rests}', '[{"from": "2026-11-24", "to": null, "cause": "pause", "name": null}]')`;
  await stage.tickAt('2026-11-23T09:10:00Z');
  expect(await stage.sql`select state from deliveries`).toEqual([{ state: 'sent' }]);
  expect(await cohort(stage)).toEqual({ state: 'paused', ended: null });
});

test('a pause that lay ahead begins when the last day before it is posted; others end all the same', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  const paused = await Promise.all(Array.from({ length: 25 }, () => stage.addCohort({ lessons: 2 })));
  const last = await stage.addCohort({ lessons: 1 });
  const rests = [{ from: '2026-11-24', to: null, cause: 'pause', name: null }];
  await stage.sql`update plan_versions set inputs = jsonb_set(inputs, '{rests}', ${stage.sql.json(rests)}) where cohort_id in ${stage.sql(paused)}`;
  await stage.sql`delete from plan_days where cohort_id in ${stage.sql(paused)} and study_day > '2026-11-23'`;
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T09:01:00Z');
  expect(await stage.sql`select id from cohorts where state = 'ended'`).toEqual([{ id: last }]);
  expect(await stage.sql`select 1 from cohorts where state = 'paused'`).toHaveLength(25);
});

test('eight processes end a cohort once', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ lessons: 1 });
  stage.moveTo('2026-11-23T09:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => stage.runDue()));
  await stage.runDue();
  expect(await stage.sql`select kind from deliveries order by kind`).toEqual([
    { kind: 'closing' },
    { kind: 'lesson' },
  ]);
});

test('a goodbye that couldn’t be said within a day is left out', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ lessons: 1 });
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-25T12:00:00Z');
  expect(stage.sent).toHaveLength(1);
  expect(await stage.sql`select state from deliveries where kind = 'closing'`).toEqual([{ state: 'missed' }]);
});

test('moderators hear five study days before the end, once, however the plan moves', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ lessons: 8 });
  await stage.sql`insert into guilds (guild_id, notice_channel_id, added_at) values (${stage.guildId}, ${modChannel}, now())`;
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-24T09:00:00Z');
  const told = () =>
    stage.sent.filter(({ channelId }) => channelId === modChannel).map(({ card }) => wordsOf(card));
  expect(told()).toEqual([]);
  await stage.tickAt('2026-11-25T09:00:00Z');
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('5 study days are left');
  expect(told()[0]).toContain('2 Dec 2026');
  // An outage moves the end; nobody is told anew.
  for (const day of ['26', '28', '29', '30']) await stage.tickAt(`2026-11-${day}T22:00:00Z`);
  for (const day of ['01', '02', '03', '04', '07', '08']) await stage.tickAt(`2026-12-${day}T09:00:00Z`);
  expect(told()).toHaveLength(1);
});
