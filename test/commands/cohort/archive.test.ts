import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { makePlansOld } from '../../support/cohorts.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';

test('an archived cohort posts nothing more, leaves every list, and its name is free', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const ada = bot.member('ada');
  await bot.startCohort('Autumn');
  await makePlansOld(bot);
  await ada.runs('join');
  bot.moveTo('2026-11-20T09:00:00Z');
  await bot.tick();
  await bot.sql`
    update deliveries set state = 'blocked', message_id = null, sent_at = null where lane = 'plan'`;

  const asked = await admin.runs('cohort archive', { cohort: 'Autumn' });
  expect(wordsOf(asked)).toContain('Archive **Autumn**? Nothing more is posted for it');
  expect(wordsOf(await admin.presses(asked, 'Keep it'))).toContain('the cohort goes on');
  expect(await bot.sql`select state from cohorts`).toEqual([{ state: 'running' }]);

  expect(wordsOf(await admin.presses(asked, 'Archive it'))).toContain('**Autumn** is archived');
  expect(await bot.sql`select state, next_due_at from cohorts`).toEqual([
    { state: 'archived', next_due_at: null },
  ]);
  expect(await bot.sql`select state, reason from deliveries where lane = 'plan'`).toEqual([
    { state: 'cancelled', reason: 'archived' },
  ]);
  bot.moveTo('2026-11-23T09:00:00Z');
  expect(await bot.tick()).toEqual([]);
  expect(wordsOf(await ada.runs('cohorts'))).toContain('There is no cohort here yet');
  expect(wordsOf(await admin.runs('cohort edit', { cohort: 'Autumn' }))).toContain('no cohort here yet');
  await bot.startCohort('Autumn');
  expect(await bot.sql`select action from audit where action = 'cohort-archived'`).toHaveLength(1);
});

test('archiving twice changes nothing, and who may not is refused at the button, too', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const asked = await admin.runs('cohort archive', { cohort: 'autumn' });
  const running = await everyRow(bot);
  expect(wordsOf(await bot.member('ada').presses(asked, 'Archive it'))).toContain('for moderators');
  const elsewhere = bot.member('lee', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.presses(asked, 'Archive it'))).toContain('not of this server');
  expect(await everyRow(bot)).toBe(running);

  const both = await Promise.all([admin.presses(asked, 'Archive it'), admin.presses(asked, 'Archive it')]);
  const said = both.map(wordsOf).sort();
  expect(said[0]).toContain('**Autumn** is archived.');
  expect(said[1]).toContain('That cohort is archived already');
  expect(await bot.sql`select 1 from audit where action = 'cohort-archived'`).toHaveLength(1);
});
