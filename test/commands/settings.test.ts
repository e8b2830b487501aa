import { expect, test } from 'vitest';
import { everyRow, startTestBot, type TestMember } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const start = () => startTestBot('2026-11-20T12:00:00Z');
const opened = (member: TestMember) => member.runs('settings');

test('a new member finds the usual settings, each with what it means, and nothing is kept before they choose', async () => {
  const bot = await start();
  const panel = await opened(bot.member('ada'));
  const words = wordsOf(panel);
  expect(panel).toMatchObject({ private: true });
  for (const line of [
    /Time zone:\*\* that of your cohort/,
    /On boards\*\* you have an alias until you choose/,
    /Your progress\*\* can be seen by you and by moderators/,
    /Reports for moderators\*\* say how you get on/,
    /Reminders:\*\* none/,
    /Pictures\*\* come with their words/,
  ]) {
    expect.soft(words).toMatch(line);
  }
  expect(await bot.sql`select 1 from member_settings`).toHaveLength(0);
});

test('each choice is kept, said at once, and can be taken back', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const usual = wordsOf(await opened(ada));
  const choices: [string, RegExp, string][] = [
    ['On boards: not at all', /On boards\*\* you don’t stand at all/, 'On boards: an alias'],
    ['My progress: for my cohort', /seen by everybody in your cohort/, 'My progress: for me and moderators'],
    [
      'Moderators’ reports: without me',
      /Reports for moderators\*\* leave you out/,
      'Moderators’ reports: with me',
    ],
    ['Pictures: text only', /Pictures\*\* are left out/, 'Pictures: shown'],
  ];
  for (const [there, words, back] of choices) {
    const changed = await ada.chooses(await opened(ada), there);
    expect.soft(changed).toMatchObject({ replaces: true, private: true });
    expect.soft(wordsOf(changed)).toMatch(words);
    expect.soft(wordsOf(await opened(ada))).toMatch(words);
    expect.soft(wordsOf(await ada.chooses(changed, back))).not.toMatch(words);
  }
  const line = (words: string) => words.split('\n').filter(one => one.startsWith('**'));
  expect(line(wordsOf(await opened(ada))).length).toBe(line(usual).length);
  const [row] = await bot.sql`select shown_as, progress_for, in_reports, text_only from member_settings`;
  expect(row).toEqual({ shown_as: 'alias', progress_for: 'self', in_reports: true, text_only: false });
});

test('what one member chooses changes nothing for another, nor in another server', async () => {
  const bot = await start();
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  const usual = wordsOf(await opened(lee));
  await ada.chooses(await opened(ada), 'Pictures: text only');
  expect(wordsOf(await opened(lee))).toBe(usual);
  expect(wordsOf(await opened(bot.member('ada', { guildId: '700000000000000002' })))).toBe(usual);
});

test('a name of one’s own is asked for before it is shown, and can be changed', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const form = await ada.chooses(await opened(ada), 'On boards: a name of my own');
  expect(form).toMatchObject({ kind: 'form' });
  expect(await bot.sql`select 1 from member_settings`).toHaveLength(0);

  const nothing = await ada.submits(form, { name: ' \u200B ' });
  expect(wordsOf(nothing)).toMatch(/nothing to read in that name.*Nothing was changed/);
  expect(await bot.sql`select 1 from member_settings`).toHaveLength(0);

  const named = await ada.submits(form, { name: '  Ada\u202E  of  *Turin* ' });
  expect(wordsOf(named)).toContain('you are Ada of \\*Turin\\*.');
  expect(wordsOf(await ada.presses(named, 'Change my name'))).toContain('Ada of *Turin*');
  await ada.submits(form, { name: 'x'.repeat(200) });
  const [row] = await bot.sql<{ name: string }[]>`select shown_name as name from member_settings`;
  expect(row?.name).toHaveLength(32);
});

test('a name that looks like somebody else’s in a cohort of theirs, or like a moderator’s, is refused kindly', async () => {
  const bot = await start();
  await bot.startCohort('Autumn');
  await bot.tick();
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  for (const one of [ada, lee]) await one.runs('join');
  const [{ cohort }] = await bot.sql<
    [{ cohort: string }]
  >`select cohort_id as cohort from memberships limit 1`;
  await bot.sql`insert into aliases (guild_id, cohort_id, season, member_id, alias)
    values (${bot.guildId}, ${cohort}, '2026-11', ${lee.id}, 'Calm Heron')`;
  const named = async (one: TestMember, name: string) =>
    wordsOf(await one.submits(await one.chooses(await opened(one), 'On boards: a name of my own'), { name }));
  expect(await named(lee, 'Lee of Turin')).toContain('you are Lee of Turin');
  for (const name of ['calm heron', 'Lее of  Turin', 'Moderator', 'LOCKSTEP'])
    expect.soft(await named(ada, name), name).toMatch(/name that looks like this one.*Nothing was changed/);
  expect(await bot.sql`select 1 from member_settings where member_id = ${ada.id}`).toHaveLength(0);
  expect(await named(lee, 'Lee of Turin')).toContain('you are Lee of Turin');
  // Who studies elsewhere is in nobody's way.
  expect(await named(bot.member('zoe'), 'Lee of Turin')).toContain('you are Lee of Turin');
});

