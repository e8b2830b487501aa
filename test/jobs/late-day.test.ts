import { describe, expect, test } from 'vitest';
import { setDeliveryReady } from '../../src/store/deliveries.ts';
import { wordsOf } from '../support/shown.ts';
import { apiError, setStage } from './stage.ts';

const noPermission = apiError(403, 50_013);
const noAccess = apiError(403, 50_001);
const modChannel = '710000000000000077';

async function blockedCohort(facts = {}) {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort(facts);
  await stage.sql`insert into guilds (guild_id, notice_channel_id, added_at) values (${stage.guildId}, ${modChannel}, now())`;
  stage.refusing.set(stage.channelId, noPermission);
  await stage.tickAt('2026-11-23T09:00:00Z');
  return stage;
}
const plan = (stage: Awaited<ReturnType<typeof setStage>>) => stage.sql<{ day: string; state: string }[]>`
  select study_day::text as day, state from deliveries where lane = 'plan' order by study_day`;
const notices = (stage: Awaited<ReturnType<typeof setStage>>) =>
  stage.sent.filter(({ channelId }) => channelId === modChannel);

describe('a cohort that can’t post', () => {
  test('tells its moderators once a day what is missing and how to give it, and goes on by itself when mended', async () => {
    const stage = await blockedCohort();
    expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'blocked' }]);
    for (const time of ['09:02', '12:00', '20:59']) await stage.tickAt(`2026-11-23T${time}:00Z`);
    expect(notices(stage)).toHaveLength(1);
    const words = notices(stage)
      .map(({ card }) => wordsOf(card))
      .join();
    expect(words).toContain('**Send Messages**');
    expect(words).toContain(`<#${stage.channelId}>`);
    expect(words).toContain('settings');
    expect(words).toContain('12 hours late moves');

    await stage.tickAt('2026-11-24T08:59:00Z');
    expect(notices(stage)).toHaveLength(1);
    await stage.tickAt('2026-11-24T09:30:00Z');
    await stage.tickAt('2026-11-24T10:30:00Z');
    expect(notices(stage)).toHaveLength(2);

    stage.refusing.clear();
    await stage.tickAt('2026-11-24T11:00:00Z');
    const lessons = stage.sent.filter(({ channelId }) => channelId === stage.channelId);
    expect(lessons).toHaveLength(1);
    expect(lessons.map(({ card }) => wordsOf(card)).join()).toContain('This lesson comes 2 hours late');
    await stage.tickAt('2026-11-25T09:00:00Z');
    expect(await plan(stage)).toEqual([
      { day: '2026-11-23', state: 'missed' },
      { day: '2026-11-24', state: 'late' },
      { day: '2026-11-25', state: 'sent' },
    ]);
    expect(notices(stage)).toHaveLength(2);
  });

  test('never loses its schedule, however long it lasts: the first lesson comes first', async () => {
    const stage = await blockedCohort();
    for (let day = 24; day <= 30; day += 1) await stage.tickAt(`2026-11-${day}T09:00:00Z`);
    stage.refusing.clear();
    await stage.tickAt('2026-12-01T09:00:00Z');
    const [first] = stage.curriculum.pathways.get('infrastructure')?.lessons ?? [];
    expect(
      await stage.sql`select lesson_id as lesson from deliveries where state = 'sent' and lane = 'plan'`,
    ).toEqual([{ lesson: first?.lessonId }]);
    const versions = await stage.sql`select cause, actor_id as actor from plan_versions order by version`;
    expect(versions.slice(1).every(({ cause, actor }) => cause === 'slip' && actor === 'lockstep')).toBe(
      true,
    );
    expect(await stage.sql`select 1 from audit where action = 'plan-slip'`).toHaveLength(versions.length - 1);
  });

  test('needs no look at the history to know that a refused first try sent nothing', async () => {
    const stage = await blockedCohort();
    // The week's word to moderators has nothing to say, and is through with it.
    await stage.tickAt('2026-11-23T09:01:00Z');
    stage.historyFails(noAccess);
    await stage.tickAt('2026-11-23T21:30:00Z');
    expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'missed' }]);
    expect(stage.looked).toEqual([]);
  });

  test('hears nothing about notices that can’t be posted either', async () => {
    const stage = await setStage('2026-11-23T08:00:00Z');
    await stage.addCohort();
    await stage.sql`insert into guilds (guild_id, notice_channel_id, added_at) values (${stage.guildId}, ${modChannel}, now())`;
    stage.refusing.set(stage.channelId, noPermission).set(modChannel, noPermission);
    await stage.tickAt('2026-11-23T09:00:00Z');
    stage.refusing.delete(stage.channelId);
    for (const time of ['23T10:00', '24T09:00', '24T09:02', '25T09:00'])
      await stage.tickAt(`2026-11-${time}:00Z`);
    expect(await stage.sql`select state from deliveries where kind = 'notice-blocked'`).toEqual([
      { state: 'missed' },
    ]);
  });

  test('is told nothing where no channel is set for notices', async () => {
    const stage = await setStage('2026-11-23T08:00:00Z');
    await stage.addCohort();
    stage.refusing.set(stage.channelId, noPermission);
    await stage.tickAt('2026-11-23T09:00:00Z');
    expect(await stage.sql`select kind from deliveries`).toEqual([{ kind: 'lesson' }]);
  });

  test.each([
    [noAccess, '**View Channel**'],
    [apiError(404, 10_003), '/cohort edit'],
  ])('says what to do about %s', async (error, words) => {
    const stage = await setStage('2026-11-23T08:00:00Z');
    await stage.addCohort();
    await stage.sql`insert into guilds (guild_id, notice_channel_id, added_at) values (${stage.guildId}, ${modChannel}, now())`;
    stage.refusing.set(stage.channelId, error);
    await stage.tickAt('2026-11-23T09:00:00Z');
    expect(
      notices(stage)
        .map(({ card }) => wordsOf(card))
        .join(),
    ).toContain(words);
  });
});

