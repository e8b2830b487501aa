import { expect, test } from 'vitest';
import { deliveryId } from '../../src/core/delivery.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { addDailyQuizzes, listAllAnswers, listDaysWithoutQuiz } from '../../src/store/daily.ts';
import type { NewDelivery } from '../../src/store/deliveries.ts';
import type { Quiz } from '../../src/store/quizzes.ts';
import { borrowDatabase } from '../support/bot.ts';

const guildId = '700000000000000001';
const studyDay = asStudyDay('2026-11-23');
const at = new Date('2026-11-23T09:00:00Z');

const quiz = (id: string, cohortId = 'autumn'): Quiz => ({
  ...{ guildId, id, kind: 'daily', memberId: null, cohortId, studyDay, lessonId: null, seed: id },
  ...{ questionIds: [`db/acid#${id}`], wish: null, openedAt: at, closesAt: at },
});
const postOf = (of: Quiz): NewDelivery => {
  const key = { guildId, cohortId: of.cohortId ?? '', kind: 'daily-quiz', studyDay, slot: 0 };
  const facts = { quizId: of.id };
  return { ...key, id: deliveryId(key), lane: 'beside', facts, channelId: 'c', dueAt: at };
};
const decision = (id: string, cohortId?: string) => {
  const one = quiz(id, cohortId);
  return { quiz: one, posts: [postOf(one)] };
};

test('forty that decide the same day at once keep one quiz, and its post names that one', async () => {
  const { db, sql } = await borrowDatabase();
  const kept = await Promise.all(
    Array.from({ length: 40 }, (_, n) => addDailyQuizzes(db, [decision(`q${n}`)])),
  );
  expect(kept.filter(count => count === 1)).toHaveLength(1);
  const rows = await sql`
    select q.id, d.facts->>'quizId' as named from quizzes q full join deliveries d on d.facts->>'quizId' = q.id`;
  expect(rows).toHaveLength(1);
  expect(rows[0]?.id).toBe(rows[0]?.named);
});

test('of several days those that have a quiz already are passed by, the others are kept', async () => {
  const { db, sql } = await borrowDatabase();
  await addDailyQuizzes(db, [decision('one', 'a')]);
  expect(
    await addDailyQuizzes(db, [decision('two', 'a'), decision('three', 'b'), decision('four', 'c')]),
  ).toBe(2);
  expect(await sql`select cohort_id as c, facts->>'quizId' as q from deliveries order by 1`).toEqual([
    { c: 'a', q: 'one' },
    { c: 'b', q: 'three' },
    { c: 'c', q: 'four' },
  ]);
  expect(await addDailyQuizzes(db, [])).toBe(0);
});

test('an answer comes with the first that its member gave to the question before, to the same revision, elsewhere', async () => {
  const { db, sql } = await borrowDatabase();
  const add = (
    quizId: string,
    memberId: string,
    chosen: string,
    day: number,
    { rev = 1, question = 'x' } = {},
  ) => sql`
    insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
    values (${guildId}, ${quizId}, ${memberId}, ${question}, ${rev}, ${[chosen]}, '{}', false, 0,
      ${`2026-11-${day}T09:00:00Z`})`;
  await add('daily', 'ada', 'now', 23);
  await add('second', 'ada', 'later', 22);
  await add('first', 'ada', 'earliest', 21);
  await add('after', 'ada', 'after', 24);
  await add('other', 'ada', 'of another question', 20, { question: 'y' });
  await add('daily', 'ben', 'now', 23);
  await add('old', 'ben', 'of an older revision', 20, { rev: 0 });
  await add('first', 'cleo', 'not in the daily quiz', 20);
  const found = await listAllAnswers(db, { guildId, id: 'daily' });
  expect([...found].sort((a, b) => a.memberId.localeCompare(b.memberId))).toEqual([
    { questionId: 'x', memberId: 'ada', chosen: ['now'], first: ['earliest'] },
    { questionId: 'x', memberId: 'ben', chosen: ['now'], first: undefined },
  ]);
});

test('a day wants a quiz only once its posts stand, none waits, somebody studies there, and there is none', async () => {
  const { db, sql } = await borrowDatabase();
  const since = new Date('2026-11-21T09:00:00Z');
  const wanted = async () =>
    (await listDaysWithoutQuiz(db, since)).map(({ cohort, lessonIds, openFrom }) => [
      cohort.id,
      lessonIds.join(),
      openFrom.toISOString(),
    ]);
  const post = (cohortId: string, slot: number, state: string, sent: Date | null = at) => sql`
    insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, lesson_id, channel_id, state, due_at, sent_at)
    values (${guildId}, ${cohortId}, 'lesson', ${studyDay}, ${slot}, ${`${cohortId}-${slot}`}, ${`l/${slot}`}, 'c',
      ${state}, ${at}, ${sent})`;
  for (const id of ['stands', 'late', 'waits', 'missed', 'empty', 'archived', 'none', 'has']) {
    await sql`
      insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, created_at, state,
        daily_questions)
      values (${guildId}, ${id}, ${id}, 'p', 'c', 'UTC', '09:00', ${studyDay}, 1, ${at}, ${id === 'archived' ? 'archived' : 'running'},
        ${id === 'none' ? 0 : 3})`;
    if (id !== 'empty')
      await sql`insert into memberships (guild_id, cohort_id, member_id, joined_at) values (${guildId}, ${id}, 'ada', ${at})`;
    await post(
      id,
      0,
      id === 'late' ? 'late' : id === 'missed' ? 'missed' : 'sent',
      new Date('2026-11-23T11:00:00Z'),
    );
  }
  await post('stands', 1, 'dead', null);
  await post('waits', 1, 'blocked', null);
  await addDailyQuizzes(db, [decision('q', 'has')]);
  expect(await wanted()).toEqual([
    ['late', 'l/0', '2026-11-23T11:00:00.000Z'],
    ['stands', 'l/0', '2026-11-23T09:00:00.000Z'],
  ]);
  await sql`update memberships set left_at = ${at} where cohort_id = 'late'`;
  await sql`update cohorts set state = 'ended' where id = 'stands'`;
  expect((await wanted()).map(([id]) => id)).toEqual(['stands']);
});
