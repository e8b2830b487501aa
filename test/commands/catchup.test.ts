import { expect, test } from 'vitest';
import { everyRow, startTestBot, type TestBot } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { longCurriculum } from '../support/long-curriculum.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** Ada joined on the first day, a Friday; a week later six lessons have come. */
async function afterAWeek(): Promise<TestBot> {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  await bot.member('ada').runs('join');
  await passDays(bot, '2026-11-27');
  return bot;
}

test('the way back tells which lessons come on which days, the first with its button', async () => {
  const bot = await afterAWeek();
  const ada = bot.member('ada');
  const before = await everyRow(bot);
  const way = await ada.runs('catchup', { minutes: 60 });
  expect(way).toMatchObject({ private: true });
  const words = wordsOf(way);
  expect(words).toContain('-# Mastering Backend Infrastructure ▸ Autumn');
  expect(words).toContain('With 60 minutes a day you are level with your cohort by the end of Sun 29 Nov');
  expect(words).toMatch(
    /\*\*Today\*\* · 47 min\n- Subqueries and WITH\n- Window functions\n\*\*Tomorrow\*\* · /,
  );
  // No counting of what is missing, and nothing is changed by looking.
  expect(words).not.toMatch(/behind|missed|overdue|late/i);
  expect(await everyRow(bot)).toBe(before);

  expect(wordsOf(await ada.presses(way, 'Read'))).toContain('Subqueries and WITH ▸ page 1');
  await ada.presses(way, 'I’ve done it');
  expect(wordsOf(await ada.runs('catchup', { minutes: 60 }))).not.toContain('Subqueries and WITH');
});

test('without minutes it reckons with twenty, and weekends count', async () => {
  const bot = await afterAWeek();
  const words = wordsOf(await bot.member('ada').runs('catchup'));
  expect(words).toContain('With 20 minutes a day');
  expect(words).toContain('**Sun 29 Nov** · ');
  expect(words).toMatch(/… and so on for \d+ more days\./);
});

test('with one or two open lessons a member is on track, and with none too', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  const one = await ada.runs('catchup');
  expect(wordsOf(one)).toContain('You are on track with **Autumn**. 1 lesson is open');
  expect(labelsOf(one)).toEqual(['Read']);
  await passDays(bot, '2026-11-23');
  expect(wordsOf(await ada.runs('catchup'))).toContain('2 lessons are open');
  await passDays(bot, '2026-11-24');
  expect(wordsOf(await ada.runs('catchup'))).toContain('## Your way back');
  for (const lesson of ['db/subqueries-and-ctes', 'db/window-functions', 'db/entity-relationship-models']) {
    await ada.presses(await ada.runs('lesson', { lesson }), 'I’ve done it');
  }
  expect(wordsOf(await ada.runs('catchup'))).toBe('You are on track with **Autumn**. Nothing is open.');
});

test('lessons from before somebody joined are not counted, unless they want to catch up', async () => {
  const bot = await afterAWeek();
  const lee = bot.member('lee');
  const question = await lee.runs('join');
  expect(wordsOf(await lee.runs('catchup'))).toContain('You are on track with **Autumn**. 1 lesson is open');
  const paces = await lee.presses(question, 'Catch up');
  const way = await lee.presses(await lee.presses(paces, '2 a day'), 'Show me the way');
  expect(wordsOf(way)).toContain('With 2 earlier lessons a day besides the new ones you are level');
  expect(wordsOf(way)).toContain('**Today** · 47 min\n- Subqueries and WITH\n- Window functions');
  expect(wordsOf(await lee.runs('catchup', { minutes: 120 }))).toContain('With 120 minutes a day');
  await lee.presses(question, 'Live from today');
  expect(wordsOf(await lee.runs('catchup'))).toContain('You are on track');
});

test('three weeks after choosing to catch up nobody asks for the old lessons any more', async () => {
  const bot = await afterAWeek();
  const lee = bot.member('lee');
  const question = await lee.runs('join');
  await lee.presses(await lee.presses(question, 'Catch up'), '1 a day');
  await passDays(bot, '2026-12-17');
  expect(wordsOf(await lee.runs('catchup'))).toContain('- Subqueries and WITH');
  bot.moveTo('2026-12-18T12:00:00Z');
  expect(wordsOf(await lee.runs('catchup'))).not.toContain('- Subqueries and WITH');
});

/** Ada has done nothing for five weeks of a plan that lasts for ten. */
async function afterFiveWeeks(minutes: { readonly read: number; readonly practice: number }) {
  const { curriculum } = await startTestBot(friday);
  const long = longCurriculum(curriculum, 4, lesson => ({ ...lesson, minutes }));
  const bot = await startTestBot(friday, { curriculum: long });
  await bot.startCohort('Autumn');
  await bot.tick();
  await bot.member('ada').runs('join');
  await passDays(bot, '2026-12-24');
  return bot;
}

test('with too few minutes it shows three weeks and no more, and says which would be enough', async () => {
  const bot = await afterFiveWeeks({ read: 10, practice: 15 });
  const words = wordsOf(await bot.member('ada').runs('catchup'));
  expect(words).toContain(
    'This is what fits into the next 3 weeks with 20 minutes a day. What is left stays open with `/lesson`, and nobody asks for it.',
  );
  expect(words).toMatch(
    /With 50 minutes a day you would be level with your cohort by the end of \w+ \d+ Jan 2027\./,
  );
  expect(words).toContain('… and so on for 14 more days.');
  expect(words).not.toContain('start afresh');
});

test('where no minutes are enough it says how to start afresh', async () => {
  const bot = await afterFiveWeeks({ read: 60, practice: 40 });
  const ada = bot.member('ada');
  const words = wordsOf(await ada.runs('catchup', { minutes: 120 }));
  expect(words).toContain('You can also start afresh: `/join` and **Live** count from today’s lesson on.');
  expect(words).not.toContain('would be level');
  await ada.presses(await ada.runs('join'), 'Live from today');
  expect(wordsOf(await ada.runs('catchup'))).toContain('You are on track');
});

test('who reads along, or names a cohort that they are not in, is told so', async () => {
  const bot = await afterAWeek();
  const lee = bot.member('lee');
  await lee.presses(await lee.runs('join'), 'Read along');
  expect(wordsOf(await lee.runs('catchup'))).toContain(
    'You read along in **Autumn**, so nothing waits for you',
  );
  expect(wordsOf(await lee.runs('catchup', { cohort: 'Winter' }))).toContain('not in a cohort of that name');
  expect(wordsOf(await bot.member('zoe').runs('catchup'))).toContain('not in a cohort here yet');
});

test('on a break it says so first, and shows the way all the same', async () => {
  const bot = await afterAWeek();
  const ada = bot.member('ada');
  await ada.runs('break start');
  const words = wordsOf(await ada.runs('catchup'));
  expect(words).toContain('You are on a break: nothing is asked of you');
  expect(words).toContain('**Today** · ');
});
