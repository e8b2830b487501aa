import { expect, test } from 'vitest';
import { everyRow, startTestBot, type TestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** Autumn has posted on Friday, Monday and Tuesday. */
async function underWay(): Promise<TestBot> {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  await passDays(bot, '2026-11-24');
  return bot;
}

const setLatest = (bot: TestBot, state: string, reason: string | null) => bot.sql`
  update deliveries set state = ${state}, reason = ${reason} where study_day = '2026-11-24'`;

test('it tells what was posted, what comes next and how late posts are treated', async () => {
  const bot = await underWay();
  const before = await everyRow(bot);
  const status = await bot.admin().runs('delivery status');
  expect(status).toMatchObject({ private: true });
  const words = wordsOf(status);
  expect(words).toContain('**Autumn** in <#710000000000000001>');
  const next = Date.parse('2026-11-25T09:00Z') / 1000;
  expect(words).toContain(`Next post: <t:${next}:F>, <t:${next}:R>.`);
  expect(words).toContain(
    'A post that can’t come within 12 hours of its time moves the plan by a study day.',
  );
  expect(words).toContain(
    `- Tue 24 Nov, From requirements to entities and relations: posted <t:${Date.parse('2026-11-24T09:00Z') / 1000}:t>`,
  );
  expect(labelsOf(status)).toEqual(['Preview the next post']);
  expect(words).toContain('No notice channel is chosen');
  expect(await everyRow(bot)).toBe(before);
});

test('the result of a quiz that is still open waits for nobody; a quiz that can’t be posted does', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  await bot.member('ada').runs('join');
  await bot.tick();
  expect(await bot.sql`select 1 from deliveries where kind = 'daily-result' and state = 'due'`).toHaveLength(
    1,
  );
  const status = async () => wordsOf(await bot.admin().runs('delivery status'));
  expect(await status()).not.toContain('quiz');
  await bot.sql`update deliveries set state = 'blocked', reason = 'missing-permission' where kind = 'daily-quiz'`;
  expect(await status()).toContain('Daily quiz: blocked');
});

test('a post that waits for an earlier one comes soon; nobody is told that the next came yesterday', async () => {
  const bot = await underWay();
  await setLatest(bot, 'blocked', 'missing-permission');
  bot.moveTo('2026-11-26T08:00:00Z');
  const admin = bot.admin();
  expect(wordsOf(await admin.runs('delivery status'))).toContain('Next post: soon; what waits comes first.');
  expect(wordsOf(await admin.runs('cohort info', { cohort: 'Autumn' }))).toContain('**Next:** soon');
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('join'))).toContain('The next one comes soon.');
  expect(wordsOf(await ada.runs('cohorts'))).toContain('next lesson soon');
  expect(wordsOf(await ada.runs('today'))).toContain('Next lesson soon.');
});

test('a blocked post names the permission that is missing, where, and how to give it', async () => {
  const bot = await underWay();
  await setLatest(bot, 'blocked', 'missing-permission');
  bot.lacking.set(bot.channelId, ['Send Messages']);
  const status = await bot.admin().runs('delivery status');
  expect(wordsOf(status)).toContain('- Tue 24 Nov, From requirements to entities and relations: blocked');
  expect(wordsOf(status)).toContain(
    'I lack **Send Messages** in <#710000000000000001>. Open that channel’s settings, then Permissions, add me and allow it',
  );
  expect(labelsOf(status)).toContain('Try again');

  bot.lacking.clear();
  expect(wordsOf(await bot.admin().runs('delivery status'))).toContain(
    '<#710000000000000001> looks right now. I try again by myself within two minutes',
  );
  bot.lacking.set(bot.channelId, 'no such channel');
  expect(wordsOf(await bot.admin().runs('delivery status'))).toContain(
    'Its channel is gone, or I can’t see it. Choose another one with `/cohort edit`.',
  );
});

test.each([
  ['dead', 'refused', 'given up: Discord refused it twelve times'],
  ['blocked', 'lesson-missing', '`/pace refresh` brings the plan up to date.'],
  ['due', null, 'comes now (due <t:'],
  ['due', 'transient', 'Discord did not answer; I keep trying'],
  ['due', 'enough-late', 'at most two late posts a day'],
  ['missed', 'late', 'did not come in time, so it was not posted'],
  ['cancelled', 'archived', ': cancelled'],
])('a post that is %s (%s) is told so', async (state, reason, words) => {
  const bot = await underWay();
  await setLatest(bot, state, reason);
  expect(wordsOf(await bot.admin().runs('delivery status'))).toContain(words);
});

test('a late post says by how much', async () => {
  const bot = await underWay();
  bot.moveTo('2026-11-25T11:00:00Z');
  await bot.tick();
  expect(wordsOf(await bot.admin().runs('delivery status'))).toContain(
    'Normal forms one to three: posted 2 hours late',
  );
});

test('of many cohorts those that need a hand come first, and others can be named', async () => {
  const bot = await underWay();
  for (const name of ['Two', 'Three', 'Four']) await bot.startCohort(name, { start: '2026-11-30' });
  await bot.sql`insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, channel_id, state, reason, due_at)
    select guild_id, id, 'lesson', '2026-11-24', 0, 'd1', channel_id, 'dead', 'refused', '2026-11-24T09:00Z'
    from cohorts where name = 'Four'`;
  const admin = bot.admin();
  const words = wordsOf(await admin.runs('delivery status'));
  expect(words.indexOf('**Four**')).toBeLessThan(words.indexOf('**Autumn**'));
  expect(words).toContain('And 1 more cohort: name one with `/delivery status cohort`.');
  const one = wordsOf(await admin.runs('delivery status', { cohort: 'three' }));
  expect(one).toContain('**Three**');
  expect(one).toContain('Nothing has been posted yet.');
  expect(one).not.toContain('**Four**');
  expect(wordsOf(await admin.runs('delivery status', { cohort: 'Thre' }))).toContain(
    'Did you mean **Three**?',
  );
  // A notice leads here by the id of its own delivery.
  expect(wordsOf(await admin.forges('delivery/status:open:d1'))).toContain('**Four**');
  expect(wordsOf(await admin.forges('delivery/status:open:d2'))).toContain(
    'I don’t know that post any more.',
  );
});

test('without a cohort it says how to start one', async () => {
  const bot = await startTestBot(friday);
  expect(wordsOf(await bot.admin().runs('delivery status'))).toContain('There is no cohort here yet.');
});