describe('promise 1 where an earlier request may have left', () => {
  async function uncertain() {
    const stage = await setStage('2026-11-23T08:00:00Z');
    await stage.addCohort();
    stage.fails(new Error('the line is dead'), { arrives: true });
    stage.historyFails(noAccess);
    await stage.tickAt('2026-11-23T09:00:00Z');
    return stage;
  }

  test('a post whose window is over stays blocked until the channel can be searched, and is found then', async () => {
    const stage = await uncertain();
    for (const day of ['24', '25']) await stage.tickAt(`2026-11-${day}T09:00:00Z`);
    expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'blocked' }]);
    stage.historyFails(undefined);
    await stage.tickAt('2026-11-25T09:01:00Z');
    expect((await plan(stage))[0]).toEqual({ day: '2026-11-23', state: 'sent' });
    const slips = await stage.sql`select 1 from plan_versions where cause = 'slip'`;
    // Monday’s stands. Tuesday’s was never decided in time, so the plan moves by that one day.
    expect(slips).toHaveLength(1);
    expect(new Set(stage.sent.map(({ nonce }) => nonce)).size).toBe(stage.sent.length);
  });

  test('what isn’t found there slips', async () => {
    const stage = await uncertain();
    stage.sent.length = 0;
    stage.historyFails(undefined);
    await stage.tickAt('2026-11-24T09:00:00Z');
    expect(await plan(stage)).toEqual([
      { day: '2026-11-23', state: 'missed' },
      { day: '2026-11-24', state: 'sent' },
    ]);
  });
});

test('a post that may have left for a channel that is gone now isn’t searched for ever: it waits for another channel', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort();
  const gone = apiError(404, 10_003);
  stage.fails(new Error('the line is dead'), { arrives: true });
  stage.historyFails(gone);
  stage.refusing.set('elsewhere', gone);
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.sql`update deliveries set channel_id = 'elsewhere'`;
  await stage.tickAt('2026-11-23T09:02:00Z');
  expect(await stage.ledger()).toMatchObject([{ state: 'blocked', reason: 'unknown-channel', tried: false }]);
  await stage.sql`update deliveries set channel_id = ${stage.channelId}`;
  await stage.tickAt('2026-11-23T09:04:00Z');
  expect(await stage.ledger()).toMatchObject([{ state: 'sent' }]);
});

test('of a day with two lessons the one that stands is kept, also when only the ledger has forgotten it', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort();
  await stage.sql`update plan_days set study_day = '2026-11-23', slot = 1 where study_day = '2026-11-24'`;
  await stage.tickAt('2026-11-23T09:00:00Z');
  expect(stage.sent).toHaveLength(2);
  // The first was never sent; the second stands, but a restored ledger doesn't know.
  stage.sent.shift();
  await stage.sql`update deliveries set state = 'due', tried = false, history_from = null, message_id = null, sent_at = null`;
  await stage.sql`update cohorts set next_due_at = '2026-11-25T09:00:00Z'`;
  await stage.tickAt('2026-11-24T08:00:00Z');
  expect(await stage.sql`select slot, state from deliveries order by slot`).toEqual([
    { slot: 0, state: 'missed' },
    { slot: 1, state: 'sent' },
  ]);
  const [first, second] = stage.curriculum.pathways.get('infrastructure')?.lessons ?? [];
  const coming = await stage.sql`
    select lesson_id as lesson from plan_days p join cohorts c on c.plan_version = p.version
    where study_day > '2026-11-23' order by study_day`;
  expect(coming[0]).toEqual({ lesson: first?.lessonId });
  expect(coming.some(({ lesson }) => lesson === second?.lessonId)).toBe(false);
});

