import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('without any cohort it says who can start one', async () => {
  const bot = await startTestBot(friday);
  expect(wordsOf(await bot.member('ada').runs('cohorts'))).toBe(
    'There is no cohort here yet. A moderator can start one with `/cohort create`.',
  );
});

test('each cohort is shown with its pathway, place, size and next lesson, and can be joined from there', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const ada = bot.member('ada');
  const list = await ada.runs('cohorts');
  expect(wordsOf(list)).toContain('**Autumn**\nMastering Backend Infrastructure, in <#710000000000000001>');
  expect(wordsOf(list)).toContain(`0 members · next lesson <t:${Date.parse('2026-11-23T09:00Z') / 1000}:R>`);

  expect(wordsOf(await ada.presses(list, 'Join Autumn'))).toContain('Welcome to **Autumn**');
  const after = await ada.runs('cohorts');
  expect(wordsOf(after)).toContain('**Autumn** (you are in it)');
  expect(wordsOf(after)).toContain('1 member ·');
  expect(labelsOf(after)).toEqual([]);
  expect(labelsOf(await bot.member('lee').runs('cohorts'))).toEqual(['Join Autumn']);
});

test('a plan that is over says so, and more cohorts than fit are counted', async () => {
  const bot = await startTestBot(friday);
  for (let n = 1; n <= 10; n += 1) {
    bot.moveTo(`2026-11-20T12:${10 + n}:00Z`);
    await bot.startCohort(`Cohort ${n}`);
  }
  // What became of them by and by is the ledger's matter.
  await bot.sql`update cohorts set next_due_at = null, state = 'ended' where name <> 'Cohort 2'`;
  await bot.sql`update cohorts set next_due_at = null, state = 'paused' where name = 'Cohort 2'`;
  const words = wordsOf(await bot.member('ada').runs('cohorts'));
  expect(words).toContain('The plan is over.');
  expect(words).toContain('It is paused for now.');
  expect(words).toContain('**Cohort 8**');
  expect(words).not.toContain('**Cohort 9**');
  expect(words).toContain('And 2 more cohorts: type `/join` and a part of the name to find one.');
});

test('a server sees its own cohorts only', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const stranger = bot.member('zoe', { guildId: '700000000000000002' });
  expect(wordsOf(await stranger.runs('cohorts'))).toContain('There is no cohort here yet');
});
