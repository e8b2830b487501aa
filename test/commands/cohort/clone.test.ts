import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { createCohort, makePlansOld } from '../../support/cohorts.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';

test('a cohort runs again with the same settings and pace, a new name and start, once its panel is started', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  let panel = await admin.runs('cohort create', {
    name: 'Autumn',
    pathway: 'infrastructure',
    channel: bot.channelId,
    role: '720000000000000001',
    zone: 'Europe/Rome',
    time: '18:30',
  });
  panel = await admin.chooses(panel, 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday');
  panel = await admin.chooses(panel, 'Saturday for catching up');
  panel = await admin.chooses(panel, 'The pathway’s own pace, with all its weeks');
  panel = await admin.chooses(panel, 'Late lessons: posted however late');
  panel = await admin.chooses(panel, 'No daily quiz');
  await admin.presses(panel, 'Start this cohort');
  const [summary] = /12 lessons.*Rome/.exec(wordsOf(panel)) ?? [];
  expect(summary).toBe(
    '12 lessons, 8 project days, Mon–Fri with Saturday for catching up, 18:30 Europe/Rome',
  );

  const form = await admin.runs('cohort clone', { cohort: 'Autumn' });
  expect(wordsOf(form)).toContain('Autumn 2');
  const again = await admin.submits(form, { name: 'Spring', start: '2027-03-01' });
  expect(wordsOf(again)).toContain('## New cohort: Spring');
  expect(wordsOf(again)).toContain(`${summary}, first 1 Mar 2027`);
  expect(await bot.sql`select 1 from cohorts`).toHaveLength(1);
  await admin.presses(again, 'Start this cohort');
  const rows = await bot.sql`
    select pathway_id, role_id, zone, post_time, late_policy, late_window_hours, daily_questions from cohorts order by name`;
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ daily_questions: 0 });
  expect(rows[0]).toEqual(rows[1]);
});

test('an archived cohort and one from before plans had units run again, too', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn 2', { start: '2026-11-23' });
  await makePlansOld(bot);
  await admin.presses(await admin.runs('cohort archive', { cohort: 'Autumn 2' }), 'Archive it');
  expect(await admin.types('cohort clone', 'cohort', 'aut')).toMatchObject([
    { label: 'Autumn 2 (archived)' },
  ]);
  const form = await admin.runs('cohort clone', { cohort: 'autumn 2' });
  expect(wordsOf(form)).toContain('Autumn 3');
  const panel = await admin.submits(form, { name: 'Autumn 2', start: '' });
  expect(wordsOf(panel)).toContain('12 lessons, Mon–Fri, 09:00 UTC, first 20 Nov 2026, last 7 Dec 2026.');
  expect(wordsOf(await admin.presses(panel, 'Start this cohort'))).toContain('Autumn 2 is ready');
});

test('a name that is taken, a day that has passed and a cohort of another server are refused, and nothing is saved', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await createCohort(admin, { name: 'Autumn', start: '2026-11-23' });
  const form = await admin.runs('cohort clone', { cohort: 'Autumn' });
  const before = await everyRow(bot);
  const refused: [Record<string, string>, string][] = [
    [{ name: 'autumn', start: '' }, 'There is a cohort called **autumn** here already'],
    [{ name: ' ', start: '' }, 'Give the cohort a name that people can read'],
    [{ name: 'New', start: '2026-11-01' }, 'That start has passed already'],
    [{ name: 'New', start: '1 December' }, 'Did you mean **2026-12-01**?'],
  ];
  for (const [typed, sentence] of refused) {
    expect.soft(wordsOf(await admin.submits(form, typed)), JSON.stringify(typed)).toContain(sentence);
  }
  expect(wordsOf(await admin.runs('cohort clone', { cohort: 'Winter' }))).toContain(
    'I don’t know a cohort called',
  );
  const elsewhere = bot.member('lee', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.submits(form, { name: 'New', start: '' }))).toContain('no longer here');
  expect(wordsOf(await bot.member('ada').submits(form, { name: 'New', start: '' }))).toContain(
    'for moderators',
  );
  expect(await everyRow(bot)).toBe(before);
});
