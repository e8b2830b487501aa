import { beforeEach, expect, test } from 'vitest';
import { worthOfAnswer } from '../../src/core/points.ts';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { addHint } from '../../src/store/open-answers.ts';
import { rebuildScores } from '../../src/store/points.ts';
import { addAnswer, type Worth } from '../../src/store/quizzes.ts';
import { startTestBot, type TestBot } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';

/** A Friday. */
const now = new Date('2026-11-20T12:00:00Z');
let bot: TestBot;
let cohortId: string;
let answered = 0;

beforeEach(async () => {
  bot = await startTestBot(now.toISOString());
  cohortId = await bot.startCohort('Autumn');
  await addMembership(bot.db, { guildId: bot.guildId, cohortId, memberId: 'ada' }, now);
});

/** An answer in a quiz of its own; which case it is, the statement finds out. */
async function answer(
  kind: 'practice' | 'review' | 'daily' | 'live',
  {
    question = 'a',
    at = now,
    right = true,
    ...worth
  }: Partial<Worth> & { question?: string; at?: Date; right?: boolean } = {},
) {
  answered += 1;
  const grade = { share: right ? 100 : 0, right };
  return addAnswer(
    bot.db,
    {
      ...{ guildId: bot.guildId, quizId: `q${answered}`, memberId: 'ada', questionId: `db/acid#${question}` },
      ...{ questionRev: 1, chosen: ['x'], rightThen: ['x'], ...grade, answeredAt: at },
    },
    {
      ...{ reason: `answer:db/acid#${question}`, lessonId: 'db/acid', cohortId, days: [], keyRevision: 0 },
      ...worthOfAnswer(
        { type: 'single', lessonId: 'db/acid', ...grade },
        { kind, zone: 'UTC', posted: [], now: at },
      ),
      ...worth,
    },
  );
}
const kept = async () => {
  const [row] = await bot.sql`select coalesce(sum(points), 0)::int as sum from scores`;
  return row?.['sum'] as number;
};

test('a first attempt pays whole in time, half once its day is over, and as practice where the lesson wasn’t posted', async () => {
  expect(await answer('daily', { question: 'd' })).toEqual({ points: 10, hinted: false, pay: 'first' });
  await postLesson(bot, cohortId, 'db/normal-forms');
  expect(await answer('practice')).toMatchObject({ points: 1, pay: 'practice' });
  await postLesson(bot, cohortId, 'db/acid', new Date('2026-11-17T09:00Z'));
  expect(await answer('practice', { question: 'b' })).toMatchObject({ points: 5, pay: 'late' });
  expect(await answer('practice', { question: 'b' })).toMatchObject({ points: 1, pay: 'practice' });
});

test('a lesson that was posted to a cohort that the member has left was not posted to them', async () => {
  await postLesson(bot, cohortId, 'db/acid', new Date('2026-11-17T09:00Z'));
  await setMembershipLeft(bot.db, { guildId: bot.guildId, cohortId, memberId: 'ada' }, now);
  expect(await answer('practice')).toMatchObject({ pay: 'practice' });
});

test('practice and reviews pay ten points each in a study day, and not one more, however many come at once', async () => {
  await postLesson(bot, cohortId, 'db/normal-forms');
  const flood = Array.from({ length: 80 }, (_, n) =>
    answer(n % 2 ? 'practice' : 'review', { question: `${n}` }),
  );
  await Promise.all(flood);
  expect(await kept()).toBeLessThanOrEqual(20);
  // What two at once lost to each other is still to be had.
  for (let n = 0; n < 20; n += 1) await answer(n % 2 ? 'practice' : 'review', { question: `more ${n}` });
  expect(await kept()).toBe(20);
  expect(await answer('practice', { question: 'y' })).toMatchObject({ points: 0, pay: 'practice' });
  expect(await answer('review', { question: 'z' })).toMatchObject({ points: 0, pay: 'review' });
  const rows = await bot.sql`select 1 from points`;
  expect(rows).toHaveLength(15);
  await rebuildScores(bot.db, bot.guildId);
  expect(await kept()).toBe(20);
});

test('the allowance is that of the study day that goes on: it lasts over the weekend, and a new one comes with the next post', async () => {
  await postLesson(bot, cohortId, 'db/normal-forms');
  const practise = async (at: string, n: number) => {
    for (let i = 0; i < n; i += 1) await answer('practice', { question: `${at} ${i}`, at: new Date(at) });
    return kept();
  };
  expect(await practise('2026-11-20T20:00Z', 6)).toBe(6);
  expect(await practise('2026-11-22T20:00Z', 6)).toBe(10);
  // A new week, and its first lesson isn't there yet.
  expect(await practise('2026-11-23T08:00Z', 2)).toBe(10);
  await postLesson(bot, cohortId, 'db/joins', new Date('2026-11-23T09:00Z'));
  expect(await practise('2026-11-23T10:00Z', 12)).toBe(20);
  // Posted on Saturday for Monday: that is Monday's.
  await postLesson(bot, cohortId, 'db/views', new Date('2026-11-30T09:00Z'));
  expect(await practise('2026-11-28T10:00Z', 2)).toBe(20);
});

test('wrong answers are no practice, and a cohort without a lesson this week pays for none', async () => {
  await postLesson(bot, cohortId, 'db/normal-forms', new Date('2026-11-13T09:00Z'));
  expect(await answer('practice')).toMatchObject({ points: 0 });
  await postLesson(bot, cohortId, 'db/joins');
  expect(await answer('practice', { right: false })).toMatchObject({ points: 0 });
  expect(await kept()).toBe(0);
});

test('outside of a cohort it is the date that counts, and no board moves', async () => {
  for (let n = 0; n < 12; n += 1) await answer('practice', { question: `${n}`, cohortId: null });
  expect(await bot.sql`select sum(points)::int as sum from points`).toEqual([{ sum: 10 }]);
  expect(await kept()).toBe(0);
});

test('until a question is answered a hint of whatever quiz counts, by whatever statement; afterwards one of the same quiz', async () => {
  await postLesson(bot, cohortId, 'db/normal-forms');
  await postLesson(bot, cohortId, 'db/acid', new Date('2026-11-10T09:00Z'));
  const takes = (question: string, quizId: string, memberId = 'ada') =>
    addHint(bot.db, { guildId: bot.guildId, quizId, memberId, questionId: `db/acid#${question}` }, now);
  const isHinted = async (kind: Parameters<typeof answer>[0], question: string) => {
    const paid = await answer(kind, { question });
    return paid === 'stale' ? paid : paid?.hinted;
  };
  for (const kind of ['practice', 'daily', 'live'] as const) {
    await takes(kind, 'elsewhere');
    expect.soft(await isHinted(kind, kind), `${kind}, first`).toBe(true);
    expect.soft(await isHinted(kind, kind), `${kind}, again`).toBe(false);
    await takes(kind, `q${answered + 1}`);
    expect.soft(await isHinted(kind, kind), `${kind}, again with its own`).toBe(true);
    expect.soft(await isHinted('review', kind), `${kind}, then reviewed`).toBe(false);
    await takes(`${kind} of lee`, 'elsewhere', 'lee');
    await takes(`${kind} other`, 'elsewhere');
    expect.soft(await isHinted(kind, `${kind} of lee`), `${kind}, another member`).toBe(false);
  }
  const halved =
    await bot.sql`select pay, count(*)::int as n from answers where hinted group by 1 order by 1`;
  expect(halved).toEqual([
    { pay: 'first', n: 2 },
    { pay: 'late', n: 1 },
    { pay: 'practice', n: 3 },
  ]);
});
