import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { labelsOf, payloadOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** She keeps Friday and misses the whole week after it; it is Friday again. */
async function withAda() {
  const bot = await startTestBot(friday);
  const cohortId = await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await passDays(bot, '2026-11-27');
  return { bot, ada, cohortId, admin: bot.admin() };
}
const wednesday = '2026-11-25';

test('a moderator repairs a missed day after seeing what it changes; the member is told, and reads why', async () => {
  const { bot, ada, cohortId, admin } = await withAda();
  expect(wordsOf(await ada.runs('streak'))).toContain('## Your streak: 0 study days');
  const asked = { member: ada.id, day: wednesday, reason: 'Our *server* was down @everyone' };
  const preview = await admin.runs('cohort repair', asked);
  expect(preview).toMatchObject({ private: true });
  expect(wordsOf(preview)).toContain(`Repair **Wed 25 Nov 2026** for <@${ada.id}> in **Autumn**?`);
  expect(wordsOf(preview)).toContain('Their streak stays 0');
  expect(payloadOf(preview)).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(await bot.sql`select from streak_repairs`).toHaveLength(0);

  const done = await admin.presses(preview, 'Repair it');
  expect(done).toMatchObject({ private: true, replaces: true });
  expect(
    await bot.sql`select member_id, study_day::text as day, actor_id, reason from streak_repairs`,
  ).toEqual([{ member_id: ada.id, day: wednesday, actor_id: admin.id, reason: asked.reason }]);
  const [audit] =
    await bot.sql`select cohort_id, actor_id, detail from audit where action = 'streak-repaired'`;
  expect(audit).toEqual({ cohort_id: cohortId, actor_id: admin.id, detail: { day: wednesday } });

  const told = wordsOf(await ada.runs('streak'));
  expect(told).toContain(
    '**A moderator repaired Wed 25 Nov for your streak** in Autumn: it counts as a kept day.',
  );
  expect(told).toContain(
    '**Wed 25 Nov**: repaired by a moderator (Our \\*server\\* was down @\u2060everyone), that makes 2',
  );
  expect(wordsOf(await ada.runs('streak'))).not.toContain('A moderator repaired');

  // Freezes have kept Monday and Tuesday, and Thursday broke what came after: one more repair joins it all.
  const more = await admin.runs('cohort repair', { ...asked, day: '2026-11-26' });
  expect(wordsOf(more)).toContain('Their streak becomes 3; it is 0 now.');
});

test('it is done once, however often it is pressed, and can be left', async () => {
  const { bot, ada, admin } = await withAda();
  const asked = { member: ada.id, day: wednesday, reason: 'ill' };
  const left = await admin.runs('cohort repair', asked);
  expect(wordsOf(await admin.presses(left, 'Leave it'))).toContain('nothing was changed');
  expect(wordsOf(await admin.presses(left, 'Repair it'))).toContain('run `/cohort repair` again');
  const preview = await admin.runs('cohort repair', asked);
  const [first, second] = await Promise.all([
    admin.presses(preview, 'Repair it'),
    admin.presses(preview, 'Repair it'),
  ]);
  const words = [first, second].map(wordsOf).sort();
  expect(words.filter(one => one.includes('is repaired for'))).toHaveLength(1);
  expect(await bot.sql`select from audit where action = 'streak-repaired'`).toHaveLength(1);
  expect(await bot.sql`select from notes`).toHaveLength(1);
  expect(wordsOf(await admin.runs('cohort repair', asked))).toContain('counts for their streak already');
});

test('days that can’t be repaired are refused in words, and nobody else’s draft is taken', async () => {
  const { bot, ada, cohortId, admin } = await withAda();
  const run = async (day: string, more: object = {}) =>
    wordsOf(await admin.runs('cohort repair', { member: ada.id, day, reason: 'ill', ...more }));
  expect(await run('2026-11-20')).toContain('counts for their streak already');
  expect(await run('2026-11-27')).toContain('still open to them');
  expect(await run('2026-11-21')).toContain('no study day of theirs');
  expect(await run('last week')).toContain('I can’t read “last week” as a day');
  expect(await run(wednesday, { reason: '\u200b ' })).toContain('Give a reason');
  expect(await run(wednesday, { member: bot.member('bob').id })).toContain('They are not in that cohort');
  await bot.sql`update deliveries set state = 'late', sent_at = '2026-11-25T20:00:00Z' where study_day = ${wednesday}`;
  expect(await run(wednesday)).toContain('breaks no streak');
  await bot.startCohort('Winter');
  await ada.runs('join', { cohort: 'Winter' });
  expect(await run('2026-11-24')).toContain('more than one cohort');
  expect(await run('2026-11-24', { cohort: 'Winter' })).toContain('no study day of theirs');
  expect(await run('2026-11-24', { cohort: cohortId })).toContain('Repair **Tue 24 Nov 2026**');

  const preview = await admin.runs('cohort repair', {
    member: ada.id,
    day: '2026-11-24',
    reason: 'x',
    cohort: 'Autumn',
  });
  const eve = bot.member('eve', { admin: true });
  expect(wordsOf(await eve.presses(preview, 'Repair it'))).toContain('run `/cohort repair` again');
  expect(await bot.sql`select from streak_repairs`).toHaveLength(0);
  await bot.sql`update memberships set mode = 'audit'`;
  expect(await run('2026-11-24', { cohort: 'Autumn' })).toContain('only read along');
});

test('when the streak has changed since the preview, what is true now is shown before anything is done', async () => {
  const { bot, ada, admin } = await withAda();
  const asked = { member: ada.id, reason: 'ill' };
  const preview = await admin.runs('cohort repair', { ...asked, day: '2026-11-26' });
  await admin.presses(await admin.runs('cohort repair', { ...asked, day: wednesday }), 'Repair it');
  const stale = await admin.presses(preview, 'Repair it');
  expect(wordsOf(stale)).toContain('nothing was changed yet');
  expect(wordsOf(stale)).toContain('Their streak becomes 3; it is 0 now.');
  expect(stale).toMatchObject({ private: true, replaces: true });
  expect(await bot.sql`select from streak_repairs`).toHaveLength(1);
  expect(wordsOf(await admin.presses(preview, 'Repair it'))).toContain('or is done already');
  expect(wordsOf(await admin.presses(stale, 'Repair it'))).toContain('their streak is 3 now');
});

test('the days that were posted are offered, and no JSON holds whose streak it was', async () => {
  const { bot, ada, admin } = await withAda();
  const days = await admin.types('cohort repair', 'day', 'wed');
  expect(days.map(({ value }) => value)).toEqual([wednesday]);
  const all = await admin.types('cohort repair', 'day', '');
  // No Saturday or Sunday, on which nothing came.
  expect(all.map(({ value }) => value.slice(8))).toEqual(['27', '26', '25', '24', '23', '20']);
  const preview = await admin.runs('cohort repair', { member: ada.id, day: wednesday, reason: 'ill' });
  expect(labelsOf(preview)).toEqual(['Repair it', 'Leave it']);
  const inDrafts = await bot.sql`select data::text from drafts`;
  await admin.presses(preview, 'Repair it');
  const json = [
    ...inDrafts,
    ...(await bot.sql`select facts::text from notes`),
    ...(await bot.sql`select detail::text from audit`),
  ];
  expect(JSON.stringify(json)).not.toContain(ada.id);
  expect(JSON.stringify(await everyRow(bot))).toContain(ada.id);
});
