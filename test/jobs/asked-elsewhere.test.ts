/** What waits in an open daily quiz, or is asked live, is given away by nothing that stands in a channel. */
import { expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { decideDailyQuizzes } from '../../src/jobs/daily-quiz.ts';
import { answerRest } from '../support/answering.ts';
import { findButton, wordsOf } from '../support/shown.ts';
import { type CohortFacts, setStage } from './stage.ts';

const channelB = '710000000000000002';
const held = 'Its answer is shown once it isn’t asked anywhere any more.';

/** Cohort A posts at 09:00, B at 18:00, on one pathway; ada and lee study in the one and the other. */
async function setTwo(a: CohortFacts, b: CohortFacts = {}) {
  const stage = await setStage('2026-11-23T08:00:00Z');
  const [ada, lee] = [stage.member('ada'), stage.member('lee')];
  const ids: string[] = [];
  for (const [member, facts] of [
    [ada, { name: 'A', ...a }],
    [lee, { name: 'B', channelId: channelB, ...b }],
  ] as const) {
    const { postTime = '09:00' } = facts as CohortFacts;
    const nextDueAt = new Date(`2026-11-23T${postTime}:00Z`);
    ids.push(await stage.addCohort({ dailyQuestions: 6, nextDueAt, ...facts }));
    await member.runs('join', { cohort: facts.name });
  }
  const quizzes = () => stage.sql<{ id: string; ids: string[]; closes: Date }[]>`
    select id, question_ids as ids, closes_at as closes from quizzes where kind = 'daily' order by opened_at, study_day`;
  const keyOf = (full: string) => {
    const [lessonId = '', id] = full.split('#');
    const question = stage.curriculum.lessons.get(lessonId)?.questions.find(one => one.id === id);
    if (!question) throw new Error(`no question ${full}`);
    return question;
  };
  /** What a result says of the question at this place, from its number to the next one's. */
  const toldOf = (card: Card, place: number): string =>
    new RegExp(
      `\\*\\*${place + 1}\\.\\*\\*[^]*?(?=\\n\\*\\*${place + 2}\\.\\*\\*|\\n\\*\\*Most|\\nRead the|$)`,
    ).exec(wordsOf(card))?.[0] ?? '';
  const results = () => stage.sent.filter(({ card }) => wordsOf(card).includes('How the daily quiz went'));
  return { ...stage, ids, ada, lee, quizzes, keyOf, toldOf, results };
}

test.each([
  ['one after the other', '18:00'],
  ['in the same minute', '09:00'],
])('two cohorts of one pathway are asked different questions, drawn %s', async (_when, postTime) => {
  const stage = await setTwo({ dailyQuestions: 3 }, { dailyQuestions: 3, postTime });
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T18:00:00Z');
  const [one, two] = await stage.quizzes();
  expect([one?.ids.length, two?.ids.length]).toEqual([3, 3]);
  expect(one?.ids.filter(id => two?.ids.includes(id))).toEqual([]);
});

test('of two processes the second draws only when it knows what the first has drawn', async () => {
  const stage = await setTwo({ dailyQuestions: 3 }, { dailyQuestions: 0 });
  stage.moveTo('2026-11-23T09:00:00Z');
  await stage.decide();
  await stage.deliver();
  const drawing: Promise<number>[] = [];
  await stage.sql.begin(async first => {
    await first`select pg_advisory_xact_lock(hashtextextended(${`daily:${stage.guildId}`}, 0))`;
    drawing.push(decideDailyQuizzes(stage.parts, stage.now()));
    const waiting = async () =>
      (
        await first`select pid from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`
      ).length;
    await expect.poll(waiting).toBe(1);
    // The second finds B ready, too, and A’s quiz still undrawn.
    await first`update cohorts set daily_questions = 3`;
  });
  drawing.push(decideDailyQuizzes(stage.parts, stage.now()));
  await Promise.all(drawing);
  await stage.runDue();
  const [one, two] = await stage.quizzes();
  expect(one?.ids.filter(id => two?.ids.includes(id))).toEqual([]);
});

test('a cohort’s next quiz doesn’t ask what its own earlier one still asks', async () => {
  const stage = await setTwo({ postTime: '18:00', dailyQuestions: 6 }, { dailyQuestions: 0 });
  await stage.tickAt('2026-11-23T18:00:00Z');
  await stage.tickAt('2026-11-24T18:00:00Z');
  const [one, two] = await stage.quizzes();
  expect(one && one.closes.getTime() > Date.parse('2026-11-24T18:00:00Z')).toBe(true);
  const spare = (stage.curriculum.lessons.get(one?.ids[0]?.split('#')[0] ?? '')?.questions.length ?? 0) - 6;
  const shared = two?.ids.filter(id => one?.ids.includes(id)) ?? [];
  const bank = stage.curriculum.lessons.get(two?.ids[0]?.split('#')[0] ?? '')?.questions.length ?? 0;
  expect(two?.ids).toHaveLength(6);
  expect(shared).toHaveLength(Math.max(0, 6 - bank - spare));
});

test('a result holds back what another open quiz asks, also when it is corrected, and is put anew once that has closed', async () => {
  const stage = await setTwo({}, { postTime: '18:00' });
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T18:00:00Z');
  const [a, b] = await stage.quizzes();
  const isSingle = (id: string) => stage.keyOf(id).type === 'single';
  const shared = [...stage.curriculum.lessons.values()]
    .flatMap(({ questions }) => questions)
    .map(({ lessonId, id }) => `${lessonId}#${id}`)
    .filter(isSingle)[0];
  if (!a || !b || !shared) throw new Error('there are not two quizzes');
  const others = a.ids.filter(id => id !== shared).slice(0, 2);
  await stage.sql`update quizzes set question_ids = ${[shared, ...others]} where id = ${a.id}`;
  await stage.sql`update quizzes set question_ids = ${[shared]} where id = ${b.id}`;
  await answerRest(stage, stage.ada, await stage.ada.runs('daily'), 'right');

  await stage.tickAt('2026-11-24T03:00:00Z');
  const [first] = stage.results();
  if (!first) throw new Error('there is no result');
  expect(stage.toldOf(first.card, 0).split('\n').slice(1)).toEqual([held]);
  expect(stage.toldOf(first.card, 1)).not.toContain(held);
  await stage.tickAt('2026-11-24T04:00:00Z');
  expect(stage.edited).toEqual([]);

  // A correction of it is not told either; one of another question is told at once.
  const settle = async (id: string) => {
    const admin = stage.admin();
    const form = await admin.submits(await admin.forges(`insights:all-right:${id}`), { note: 'Both hold.' });
    await admin.presses(form, 'Apply');
  };
  await settle(shared);
  await stage.tickAt('2026-11-24T05:00:00Z');
  expect(stage.edited).toHaveLength(1);
  const corrected = stage.edited[0]?.card as Card;
  expect(stage.toldOf(corrected, 0).split('\n').slice(1)).toEqual([held]);
  expect(wordsOf(corrected)).not.toMatch(/Both hold|corrected/i);
  await settle(others[0] ?? '');
  await stage.tickAt('2026-11-24T06:00:00Z');
  expect(wordsOf(stage.edited[1]?.card as Card)).toContain('Corrected since it was posted');
  expect(
    stage
      .toldOf(stage.edited[1]?.card as Card, 0)
      .split('\n')
      .slice(1),
  ).toEqual([held]);

  // Put anew once, after its last quiz has closed.
  await stage.sql`update cohorts set daily_questions = 0`;
  await stage.tickAt(b.closes);
  await stage.tickAt(new Date(b.closes.getTime() + 60_000));
  const anew = stage.edited.filter(
    ({ card }) => findButton(card, 'Practise these') === findButton(first.card, 'Practise these'),
  );
  expect(anew).toHaveLength(3);
  const told = stage.toldOf(anew[2]?.card as Card, 0);
  expect(told).toContain('Both hold.');
  expect(wordsOf(anew[2]?.card as Card)).not.toContain(held);
});
