import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { expectWhole } from '../support/whole.ts';

const now = '2026-11-20T12:00:00Z';

test('help says where to start and lists what one may use, and nothing more', async () => {
  const bot = await startTestBot(now);
  const learner = wordsOf(await bot.member('ada').runs('help'));
  expect(learner).toContain('## Where to start');
  for (const line of ['/join', '/today', '/progress', '/quiz']) expect(learner).toContain(`\`${line}\` `);
  expect(learner).not.toContain('For moderators');
  expect(learner).not.toContain('For people who manage the server');

  const admin = wordsOf(await bot.admin().runs('help'));
  expect(admin).toContain('**For moderators**\n`/cohort archive`, ');
  expect(admin).toContain('**For people who manage the server**\n`/setup`');

  await bot.admin().runs('setup', { moderator_role: '720000000000000009' });
  const moderator = wordsOf(await bot.member('lea', { roles: ['720000000000000009'] }).runs('help'));
  expect(moderator).toContain('`/cohort create`');
  expect(moderator).not.toContain('For people who manage the server');
});

test('every command stands in an admin’s help, and its description there or behind a button', async () => {
  const bot = await startTestBot(now);
  const admin = bot.admin();
  const first = await admin.runs('help');
  const pages = [first];
  for (const label of labelsOf(first)) {
    const page = await admin.presses(first, label);
    expect(page).toMatchObject({ private: true, replaces: true });
    expect(wordsOf(await admin.presses(page, 'Back'))).toBe(wordsOf(first));
    pages.push(page);
  }
  expect(pages).toHaveLength(3);
  expect(bot.commands.commands.size).toBeGreaterThan(8);
  const words = pages.map(wordsOf).join('\n');
  for (const [line, { description }] of bot.commands.commands) {
    expect.soft(wordsOf(first)).toContain(`\`/${line}\``);
    expect.soft(words).toContain(`\`/${line}\` ${description}`);
  }
  for (const page of pages) expectWhole(page, 'help');
});

test('what is for others is not explained, whatever is pressed, and a direct message says where to start', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  for (const argument of ['moderator', 'admin', 'nothing', ''])
    expect
      .soft(wordsOf(await ada.forges(`help:group:${argument}`)))
      .toContain('There is nothing of that kind for you here.');
  const inPrivate = await bot.member('ada', { place: 'dm' }).runs('help');
  expect(wordsOf(inPrivate)).toContain('## Where to start');
});
