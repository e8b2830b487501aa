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

test('a newcomer joins a cohort, reads today’s lesson, answers its quiz, and sees the next lesson a study day later', async () => {
  const { page, complaints } = await visit(browser, hall);

  // The bare address shows the lesson at once; Mira is the first whom one can be.
  await page.getByRole('heading', { level: 1, name: 'infrastructure' }).waitFor();
  await page.getByRole('heading', { name: 'You are Mira' }).waitFor();
  await page.getByRole('button', { name: 'Be Aiko' }).click();
  await page.getByRole('heading', { name: 'You are Aiko' }).waitFor();

  await runCommand(page, 'join');
  const answer = page.getByRole('article').filter({ hasText: 'Only you can see this' });
  await answer.filter({ hasText: 'Welcome to First Cohort' }).waitFor();

  const lesson = page.getByRole('article').filter({ hasText: 'Afterwards you can' });
  await lesson.getByRole('button', { name: 'Read' }).click();
  await answer.filter({ hasText: 'Concept' }).waitFor();
  const { question, option } = await quizByPress(page, lesson.getByRole('button', { name: 'Quiz me' }));
  await option.click();
  await question.getByText(/^(Right|Not quite)\.$/).waitFor();
  await question.getByText('Only you can see this').waitFor();

  // Nobody else has seen any of it.
  await page.getByRole('button', { name: 'Be Jonas' }).click();
  await lesson.waitFor();
  expect(await question.count()).toBe(0);

  const before = await lesson.count();
  await page.getByRole('button', { name: 'Next study day' }).click();
  await lesson.nth(before).waitFor({ timeout: 10_000 });
  await lesson.filter({ hasText: /day 2 of \d/ }).waitFor();
  expect(complaints).toEqual([]);
});

test('a member added in the side panel can be given a role', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  await page.getByLabel('Add a member').fill('Nia');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Be Nia' }).click();
  await page.getByRole('heading', { name: 'You are Nia' }).waitFor();
  // A tick shows what the server holds, so it comes with the server's answer.
  await page.getByLabel('Moderator').click();
  await expect.poll(() => page.getByLabel('Moderator').isChecked()).toBe(true);
  expect((await memberOf('Nia'))?.roles).toHaveLength(1);
  expect(complaints).toEqual([]);
});

const memberOf = async (name: string) =>
  (await hall.control.world()).guilds[0]?.members.find(member => member.name === name);

test('starting over asks first', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  const ask = () => page.getByRole('button', { name: 'Start over…' }).click();
  await ask();
  await page.getByRole('button', { name: 'Keep everything' }).click();
  expect(hall.startedOver()).toBe(0);
  await ask();
  await page.getByRole('button', { name: 'Delete and begin anew' }).click();
  await expect.poll(hall.startedOver).toBe(1);
  expect(complaints).toEqual([]);
});

test('what is broken on purpose is said in words, felt, and mended', async () => {
  const { page } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  await page.getByText('Break something').click();
  const lost = page.getByLabel('Every other request fails and does nothing');
  await lost.click();
  await page.getByText('1 on').waitFor();
  await page.reload();
  await page.getByText('1 on').waitFor();
  expect(await lost.isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Mend everything' }).click();
  await page.getByText('1 on').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Mend everything' }).and(page.locator(':focus')).waitFor();

  // Without the bot's answer, Discord's own sentence stands where the answer would.
  await hall.control.setFaults({ error502Before: 1 });
  await runCommand(page, 'cohorts');
  await page.getByText('The application did not respond').waitFor();
  await hall.control.clearFaults();
  await runCommand(page, 'cohorts');
  await page.getByRole('article').filter({ hasText: 'First Cohort' }).waitFor();
});

test('after the last lesson of the plan the next study day is said not to be there', async () => {
  const { page } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  const said = page.getByRole('alert').getByText('Every lesson of the plan has been posted');
  for (let press = 0; press < 100 && !(await said.isVisible()); press += 1) {
    await page.getByRole('button', { name: 'Next study day' }).click();
    await said.waitFor({ timeout: 500 }).catch(() => {});
  }
  await said.waitFor();
}, 400_000);
