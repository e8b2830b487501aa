import { expect, test } from 'vitest';
import { rebuildReviewCards, setReviewCards } from '../../src/store/reviews.ts';
import { answerRest, answerShown, questionOn } from '../support/answering.ts';
import { everyRow, startTestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('what was answered comes back when it is about to be forgotten, what went wrong first, at most ten at once', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('review'))).toContain('There is nothing to review yet.');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'right');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/window-functions' }), 'wrong');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/normal-forms' }), 'wrong');
  const nothing = await ada.runs('review');
  expect(wordsOf(nothing)).toMatch(
    /Nothing is due now: you still know what you learned\. The next question comes back <t:\d+:R>\./,
  );
  expect(wordsOf(await ada.presses(nothing, 'Quiz me'))).toMatch(/question 1 of \d/);

  bot.moveTo('2026-11-22T12:00:00Z');
  const first = await ada.runs('review');
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toContain('-# Review ▸');
  expect(wordsOf(first)).toContain('question 1 of 10');
  const { card, answered } = await answerRest(bot, ada, first, 'right');
  expect(answered).toBe(10);
  expect(wordsOf(card)).toContain('## 10 of 10 right');
  expect(labelsOf(card)).not.toContain('Review one more');
  const asked =
    await bot.sql`select question_id from answers a join quizzes q on q.id = a.quiz_id where q.kind = 'review'`;
  expect(asked.every(row => !row.question_id.startsWith('db/acid'))).toBe(true);
  expect(wordsOf(await ada.runs('review'))).toContain('Nothing is due now');

  bot.moveTo('2026-11-26T12:00:00Z');
  expect(wordsOf(await ada.runs('review'))).toMatch(/question 1 of \d+/);
});

test('a review that was broken off goes on, and one of yesterday begins anew', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  bot.moveTo('2026-11-23T12:00:00Z');
  const first = await ada.runs('review');
  await answerShown(bot, ada, first, 'right');
  const again = await ada.runs('review');
  expect(wordsOf(again)).toContain('question 2 of 5');
  expect(questionOn(bot, again).id).not.toBe(questionOn(bot, first).id);
  bot.moveTo('2026-11-25T12:00:00Z');
  expect(wordsOf(await ada.runs('review'))).toMatch(/question 1 of \d/);
});

test('/today says how many are due, and leads there', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  await bot.startCohort('Autumn');
  await bot.tick();
  await ada.runs('join');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  expect(labelsOf(await ada.runs('today'))).not.toContain('Review');
  bot.moveTo('2026-11-23T12:00:00Z');
  const today = await ada.runs('today');
  expect(wordsOf(today)).toContain('**Review:** 5 questions you are about to forget.');
  expect(wordsOf(await ada.presses(today, 'Review'))).toContain('-# Review ▸');
});

test('cards made step by step, all at once, or by two at the same time are the same byte for byte', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const cards = () =>
    bot.sql`select question_id, due_at, card::text, answered_at from review_cards order by 1`;
  for (const [n, how] of (['right', 'wrong', 'right', 'right'] as const).entries()) {
    bot.moveTo(new Date(Date.parse(friday) + n * 3 * 86_400_000).toISOString());
    await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), how);
    await Promise.all([1, 2, 3].map(() => setReviewCards(bot.db, ada.actor.guildId ?? '', ada.id)));
  }
  const before = await cards();
  expect(before).toHaveLength(5);
  await rebuildReviewCards(bot.db, ada.actor.guildId ?? '', ada.id);
  expect(await cards()).toEqual(before);
});

test('after ten the next ones are one press away, as long as some are due', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const lesson of ['db/acid', 'db/window-functions', 'db/normal-forms'])
    await answerRest(bot, ada, await ada.runs('quiz', { lesson }), 'wrong');
  bot.moveTo('2026-11-23T12:00:00Z');
  const { card } = await answerRest(bot, ada, await ada.runs('review'), 'right');
  expect(labelsOf(card)).toEqual(['Review the next 5', 'Practise again']);
  const next = await ada.presses(card, 'Review the next 5');
  expect(wordsOf(next)).toContain('question 1 of 5');
  expect(labelsOf((await answerRest(bot, ada, next, 'right')).card)).toEqual(['Practise again']);
});

test('what waits in the daily quiz is not reviewed before, and where nothing else is due it leads there', async () => {
  const bot = await startTestBot('2026-11-17T12:00:00Z');
  const ada = bot.member('ada');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  bot.moveTo(friday);
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  await ada.runs('join');
  await bot.tick();
  const due = (bot.curriculum.lessons.get('db/acid')?.questions ?? []).map(({ id }) => `db/acid#${id}`);
  await bot.sql`update quizzes set question_ids = ${due} where kind = 'daily'`;
  const none = await ada.runs('review');
  expect(wordsOf(none)).toContain(
    'What you would review now is in the daily quiz that is still open for you.',
  );
  expect(labelsOf(none)).toEqual(['Take the daily quiz']);
  expect(wordsOf(await ada.runs('today'))).not.toContain('**Review:**');
  await bot.sql`update quizzes set question_ids = ${due.slice(0, 2)} where kind = 'daily'`;
  expect(wordsOf(await ada.runs('review'))).toMatch(/question 1 of 3/);
});

test('a review that was begun before gives nothing away of what waits in the daily quiz since', async () => {
  const bot = await startTestBot('2026-11-17T12:00:00Z');
  const ada = bot.member('ada');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  bot.moveTo(friday);
  const card = await ada.runs('review');
  const { id } = questionOn(bot, card);
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  await ada.runs('join');
  await bot.tick();
  await bot.sql`update quizzes set question_ids = ${[`db/acid#${id}`]} where kind = 'daily'`;
  const before = await everyRow(bot);
  for (const label of labelsOf(card)) {
    const reply = await ada.presses(card, label);
    expect.soft(wordsOf(reply)).toContain('This question waits in today’s daily quiz');
    expect.soft(questionOn(bot, await ada.presses(reply, 'Go on here')).id).not.toBe(id);
  }
  expect(await everyRow(bot)).toBe(before);
});

test('a review that goes on begins with another question than the one answered last', async () => {
  const bot = await startTestBot('2026-11-17T12:00:00Z');
  const ada = bot.member('ada');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  bot.moveTo(friday);
  const first = questionOn(bot, await ada.runs('review')).id;
  let card = await ada.runs('quiz', { lesson: 'db/acid', count: 20 });
  for (let minute = 1, isAnswered = false; !isAnswered; minute += 1) {
    bot.moveTo(new Date(Date.parse(friday) + minute * 60_000).toISOString());
    isAnswered = questionOn(bot, card).id === first;
    const answered = await answerShown(bot, ada, card, 'wrong');
    if (!isAnswered) card = await ada.presses(answered, /^(Next question|See how it went)$/);
  }
  const again = await ada.runs('review');
  expect(wordsOf(again)).toContain('-# Review ▸');
  expect(questionOn(bot, again).id).not.toBe(first);
});

test('what is no longer asked is not reviewed', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  await answerRest(bot, ada, await ada.runs('quiz', { lesson: 'db/acid' }), 'wrong');
  lessons.delete('db/acid');
  bot.moveTo('2026-11-23T12:00:00Z');
  expect(wordsOf(await ada.runs('review'))).toContain('There is nothing to review yet.');
});
