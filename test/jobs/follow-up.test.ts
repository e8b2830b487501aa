import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { postDue } from '../../src/jobs/post-due.ts';
import { wordsOf } from '../support/shown.ts';
import { apiError, setStage } from './stage.ts';

const modChannel = '710000000000000077';
const states = async (stage: Awaited<ReturnType<typeof setStage>>) =>
  (await stage.sql`select follow_up as state from deliveries where lane = 'plan' order by study_day`).map(
    ({ state }) => state,
  );

test('a lesson gets its thread and its pin, and the one before loses its own', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasThreads: true, hasPins: true });
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T09:01:00Z');
  await stage.tickAt('2026-11-24T09:00:00Z');
  const titles = (stage.curriculum.pathways.get('infrastructure')?.lessons ?? []).map(
    ({ lessonId }) => stage.curriculum.lessons.get(lessonId)?.title,
  );
  expect(stage.followed).toEqual([
    `thread message 1: ${titles[0]}`,
    'pin message 1',
    `thread message 2: ${titles[1]}`,
    'pin message 2',
    'unpin message 1',
  ]);
  expect(await states(stage)).toEqual(['done', 'done']);
});

test('of two lessons on one day the later one stays pinned, however long the first pin takes', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasPins: true, lessons: 2 });
  await stage.sql`update plan_days set study_day = '2026-11-23', slot = 1 where study_day = '2026-11-24'`;
  const { pin } = stage.parts.sender;
  const slow: typeof pin = async (channelId, messageId, signal) => {
    if (messageId === 'message 1') await sleep(200);
    await pin(channelId, messageId, signal);
  };
  stage.moveTo('2026-11-23T09:00:00Z');
  await postDue({ ...stage.parts, sender: { ...stage.parts.sender, pin: slow } }, () => false);
  expect(stage.followed).toEqual(['pin message 1', 'pin message 2', 'unpin message 1']);
  expect(await states(stage)).toEqual(['done', 'done']);
});

test('where a cohort wants neither, nothing is made', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort();
  await stage.tickAt('2026-11-23T09:00:00Z');
  expect(stage.followed).toEqual([]);
  expect(await states(stage)).toEqual(['none']);
});

test('what fails for a moment is tried again, without touching the post', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasPins: true });
  stage.followTroubles.push(apiError(502, 0), new Error('the line is dead'));
  for (const minute of ['00', '01', '02', '03']) await stage.tickAt(`2026-11-23T09:${minute}:00Z`);
  expect(stage.followed).toEqual(['pin message 1']);
  expect(await states(stage)).toEqual(['done']);
  expect(stage.sent).toHaveLength(1);
});

test('a missing permission leaves the post as it is, and moderators hear of it once a day', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasThreads: true, weekdays: [1, 2] });
  await stage.sql`insert into guilds (guild_id, notice_channel_id, added_at) values (${stage.guildId}, ${modChannel}, now())`;
  stage.followTroubles.push(apiError(403, 50_013), apiError(403, 50_013));
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T09:02:00Z');
  await stage.tickAt('2026-11-24T09:00:00Z');
  await stage.tickAt('2026-11-24T09:02:00Z');
  expect(await states(stage)).toEqual(['refused', 'refused']);
  const told = stage.sent
    .filter(({ channelId }) => channelId === modChannel)
    .map(({ card }) => wordsOf(card));
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('**Create Public Threads**');
  expect(stage.sent.filter(({ channelId }) => channelId === stage.channelId)).toHaveLength(2);
});

test('eight processes make one thread', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasThreads: true });
  stage.moveTo('2026-11-23T09:00:00Z');
  await Promise.all(Array.from({ length: 8 }, () => stage.runDue()));
  expect(stage.followed).toHaveLength(1);
  expect(stage.sent).toHaveLength(1);
});
