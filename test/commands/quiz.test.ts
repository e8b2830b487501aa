import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';
const lessonId = 'db/acid';

/** Label of the button whose option is right (or wrong) for what is asked on this card. */
function labelFor(bot: TestBot, card: Reply, right: boolean): string {
  for (const label of labelsOf(card)) {
    const optionId = findButton(card, label).split('.').at(-1);
    const asked = bot.curriculum.lessons
      .get(lessonId)
      ?.questions.find(question => wordsOf(card).includes(question.stem));
    const options = asked && 'options' in asked ? asked.options : [];
    if (options.find(option => option.id === optionId)?.right === right) return label;
  }
  throw new Error(`no option that is ${right ? 'right' : 'wrong'} in:\n${wordsOf(card)}`);
}

async function answerAll(bot: TestBot, member: TestMember, first: Reply, right: boolean) {
  let card = first;
  let answered = 0;
  while (/question \d of \d/.test(wordsOf(card))) {
    card = await member.presses(card, labelFor(bot, card, right));
    answered += 1;
    expect.soft(wordsOf(card)).toContain(right ? '**Right.**' : '**Not quite.**');
    card = await member.presses(card, /^(Next question|See how it went)$/);
  }
  return { card, answered };
}

test('a quiz asks privately, says at once what was right and why, and ends with how it went', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toMatch(/question 1 of \d/);

  const answered = await ada.presses(first, labelFor(bot, first, true));
  expect(answered).toMatchObject({ private: true, replaces: true });
  expect(wordsOf(answered)).toMatch(/\*\*Right\.\*\* \+(5|10) points/);
  const question = bot.curriculum.lessons
    .get(lessonId)
    ?.questions.find(one => wordsOf(first).includes(one.stem));
  if (!question || !('options' in question)) throw new Error('an unknown question was asked');
  for (const option of question.options) expect.soft(wordsOf(answered)).toContain(option.why);

  const next = await ada.presses(answered, 'Next question');
  const { card } = await answerAll(bot, ada, next, false);
  expect(wordsOf(card)).toMatch(/## 1 of \d right/);
  expect(wordsOf(card)).toContain('Look again at the ones that went wrong');
  expect(labelsOf(card)).toEqual(['I’ve done it', 'Read', 'Practise again']);
});

test('promise 3: only the first answer counts, once, whatever is pressed afterwards', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const wrong = labelFor(bot, card, false);
  const right = labelFor(bot, card, true);
  expect(wordsOf(await ada.presses(card, wrong))).toContain('**Not quite.**');
  const before = await everyRow(bot);
  const again = wordsOf(await ada.presses(card, right));
  expect(again).toContain('**Not quite.** Your first answer counts.');
  expect(again).toMatch(/\(wrong, your answer\)/);
  expect(await everyRow(bot)).toBe(before);
});

test('promise 3: of many presses at once exactly one is scored', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const label = labelFor(bot, card, true);
  const replies = await Promise.all(Array.from({ length: 12 }, () => ada.presses(card, label)));
  expect(replies.filter(reply => /\+\d+ points/.test(wordsOf(reply)))).toHaveLength(1);
  expect(await bot.sql`select * from answers`).toHaveLength(1);
  expect(await bot.sql`select * from points`).toHaveLength(1);
});

test('a quiz practised again asks all anew but pays nothing twice', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const { card, answered } = await answerAll(bot, ada, await ada.runs('quiz', { lesson: lessonId }), true);
  expect(wordsOf(card)).toContain(`## ${answered} of ${answered} right`);
  expect(wordsOf(card)).toContain('All right. That one sits.');
  const paid = await bot.sql`select * from points order by reason`;
  expect(paid).toHaveLength(answered);
  await answerAll(bot, ada, await ada.presses(card, 'Practise again'), true);
  expect(await bot.sql`select * from points order by reason`).toEqual(paid);
});

test('an answer wrong at first earns nothing when it is right later', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  await answerAll(bot, ada, await ada.runs('quiz', { lesson: lessonId }), false);
  const { card } = await answerAll(bot, ada, await ada.runs('quiz', { lesson: lessonId }), true);
  expect(wordsOf(card)).toContain('All right');
  expect(await bot.sql`select * from points`).toHaveLength(0);
});

test('somebody else’s quiz can’t be answered or looked at, and what is gone says so', async () => {
  const bot = await startTestBot(friday);
  const card = await bot.member('ada').runs('quiz', { lesson: lessonId });
  const before = await everyRow(bot);
  const lee = bot.member('lee');
  const id = findButton(card, labelFor(bot, card, true));
  const quizId = id.split(':')[2]?.split('.')[0] ?? '';
  const foreign = 'That quiz belongs to somebody else. Type `/quiz` to get your own.';
  expect(wordsOf(await lee.forges(id))).toBe(foreign);
  expect(wordsOf(await lee.forges(`quiz:next:${quizId}`))).toBe(foreign);
  const gone = 'That question is no longer asked, so nothing was changed. Type `/quiz` for a new quiz.';
  const elsewhere = bot.member('ada', { guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.forges(id))).toBe(gone);
  const ada = bot.member('ada');
  for (const forged of [`${quizId}.0.nothing`, `${quizId}.9.a`, `${quizId}.-1.a`, `${quizId}`, 'x.0.a', '']) {
    expect.soft(wordsOf(await ada.forges(`quiz:answer:${forged}`))).toBe(gone);
  }
  expect(await everyRow(bot)).toBe(before);
});

test('an answer keeps the cohort’s study day and earns in the cohort', async () => {
  const bot = await startTestBot(friday);
  const autumn = await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  const card = await ada.runs('quiz');
  expect(wordsOf(card)).toContain('Subqueries and WITH');
  await ada.presses(card, labelsOf(card)[0] ?? '');
  expect(await bot.sql`select cohort_id, study_day::text as day, action from kept_days`).toEqual([
    { cohort_id: autumn, day: '2026-11-20', action: 'quiz' },
  ]);
});

test('a quiz begun before a restart goes on, and a question that was retired since is passed over', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  const answered = await ada.presses(first, labelFor(bot, first, true));
  const lesson = curriculum.lessons.get(lessonId);
  if (!lesson) throw new Error('no such lesson');
  const kept = lesson.questions.filter(one => wordsOf(first).includes(one.stem));
  lessons.set(lessonId, { ...lesson, questions: kept });
  expect(wordsOf(await ada.presses(answered, 'Next question'))).toContain('## 1 of 1 right');
  lessons.delete(lessonId);
  expect(wordsOf(await ada.presses(answered, 'Next question'))).toContain('That question is no longer asked');
});

test('an unknown lesson and one without questions are said in words', async () => {
  const { curriculum } = await startTestBot(friday);
  const lesson = curriculum.lessons.get(lessonId);
  if (!lesson) throw new Error('no such lesson');
  const lessons = new Map([...curriculum.lessons, [lessonId, { ...lesson, questions: [] }] as const]);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('quiz', { lesson: lessonId }))).toBe('There are no questions here yet.');
  expect(wordsOf(await ada.runs('quiz', { lesson: 'windo' }))).toContain('Did you mean “Window functions”?');
  expect(wordsOf(await ada.forges('quiz:start:db/nothing'))).toContain('I don’t know a lesson of that name.');
  expect(await ada.types('quiz', 'lesson', 'wind')).toHaveLength(1);
  const bare = { ...curriculum, lessons: new Map(), pathways: new Map() };
  const empty = await startTestBot(friday, { curriculum: bare });
  expect(wordsOf(await empty.member('ada').runs('quiz'))).toBe('There are no questions here yet.');
});
