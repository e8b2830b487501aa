import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { fileIn, wordsOf } from '../../support/shown.ts';

test('a moderator gets the calendar of any cohort, also of one that they are not in', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const admin = bot.admin();
  expect(wordsOf(await admin.runs('delivery calendar'))).toContain('There is no cohort here yet.');
  await bot.startCohort('Autumn');
  const file = fileIn(await admin.runs('delivery calendar'), 'plan.ics');
  expect(file.match(/^BEGIN:VEVENT/gm)).toHaveLength(12);
  await bot.startCohort('Winter');
  expect(wordsOf(await admin.runs('delivery calendar'))).toContain('Name the one you mean.');
  expect(wordsOf(await admin.runs('delivery calendar', { cohort: 'Winter' }))).toContain(
    'The plan of **Winter**',
  );
  expect(wordsOf(await bot.member('ada').runs('delivery calendar'))).toContain('That is for moderators');
});
