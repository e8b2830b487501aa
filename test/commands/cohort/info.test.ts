import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { createCohort, makePlansOld } from '../../support/cohorts.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';

test('everything about a cohort stands in words: plan, progress, next and last day, members, settings, who may', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await admin.runs('setup', { moderator_role: '720000000000000009' });
  await createCohort(admin, { name: 'Autumn', role: '720000000000000001', zone: 'Europe/Rome' });
  await bot.member('ada').runs('join');
  bot.moveTo('2026-11-20T08:00:30Z');
  await bot.tick();
  const words = wordsOf(await admin.runs('cohort info', { cohort: 'Autumn' }));
  for (const line of [
    '## Autumn\n**Mastering Backend Infrastructure** in <#710000000000000001>',
    '12 lessons, Mon–Fri, 09:00 Europe/Rome, first 20 Nov 2026, last 7 Dec 2026.',
    '**Pace:** 1 lesson a day',
    'It runs.',
    '**Study days posted:** ▰▱▱▱▱▱▱▱▱▱ 1 of 12',
    `**Next:** <t:${Date.parse('2026-11-23T08:00Z') / 1000}:F>`,
    '**Last day:** 7 Dec 2026',
    '**Members:** 1 person',
    '**More than 12 hours late:** the plan moves',
    '**With each lesson:** <@&720000000000000001> is mentioned',
    '**Daily quiz:** 3 questions after each day’s lesson',
    '**Who may change it:** <@&720000000000000009> and people who may manage this server',
  ]) {
    expect.soft(words).toContain(line);
  }
});

test('a cohort made before plans had units, one that is paused, one that is blocked: each is told as it is', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const info = async () => wordsOf(await admin.runs('cohort info', { cohort: 'Autumn' }));
  await bot.startCohort('Autumn');
  await makePlansOld(bot);
  expect(await info()).toContain('**Daily quiz:** none');
  expect(await info()).toContain('12 lessons, Mon–Fri, 09:00 UTC, first 20 Nov 2026, last 7 Dec 2026.');
  bot.moveTo('2026-11-20T09:00:00Z');
  await bot.tick();
  await bot.sql`update deliveries set state = 'blocked' where lane = 'plan'`;
  expect(await info()).toContain('1 post can’t be sent: `/delivery status` says why.');
  await bot.sql`update cohorts set state = 'paused', next_due_at = null`;
  expect(await info()).toContain('It is paused. `/pace resume` goes on.');
  expect(await info()).toContain('**Next:** nothing is due');
  await bot.sql`update cohorts set state = 'ended'`;
  expect(await info()).toContain('It is over: every planned day was posted. `/cohort clone` runs it again.');
});

test('a name that isn’t there is met with the nearest one', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  expect(wordsOf(await admin.runs('cohort info', { cohort: 'Autumn' }))).toContain(
    'There is no cohort here yet',
  );
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  expect(wordsOf(await admin.runs('cohort info', { cohort: 'Autunm' }))).toContain(
    'Did you mean **Autumn**?',
  );
  expect(await admin.types('cohort info', 'cohort', 'aut')).toMatchObject([{ label: 'Autumn' }]);
  expect(wordsOf(await bot.member('ada').runs('cohort info', { cohort: 'Autumn' }))).toContain(
    'for moderators',
  );
});
