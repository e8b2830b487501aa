import { beforeEach, expect, test } from 'vitest';
import { asStudyDay, type StudyDay } from '../../src/core/time.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import { addGuild, isGuildKnown, setGuildRemoved } from '../../src/store/guilds.ts';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { addPoints } from '../../src/store/points.ts';
import { addKeptDay, addLessonDone } from '../../src/store/progress.ts';
import { addAnswer } from '../../src/store/quizzes.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';
import { planOfLessons } from '../support/plans.ts';
import { worthOf } from '../support/worth.ts';

const now = new Date('2026-11-20T09:00:00Z');
const key = { guildId: 'guild', memberId: 'ada' };
let database: TestDatabase;
beforeEach(async () => {
  database = await borrowDatabase();
});

/** Twelve at once; how many of them were told that they came first. */
async function race(work: (racer: number) => Promise<boolean>): Promise<number> {
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, racer) => work(racer)));
  return outcomes.filter(Boolean).length;
}

const answer = (quizId: string, chosen = 'option 0') => ({
  ...key,
  quizId,
  questionId: 'db/acid#a',
  questionRev: 1,
  chosen: [chosen],
  rightThen: ['option 0'],
  right: chosen === 'option 0',
  share: chosen === 'option 0' ? 100 : 0,
  answeredAt: now,
});
const facts = {
  reason: 'answer:db/acid#a',
  cohortId: 'autumn',
  days: [{ cohortId: 'autumn', studyDay: '2026-11-20' as StudyDay }],
};
const worth = worthOf({ ...facts, first: 10, hinted: 5 });

test('promise 3: one answer to a question wins, whoever races it, with its points and its study day', async () => {
  const { db, sql } = database;
  const wins = await race(async racer => {
    const paid = await addAnswer(db, answer('q', `option ${racer}`), worth);
    if (paid) expect(paid).toMatchObject({ points: 10 });
    return paid !== undefined;
  });
  expect(wins).toBe(1);
  expect(await sql`select * from answers`).toHaveLength(1);
  expect(await sql`select reason, points from points`).toEqual([{ reason: worth.reason, points: 10 }]);
  expect(await sql`select cohort_id, points from scores`).toEqual([{ cohort_id: 'autumn', points: 10 }]);
  expect(await sql`select action, study_day::text as day from kept_days`).toEqual([
    { action: 'quiz', day: '2026-11-20' },
  ]);
});

test('a question that was answered in another quiz pays as a later try, and keeps a day all the same', async () => {
  const { db, sql } = database;
  expect(
    await addAnswer(db, answer('first', 'option 1'), worthOf({ ...facts, first: 0, days: [] })),
  ).toMatchObject({
    points: 0,
  });
  expect(await addAnswer(db, answer('second'), worth)).toMatchObject({ points: 0 });
  expect(await addAnswer(db, { ...answer('theirs'), memberId: 'lee' }, worth)).toMatchObject({ points: 10 });
  expect(await sql`select member_id from points`).toEqual([{ member_id: 'lee' }]);
  expect(await sql`select member_id from kept_days order by 1`).toEqual([
    { member_id: 'ada' },
    { member_id: 'lee' },
  ]);
});

test('an answer whose study day can’t be kept is not kept either, nor paid', async () => {
  const { db, sql } = database;
  const days = [{ cohortId: 'autumn', studyDay: 'no day' as StudyDay }];
  await expect(addAnswer(db, answer('q'), { ...worth, days })).rejects.toThrow();
  for (const table of ['answers', 'points', 'scores', 'kept_days'])
    expect.soft(await sql`select 1 from ${sql(table)}`, table).toEqual([]);
});

test('points outside of any cohort are paid and raise nobody’s sum', async () => {
  const { db, sql } = database;
  expect(await addAnswer(db, answer('q'), { ...worth, cohortId: null, days: [] })).toMatchObject({
    points: 10,
  });
  expect(await sql`select cohort_id, points from points`).toEqual([{ cohort_id: null, points: 10 }]);
  expect(await sql`select 1 from scores`).toEqual([]);
});

test('a reason pays once, and the sum grows with it once', async () => {
  const wins = await race(() =>
    addPoints(database.db, { ...key, reason: 'lesson:x', cohortId: 'autumn', points: 5 }, now),
  );
  expect(wins).toBe(1);
  expect(await database.sql`select points from scores`).toEqual([{ points: 5 }]);
});

test('points of many reasons at once all arrive in the sum', async () => {
  const wins = await race(racer =>
    addPoints(database.db, { ...key, reason: `lesson:${racer}`, cohortId: 'autumn', points: 5 }, now),
  );
  expect(wins).toBe(12);
  expect(await database.sql`select points from scores`).toEqual([{ points: 60 }]);
});

test('a member joins once, leaves once, and comes back once', async () => {
  const membership = { ...key, cohortId: 'autumn' };
  expect(await race(() => addMembership(database.db, membership, now))).toBe(1);
  expect(await race(() => setMembershipLeft(database.db, membership, now))).toBe(1);
  expect(await race(() => addMembership(database.db, membership, new Date('2026-12-01')))).toBe(1);
  const rows = await database.sql`select joined_at, left_at from memberships`;
  expect(rows).toEqual([{ joined_at: now, left_at: null }]);
});

test('a lesson is done once and a study day is kept once', async () => {
  const lesson = { ...key, lessonId: 'db/acid', rev: 1, cohortId: null, doneAt: now };
  expect(await race(() => addLessonDone(database.db, lesson))).toBe(1);
  const day = { ...key, cohortId: 'autumn', studyDay: '2026-11-20', action: 'quiz', keptAt: now };
  expect(await race(() => addKeptDay(database.db, day))).toBe(1);
});

test('of cohorts with the same name one is saved, with one plan and one line in the audit', async () => {
  const wins = await race(racer =>
    addCohort(database.db, {
      cohort: {
        guildId: 'guild',
        id: `cohort ${racer}`,
        name: racer % 2 === 0 ? 'Autumn' : 'AUTUMN',
        pathwayId: 'p',
        channelId: 'c',
        roleId: null,
        zone: 'UTC',
        postTime: '09:00',
        startDay: '2026-11-20',
        nextDueAt: now,
        createdAt: now,
      },
      ...planOfLessons({ start: asStudyDay('2026-11-20'), lessons: [{ lessonId: 'a', nodeId: 'n' }] }),
      actorId: 'mira',
    }),
  );
  expect(wins).toBe(1);
  for (const table of ['cohorts', 'plan_versions', 'plan_days', 'audit']) {
    expect.soft(await database.sql`select 1 from ${database.sql(table)}`, table).toHaveLength(1);
  }
});

test('a server is noted once however often it is told of, and is known again when the bot comes back', async () => {
  const isKnown = () => isGuildKnown(database.db, 'guild');
  const tell = () => Promise.all(Array.from({ length: 12 }, () => addGuild(database.db, 'guild', now)));
  await tell();
  expect(await database.sql`select removed_at from guilds`).toEqual([{ removed_at: null }]);
  expect(await isKnown()).toBe(true);
  await setGuildRemoved(database.db, 'guild', now);
  expect(await isKnown()).toBe(false);
  await tell();
  expect(await isKnown()).toBe(true);
});
