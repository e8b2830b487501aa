import { beforeEach, expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import { addGuild, setGuildRemoved } from '../../src/store/guilds.ts';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { addPoints } from '../../src/store/points.ts';
import { addKeptDay, addLessonDone } from '../../src/store/progress.ts';
import { addAnswer } from '../../src/store/quizzes.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';
import { planOfLessons } from '../support/plans.ts';

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

test('promise 3: one answer to a question wins, whoever races it', async () => {
  const wins = await race(racer =>
    addAnswer(database.db, {
      ...key,
      quizId: 'q',
      questionId: 'db/acid#a',
      questionRev: 1,
      chosen: [`option ${racer}`],
      rightThen: ['option 0'],
      right: racer === 0,
      answeredAt: now,
    }),
  );
  expect(wins).toBe(1);
  expect(await database.sql`select * from answers`).toHaveLength(1);
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

test('a server is greeted once for each arrival', async () => {
  expect(await race(() => addGuild(database.db, 'guild', now))).toBe(1);
  await setGuildRemoved(database.db, 'guild', now);
  expect(await race(() => addGuild(database.db, 'guild', now))).toBe(1);
});
