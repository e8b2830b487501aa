/** What waits in an open daily quiz, or is asked live, is given away by nothing that stands in a channel. */
import { expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { decideDailyQuizzes } from '../../src/jobs/daily-quiz.ts';
import { answerRest, answerShown, questionOn } from '../support/answering.ts';
import { startTestBot, type TestBot } from '../support/bot.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';
import { openHall } from './hall.ts';
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

const liveIds = async ({ sql }: TestBot): Promise<string[]> => {
  const [quiz] = await sql<{ ids: string[] }[]>`select question_ids as ids from quizzes where kind = 'live'`;
  return quiz?.ids ?? [];
};

test('what is being asked live is told by no quiz or older card in its server until it is shown', async () => {
  const hall = await openHall('2026-11-23T12:00:00Z');
  const [ada, lee] = [hall.member('ada'), hall.member('lee')];
  const cards: Card[] = [];
  let card = await ada.runs('quiz', { lesson: 'Ports' });
  for (let n = 0; n < 5; n += 1) {
    cards.push(card as Card);
    card = await ada.presses(
      await answerShown(hall, ada, card, 'wrong'),
      /^(Next question|See how it went)$/,
    );
  }
  hall.lead();
  await hall.beginShort();
  const asked = (await liveIds(hall)).map(id => id.split('#')[1]);
  const told = async () => {
    const words = await Promise.all(cards.map(async one => wordsOf(await ada.presses(one, 'A'))));
    const isTold = (n: number) => {
      const isHeld = /being asked in a live quiz just now, so nothing was changed/.test(words[n] ?? '');
      expect(isHeld).toBe(!/\(right/.test(words[n] ?? ''));
      return !isHeld;
    };
    return new Set(cards.map(one => questionOn(hall, one).id).filter((_, n) => isTold(n)));
  };
  const others = cards.map(one => questionOn(hall, one).id).filter(id => !asked.includes(id));
  expect(await told()).toEqual(new Set(others));
  // Who takes no part is asked the others only, and of what is held back not even a hint is given.
  const practice = await lee.runs('quiz', { lesson: 'Ports', count: 5 });
  expect(wordsOf(practice)).toContain(
    'There are only 2 questions on this for now; others are being asked in a live quiz.',
  );
  const { answered, card: went } = await answerRest(hall, lee, practice, 'right');
  expect(answered).toBe(2);
  expect(wordsOf(went)).toContain('More questions on this are being asked in a live quiz just now.');
  const held = cards.find(one => asked.includes(questionOn(hall, one).id)) as Card;
  const hint = await ada.forges(findButton(held, 'A').replace(/^quiz:answer:(.*)\..*$/, 'quiz:hint:$1'));
  expect(wordsOf(hint)).toContain('being asked in a live quiz just now');
  expect(labelsOf(hint)).toEqual(['See how it went']);

  await hall.shows('Nobody has joined');
  await hall.press(ada, 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of/);
  expect(await told()).toEqual(new Set(others));
  hall.pass(25);
  await hall.shows('Because yes');
  expect(await told()).toEqual(new Set([...others, asked[0]]));
});

test('a live quiz and the daily quizzes of its server keep out of each other’s way, and where they can’t, no key is shown', async () => {
  const { curriculum } = await startTestBot('2026-11-23T08:00:00Z');
  const hall = await openHall('2026-11-23T08:59:30Z', { curriculum });
  await hall.startCohort('B', { time: '09:00', channel: channelB }, { dailyQuestions: 2 });
  const ada = hall.member('ada');
  await ada.runs('join', { cohort: 'B' });
  // In another channel, and half a minute before the daily quiz is drawn.
  await hall.admin().runs('live', { lesson: 'Subqueries and WITH' });
  const all = await liveIds(hall);
  hall.moveTo('2026-11-23T09:00:00Z');
  await hall.tick();
  const daily = async () =>
    (await hall.sql<{ ids: string[] }[]>`select question_ids as ids from quizzes where kind = 'daily'`)[0]
      ?.ids ?? [];
  expect(await daily()).toHaveLength(2);
  expect((await daily()).filter(id => all.includes(id))).toEqual([]);

  // As if the bank had no others.
  const live = all.slice(0, 2);
  await hall.sql`update quizzes set question_ids = ${live} where kind = 'live'`;
  await hall.sql`update quizzes set question_ids = ${live} where kind = 'daily'`;
  hall.lead();
  await hall.shows('Everybody here can play');
  await hall.press(ada, 'Join');
  await hall.press(hall.admin(), 'Start now');
  for (let place = 1; place <= live.length; place += 1) {
    await hall.shows(new RegExp(`question ${place} of`));
    const [option] = labelsOf(hall.messages.at(-1) as Card);
    await hall.press(ada, option ?? '');
    hall.pass(25);
    await hall.shows('Its answer isn’t shown yet');
    hall.pass(9);
  }
  await hall.shows('The live quiz is over');
  expect(hall.edits.filter(words => /First with it|percent|\(right/.test(words))).toEqual([]);
  const own = wordsOf(await hall.press(ada, 'My result'));
  expect(own.match(/told later, since it waits in a quiz that is still open for you/g)).toHaveLength(
    live.length,
  );
  expect(own).not.toMatch(/: (right|not quite)/);

  // The other way round: what a daily quiz of any cohort asks isn’t asked live.
  const isPressed = (type: string, options: number) =>
    type === 'single' || type === 'truefalse' || (type === 'output' && options > 0);
  const fit = [...curriculum.lessons.values()]
    .flatMap(({ questions }) => questions)
    .filter(one => isPressed(one.type, 'options' in one ? one.options.length : 0))
    .map(({ lessonId, id }) => `${lessonId}#${id}`)
    .filter(id => !live.includes(id));
  await hall.sql`update quizzes set question_ids = ${[...live, ...fit.slice(4)]} where kind = 'daily'`;
  expect(wordsOf(await hall.admin().runs('live'))).toContain('I found only 4, without those');
});