test('a first time zone is shown before it is chosen, and says what it changes and from when', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const preview = await ada.submits(await ada.presses(await opened(ada), 'Time zone'), { zone: 'kolkata' });
  expect(wordsOf(preview)).toMatch(
    /Asia\/Kolkata\?\nIt is 17:30 there now\. It holds from your next study day on; the one that is open ends as before\. Reminders follow at once\..*in seven days/,
  );
  expect(await bot.sql`select 1 from member_zones`).toHaveLength(0);
  expect(wordsOf(await ada.presses(preview, 'Back'))).toContain('that of your cohort');

  const chosen = await ada.presses(preview, 'Use this time zone');
  expect(wordsOf(chosen)).toMatch(/Done: Asia\/Kolkata\. It holds from your next study day on/);
  expect(wordsOf(chosen)).toContain('**Time zone:** Asia/Kolkata.');
  expect(wordsOf(await ada.presses(preview, 'Use this time zone'))).toMatch(/is your time zone already/);
  expect(await bot.sql`select 1 from member_zones`).toHaveLength(1);
});

test('a later time zone holds from the next midnight, can be taken back until then, and comes once in seven days', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  await ada.presses(await ada.runs('settings', { time_zone: 'Europe/Rome' }), 'Use this time zone');
  const soon = await ada.runs('settings', { time_zone: 'Asia/Tokyo' });
  // Seven days after 20 November 2026, 12:00 UTC.
  expect(wordsOf(soon)).toContain(`<t:${Date.parse('2026-11-27T12:00:00Z') / 1000}:F>`);
  expect(wordsOf(soon)).toMatch(/once in seven days.*Nothing was changed/);
  expect(labelsOf(soon)).not.toContain('Type it again');

  bot.moveTo('2026-11-27T12:00:00Z');
  const next = await ada.presses(
    await ada.runs('settings', { time_zone: 'Asia/Tokyo' }),
    'Use this time zone',
  );
  const midnight = `<t:${Date.parse('2026-11-27T23:00:00Z') / 1000}:F>`;
  expect(wordsOf(next)).toContain(
    `Europe/Rome. Your study days end at 03:00 there. Asia/Tokyo holds from ${midnight}.`,
  );
  const kept = await ada.presses(next, 'Keep the old time zone');
  expect(wordsOf(kept)).toMatch(/stays as it is/);
  expect(labelsOf(kept)).not.toContain('Keep the old time zone');
  expect(wordsOf(await ada.presses(next, 'Keep the old time zone'))).toMatch(/no other time zone ahead/);

  await ada.presses(await ada.runs('settings', { time_zone: 'Asia/Tokyo' }), 'Use this time zone');
  bot.moveTo('2026-11-27T23:00:00Z');
  const there = await opened(ada);
  expect(wordsOf(there)).toContain('**Time zone:** Asia/Tokyo. Your');
  await ada.forges('settings:keep-zone:');
  expect(wordsOf(await opened(ada))).toBe(wordsOf(there));
});

test('two presses at once choose one time zone', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  await Promise.all(
    ['Asia/Tokyo', 'Europe/Rome', 'Asia/Tokyo', 'UTC'].map(zone => ada.forges(`settings:use-zone:${zone}`)),
  );
  expect(await bot.sql`select 1 from member_zones`).toHaveLength(1);
});

test('a zone that nobody knows gets one sentence, and the window opens again with what was typed', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const before = await everyRow(bot);
  const form = await ada.presses(await opened(ada), 'Time zone');
  const told = await ada.submits(form, { zone: 'Europe/Roma<@1>' });
  expect(wordsOf(told).split('\n')[0]).toMatch(/^I don’t know a time zone called .*Nothing was changed\.$/);
  expect(wordsOf(await ada.presses(told, 'Type it again'))).toContain('Europe/Roma<@1>');
  expect(wordsOf(await ada.forges('settings:use-zone:Mars/Base'))).toMatch(/don’t know a time zone/);
  expect(await everyRow(bot)).toBe(before);
});

