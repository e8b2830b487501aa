import { expect, test } from 'vitest';
import { interviewQuestion } from '../../src/core/digest.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { answerTo, giveAnswers, memberIds } from '../support/given-answers.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { type CohortFacts, setStage } from './stage.ts';

const people = memberIds(4);

/** A Monday, and a cohort of four. */
async function stage(facts: CohortFacts = {}) {
  const stage = await setStage('2026-11-23T06:00:00Z');
  const { db, guildId, sql, tickAt, curriculum } = stage;
  const id = await stage.addCohort({ name: 'Autumn', hasDigest: true, ...facts });
  for (const memberId of people)
    await addMembership(db, { guildId, cohortId: id, memberId }, new Date('2026-11-01T09:00:00Z'));
  const lessons = (curriculum.pathways.get('infrastructure')?.lessons ?? []).map(({ lessonId }) => {
    const lesson = curriculum.lessons.get(lessonId);
    if (!lesson) throw new Error('no lesson');
    return lesson;
  });
  const digests = () => stage.sent.filter(({ card }) => wordsOf(card).includes('## Our week'));
  return {
    ...stage,
    id,
    lessons,
    digests,
    said: () =>
      digests()
        .map(({ card }) => wordsOf(card))
        .join('\n---\n'),
    async week(days = ['23', '24', '25', '26', '27']) {
      for (const day of days) await tickAt(`2026-11-${day}T09:00:00Z`);
    },
    done: (place: number, who: readonly string[], at = '2026-11-25T12:00:00Z') =>
      sql`insert into lesson_progress (guild_id, member_id, lesson_id, rev, done_at)
        select ${guildId}, unnest(${[...who]}::text[]), ${lessons[place]?.id ?? ''}, 1, ${at}::timestamptz`,
    thank: (memberId: string, week = '2026-11-23') =>
      sql`insert into thanks (guild_id, id, cohort_id, member_id, actor_id, week, at)
        values (${guildId}, ${`${memberId} ${week}`}, ${id}, ${memberId}, 'someone', ${week}, now())`,
    /** Each of these answers a question of that lesson in a daily quiz of the cohort. */
    async quizzed(place: number, right: number) {
      const lesson = lessons[place];
      const question = lesson?.questions[0];
      if (!question) throw new Error('no question');
      const quizId = `quiz ${place}`;
      await sql`insert into quizzes (guild_id, id, kind, cohort_id, study_day, seed, question_ids, opened_at)
        values (${guildId}, ${quizId}, 'daily', ${id}, ${`2026-11-${23 + place}`}, 's', ${[`${lesson.id}#${question.id}`]}, now())`;
      await giveAnswers(
        stage,
        people.map((memberId, n) => ({ memberId, question, quizId, chosen: answerTo(question, n < right) })),
      );
    },
  };
}

test('on Sunday evening a cohort is told of its week once: lessons, how many were done, the quizzes, a question to talk about', async () => {
  const { week, done, quizzed, tickAt, digests, said, lessons, channelId } = await stage();
  await week();
  await done(0, people);
  await done(1, people.slice(0, 2));
  // Of the week before.
  await done(2, people, '2026-11-22T23:00:00Z');
  await quizzed(0, 3);
  await quizzed(1, 1);
  await tickAt('2026-11-29T17:59:00Z');
  expect(digests()).toEqual([]);
  await tickAt('2026-11-29T18:00:00Z');
  await tickAt('2026-11-29T18:01:00Z');
  await tickAt('2026-11-30T09:00:00Z');
  expect(digests().map(one => one.channelId)).toEqual([channelId]);
  const words = said();
  expect(words).toContain('Autumn ▸ 23 Nov to 29 Nov');
  for (const lesson of lessons.slice(0, 5)) expect(words).toContain(lesson.title);
  expect(words).not.toContain(lessons[5]?.title);
  expect(words).toContain('**Together:** lessons were done 6 times, by 4 people.');
  expect(words).toContain('50 % of all answers were right');
  // Most went wrong in the second lesson.
  expect(words).toContain(interviewQuestion(lessons[1]?.sections ?? []));
  expect(words).not.toContain('Thank you');
  expect(words).toContain('Write it here');
  for (const memberId of people) expect(words).not.toContain(memberId);
  expect(labelsOf(digests()[0]?.card as never)).toEqual(['My progress']);
});

test('where one or two learned, it isn’t told how many they were', async () => {
  const { week, done, tickAt, said } = await stage();
  await week();
  await done(0, people.slice(0, 2));
  await tickAt('2026-11-29T18:00:00Z');
  expect(said()).toContain('**Together:** lessons were done 2 times.');
});

