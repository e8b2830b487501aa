import { expect, test } from 'vitest';
import { addErratum } from '../../src/store/errata.ts';
import { setGuild } from '../../src/store/guilds.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { answerTo, giveAnswers } from '../support/given-answers.ts';
import { findButton, wordsOf } from '../support/shown.ts';
import { type CohortFacts, setStage } from './stage.ts';

const notices = '710000000000000099';
const members = ['810000000000000001', '810000000000000002', '810000000000000003'];

/** A Monday. Three members answered one question twice: the first time rightly, the second time one of them still did. */
async function stage(facts: CohortFacts = {}, { again = '2026-11-20T12:00:00Z', wrong = 5 } = {}) {
  const stage = await setStage('2026-11-23T06:00:00Z');
  await setGuild(stage.db, stage.guildId, { noticeChannelId: notices }, stage.now());
  const id = await stage.addCohort(facts);
  for (const memberId of members)
    await addMembership(stage.db, { guildId: stage.guildId, cohortId: id, memberId }, stage.now());
  const lesson = [...stage.curriculum.lessons.values()].find(one => one.questions[0]?.type === 'single');
  const [question] = lesson?.questions ?? [];
  if (!lesson || !question) throw new Error('no question');
  const gave = (memberId: string, isRight: boolean, at: string, quizId: string) => ({
    ...{ memberId, question, chosen: answerTo(question, isRight), at: new Date(at), quizId },
  });
  await giveAnswers(stage, [
    ...members.map(memberId => gave(memberId, true, '2026-10-01T12:00:00Z', 'first')),
    ...[...members, ...members].map((memberId, i) => gave(memberId, i >= wrong, again, `again ${i}`)),
  ]);
  const told = () => stage.sent.filter(({ channelId }) => channelId === notices).map(({ card }) => card);
  return { ...stage, id, lesson, question, told };
}

test('with the first study day of a week moderators are told what their cohort forgets, once, and nobody is named', async () => {
  const { tickAt, told, lesson, question, sent } = await stage();
  await tickAt('2026-11-23T09:00:00Z');
  expect(sent).toHaveLength(1);
  await tickAt('2026-11-23T09:01:00Z');
  await tickAt('2026-11-24T09:01:00Z');
  const [card, ...more] = told();
  if (!card) throw new Error('nothing was told');
  expect(more).toEqual([]);
  const words = wordsOf(card);
  expect(words).toContain(`1. **${lesson.title}**: 83 % wrong (5 of 6 answers)`);
  expect(words).toContain(question.stem.slice(0, 40));
  expect(words).toContain(`\`/quiz lesson:${lesson.title}\``);
  expect(words).toContain('`/pace insert`');
  for (const memberId of members) expect(words).not.toContain(memberId);
  // The next week the same answers are young enough still.
  await tickAt('2026-11-30T09:01:00Z');
  expect(told()).toHaveLength(2);
});

test('its button opens the figures of this cohort, for moderators only', async () => {
  const { tickAt, told, member, admin } = await stage({ name: 'Autumn' });
  await tickAt('2026-11-23T09:01:00Z');
  const [card] = told();
  if (!card) throw new Error('nothing was told');
  expect(wordsOf(await admin().presses(card, 'How questions do'))).toContain('Insights ▸ Autumn');
  expect(wordsOf(await member('ada').forges(findButton(card, 'How questions do')))).toContain(
    'That is for moderators',
  );
});

test('of a week that begins later, the first study day counts; and two processes tell it once', async () => {
  const { moveTo, decide, deliver, told } = await stage({ weekdays: [3, 5] });
  for (const time of ['2026-11-23T09:01:00Z', '2026-11-25T09:01:00Z', '2026-11-27T09:01:00Z']) {
    moveTo(time);
    await Promise.all([decide(), decide()]);
    await Promise.all([deliver(), deliver()]);
    expect(told()).toHaveLength(time.startsWith('2026-11-23') ? 0 : 1);
  }
});

test.each<[string, Parameters<typeof stage>]>([
  ['four weeks have passed', [{}, { again: '2026-10-26T08:00:00Z' }]],
  ['nearly all was known', [{}, { wrong: 1 }]],
])('nothing is told when %s', async (_why, how) => {
  const { tickAt, told, sql } = await stage(...how);
  await tickAt('2026-11-23T09:01:00Z');
  expect(told()).toEqual([]);
  expect(await sql`select state, reason from deliveries where kind = 'notice-forgets'`).toEqual([
    { state: 'cancelled', reason: 'nothing-to-say' },
  ]);
});

test('nothing is told where no channel is chosen for it', async () => {
  const { tickAt, told, sql, db, guildId, now } = await stage();
  await setGuild(db, guildId, { noticeChannelId: null }, now());
  await tickAt('2026-11-23T09:01:00Z');
  expect(told()).toEqual([]);
  expect(await sql`select 1 from deliveries where kind = 'notice-forgets'`).toEqual([]);
});

test('a corrected key decides what was wrong, and a question that is out isn’t told', async () => {
  const { tickAt, told, db, guildId, now, question, lesson } = await stage();
  const correct = (id: string, verdict: string, rightIds: string[]) =>
    addErratum(
      db,
      {
        ...{ guildId, id, verdict, rightIds, note: null, actorId: 'admin', createdAt: now() },
        ...{ questionId: `${lesson.id}#${question.id}`, questionRev: question.rev },
      },
      [],
    );
  await correct('1', 'corrected', [...answerTo(question, false)]);
  await tickAt('2026-11-23T09:01:00Z');
  expect(told()).toEqual([]);
  await correct('2', 'retired', []);
  await tickAt('2026-11-30T09:01:00Z');
  expect(told()).toEqual([]);
});
