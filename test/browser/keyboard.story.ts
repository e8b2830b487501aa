import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { launchChromium } from './chromium.ts';
import { quizByPress } from './quiz.ts';
import { makeStudyHall, type StudyHall } from './study-hall.ts';
import { runCommand, visit } from './visit.ts';

let browser: Browser;
let database: TestDatabase;
let hall: StudyHall;

beforeAll(async () => {
  [browser, database] = await Promise.all([launchChromium(), createTestDatabase()]);
  hall = await makeStudyHall(database.url);
});
afterAll(async () => {
  await browser?.close();
  await hall?.close();
  await database?.drop();
});

test('a command is found, filled in with the bot’s suggestions and run with the keyboard alone', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'infrastructure' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/le');
  const commands = page.getByRole('listbox', { name: 'Commands' });
  await commands.getByRole('option', { name: '/lesson' }).waitFor();
  // Down to /lesson, wherever it stands among those that begin like that.
  const chosen = commands.getByRole('option', { selected: true });
  for (let n = 0; n < 8 && !(await chosen.innerText()).startsWith('/lesson'); n += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await page.getByRole('combobox', { name: 'lesson' }).waitFor();
  await page.keyboard.type('window');
  const suggestion = page.getByRole('option', { name: 'Window functions' });
  await suggestion.waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await suggestion.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page
    .getByRole('article')
    .filter({ hasText: 'Only you can see this' })
    .getByText('Window functions')
    .first()
    .waitFor();

  // The box is ready for the next command.
  await page.keyboard.type('/');
  await commands.waitFor();
  await page.keyboard.press('Escape');
  await commands.waitFor({ state: 'detached' });

  // The last command comes back with the arrow up, as it was filled in.
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ArrowUp');
  const again = page.getByRole('combobox', { name: 'lesson' });
  await again.and(page.locator(':focus')).waitFor();
  expect(await again.inputValue()).not.toBe('');
  await page.keyboard.press('Escape');
  await page.locator('#composer').and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

test('whoever answers a quiz with the keyboard goes on from the question, though its buttons have changed', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'infrastructure' });
  const { question, option } = await quizByPress(page, page.getByRole('button', { name: 'Quiz me' }).first());
  await option.focus();
  await page.keyboard.press('Enter');
  await question.getByText(/^(Right|Not quite)\.$/).waitFor();
  await question.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Tab');
  await question.getByRole('button').first().and(page.locator(':focus')).waitFor();

  await question.getByRole('button', { name: 'Dismiss message' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#composer').and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

test('a form opens over the page, is filled in and sent, and says what it changed', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Mira', channel: 'general' });
  await runCommand(page, 'setup');
  await page.getByRole('button', { name: 'Change the time zone' }).last().click();
  const form = page.getByRole('dialog', { name: 'Time zone' });
  const field = form.getByRole('textbox', { name: 'Time zone of new cohorts' });
  await field.and(page.locator(':focus')).waitFor();

  await field.fill('');
  await page.keyboard.press('Enter');
  expect(await form.isVisible()).toBe(true);
  await field.fill('Asia/Kolkata');
  await page.keyboard.press('Enter');
  await form.waitFor({ state: 'detached' });
  await page.getByRole('article').filter({ hasText: 'Asia/Kolkata' }).last().waitFor();

  await page.getByRole('button', { name: 'Change the time zone' }).last().click();
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
