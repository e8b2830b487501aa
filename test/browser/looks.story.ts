import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { launchChromium } from './chromium.ts';
import { quizByPress } from './quiz.ts';
import { makeStudyHall, type StudyHall } from './study-hall.ts';
import { runCommand, violationsOf, visit } from './visit.ts';

let browser: Browser;
let database: TestDatabase;
let hall: StudyHall;

beforeAll(async () => {
  [browser, database] = await Promise.all([launchChromium(), createTestDatabase()]);
  hall = await makeStudyHall(database.url);
  const code = '```sql\nselect 1 -- one\n```';
  const everything = `# Title\n**bold** [link](https://example.org) ||hidden|| \`code\`\n- a\n${code}\n<t:0:R>`;
  await hall.control.write(await hall.idOf('general'), await hall.idOf('Mira'), everything);
});
afterAll(async () => {
  await browser?.close();
  await hall?.close();
  await database?.drop();
});

const ground = (page: Page) => page.evaluate('getComputedStyle(document.body).backgroundColor');
const isWider = (page: Page) => page.evaluate('document.documentElement.scrollWidth > innerWidth');

/** What can be pressed and measures less than 44 pixels; a box to tick counts with its label, running text is exempt. */
const smallOnes = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll('button, select, summary, label.tickable, [role=option], input')]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.spoiler, [type=checkbox], [type=radio]'))
    .filter(one => one.offsetHeight < 44 || one.offsetWidth < 44)
    .map(one => one.outerHTML.slice(0, 90))`);

const looks = [
  ['dark', 1280],
  ['light', 1280],
  ['dark', 390],
  ['light', 390],
] as const;

describe.each(looks)('%s, %i pixels wide', (scheme, width) => {
  test('nobody is kept out: axe finds nothing of level A or AA in any state of the page', async () => {
    const { page, complaints } = await visit(browser, hall, {
      as: 'Mira',
      channel: 'general',
      scheme,
      width,
    });
    const check = async (state: string) => {
      expect(await violationsOf(page), state).toEqual([]);
      expect(await isWider(page), `${state} is wider than the window`).toBe(false);
    };
    await check('the main view');

    await page.locator('#composer').fill('/');
    await page.getByRole('listbox', { name: 'Commands' }).waitFor();
    await check('the list of commands');

    await page.locator('#composer').fill('/cohort create');
    await page.locator('#composer').press('Enter');
    await page.getByRole('button', { name: 'Run /cohort create' }).waitFor();
    await check('the form of options');
    await page.getByRole('button', { name: 'Cancel' }).click();

    await runCommand(page, 'setup');
    await page
      .getByRole('button', { name: /^Select|Moderator/ })
      .last()
      .click();
    await page.getByRole('listbox').last().waitFor();
    await check('an open select');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Change the time zone' }).last().click();
    await page.getByRole('dialog').waitFor();
    await check('a form of the bot');
    await page.keyboard.press('Escape');

    if (width === 390) {
      await page.getByRole('button', { name: 'Servers and channels' }).click();
      await check('the lists');
      await page.getByRole('button', { name: 'Close the lists' }).click();
      await page.getByRole('button', { name: 'Member, clock and requests' }).click();
    }
    await page.getByText('Break something').click();
    await check('the side panel');
    await page.getByRole('button', { name: 'Start over…' }).click();
    await check('the question before starting over');
    expect(complaints).toEqual([]);
  });
});

test('on a phone everything that can be pressed is large enough for a finger', async () => {
  const { page } = await visit(browser, hall, { as: 'Mira', channel: 'infrastructure', width: 390 });
  const check = async (state: string) => expect(await smallOnes(page), state).toEqual([]);
  await quizByPress(page, page.getByRole('button', { name: 'Quiz me' }).first());
  await check('the channel with a quiz');
  await page.locator('#composer').fill('/cohort create');
  await page.getByRole('listbox', { name: 'Commands' }).waitFor();
  await check('the list of commands');
  await page.locator('#composer').press('Enter');
  await page.getByRole('button', { name: 'Run /cohort create' }).waitFor();
  await check('the form of options');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Servers and channels' }).click();
  await check('the lists');
  await page.getByRole('button', { name: 'Close the lists' }).click();
  await page.getByRole('button', { name: 'Member, clock and requests' }).click();
  await page.getByText('Break something').click();
  await check('the side panel');
});

test('the colours are the system’s until somebody chooses, and the choice stays', async () => {
  const { page } = await visit(browser, hall, { as: 'Mira', channel: 'general', scheme: 'light' });
  const light = await ground(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await ground(page);
  expect(dark).not.toBe(light);
  await page.getByLabel('Light', { exact: true }).check({ force: true });
  expect(await ground(page)).toBe(light);
  await page.reload();
  await page.getByRole('article').first().waitFor();
  expect(await ground(page)).toBe(light);
  await page.getByLabel('System', { exact: true }).check({ force: true });
  expect(await ground(page)).toBe(dark);
});

test('on a phone the lists and the panel slide in one at a time, and give the focus back', async () => {
  const { page } = await visit(browser, hall, { as: 'Mira', channel: 'general', width: 390 });
  const lists = page.getByRole('button', { name: 'Servers and channels' });
  await lists.click();
  await page.getByRole('button', { name: 'infrastructure' }).click();
  await page.getByRole('heading', { level: 1, name: 'infrastructure' }).waitFor();
  await lists.and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Member, clock and requests' }).click();
  // The focus comes into the panel with it; Escape pressed before that closes nothing.
  const close = page.getByRole('button', { name: 'Close the panel' });
  await close.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await close.waitFor({ state: 'hidden' });
});