test('a lesson that is gone from the curriculum holds up nothing for ever, whatever the policy', async () => {
  const { curriculum } = await setStage('2026-11-23T08:00:00Z');
  const lessons = new Map(curriculum.lessons);
  const stage = await setStage('2026-11-23T08:00:00Z', { curriculum: { ...curriculum, lessons } });
  await stage.addCohort({ latePolicy: 'post' });
  const [first] = curriculum.pathways.get('infrastructure')?.lessons ?? [];
  lessons.delete(first?.lessonId ?? '');
  await stage.tickAt('2026-11-23T09:00:00Z');
  expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'blocked' }]);
  await stage.tickAt('2026-11-23T22:00:00Z');
  expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'missed' }]);
});

test('a dead post is told once, holds up no later day, and comes after all when somebody asks for it', async () => {
  const stage = await blockedCohort();
  stage.refusing.set(stage.channelId, apiError(400, 50_035));
  await stage.sql`update deliveries set attempts = 11 where lane = 'plan'`;
  await stage.tickAt('2026-11-23T09:05:00Z');
  expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'dead' }]);
  expect(notices(stage).filter(({ card }) => wordsOf(card).includes('given up'))).toHaveLength(1);
  stage.refusing.clear();
  await stage.tickAt('2026-11-24T09:00:00Z');
  await stage.tickAt('2026-11-25T09:00:00Z');

  const [row] = await stage.sql<{ id: string }[]>`select id from deliveries where state = 'dead'`;
  expect(await setDeliveryReady(stage.db, 'another guild', row?.id ?? '')).toBe(false);
  expect(await setDeliveryReady(stage.db, stage.guildId, row?.id ?? '')).toBe(true);
  expect(await setDeliveryReady(stage.db, stage.guildId, row?.id ?? '')).toBe(false);
  await stage.tickAt('2026-11-25T12:00:00Z');
  expect((await plan(stage)).map(({ state }) => state)).toEqual(['late', 'sent', 'sent']);
  expect(wordsOf(stage.sent.at(-1)?.card ?? { kind: 'card', accent: 'notice', blocks: [] })).toContain(
    '2 days late',
  );
  expect(await stage.sql`select 1 from plan_versions where version > 1`).toEqual([]);
});

test('who asks for a post that is still blocked doesn’t ask for it on another day', async () => {
  const stage = await blockedCohort();
  const [row] = await stage.sql<{ id: string }[]>`select id from deliveries where lane = 'plan'`;
  expect(await setDeliveryReady(stage.db, stage.guildId, row?.id ?? '')).toBe(true);
  await stage.tickAt('2026-11-23T10:00:00Z');
  expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'blocked' }]);
  stage.refusing.clear();
  await stage.tickAt('2026-11-25T08:00:00Z');
  // As the cohort chose: it is over, and the plan moves.
  expect((await plan(stage)).map(({ state }) => state)).toContain('missed');
  expect(stage.sent.filter(({ channelId }) => channelId === stage.channelId)).toEqual([]);
  await stage.tickAt('2026-11-25T09:00:00Z');
  const lessons = stage.sent.filter(({ channelId }) => channelId === stage.channelId);
  expect(lessons.map(({ card }) => wordsOf(card)).join()).toContain('## Subqueries and WITH');
});

test('a post beside the plan comes after all, too, when somebody asks for it', async () => {
  const stage = await blockedCohort();
  await stage.sql`update deliveries set state = 'dead' where kind = 'notice-blocked'`;
  const [row] = await stage.sql<{ id: string }[]>`select id from deliveries where state = 'dead'`;
  const before = notices(stage).length;
  expect(await setDeliveryReady(stage.db, stage.guildId, row?.id ?? '')).toBe(true);
  stage.sent.splice(0);
  stage.refusing.clear();
  await stage.tickAt('2026-11-26T12:00:00Z');
  expect(before).toBe(1);
  expect(notices(stage)).toHaveLength(1);
  expect(await stage.sql`select state from deliveries where id = ${row?.id ?? ''}`).toEqual([
    { state: 'late' },
  ]);
});

test('posts of an archived cohort are cancelled', async () => {
  const stage = await blockedCohort();
  await stage.sql`update cohorts set state = 'archived'`;
  stage.refusing.clear();
  await stage.tickAt('2026-11-23T09:05:00Z');
  expect(await plan(stage)).toEqual([{ day: '2026-11-23', state: 'cancelled' }]);
});