test('reminders are off until a time is given; an empty one turns them off again', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const form = await ada.presses(await opened(ada), 'Reminders');
  expect(wordsOf(form)).toContain('22:00');
  const on = await ada.submits(form, { at: '18:30', from: '21:00', until: '7:00' });
  expect(wordsOf(on)).toMatch(/private message at 18:30 your time.*none between 21:00 and 07:00/);
  expect(wordsOf(await ada.presses(on, 'Reminders'))).toContain('18:30');
  const always = await ada.submits(form, { at: '03:00', from: '00:00', until: '00:00' });
  expect(wordsOf(always)).toMatch(/at 03:00 your time.*at any hour/);
  expect(wordsOf(await ada.submits(form, { at: ' ', from: '22:00', until: '08:00' }))).toContain(
    'Reminders:** none',
  );
});

test('times are taken as people write them', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const form = await ada.presses(await opened(ada), 'Reminders');
  expect(wordsOf(await ada.submits(form, { at: '6pm', from: '22', until: '0730' }))).toMatch(
    /private message at 18:00 your time.*none between 22:00 and 07:30/,
  );
});

test('what several zones may be meant by gets one sentence that asks for a city, and a country with one zone is enough', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  for (const typed of ['UTC+2', '+05:30', 'gmt -3', 'Brazil', 'USA', 'Australia']) {
    const told = wordsOf(await ada.runs('settings', { time_zone: typed })).split('\n')[0];
    expect.soft(told).toMatch(/can mean several time zones, so give a city near you.*Nothing was changed\.$/);
  }
  for (const [typed, zone] of [
    ['India', 'Asia/Kolkata'],
    ['uk', 'Europe/London'],
    ['nigeria', 'Africa/Lagos'],
  ] as const)
    expect.soft(wordsOf(await ada.runs('settings', { time_zone: typed }))).toContain(`## ${zone}?`);
});

test('the panel says when reminders rest, and why, and sending the same time again brings them back', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const form = await ada.presses(await opened(ada), 'Reminders');
  const typed = { at: '18:30', from: '22:00', until: '08:00' };
  expect(wordsOf(await ada.submits(form, typed))).not.toContain('rest now');
  const [{ guild, member }] = await bot.sql<[{ guild: string; member: string }]>`
    select guild_id as guild, member_id as member from member_settings`;
  for (const day of ['20', '23', '24'])
    await bot.sql`insert into reminders (guild_id, member_id, day, due_at, state, sent_at)
      values (${guild}, ${member}, ${`2026-11-${day}`}, ${`2026-11-${day}T18:30:00Z`}, 'sent', ${`2026-11-${day}T18:30:00Z`})`;
  bot.moveTo('2026-11-25T12:00:00Z');
  expect(wordsOf(await opened(ada))).toMatch(/rest now, since the last three had no answer/);
  expect(wordsOf(await ada.chooses(await opened(ada), 'Pictures: text only'))).toContain('rest now');
  expect(wordsOf(await ada.submits(form, typed))).not.toContain('rest now');
});

test.each([
  [{ at: '25:99', from: '22:00', until: '08:00' }, /can’t read “25\\:99” as a time\. Write it like/],
  [{ at: '18:30', from: 'late', until: '08:00' }, /can’t read “late” as a time\. Write it like/],
  [{ at: '18:30', from: '22:00', until: '' }, /can’t read “” as a time/],
  [{ at: '23:15', from: '22:00', until: '08:00' }, /23:15 lies in your quiet hours, 22:00 to 08:00/],
])('times that can’t be meant get one sentence, and nothing is lost: %o', async (typed, words) => {
  const bot = await start();
  const ada = bot.member('ada');
  const form = await ada.presses(await opened(ada), 'Reminders');
  await ada.submits(form, { at: '19:00', from: '21:00', until: '07:00' });
  const before = await everyRow(bot);
  const told = await ada.submits(form, typed);
  expect(wordsOf(told).split('\n')[0]).toMatch(words);
  expect(wordsOf(told).split('\n')[0]).toMatch(/Nothing was saved\.$/);
  expect(await everyRow(bot)).toBe(before);
  const again = wordsOf(await ada.presses(told, 'Type it again'));
  for (const value of Object.values(typed)) expect(again).toContain(value);
});

test('what no list offers is refused, whoever sends it', async () => {
  const bot = await start();
  const ada = bot.member('ada');
  const before = await everyRow(bot);
  for (const action of ['shown', 'progress', 'reports', 'pictures']) {
    expect
      .soft(wordsOf(await ada.forges(`settings:${action}:`, ['everything'])))
      .toMatch(/don’t know that choice/);
    expect.soft(wordsOf(await ada.forges(`settings:${action}:`))).toMatch(/don’t know that choice/);
  }
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(await ada.forges('settings:remind:a|b'))).toContain('22:00');
});
