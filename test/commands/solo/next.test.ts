import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('the next lesson is read, quizzed and done, and the one after it follows at once', async () => {
  const bot = await startTestBot(friday);
  const zoe = bot.member('zoe');
  await zoe.runs('solo start', { pathway: 'infrastructure' });
  const next = await zoe.runs('solo next');
  expect(labelsOf(next)).toEqual(['Read', 'Quiz me', 'I’ve done it']);
  expect(wordsOf(await zoe.presses(next, 'Read'))).toContain('page 1 of');
  expect(wordsOf(await zoe.presses(next, 'Quiz me'))).toContain('question 1 of');
  const after = await zoe.presses(next, 'I’ve done it');
  expect(after).toMatchObject({ private: true, replaces: true });
  expect(wordsOf(after)).toContain('**Subqueries and WITH** is done. +5 points.');
  expect(wordsOf(after)).toContain('lesson 2 of 12');
  // Pressed twice it counts once.
  const before = await everyRow(bot);
  expect(wordsOf(await zoe.presses(next, 'I’ve done it'))).toContain(
    'You have done **Subqueries and WITH** already',
  );
  expect(await everyRow(bot)).toBe(before);
});

test('what is done alone counts in a cohort, and what is done in a cohort counts alone', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('solo start', { pathway: 'infrastructure' });
  await ada.presses(await ada.runs('solo next'), 'I’ve done it');
  await ada.runs('join');
  expect(wordsOf(await ada.runs('progress'))).toContain('1 of 12');
  expect(wordsOf(await ada.runs('today'))).toContain('you have done this lesson');
  await ada.presses(await ada.runs('lesson', { lesson: 'db/window-functions' }), 'I’ve done it');
  expect(wordsOf(await ada.runs('solo next'))).toContain('lesson 3 of 12');
  // In a cohort, today is the cohort's.
  expect(wordsOf(await ada.runs('today'))).toContain('Autumn ▸ day 1 of 12');
});

test('after the last lesson it says so', async () => {
  const bot = await startTestBot(friday);
  const zoe = bot.member('zoe');
  await zoe.runs('solo start', { pathway: 'infrastructure' });
  let card = await zoe.runs('solo next');
  for (let left = 12; left > 0; left -= 1) card = await zoe.presses(card, 'I’ve done it');
  const words =
    'You have done all 12 lessons of **Mastering Backend Infrastructure**. That is worth a pause.';
  expect(wordsOf(card)).toContain(words);
  expect(wordsOf(await zoe.runs('solo next'))).toContain(words);
  expect(wordsOf(await zoe.runs('today'))).toContain(words);
});

test('who studies nothing alone is told how to begin, and a forged lesson changes nothing', async () => {
  const bot = await startTestBot(friday);
  const zoe = bot.member('zoe');
  const before = await everyRow(bot);
  expect(wordsOf(await zoe.runs('solo next'))).toBe(
    'You study nothing alone at the moment. `/solo start` begins a pathway, at your own pace.',
  );
  expect(wordsOf(await zoe.forges('solo/next:done:no/such-lesson'))).toContain(
    'I don’t know that lesson any more',
  );
  expect(await everyRow(bot)).toBe(before);
  await zoe.runs('solo start', { pathway: 'infrastructure' });
  expect(wordsOf(await zoe.runs('solo next', { pathway: 'cooking' }))).toBe(
    'You don’t study “cooking” alone. You study: Mastering Backend Infrastructure. Nothing was changed.',
  );
});
