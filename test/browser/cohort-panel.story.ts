import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { launchChromium } from './chromium.ts';
import { makeStudyHall, type StudyHall } from './study-hall.ts';
import { violationsOf, visit } from './visit.ts';

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

test('on a phone a moderator chooses in the panel of a new cohort, types in its window, and starts it', async () => {
  const { page, complaints } = await visit(browser, hall, { as: 'Mira', channel: 'general', width: 390 });
  await hall.control.command({
    as: await hall.idOf('Mira'),
    channel: await hall.idOf('general'),
    name: 'cohort',
    sub: ['create'],
    options: { name: 'Second Cohort', pathway: 'infrastructure', channel: hall.channelId, zone: 'UTC' },
  });
  const panel = page.getByRole('article').filter({ hasText: 'New cohort: Second Cohort' });
  await panel.getByText(/\d lessons, \d+ project days, Mon–Fri/).waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await panel.getByRole('button', { name: 'More settings' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Renamed Cohort');
  await page.getByRole('button', { name: 'Submit' }).click();
  const renamed = page.getByRole('article').filter({ hasText: 'New cohort: Renamed Cohort' });
  await renamed.getByRole('button', { name: 'Start this cohort' }).click();
  await page.getByRole('article').filter({ hasText: 'Renamed Cohort is ready' }).waitFor();
  await hall.control.command({
    as: await hall.idOf('Mira'),
    channel: await hall.idOf('general'),
    name: 'cohort',
    sub: ['edit'],
    options: { cohort: 'Renamed Cohort' },
  });
  const edit = page.getByRole('article').filter({ hasText: 'Settings of Renamed' });
  await edit.waitFor();
  expect(complaints).toEqual([]);
});
