import { Client, Events, type Interaction, Routes } from 'discord.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { type LocalDiscord, startLocalDiscord } from '../../local-discord/start.ts';
import { launchChromium } from './chromium.ts';
import { runCommand, violationsOf, visitPage } from './visit.ts';

let browser: Browser;
let discord: LocalDiscord;
let bot: Client;
const token = 'local.forms';

const handIn = {
  title: 'Hand in',
  custom_id: 'hand-in',
  components: [
    { type: 10, content: 'Tell us how it **went**.' },
    {
      type: 18,
      label: 'Your work',
      description: 'Up to two files',
      component: { type: 19, custom_id: 'work', min_values: 1, max_values: 2 },
    },
    {
      type: 18,
      label: 'How was it?',
      component: {
        type: 21,
        custom_id: 'pace',
        options: [
          { label: 'Easy', value: 'easy' },
          { label: 'Hard', value: 'hard' },
        ],
      },
    },
    {
      type: 18,
      label: 'What helped?',
      component: {
        type: 22,
        custom_id: 'help',
        required: false,
        min_values: 0,
        max_values: 2,
        options: ['Reading', 'Doing', 'Asking'].map(label => ({ label, value: label })),
      },
    },
    {
      type: 18,
      label: 'With whom?',
      component: { type: 5, custom_id: 'with', required: false, min_values: 0, max_values: 1 },
    },
  ],
};

/** Another bot than ours: it opens every kind of field, says what it got, and leaves some things unanswered. */
async function answer(interaction: Interaction): Promise<void> {
  const reply = (type: number, data: object) =>
    bot.rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
      auth: false,
      body: { type, data },
    });
  if (interaction.isChatInputCommand() && interaction.commandName === 'hand-in') await reply(9, handIn);
  if (!interaction.isModalSubmit()) return;
  const { fields } = interaction;
  const files = fields.getUploadedFiles('work', true).map(({ name, size }) => `${name} of ${size} bytes`);
  const rest = [fields.getRadioGroup('pace'), ...fields.getCheckboxGroup('help')];
  await reply(4, { content: `Got ${[...files, ...rest].join(', ')}` });
}

beforeAll(async () => {
  [browser, discord] = await Promise.all([launchChromium(), startLocalDiscord({ token, page: true })]);
  await connectLocalDiscord(discord.control).addGuild({ name: 'Owls' });
  bot = new Client({ intents: 1, rest: { api: discord.api } });
  bot.on(Events.InteractionCreate, interaction => void answer(interaction));
  const ready = new Promise<Client<true>>(resolve => bot.once(Events.ClientReady, resolve));
  await bot.login(token);
  await (await ready).application.commands.set([
    { name: 'hand-in', description: 'Hand in your work' },
    { name: 'silence', description: 'Gets no answer' },
  ]);
});
afterAll(async () => {
  await browser?.close();
  await bot?.destroy();
  await discord?.close();
});

test('files, one choice of several and several of many are handed over in a form', async () => {
  const { page, complaints } = await visitPage(browser, discord.page);
  const form = page.getByRole('dialog', { name: 'Hand in' });
  await runCommand(page, 'hand-in');
  await form.waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.locator('#composer').and(page.locator(':focus')).waitFor();

  await runCommand(page, 'hand-in');
  await form.getByLabel('Your work').setInputFiles([
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('grüße') },
    { name: 'plan.bin', mimeType: '', buffer: Buffer.alloc(1_000_000, 7) },
  ]);
  await form.getByRole('button', { name: 'Submit' }).click();
  await form.getByRole('alert').getByText('“How was it?” must be answered.').waitFor();
  await form.getByLabel('Hard').check();
  await form.getByLabel('Reading').check();
  await form.getByLabel('Asking').check();
  expect(await form.getByLabel('Doing').isDisabled()).toBe(true);

  // Escape closes the list of people first, and the form stays.
  await form.getByRole('button', { name: 'With whom?' }).click();
  await form.getByRole('listbox').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await form.getByRole('listbox').waitFor({ state: 'detached' });
  expect(await form.isVisible()).toBe(true);

  await form.getByRole('button', { name: 'Submit' }).click();
  await form.waitFor({ state: 'detached' });
  await page
    .getByRole('article')
    .getByText('Got notes.txt of 7 bytes, plan.bin of 1000000 bytes, hard, Reading, Asking')
    .waitFor();
  expect(complaints).toEqual([]);
});

test('a command without an answer says so where the answer would stand, and can be dismissed', async () => {
  const { page, complaints } = await visitPage(browser, discord.page, { scheme: 'light', width: 390 });
  await runCommand(page, 'silence');
  await page.getByRole('alert').filter({ hasText: 'The application did not respond' }).waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dismiss message' }).click();
  await page.getByText('The application did not respond').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