test('who helped is named as they chose, and else only counted', async () => {
  const { week, thank, tickAt, said, db, guildId, id, now } = await stage();
  const [mira = '', jo = '', hidden = '', gone = ''] = people;
  const key = (memberId: string) => ({ guildId, memberId });
  await setMemberSettings(db, key(mira), { shownAs: 'name', shownName: '**Mira** @everyone' }, now());
  await setMemberSettings(db, key(jo), { shownAs: 'alias', shownName: 'Jo' }, now());
  await setMemberSettings(db, key(hidden), { shownAs: 'hidden', shownName: 'Secret' }, now());
  await setMemberSettings(db, key(gone), { shownAs: 'name', shownName: 'Gone' }, now());
  for (const memberId of people) await thank(memberId);
  await setMembershipLeft(db, { ...key(gone), cohortId: id }, now());
  await week();
  await tickAt('2026-11-29T18:00:00Z');
  expect(said()).toMatch(/Thank you for helping:\*\* \*\*.*Mira.*\*\* and 2 other people\./);
  expect(said()).not.toMatch(/Jo\b|Secret|Gone|@everyone|[^\\]\*\*Mira/);
});

test('one who helped and shows no name is one person', async () => {
  const { week, thank, tickAt, said } = await stage();
  await thank(people[0] ?? '');
  await thank(people[1] ?? '', '2026-11-16');
  await week();
  await tickAt('2026-11-29T18:00:00Z');
  expect(said()).toContain('**1 person** helped others this week.');
  expect(said()).not.toContain('Together');
});

test('few answers are told in no percentages', async () => {
  const { week, quizzed, tickAt, said, sql } = await stage();
  await week();
  await quizzed(0, 2);
  await sql`delete from answers where member_id not in (${people[0] ?? ''}, ${people[1] ?? ''})`;
  await tickAt('2026-11-29T18:00:00Z');
  expect(said()).toContain('## Our week');
  expect(said()).not.toContain('%');
});

test('where lessons have threads, the question is talked about in that of its lesson', async () => {
  const { week, done, tickAt, digests, said, admin } = await stage({ hasThreads: true });
  await week();
  await done(0, people);
  await tickAt('2026-11-29T18:00:00Z');
  expect(said()).toContain('Press Discuss');
  const [digest] = digests();
  if (!digest) throw new Error('no digest');
  expect(labelsOf(digest.card)).toEqual(['Discuss', 'My progress']);
  expect(wordsOf(await admin().presses(digest.card, 'Discuss'))).toContain('is talked about in');
});

test.each<[string, CohortFacts, (stage: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>]>([
  ['when nothing happened', {}, async () => {}],
  ['where it isn’t wanted', { hasDigest: false }, ({ done }) => done(0, people)],
  [
    'where it was switched off meanwhile',
    {},
    async ({ done, sql }) => {
      await done(0, people);
      await sql`update cohorts set has_digest = false`;
    },
  ],
  [
    'more than a day late',
    {},
    async ({ done, tickAt }) => {
      await done(0, people);
      await tickAt('2026-11-30T18:00:01Z');
    },
  ],
])('nothing is told %s', async (_when, facts, change) => {
  const before = await setUp(facts);
  await before.week();
  await change(before);
  await before.tickAt('2026-11-29T18:00:00Z');
  expect(before.digests()).toEqual([]);
});
const setUp = (facts: CohortFacts) => stage(facts);

test('a week that begins later, a cohort that has ended, and two processes at once: one digest of each week', async () => {
  const { moveTo, decide, deliver, done, digests, runDue } = await stage({ weekdays: [3, 5], lessons: 2 });
  for (const time of ['2026-11-25T09:00:00Z', '2026-11-27T09:00:00Z', '2026-11-28T09:00:00Z']) {
    moveTo(time);
    await Promise.all([decide(), decide()]);
    await Promise.all([deliver(), deliver()]);
    await runDue();
  }
  await done(0, people);
  moveTo('2026-11-29T18:00:00Z');
  await Promise.all([deliver(), deliver()]);
  expect(digests()).toHaveLength(1);
});

test('whoever switches it on within a week gets it for that week', async () => {
  const { week, sql, done, tickAt, digests } = await stage({ hasDigest: false });
  await week(['23', '24']);
  await sql`update cohorts set has_digest = true`;
  await week(['25']);
  await done(0, people);
  await tickAt('2026-11-29T18:00:00Z');
  expect(digests()).toHaveLength(1);
});
