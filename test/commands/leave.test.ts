import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('who leaves is told what is kept, stands on no board, and comes back to where they were', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  const lee = bot.member('lee');
  for (const one of [ada, lee]) await one.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  expect(wordsOf(await lee.runs('leaderboard'))).toMatch(/1\\\. \w+ \w+: 5 points/);

  const left = wordsOf(await ada.runs('leave'));
  expect(left).toContain('You have left **Autumn**');
  expect(left).toContain('What you learned, your answers and your points are kept; `/join` brings you back');
  expect(wordsOf(await lee.runs('leaderboard'))).toContain('Nobody has earned a point yet.');
  expect(wordsOf(await ada.runs('leave'))).toContain('You are in no cohort here at the moment');

  await ada.runs('join');
  expect(wordsOf(await ada.runs('progress'))).toContain('5 points · 1 lesson done');
  expect(wordsOf(await lee.runs('leaderboard'))).toMatch(/1\\\. \w+ \w+: 5 points/);
});

test('who is in several cohorts is asked which one to leave', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  const ada = bot.member('ada');
  for (const cohort of ['Autumn', 'Winter']) await ada.runs('join', { cohort });
  const question = await ada.runs('leave');
  expect(wordsOf(question)).toContain('Which one would you like to leave?');
  expect(wordsOf(await ada.runs('leave', { cohort: 'Spring' }))).toContain('not in a cohort of that name');
  expect(await ada.types('leave', 'cohort', 'aut')).toMatchObject([{ label: 'Autumn' }]);
  expect(wordsOf(await ada.chooses(question, 'Winter'))).toContain('You have left **Winter**');
  // The same list again: that cohort is left already.
  expect(wordsOf(await ada.chooses(question, 'Winter'))).toContain('not in a cohort of that name');
  expect(wordsOf(await ada.runs('leave', { cohort: 'autumn' }))).toContain('You have left **Autumn**');
});

test('who is in no cohort has none to leave', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  expect(wordsOf(await bot.member('ada').runs('leave'))).toContain('You are not in a cohort here yet');
});
