import { REST } from '@discordjs/rest';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { type LocalDiscord, startLocalDiscord } from '../../local-discord/start.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { launchChromium } from './chromium.ts';
import { makeStudyHall, type StudyHall } from './study-hall.ts';
import { violationsOf, visit, visitPage } from './visit.ts';

let browser: Browser;
let database: TestDatabase;
let hall: StudyHall;
let rest: REST;
let general: string;

beforeAll(async () => {
  [browser, database] = await Promise.all([launchChromium(), createTestDatabase()]);
  hall = await makeStudyHall(database.url);
  rest = new REST({ api: hall.api, version: '10' }).setToken(hall.token);
  general = await hall.idOf('general');
});
afterAll(async () => {
  await browser?.close();
  await hall?.close();
  await database?.drop();
});

const post = async (path: `/${string}`, body?: object) =>
  (await rest.post(path, { body })) as { readonly id: string };

test('polls are voted in, reactions given and threads entered', async () => {
  const poll = {
    question: { text: 'Which pace?' },
    answers: [{ poll_media: { text: 'Daily' } }, { poll_media: { text: 'Weekly' } }],
    duration: 24,
    allow_multiselect: false,
  };
  const message = await post(`/channels/${general}/messages`, { poll });
  await rest.put(`/channels/${general}/messages/${message.id}/reactions/${encodeURIComponent('👍')}/@me`);
  const opener = await post(`/channels/${general}/messages`, { content: 'Let us talk about it' });
  const thread = await post(`/channels/${general}/messages/${opener.id}/threads`, { name: 'pace' });
  await post(`/channels/${thread.id}/messages`, { content: 'Here, please' });

  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  const shown = page.getByRole('region', { name: 'Poll: Which pace?' });
  await shown.getByLabel('Weekly').check();
  await shown.getByRole('button', { name: 'Vote', exact: true }).click();
  await shown.locator('.count').getByText('1 vote (yours)').waitFor();
  expect(await shown.getByLabel('Weekly').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Be Aiko' }).click();
  await shown.locator('.count').getByText('1 vote', { exact: true }).waitFor();
  expect(await shown.getByLabel('Weekly').isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Be Jonas' }).click();
  await page.reload();
  await shown.locator('.count').getByText('1 vote (yours)').waitFor();
  await shown.getByRole('button', { name: 'Remove vote' }).click();
  await shown.locator('.count').getByText('1 vote').waitFor({ state: 'detached' });

  const reaction = page.getByRole('list', { name: 'Reactions' }).getByRole('button');
  await reaction.click();
  await reaction.and(page.locator('[aria-pressed="true"]')).getByText('2').waitFor();
  await page.reload();
  await reaction.and(page.locator('[aria-pressed="true"]')).getByText('2').waitFor();
  await reaction.click();
  await reaction.and(page.locator('[aria-pressed="false"]')).getByText('1').waitFor();
  expect(await violationsOf(page)).toEqual([]);

  await page.getByRole('button', { name: /^pace/ }).last().click();
  await page.getByRole('heading', { level: 1, name: 'pace' }).waitFor();
  await page.getByRole('heading', { level: 2, name: 'pace' }).waitFor();
  await page.getByRole('article').getByText('Here, please').waitFor();
  await page.getByRole('article').locator('.markdown').getByText('Let us talk about it').waitFor();
  expect(complaints).toEqual([]);
});

test('a private conversation is there for the member whom it is with, and the bot is seen typing', async () => {
  const direct = await post('/users/@me/channels', { recipient_id: await hall.idOf('Aiko') });
  await post(`/channels/${direct.id}/messages`, { content: 'Only between us' });
  const { page, complaints } = await visit(browser, hall, { as: 'Aiko', channel: 'general' });
  await post(`/channels/${general}/typing`);
  await page.getByText('is typing…').waitFor();
  const conversation = page
    .getByRole('navigation', { name: 'Channels' })
    .getByRole('button', { name: 'Lockstep' });
  await conversation.click();
  await page.getByRole('article').getByText('Only between us').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Be Jonas' }).click();
  await conversation.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a file is handed over with a command', async () => {
  const { application } = await hall.control.world();
  await post(`/applications/${application.id}/guilds/${hall.guildId}/commands`, {
    name: 'hand-in',
    description: 'Hand in your work',
    options: [{ type: 11, name: 'work', description: 'A file', required: true }],
  });
  const { page, complaints } = await visit(browser, hall, { as: 'Jonas', channel: 'general' });
  await page.locator('#composer').fill('/hand-in');
  await page.getByRole('option', { name: '/hand-in' }).waitFor();
  await page.locator('#composer').press('Enter');
  await page
    .getByRole('button', { name: 'work (required)' })
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('grüße') });
  await page.getByRole('button', { name: 'Run /hand-in' }).click();
  // This bot has no such command: what matters is that it was asked, with everything that was demanded.
  await page.getByRole('article').filter({ hasText: 'used /hand-in' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a page that was opened before there was any server fills itself', async () => {
  const empty = await startLocalDiscord({ token: 'local.empty', page: true });
  try {
    const page = await browser.newPage();
    await page.goto(empty.page);
    await page.getByText('There is no server yet').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await connectLocalDiscord(empty.control).addGuild({ name: 'Owls', bot: true });
    await page.getByRole('heading', { level: 1, name: 'general' }).waitFor();
    await page.locator('#composer').waitFor();
    await page.close();
  } finally {
    await empty.close();
  }
});

test('after everything was begun anew the page shows the new server, where something happened last', async () => {
  const start = (port = 0, key?: string) =>
    startLocalDiscord({ token: 'local.anew', page: true, port, ...(key === undefined ? {} : { key }) });
  const fill = async (one: LocalDiscord, name: string) => {
    const control = connectLocalDiscord(one.control);
    const { id, ownerId } = await control.addGuild({ name });
    const { id: channel } = await control.addChannel(id, { name: `news-of-${name}` });
    await control.write(channel, ownerId, `Here are the ${name}`);
  };
  let running = await start();
  try {
    await fill(running, 'owls');
    const { page } = await visitPage(browser, running.page);
    await page.getByRole('article').getByText('Here are the owls').waitFor();
    const { port, searchParams } = new URL(running.page);
    await running.close();
    await page.getByText('The local Discord does not answer').first().waitFor();

    running = await start(Number(port), searchParams.get('key') ?? undefined);
    await fill(running, 'cranes');
    await page.getByRole('article').getByText('Here are the cranes').waitFor();
    await page.getByText('The local Discord does not answer').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.close();
  } finally {
    await running.close();
  }
});
