import { expect, test } from 'vitest';
import { everyRow, startTestBot, type TestBot } from '../../support/bot.ts';
import { makePlansOld } from '../../support/cohorts.ts';
import { labelsOf, partsOf, payloadOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T08:00:00Z';
const right = { name: 'Autumn', time: '09:00', zone: 'UTC', window: '12' };

/** The dates of the plan in force. */
async function datesOf({ sql }: TestBot): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select d.study_day::text as day from plan_days d
      join cohorts c on c.guild_id = d.guild_id and c.id = d.cohort_id and c.plan_version = d.version
    order by d.study_day, d.slot`;
  return rows.map(({ day }) => day);
}

/** The dates after the arrows of a review, in its order. */
const datesShown = (words: string) => [...words.matchAll(/→ \w{3} (\d{1,2} \w{3})/g)].map(match => match[1]);

test('other study days are shown as dates before and after, and exactly these come true', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  await makePlansOld(bot);
  const panel = await admin.runs('cohort edit', { cohort: 'autumn' });
  expect(panel).toMatchObject({ private: true });
  expect(partsOf(payloadOf(panel).components).length).toBeLessThanOrEqual(40);
  expect(wordsOf(panel)).toContain('12 lessons, Mon–Fri, 09:00 UTC, first 23 Nov 2026, last 8 Dec 2026.');
  const before = await everyRow(bot);
  const chosen = await admin.chooses(panel, 'Monday', 'Thursday');
  expect(wordsOf(chosen)).toContain('12 lessons, Mon, Thu, 09:00 UTC, first 23 Nov 2026, last 31 Dec 2026.');
  const review = await admin.presses(chosen, 'See what changes');
  const words = wordsOf(review);
  expect(words).toContain('**Study days:** Mon–Fri → Mon, Thu');
  expect(words).toContain('**Window functions**: Tue 24 Nov → Thu 26 Nov');
  expect(words).toContain('The plan ends on 31 Dec 2026 instead of 8 Dec 2026.');
  expect(datesShown(words)).toHaveLength(11);
  expect((await everyRow(bot)).replace(/drafts\n.*\n/, '')).toBe(before.replace(/drafts\n.*\n/, ''));

  const applied = await admin.presses(review, 'Apply');
  expect(wordsOf(applied)).toContain('**Autumn** is changed.');
  expect(applied).toMatchObject({ wakes: true });
  const dates = await datesOf(bot);
  expect(dates[0]).toBe('2026-11-23');
  expect(dates.slice(1).map(day => Number(day.slice(8)))).toEqual(
    datesShown(words).map(shown => Number(shown?.split(' ')[0])),
  );
  expect(
    await bot.sql`select version, cause, change->>'kind' as kind from plan_versions order by version`,
  ).toEqual([
    { version: 1, cause: 'created', kind: null },
    { version: 2, cause: 'weekdays', kind: 'weekdays' },
  ]);
  expect(await bot.sql`select action from audit order by at, action`).toContainEqual({
    action: 'plan-weekdays',
  });
});

test('name, channel, role, late policy and what comes with each lesson change without moving a day', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const dates = await datesOf(bot);
  let panel = await admin.runs('cohort edit', { cohort: 'Autumn' });
  panel = await admin.chooses(panel, 'Channel', '710000000000000002');
  panel = await admin.chooses(panel, 'A role to mention', '720000000000000005');
  panel = await admin.chooses(panel, 'Late lessons: two on the next day');
  panel = await admin.chooses(panel, 'Mention the role', 'Pin the newest lesson', 'A digest of the week');
  panel = await admin.chooses(panel, 'Daily quiz: 1 question');
  const form = await admin.presses(panel, 'More settings');
  panel = await admin.submits(form, { ...right, name: 'Winter', window: '24' });
  const review = await admin.presses(panel, 'See what changes');
  const words = wordsOf(review);
  for (const line of [
    '**Name:** Autumn → Winter',
    '**Channel:** <#710000000000000001> → <#710000000000000002>',
    '**Mentions:** nobody → <@&720000000000000005>',
    '**Late lessons:** the plan moves → two on the next day',
    '**Too late after:** 12 hours → 24 hours',
    '**Pins:** no → yes',
    '**Weekly digest:** no → yes',
    '**Daily quiz:** no → 1 question',
    'No study day moves.',
  ]) {
    expect.soft(words).toContain(line);
  }
  expect(words).not.toContain('Threads');
  await admin.presses(review, 'Apply');
  expect(
    await bot.sql`
      select name, channel_id, role_id, late_policy, late_window_hours, has_pins, has_threads, has_digest, daily_questions, plan_version
      from cohorts`,
  ).toEqual([
    {
      name: 'Winter',
      channel_id: '710000000000000002',
      role_id: '720000000000000005',
      late_policy: 'double',
      late_window_hours: 24,
      has_pins: true,
      has_threads: false,
      has_digest: true,
      daily_questions: 1,
      plan_version: 1,
    },
  ]);
  expect(await datesOf(bot)).toEqual(dates);
  bot.moveTo('2026-11-23T09:00:00Z');
  expect(await bot.tick()).toHaveLength(1);
  expect(await bot.sql`select distinct channel_id from deliveries where lane = 'plan'`).toEqual([
    { channel_id: '710000000000000002' },
  ]);
});

test('a new time counts from the next lesson on, and never brings a day twice', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn');
  bot.moveTo('2026-11-20T09:00:00Z');
  expect(await bot.tick()).toHaveLength(1);
  bot.moveTo('2026-11-20T10:00:00Z');
  const form = await admin.presses(await admin.runs('cohort edit', { cohort: 'Autumn' }), 'More settings');
  const panel = await admin.submits(form, { ...right, time: '18:30', zone: 'Europe/Rome' });
  const review = await admin.presses(panel, 'See what changes');
  expect(wordsOf(review)).toContain('**Time:** 09:00 → 18:30\n**Time zone:** UTC → Europe/Rome');
  expect(wordsOf(review)).toContain('No study day moves.');
  await admin.presses(review, 'Apply');
  const [cohort] = await bot.sql<{ due: Date; version: number }[]>`
    select next_due_at as due, plan_version as version from cohorts`;
  expect(cohort).toEqual({ due: new Date('2026-11-23T17:30:00Z'), version: 1 });
  bot.moveTo('2026-11-20T20:00:00Z');
  expect(await bot.tick()).toEqual([]);
  bot.moveTo('2026-11-23T17:30:00Z');
  expect(await bot.tick()).toHaveLength(1);
});

test('a time that has passed today moves today’s lesson to the next study day, and that is shown first', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn');
  const form = await admin.presses(await admin.runs('cohort edit', { cohort: 'Autumn' }), 'More settings');
  const review = await admin.presses(
    await admin.submits(form, { ...right, time: '07:00' }),
    'See what changes',
  );
  expect(wordsOf(review)).toContain('**Subqueries and WITH**: Fri 20 Nov → Mon 23 Nov');
  await admin.presses(review, 'Apply');
  expect(await bot.tick()).toEqual([]);
  expect((await datesOf(bot))[0]).toBe('2026-11-23');
  expect(await bot.sql`select cause from plan_versions where version = 2`).toEqual([{ cause: 'time' }]);
});

test('a lesson whose time has come but which isn’t posted yet keeps its day when the time changes', async () => {
  const bot = await startTestBot('2026-11-20T08:55:00Z');
  const admin = bot.admin();
  await bot.startCohort('Autumn');
  bot.moveTo('2026-11-20T09:00:10Z');
  const form = await admin.presses(await admin.runs('cohort edit', { cohort: 'Autumn' }), 'More settings');
  const review = await admin.presses(
    await admin.submits(form, { ...right, time: '08:00' }),
    'See what changes',
  );
  expect(wordsOf(review)).toContain('No study day moves.');
  await admin.presses(review, 'Apply');
  expect(await bot.tick()).toHaveLength(1);
  expect((await datesOf(bot))[0]).toBe('2026-11-20');
});

test('when the plan has gone on since it was shown, nothing is changed and the dates are shown anew', async () => {
  const bot = await startTestBot('2026-11-20T08:45:00Z');
  const admin = bot.admin();
  await bot.startCohort('Autumn');
  const panel = await admin.chooses(
    await admin.runs('cohort edit', { cohort: 'Autumn' }),
    'Monday',
    'Tuesday',
  );
  const review = await admin.presses(panel, 'See what changes');
  // Before Friday's lesson is posted it would move; afterwards it can't.
  expect(wordsOf(review)).toContain('**Subqueries and WITH**: Fri 20 Nov → Mon 23 Nov');
  bot.moveTo('2026-11-20T09:00:00Z');
  await bot.tick();
  const again = await admin.presses(review, 'Apply');
  expect(wordsOf(again)).toContain('The plan went on in the meantime, so nothing was changed yet.');
  expect(wordsOf(again)).not.toContain('Subqueries');
  expect(await bot.sql`select plan_version from cohorts`).toEqual([{ plan_version: 1 }]);
  expect(wordsOf(await admin.presses(again, 'Apply'))).toContain('**Autumn** is changed.');
  expect((await datesOf(bot)).slice(0, 3)).toEqual(['2026-11-20', '2026-11-23', '2026-11-24']);
});

test('a double click changes once, and two moderators don’t undo each other', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const other = bot.member('other', { admin: true });
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const [one, two] = [
    await admin.runs('cohort edit', { cohort: 'Autumn' }),
    await other.runs('cohort edit', { cohort: 'Autumn' }),
  ];
  const renamed = await other.submits(await other.presses(two, 'More settings'), {
    ...right,
    name: 'Winter',
  });
  const [first, second] = [
    await admin.presses(
      await admin.chooses(await admin.chooses(one, 'Late lessons: left out'), 'Monday'),
      'See what changes',
    ),
    await other.presses(renamed, 'See what changes'),
  ];
  const both = await Promise.all([admin.presses(first, 'Apply'), admin.presses(first, 'Apply')]);
  const said = both.map(wordsOf).sort();
  expect(said[0]).toContain('is changed');
  expect(said[1]).toContain('This panel was used already');
  expect(wordsOf(await other.presses(second, 'Apply'))).toContain('**Winter** is changed.');
  expect(await bot.sql`select name, plan_version from cohorts`).toEqual([
    { name: 'Winter', plan_version: 2 },
  ]);
  expect(new Set((await datesOf(bot)).map(day => new Date(day).getUTCDay()))).toEqual(new Set([1]));
});

test('a panel that was opened before the time changed brings back no old time', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const other = bot.member('other', { admin: true });
  await bot.startCohort('Autumn', { start: '2026-11-23', time: '18:00' });
  const panel = await admin.runs('cohort edit', { cohort: 'Autumn' });
  const form = await other.presses(await other.runs('cohort edit', { cohort: 'Autumn' }), 'More settings');
  const earlier = await other.submits(form, right);
  await other.presses(await other.presses(earlier, 'See what changes'), 'Apply');
  const chosen = await admin.chooses(panel, 'Monday', 'Thursday');
  await admin.presses(await admin.presses(chosen, 'See what changes'), 'Apply');
  expect(await bot.sql`select post_time, next_due_at from cohorts`).toEqual([
    { post_time: '09:00', next_due_at: new Date('2026-11-23T09:00:00Z') },
  ]);
});

test('what can’t be had is said in a sentence, and nothing is changed', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  await bot.startCohort('Winter', { start: '2026-11-23' });
  expect(wordsOf(await admin.runs('cohort edit', { cohort: 'Atumn' }))).toBe(
    'I don’t know a cohort called “Atumn” here. Did you mean **Autumn**? Nothing was changed.',
  );
  expect(wordsOf(await admin.runs('cohort edit', { cohort: 'knitting' }))).toContain(
    '`/cohorts` lists them all',
  );
  const panel = await admin.runs('cohort edit', { cohort: 'Autumn' });
  expect(wordsOf(await admin.presses(panel, 'See what changes'))).toContain('Nothing here differs');
  const [cohorts] = await bot.sql`select array_agg(c order by id)::text as rows from cohorts c`;

  const form = await admin.presses(panel, 'More settings');
  expect(wordsOf(await admin.submits(form, { ...right, zone: 'Europe/Roma' }))).toContain('**Europe/Rome**?');
  const alone = await admin.chooses(await admin.chooses(panel, 'Monday for catching up'), 'Monday');
  expect(wordsOf(alone)).toContain('No study day is left besides the one for catching up');
  expect(wordsOf(await admin.presses(alone, 'See what changes'))).toContain('No study day is left');
  await admin.chooses(panel, 'Monday', 'Tuesday');

  bot.lacking.set('710000000000000009', 'no such channel');
  const foreign = await admin.chooses(panel, 'Channel', '710000000000000009');
  expect(wordsOf(foreign)).toContain('That channel is not one of this server');
  expect(labelsOf(await admin.presses(foreign, 'See what changes'))).toContain('See what changes');
  await admin.chooses(panel, 'Channel', bot.channelId);
  const everybody = await admin.chooses(panel, 'A role to mention', bot.guildId);
  expect(wordsOf(everybody)).toContain('I never mention everyone');
  await admin.chooses(panel, 'A role to mention', '720000000000000005');

  const named = await admin.submits(form, { ...right, name: 'winter' });
  const review = await admin.presses(named, 'See what changes');
  expect(wordsOf(await admin.presses(review, 'Apply'))).toBe(
    'There is a cohort called **winter** here already. Choose another name. Nothing was saved.',
  );
  expect((await bot.sql`select array_agg(c order by id)::text as rows from cohorts c`)[0]).toEqual(cohorts);
  expect(await bot.sql`select 1 from plan_versions`).toHaveLength(2);
  expect(bot.logLines.filter(line => line.includes('"level":50'))).toEqual([]);
});

test('a post that waits goes to the new channel, but not one that may have been sent in the old', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  bot.moveTo('2026-11-20T09:00:00Z');
  await bot.tick();
  await bot.sql`update deliveries set state = 'blocked', message_id = null, sent_at = null, tried = false`;
  await bot.sql`update deliveries set tried = true where cohort_id = (select id from cohorts where name = 'Winter')`;
  for (const cohort of ['Autumn', 'Winter']) {
    const panel = await admin.chooses(
      await admin.runs('cohort edit', { cohort }),
      'Channel',
      '710000000000000002',
    );
    await admin.presses(await admin.presses(panel, 'See what changes'), 'Apply');
  }
  expect(
    await bot.sql`
      select c.name, c.channel_id as now, d.channel_id as post from deliveries d
        join cohorts c on c.id = d.cohort_id where d.lane = 'plan' order by 1`,
  ).toEqual([
    { name: 'Autumn', now: '710000000000000002', post: '710000000000000002' },
    { name: 'Winter', now: '710000000000000002', post: '710000000000000001' },
  ]);
});

test('a member can’t change a cohort, nor can a moderator of another server', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const panel = await bot.admin().runs('cohort edit', { cohort: 'Autumn' });
  const before = await everyRow(bot);
  expect(wordsOf(await bot.member('ada').runs('cohort edit', { cohort: 'Autumn' }))).toContain(
    'for moderators',
  );
  expect(wordsOf(await bot.member('ada').presses(panel, 'See what changes'))).toContain('for moderators');
  const elsewhere = bot.member('lee', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.runs('cohort edit', { cohort: 'Autumn' }))).toContain('no cohort here yet');
  expect(wordsOf(await elsewhere.presses(panel, 'See what changes'))).toContain('was used already');
  expect(await everyRow(bot)).toBe(before);
});
