import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const now = '2026-11-20T12:00:00Z';

test('help says where to start and lists what one may use, and nothing more', async () => {
  const bot = await startTestBot(now);
  const learner = wordsOf(await bot.member('ada').runs('help'));
  expect(learner).toContain('## Where to start');
  for (const line of ['/join', '/today', '/progress', '/quiz']) expect(learner).toContain(`\`${line}\` `);
  expect(learner).not.toContain('For moderators');
  expect(learner).not.toContain('For people who manage the server');

  const admin = wordsOf(await bot.admin().runs('help'));
  expect(admin).toContain('**For moderators**\n`/cohort archive` ');
  expect(admin).toContain('**For people who manage the server**\n`/setup` ');

  await bot.admin().runs('setup', { moderator_role: '720000000000000009' });
  const moderator = wordsOf(await bot.member('lea', { roles: ['720000000000000009'] }).runs('help'));
  expect(moderator).toContain('`/cohort create`');
  expect(moderator).not.toContain('For people who manage the server');
});

test('every command stands in an admin’s help with its description, also in a direct message for what works there', async () => {
  const bot = await startTestBot(now);
  const words = wordsOf(await bot.admin().runs('help'));
  expect(bot.commands.commands.size).toBeGreaterThan(8);
  for (const [line, { description }] of bot.commands.commands) {
    expect.soft(words).toContain(`\`/${line}\` ${description}`);
  }
  const inPrivate = await bot.member('ada', { place: 'dm' }).runs('help');
  expect(wordsOf(inPrivate)).toContain('## Where to start');
});
