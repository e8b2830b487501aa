import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';

test('ending a break welcomes back, once, and leads to the day and to the way back', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  expect(wordsOf(await ada.runs('break end'))).toBe(
    'You are not on a break. `/break start` begins one whenever you need it.',
  );
  await ada.runs('break start', { until: '2026-12-24' });
  bot.moveTo('2026-11-22T12:00:00Z');
  const back = await ada.runs('break end');
  expect(wordsOf(back)).toContain('Welcome back. Your streak goes on where it was.');
  expect(labelsOf(back)).toEqual(['Today’s lesson', 'My way back']);
  expect(wordsOf(await ada.presses(back, 'My way back'))).toContain('You are on track with **Autumn**');
  expect(wordsOf(await ada.runs('today'))).not.toContain('break');
  expect(wordsOf(await ada.runs('break end'))).toContain('You are not on a break.');
  // A break is a member's own.
  const lee = bot.member('lee');
  await lee.runs('join');
  await lee.runs('break start');
  expect(wordsOf(await ada.runs('today'))).not.toContain('break');
});
