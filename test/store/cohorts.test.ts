import { beforeEach, expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import {
  addCohort,
  type Cohort,
  claimDueCohorts,
  findCohort,
  findNextDue,
  listCohorts,
  listPlanDays,
  setAllDue,
  setNextDue,
} from '../../src/store/cohorts.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';
import { planOfLessons } from '../support/plans.ts';

const now = new Date('2026-11-20T09:00:00Z');
const soon = new Date('2026-11-20T10:00:00Z');
const guildId = 'guild';
let database: TestDatabase;
beforeEach(async () => {
  database = await borrowDatabase();
});

const add = (id: string, changes: Partial<Omit<Cohort, 'state' | 'planVersion'>> = {}) =>
  addCohort(database.db, {
    cohort: {
      guildId,
      id,
      name: id,
      pathwayId: 'p',
      channelId: 'c',
      roleId: null,
      zone: 'UTC',
      postTime: '09:00',
      startDay: '2026-11-20',
      nextDueAt: now,
      createdAt: now,
      ...changes,
    },
    ...planOfLessons({
      start: asStudyDay('2026-11-20'),
      lessons: [
        { lessonId: 'a', nodeId: 'n' },
        { lessonId: 'b', nodeId: 'n' },
      ],
    }),
    actorId: 'mira',
  });

test('a cohort is saved with its plan, whole or not at all', async () => {
  expect(await add('autumn')).toBe(true);
  expect(await findCohort(database.db, guildId, 'autumn')).toMatchObject({
    state: 'running',
    planVersion: 1,
  });
  const days = await listPlanDays(database.db, guildId, 'autumn');
  expect(days.map(day => day.lessonId)).toEqual(['a', 'b']);
  expect(await findCohort(database.db, 'another guild', 'autumn')).toBeUndefined();

  // A day that can't be saved takes the whole cohort with it.
  const { inputs, days: good } = planOfLessons({
    start: asStudyDay('2026-11-23'),
    lessons: [{ lessonId: 'a', nodeId: 'n' }],
  });
  const bad = good.map(day => ({ ...day, kind: 'party' as 'lesson' }));
  const [known] = await listCohorts(database.db, guildId);
  if (!known) throw new Error('no cohort');
  const { state: _, planVersion: __, ...cohort } = known;
  await expect(
    addCohort(database.db, {
      cohort: { ...cohort, id: 'winter', name: 'winter' },
      inputs,
      days: bad,
      actorId: 'mira',
    }),
  ).rejects.toThrow();
  expect(await listCohorts(database.db, guildId)).toHaveLength(1);
});

test('a plan’s days are those of the version in force', async () => {
  await add('autumn');
  await database.sql`
    insert into plan_days (guild_id, cohort_id, version, study_day, slot, kind, lesson_id)
    values (${guildId}, 'autumn', 2, '2026-11-24', 0, 'lesson', 'moved')`;
  expect(await listPlanDays(database.db, guildId, 'autumn')).toHaveLength(2);
  await database.sql`update cohorts set plan_version = 2`;
  expect((await listPlanDays(database.db, guildId, 'autumn')).map(day => day.lessonId)).toEqual(['moved']);
});

test('an archived cohort gives its name free and is listed no more', async () => {
  await add('autumn', { name: 'Autumn' });
  expect(await add('again', { name: 'autumn' })).toBe(false);
  await database.sql`update cohorts set state = 'archived'`;
  expect(await add('again', { name: 'autumn' })).toBe(true);
  expect((await listCohorts(database.db, guildId)).map(({ id }) => id)).toEqual(['again']);
});

test('only running cohorts whose time has come are claimed, and one process claims each', async () => {
  for (const id of ['a', 'b', 'c', 'd']) await add(id, { nextDueAt: id === 'c' ? soon : now });
  await database.sql`update cohorts set state = 'paused' where id = 'd'`;
  const names = (claimed: readonly Cohort[]) => claimed.map(({ id }) => id).sort();
  await database.db.transaction(async one => {
    const first = await claimDueCohorts(one, now, { limit: 1 });
    await database.db.transaction(async other => {
      const second = await claimDueCohorts(other, now, { limit: 10 });
      expect(names([...first, ...second])).toEqual(['a', 'b']);
      expect(second).toHaveLength(1);
    });
  });
  // Nobody has moved on what is due: both are claimed again.
  expect(names(await database.db.transaction(tx => claimDueCohorts(tx, now, { limit: 10 })))).toEqual([
    'a',
    'b',
  ]);
});

test('the next due instant is the earliest of all running cohorts', async () => {
  expect(await findNextDue(database.db)).toBeUndefined();
  await add('a', { nextDueAt: soon });
  await add('b', { nextDueAt: now });
  expect(await findNextDue(database.db)).toEqual(now);
  await setNextDue(database.db, { guildId, id: 'b' }, null);
  expect(await findNextDue(database.db)).toEqual(soon);
  await database.sql`update cohorts set state = 'paused' where id = 'a'`;
  expect(await findNextDue(database.db)).toBeUndefined();
});

test('at a start every running cohort that has something left is looked at anew', async () => {
  await add('a', { nextDueAt: soon });
  await add('b', { nextDueAt: null });
  await add('c', { nextDueAt: soon });
  await database.sql`update cohorts set state = 'ended' where id = 'c'`;
  await setAllDue(database.db, now);
  const due = await database.sql`select id, next_due_at as due from cohorts order by id`;
  expect(due).toEqual([
    { id: 'a', due: now },
    { id: 'b', due: null },
    { id: 'c', due: soon },
  ]);
});
