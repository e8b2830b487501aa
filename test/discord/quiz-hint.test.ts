import { expect, test } from 'vitest';
import { answerShown, questionOn } from '../support/answering.ts';
import { botAsking, friday, joinPosted, lessonId } from '../support/asking.ts';
import { everyRow, startTestBot, type TestBot } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';

const dear = 'Hint (half the points)';

/** Moderators let every answer to the bot's one question count as right. */
async function letAllCount(bot: TestBot): Promise<void> {
  const [question] = bot.curriculum.lessons.get(lessonId)?.questions ?? [];
  const card = await bot.admin().forges(`insights:report:${lessonId}#${question?.id}`);
  const window = await bot.admin().presses(card, 'All answers right');
  await bot.admin().presses(await bot.admin().submits(window, { note: '' }), 'Apply');
}

test('in a review a hint costs nothing, and its button says nothing else', async () => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  await answerShown(bot, ada, await ada.runs('quiz', { lesson: lessonId }), 'wrong');
  bot.moveTo('2026-11-22T12:00:00Z');
  const card = await ada.runs('review');
  expect(labelsOf(card)).toContain('Hint');
  expect(labelsOf(card)).not.toContain(dear);
  const hinted = await ada.presses(card, 'Hint');
  expect(wordsOf(hinted)).toContain('Hint: this one is wrong:');
  const right = wordsOf(await answerShown(bot, ada, hinted, 'right'));
  expect(right).toContain('**Right.** +2 points.');
  expect(right).not.toContain('half');
});

test('a hint is said to cost half where it does: at a first attempt, in time or late, and not in practice', async () => {
  const bot = await botAsking('single');
  const [ada, cohortId] = [bot.member('ada'), await bot.startCohort('Autumn')];
  await ada.runs('join');
  await postLesson(bot, cohortId, 'db/normal-forms');
  // Posted to nobody yet: the first attempt may still come.
  const early = await ada.runs('quiz', { lesson: lessonId });
  expect(labelsOf(early)).toContain(dear);
  // Nobody’s cohort: a first attempt pays whole.
  expect(labelsOf(await bot.member('lee').runs('quiz', { lesson: lessonId }))).toContain(dear);
  await postLesson(bot, cohortId, lessonId);
  const posted = await ada.runs('quiz', { lesson: lessonId });
  expect(labelsOf(posted)).toContain(dear);
  bot.moveTo('2026-11-24T12:00:00Z');
  const late = await ada.presses(await ada.runs('quiz', { lesson: lessonId }), dear);
  expect(wordsOf(await answerShown(bot, ada, late, 'right'))).toContain('**Right.** +3 points.');
  await postLesson(bot, cohortId, 'db/window-functions');
  const again = await ada.runs('quiz', { lesson: lessonId });
  expect(labelsOf(again)).toContain('Hint');
  const practised = wordsOf(await answerShown(bot, ada, await ada.presses(again, 'Hint'), 'right'));
  expect(practised).toContain('**Right.** +1 point.');
  expect(practised).not.toContain('half');
});

test.each(['single', 'multi', 'order'])(
  'where every answer counts a %s question has no hint, also not from an old card or one taken before',
  async type => {
    const bot = await botAsking(type);
    const [ada, lee] = [await joinPosted(bot), bot.member('lee')];
    await lee.runs('join');
    const before = await ada.runs('quiz', { lesson: lessonId });
    const hinted = await lee.presses(await lee.runs('quiz', { lesson: lessonId }), dear);
    expect(wordsOf(hinted)).toContain('Hint: ');
    await letAllCount(bot);
    for (const [member, card] of [
      [ada, await ada.runs('quiz', { lesson: lessonId })],
      [lee, await lee.runs('quiz', { lesson: lessonId })],
    ] as const) {
      expect.soft(wordsOf(card), member.id).not.toMatch(/Hint/);
    }
    const rows = await everyRow(bot);
    const none = await ada.presses(before, dear);
    expect(wordsOf(none)).toMatch(
      /^There is no hint for this question, so nothing is taken off your points\./,
    );
    expect(wordsOf(none)).not.toContain('Hint');
    expect(await everyRow(bot)).toBe(rows);
    for (const [member, card] of [
      [ada, none],
      [lee, await lee.runs('quiz', { lesson: lessonId })],
    ] as const) {
      const right = wordsOf(await answerShown(bot, member, card, 'wrong'));
      expect.soft(right, member.id).toContain('**Right.** +10 points.');
      expect.soft(right, member.id).not.toContain('half');
    }
  },
);

test('a hint that somebody made up for a question without one costs nothing', async () => {
  const bot = await botAsking('truefalse');
  const ada = await joinPosted(bot);
  const card = await ada.runs('quiz', { lesson: lessonId });
  const [quizId, place] = findButton(card, 'True').split(':')[2]?.split('.') ?? [];
  await ada.forges(`quiz:hint:${quizId}.${place}`);
  expect(wordsOf(await answerShown(bot, ada, card, 'right'))).toContain('**Right.** +5 points.');
});

test('one question at a time comes to every question of a lesson, its one of memory too, before any comes again', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const lesson = bot.curriculum.lessons.get('db/normal-forms');
  const questions = lesson?.questions.filter(({ retired }) => !retired) ?? [];
  expect(questions.some(({ kind }) => kind === 'recall')).toBe(true);
  const seen = new Set<string>();
  for (const [n] of questions.entries()) {
    bot.moveTo(new Date(Date.parse(friday) + n * 60_000).toISOString());
    const card = await ada.runs('quiz', { lesson: 'db/normal-forms', count: 1 });
    seen.add(questionOn(bot, card).id);
    await answerShown(bot, ada, card, n % 2 ? 'right' : 'wrong');
  }
  expect(seen.size).toBe(questions.length);
});
