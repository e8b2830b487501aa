import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

async function withAda() {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { zone: 'Europe/Rome' });
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  return { bot, ada };
}

test('promise 8: a streak waits while a member is on a break, and goes on after it', async () => {
  const { bot, ada } = await withAda();
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  const begun = await ada.runs('break start');
  expect(begun).toMatchObject({ private: true });
  expect(wordsOf(begun)).toContain('nothing is asked of you, and your streak waits');
  await passDays(bot, '2026-12-02', '08:00');
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 1 study day in a row. It waits for you.');
  await ada.runs('break end');
  // Wednesday's lesson is still open, so it can still be kept.
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 1 study day in a row; 1 of 2 kept');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 2 study days in a row; 2 of 2 kept');
  await passDays(bot, '2026-12-05', '08:00');
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'Streak: 2 study days in a row; 2 of 4 kept; no freeze left',
  );
});

test('what is done during a break counts', async () => {
  const { bot, ada } = await withAda();
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await ada.runs('break start');
  await passDays(bot, '2026-11-25', '08:00');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await passDays(bot, '2026-11-27', '08:00');
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 2 study days in a row. It waits for you.');
});

test('today and progress say kindly that one is on a break, and progress offers no way back meanwhile', async () => {
  const { bot, ada } = await withAda();
  await ada.runs('break start');
  await passDays(bot, '2026-11-30', '08:00');
  for (const command of ['today', 'progress']) {
    expect(wordsOf(await ada.runs(command))).toContain(
      '🌿 You are on a break: nothing is asked of you, and your streak waits.',
    );
  }
  expect(labelsOf(await ada.runs('progress'))).not.toContain('My way back');
});

test('a break with a day of coming back ends by itself as that day begins where the cohort is', async () => {
  const { bot, ada } = await withAda();
  const back = Date.parse('2026-11-29T23:00Z') / 1000;
  expect(wordsOf(await ada.runs('break start', { until: '2026-11-30' }))).toContain(
    `You are on a break until <t:${back}:D>.`,
  );
  expect(wordsOf(await ada.runs('today'))).toContain(`🌿 You are on a break until <t:${back}:D>`);
  bot.moveTo('2026-11-29T23:00:00Z');
  expect(wordsOf(await ada.runs('today'))).not.toContain('break');
  expect(wordsOf(await ada.runs('break end'))).toContain('You are not on a break.');
});

test('begun again it tells how long it lasts, and a day moves its end', async () => {
  const { bot, ada } = await withAda();
  await ada.runs('break start');
  const before = await everyRow(bot);
  expect(wordsOf(await ada.runs('break start'))).toContain('You are on a break already.');
  expect(await everyRow(bot)).toBe(before);
  await ada.runs('break start', { until: '2026-12-01' });
  await ada.runs('break start', { until: '2026-12-08' });
  const rows = await bot.sql`select until_at from member_pauses`;
  expect(rows).toEqual([{ until_at: new Date('2026-12-07T23:00Z') }]);
});

test.each([
  ['31 February 2027', 'Did you mean **2027-02-28**?'],
  ['2026-11-20', 'You can come back tomorrow (2026-11-21) or later.'],
  ['2025-01-01', 'You can come back tomorrow (2026-11-21) or later.'],
  ['2027-11-22', 'more than a year away'],
  ['whenever', 'I can’t read “whenever” as a day.'],
])('a break until %s: a sentence, and nothing is saved', async (until, words) => {
  const { bot, ada } = await withAda();
  const before = await everyRow(bot);
  expect(wordsOf(await ada.runs('break start', { until }))).toContain(words);
  expect(await everyRow(bot)).toBe(before);
});
