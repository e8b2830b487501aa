import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('with no cohort, join says who can start one and what works meanwhile', async () => {
  const bot = await startTestBot(friday);
  const words = wordsOf(await bot.member('ada').runs('join'));
  expect(words).toContain('no cohort here yet');
  expect(words).toContain('`/lesson` and `/quiz` work for everybody');
});

test('with one cohort, join needs no name, and joining twice changes nothing', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const ada = bot.member('ada');
  const welcome = await ada.runs('join');
  expect(wordsOf(welcome)).toContain('Welcome to **Autumn**. Its lessons come in <#710000000000000001>.');
  expect(wordsOf(welcome)).toContain(`The next one comes <t:${Date.parse('2026-11-23T09:00Z') / 1000}:R>.`);
  expect(welcome).toMatchObject({ private: true });
  expect(wordsOf(await ada.presses(welcome, 'Today’s lesson'))).toContain('has not started yet');

  const before = await everyRow(bot);
  expect(wordsOf(await ada.runs('join'))).toContain('You are in **Autumn** already');
  expect(wordsOf(await ada.runs('join', { cohort: 'autumn' }))).toContain('already');
  expect(await everyRow(bot)).toBe(before);
});

test('with several cohorts, join asks which one, and takes a name or a choice from the list', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const winter = await bot.startCohort('Winter');
  const ada = bot.member('ada');
  const question = await ada.runs('join');
  expect(wordsOf(question)).toContain('Which one would you like to join?');
  expect(wordsOf(await ada.chooses(question, 'Winter'))).toContain('Welcome to **Winter**');

  // Only what isn't joined yet is offered, and what is left needs asking since one cohort may be enough.
  const rest = await ada.runs('join');
  expect(wordsOf(rest)).toContain('Autumn');
  expect(wordsOf(rest)).not.toContain('Winter');
  expect(wordsOf(await ada.runs('join', { cohort: 'AUTUMN ' }))).toContain('Welcome to **Autumn**');
  expect(wordsOf(await ada.runs('join'))).toMatch(/You are in \*\*(Autumn|Winter)\*\* already/);

  expect(wordsOf(await ada.runs('join', { cohort: 'Spring' }))).toContain(
    'I don’t know a cohort of that name here',
  );
  expect(await ada.types('join', 'cohort', 'win')).toEqual([{ label: 'Winter', value: winter }]);
  expect(wordsOf(await ada.forges('join:pick:0123456789abcdef'))).toContain('I don’t know a cohort');
});

test('a cohort of another server can’t be joined, even by who knows its id', async () => {
  const bot = await startTestBot(friday);
  const autumn = await bot.startCohort('Autumn');
  const before = await everyRow(bot);
  const stranger = bot.member('zoe', { guildId: '700000000000000002' });
  expect(wordsOf(await stranger.runs('join', { cohort: autumn }))).toContain('no cohort here yet');
  expect(wordsOf(await stranger.forges(`join:pick:${autumn}`))).toContain('I don’t know a cohort');
  expect(await stranger.types('join', 'cohort', '')).toEqual([]);
  expect(await everyRow(bot)).toBe(before);
});
