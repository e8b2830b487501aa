import { expect, test } from 'vitest';
import { deliveryId } from '../../src/core/delivery.ts';
import { asStudyDay } from '../../src/core/time.ts';
import {
  addDailyQuizzes,
  type DecidedQuiz,
  listQuizzesToCome,
  listReadyDays,
  type QuizToCome,
  setQuizzesCancelled,
} from '../../src/store/daily.ts';
import { listAllAnswers } from '../../src/store/daily-answers.ts';
import { addDeliveries, type NewDelivery } from '../../src/store/deliveries.ts';
import type { Quiz } from '../../src/store/quizzes.ts';
import { borrowDatabase } from '../support/bot.ts';

const guildId = '700000000000000001';
const studyDay = asStudyDay('2026-11-23');
const at = new Date('2026-11-23T09:00:00Z');
const end = new Date('2026-11-24T03:00:00Z');

const keyOf = (kind: string, cohortId: string) => ({ guildId, cohortId, kind, studyDay, slot: 0 });
/** Its id is `name`, and so is its cohort's unless another is named. */
function decision(name: string, cohortId = name): DecidedQuiz {
  const quiz: Quiz = {
    ...{ guildId, id: name, kind: 'daily', memberId: null, cohortId, studyDay, lessonId: null, seed: 's' },
    ...{ questionIds: ['db/acid#durable'], wish: null, openedAt: at, closesAt: end },
  };
  const key = keyOf('daily-result', cohortId);
  const facts = { quizId: name };
  return {
    quiz,
    post: { guildId, id: deliveryId(keyOf('daily-quiz', cohortId)), dueAt: at },
    result: { ...key, id: deliveryId(key), lane: 'beside', facts, channelId: 'c', dueAt: end },
  };
}
/** As deciding the day's lessons leaves it. */
const toCome = (cohortId: string): NewDelivery => {
  const key = keyOf('daily-quiz', cohortId);
  return { ...key, id: deliveryId(key), lane: 'beside', facts: {}, channelId: 'c', dueAt: end };
};

test('forty that decide the same day at once keep one quiz, and its posts name that one', async () => {
  const { db, sql } = await borrowDatabase();
  await addDeliveries(db, [toCome('autumn')]);
  const kept = await Promise.all(
    Array.from({ length: 40 }, (_, n) => addDailyQuizzes(db, [decision(`q${n}`, 'autumn')])),
  );
  expect(kept.filter(count => count === 1)).toHaveLength(1);
  const [quiz, ...more] = await sql`select id from quizzes`;
  expect(more).toEqual([]);
  expect(await sql`select kind, due_at, facts->>'quizId' as named from deliveries order by kind`).toEqual([
    { kind: 'daily-quiz', due_at: at, named: quiz?.id },
    { kind: 'daily-result', due_at: end, named: quiz?.id },
  ]);
});

test('of several days those that have a quiz already are passed by, the others are kept', async () => {
  const { db, sql } = await borrowDatabase();
  await addDeliveries(db, ['a', 'b', 'c'].map(toCome));
  expect(await listQuizzesToCome(db, at, { limit: 9 })).toHaveLength(3);
  await addDailyQuizzes(db, [decision('one', 'a')]);
  const several = [decision('two', 'a'), decision('three', 'b'), decision('four', 'c')];
  expect(await addDailyQuizzes(db, several)).toBe(2);
  expect(
    await sql`select cohort_id as c, facts->>'quizId' as q from deliveries where kind = 'daily-quiz' order by 1`,
  ).toEqual([
    { c: 'a', q: 'one' },
    { c: 'b', q: 'three' },
    { c: 'c', q: 'four' },
  ]);
  expect(await addDailyQuizzes(db, [])).toBe(0);
  expect(await listQuizzesToCome(db, at, { limit: 9 })).toEqual([]);
});

test('quizzes to come are listed page by page, each once, until their day is over', async () => {
  const { db } = await borrowDatabase();
  const names = Array.from({ length: 25 }, (_, n) => `c${n}`);
  await addDeliveries(db, names.map(toCome));
  const seen: string[] = [];
  let after: QuizToCome | undefined;
  do {
    const page = await listQuizzesToCome(db, at, { limit: 10, after });
    seen.push(...page.map(({ id }) => id));
    after = page.at(-1);
  } while (after);
  expect(new Set(seen).size).toBe(25);
  expect(seen).toHaveLength(25);
  expect(await listQuizzesToCome(db, end, { limit: 10 })).toEqual([]);
});

test('only a quiz that nobody has decided yet can be given up', async () => {
  const { db, sql } = await borrowDatabase();
  await addDeliveries(db, ['a', 'b'].map(toCome));
  const all = await listQuizzesToCome(db, at, { limit: 9 });
  await addDailyQuizzes(db, [decision('a')]);
  expect(await setQuizzesCancelled(db, all)).toBe(1);
  expect(await setQuizzesCancelled(db, all)).toBe(0);
  expect(await sql`select cohort_id, state from deliveries where kind = 'daily-quiz' order by 1`).toEqual([
    { cohort_id: 'a', state: 'due' },
    { cohort_id: 'b', state: 'cancelled' },
  ]);
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

test('a day is ready once its posts stand, none waits, and somebody studies where a quiz is wanted', async () => {
  const { db, sql } = await borrowDatabase();
  const ready = async () =>
    (await listReadyDays(db, await listQuizzesToCome(db, at, { limit: 99 })))
      .map(day => [day.cohort.id, day.lessonIds.join(), day.openFrom?.toISOString(), day.studyDay])
      .sort();
  const sentAt = new Date('2026-11-23T11:00:00Z');
  const post = (cohortId: string, slot: number, state: string) => sql`
    insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, lesson_id, channel_id, state, due_at, sent_at, message_id)
    values (${guildId}, ${cohortId}, 'lesson', ${studyDay}, ${slot}, ${`${cohortId}-${slot}`}, ${`l/${slot}`}, 'c',
      ${state}, ${at}, ${sentAt}, ${state === 'sent' || state === 'late' ? 'm' : null})`;
  const ids = ['stands', 'late', 'waits', 'missed', 'empty', 'none', 'has'];
  for (const id of ids) {
    await sql`
      insert into cohorts (guild_id, id, name, pathway_id, channel_id, zone, post_time, start_day, plan_version, created_at,
        daily_questions)
      values (${guildId}, ${id}, ${id}, 'p', 'c', 'UTC', '09:00', ${studyDay}, 1, ${at}, ${id === 'none' ? 0 : 3})`;
    if (id !== 'empty')
      await sql`insert into memberships (guild_id, cohort_id, member_id, joined_at)
        values (${guildId}, ${id}, 'ada', ${at})`;
    await post(id, 0, id === 'late' || id === 'missed' ? id : 'sent');
  }
  await addDeliveries(db, ids.map(toCome));
  await post('stands', 1, 'dead');
  await post('waits', 1, 'blocked');
  await addDailyQuizzes(db, [decision('has')]);
  expect(await ready()).toEqual([
    ['late', 'l/0', '2026-11-23T11:00:00.000Z', studyDay],
    ['missed', '', undefined, studyDay],
    ['stands', 'l/0', '2026-11-23T09:00:00.000Z', studyDay],
  ]);
  await sql`update memberships set left_at = ${at} where cohort_id in ('late', 'missed')`;
  await sql`update deliveries set state = 'sent', message_id = 'm' where id = 'waits-1'`;
  expect((await ready()).map(([id, lessons]) => [id, lessons])).toEqual([
    ['stands', 'l/0'],
    ['waits', 'l/0,l/1'],
  ]);
});
