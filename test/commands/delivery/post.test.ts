import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

async function started() {
  const bot = await startTestBot(friday);
  const autumn = await bot.startCohort('Autumn', { zone: 'Europe/Rome' });
  await bot.tick();
  return { bot, autumn, admin: bot.admin() };
}

test('the next planned day comes now, once, after it was confirmed, and not again at its time', async () => {
  const { bot, admin } = await started();
  const before = await everyRow(bot);
  const question = await admin.runs('delivery post');
  expect(wordsOf(question)).toContain('## Post this in <#710000000000000001> now?');
  expect(wordsOf(question)).toContain('- Window functions');
  expect(wordsOf(question)).toContain('It is planned for Mon 23 Nov 2026, 09:00 (Europe/Rome)');
  expect(wordsOf(await admin.presses(question, 'Cancel'))).toBe('Nothing was posted.');
  expect(await everyRow(bot)).toBe(before);

  const answers = await Promise.all([1, 2, 3].map(() => admin.presses(question, 'Post it now')));
  expect(answers.filter(answer => wordsOf(answer).includes('It is on its way'))).toHaveLength(1);
  expect(answers.filter(answer => wordsOf(answer).includes('it was not posted twice'))).toHaveLength(2);
  expect(answers.find(answer => wordsOf(answer).includes('It is on its way'))).toMatchObject({
    wakes: true,
    replaces: true,
  });
  const posts = await bot.tick();
  expect(posts.map(wordsOf).join()).toContain('## Window functions');
  expect(wordsOf(await admin.presses(question, 'Post it now'))).toContain('it was not posted twice');
  expect(await bot.tick()).toEqual([]);
  expect(await bot.sql`select detail from audit where action = 'delivery-posted-now'`).toEqual([
    { detail: { studyDay: '2026-11-23' } },
  ]);
  bot.moveTo('2026-11-23T08:00:00Z');
  expect(await bot.tick()).toEqual([]);
  bot.moveTo('2026-11-24T08:00:00Z');
  expect((await bot.tick()).map(wordsOf).join()).toContain('## From requirements to entities and relations');
});

test('what stands in the way is said, and nothing is posted', async () => {
  const { bot, admin } = await started();
  const says = async () => wordsOf(await admin.runs('delivery post'));
  bot.lacking.set(bot.channelId, ['Send Messages']);
  expect(await says()).toContain('I lack **Send Messages** there.');
  bot.lacking.set(bot.channelId, 'no such channel');
  expect(await says()).toContain('Its channel is gone');
  bot.lacking.clear();
  await bot.sql`update deliveries set state = 'blocked', reason = 'missing-access'`;
  expect(await says()).toContain('An earlier post of **Autumn** still waits and has to come first.');
  await bot.sql`update deliveries set state = 'sent', reason = null`;
  await bot.sql`update cohorts set state = 'paused'`;
  expect(await says()).toContain('**Autumn** is paused.');
  await bot.sql`update cohorts set state = 'running'`;
  await passDays(bot, '2026-12-09', '08:00');
  expect(await says()).toContain('Nothing more is planned for **Autumn**.');
});

test('a forged day or cohort posts nothing', async () => {
  const { bot, admin, autumn } = await started();
  const before = await everyRow(bot);
  for (const argument of [`${autumn}.2026-11-24`, `${autumn}.2026-02-31`, autumn, 'nothing.2026-11-23', '']) {
    expect(wordsOf(await admin.forges(`delivery/post:now:${argument}`))).toMatch(/nothing was (posted|done)/);
  }
  expect(await everyRow(bot)).toBe(before);
});

test('of several cohorts one must be named', async () => {
  const { bot, admin } = await started();
  bot.moveTo('2026-11-20T12:01:00Z');
  await bot.startCohort('Winter');
  expect(wordsOf(await admin.runs('delivery post'))).toBe(
    'There are several cohorts here: **Autumn**, **Winter**. Name the one you mean.',
  );
  expect(wordsOf(await admin.runs('delivery post', { cohort: 'autumn' }))).toContain('- Window functions');
});
