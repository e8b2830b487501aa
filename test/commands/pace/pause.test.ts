import { expect, test } from 'vitest';
import { everyRow } from '../../support/bot.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';
import { before, datesOf, linesOf, stage } from './stage.ts';

test('a pause is shown with true dates before anything is changed, and applied exactly as it was shown', async () => {
  const { bot, lea, plan, sql } = await stage();
  const old = await plan();
  const rows = await everyRow(bot);
  const shown = await lea.runs('pace pause', { from: '2026-11-25', until: '2026-11-30' });
  const words = wordsOf(shown);
  expect(words).toContain('Autumn · dates in Europe/Rome');
  expect(words).toContain('## Preview: a pause from Wed 25 Nov 2026, lessons again from Mon 30 Nov 2026');
  expect(words).toContain('**From requirements to entities and relations**: Wed 25 Nov → Mon 30 Nov');
  expect(words).toContain('The plan ends on 11 Dec 2026 instead of 8 Dec 2026.');
  expect(words).toContain('10 lessons move.\nNobody loses anything');
  expect(words).toContain('a day on which nothing comes breaks no streak');
  expect(words).toContain('Nothing is changed yet.');
  expect(labelsOf(shown)).toEqual(['Apply', 'Apply and announce', 'Cancel']);
  expect(shown).toMatchObject({ private: true });
  expect(linesOf((await plan()).days)).toEqual(linesOf(old.days));
  expect((await everyRow(bot)).replace(/^drafts\n.*$/m, 'drafts\n')).toBe(rows);

  const done = await lea.presses(shown, 'Apply');
  expect(done).toMatchObject({ replaces: true, wakes: true, private: true });
  expect(wordsOf(done)).toContain('## Done: a pause from Wed 25 Nov 2026');
  expect(wordsOf(done)).toContain('`/pace undo`');
  const now = await plan();
  expect(datesOf(now.days)).toEqual([
    ...['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03'],
    ...['2026-12-04', '2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11'],
  ]);
  expect(now).toMatchObject({ version: 2, cause: 'pause', change: { kind: 'pause' }, actorId: lea.id });
  expect(await sql`select action, actor_id, detail from audit where action <> 'cohort-created'`).toEqual([
    { action: 'plan-pause', actor_id: lea.id, detail: { version: 2 } },
  ]);
  expect(await bot.tick()).toEqual([]);
});

test('a pause without an end stops everything until it is resumed or taken back', async () => {
  const { bot, lea, plan, cohort, moveTo } = await stage(before);
  const old = await plan();
  moveTo('2026-11-23T08:30:00Z');
  expect(await bot.tick()).toHaveLength(1);
  const shown = await lea.runs('pace pause');
  expect(wordsOf(shown)).toContain('## Preview: a pause from Tue 24 Nov 2026, no end yet');
  expect(wordsOf(shown)).toContain('The plan has no last day for now');
  expect(wordsOf(shown)).toContain('11 days wait until it goes on.');
  await lea.presses(shown, 'Apply');
  expect(await cohort()).toMatchObject({ state: 'paused', nextDueAt: null });
  moveTo('2026-11-26T09:00:00Z');
  expect(await bot.tick()).toEqual([]);
  expect(wordsOf(await lea.runs('pace pause'))).toContain('paused already, with no end yet');
  expect(wordsOf(await lea.runs('pace show'))).toContain('**Paused**, with no end yet.');
  expect(linesOf((await plan()).days)).toEqual(linesOf(old.days.slice(0, 1)));
});

test('a pause that lies ahead lets the days before it come', async () => {
  const { lea, cohort } = await stage();
  await lea.presses(await lea.runs('pace pause', { from: '2026-11-25' }), 'Apply');
  expect(await cohort()).toMatchObject({
    state: 'running',
    nextDueAt: new Date('2026-11-23T08:00:00Z'),
  });
  expect(wordsOf(await lea.runs('pace show'))).toContain('A pause without an end begins on Wed 25 Nov 2026.');
});

test('before and in a pause without an end nobody is told of an end that isn’t one', async () => {
  const { bot, lea, cohort, moveTo, sql } = await stage();
  const noticeChannel = '710000000000000077';
  await lea.runs('setup', { notice_channel: noticeChannel });
  const ada = bot.member('ada');
  await ada.runs('join');
  await lea.presses(await lea.runs('pace pause', { from: '2026-12-01' }), 'Apply');
  for (const line of ['pace show', 'cohort info']) {
    const words = wordsOf(await lea.runs(line, { cohort: 'Autumn' }));
    expect.soft(words).toContain('12 lessons, Mon–Fri, 09:00 Europe/Rome, first 23 Nov 2026');
    expect.soft(words).not.toContain('last 30 Nov 2026');
  }
  const days = ['23', '24', '25', '26', '27', '30'];
  for (const [place, date] of days.entries()) {
    moveTo(`2026-11-${date}T08:00:30Z`);
    expect.soft(wordsOf(await lea.runs('delivery preview'))).toMatch(new RegExp(`day ${place + 1}\\n`));
    const posts = (await bot.tick()).map(wordsOf);
    expect(posts).toHaveLength(1);
    expect.soft(posts[0]).toMatch(new RegExp(`day ${place + 1}\\n`));
    expect.soft(wordsOf(await ada.runs('today'))).toMatch(new RegExp(`day ${place + 1}\\n`));
    expect.soft(wordsOf(await ada.runs('progress'))).toMatch(new RegExp(`day ${place + 1}\\n`));
    if (date !== '30')
      expect
        .soft(wordsOf(await lea.runs('cohort info', { cohort: 'Autumn' })))
        .toContain('It runs until a pause without an end begins on Tue 1 Dec 2026.');
  }
  expect(await sql`select 1 from deliveries where kind = 'notice-content-ends'`).toEqual([]);
  expect(await cohort()).toMatchObject({ state: 'paused', nextDueAt: null });
  expect(wordsOf(await ada.runs('today'))).toContain('Your cohort is paused');
  expect(wordsOf(await lea.runs('delivery status'))).toContain('It is paused');
  const info = wordsOf(await lea.runs('cohort info', { cohort: 'Autumn' }));
  expect(info).toContain('It is paused.');
  expect(info).toContain('**Study days posted:** 6\n');
  // A change that the pause hides doesn't talk of ends either; what goes on has one.
  const faster = await lea.presses(await lea.runs('pace speed', { lessons: 2 }), 'Apply');
  expect(wordsOf(faster)).toContain('No lesson moves. The change shows in dates when the plan goes on.');
  expect(wordsOf(faster)).not.toContain('last day');
  expect(wordsOf(await lea.runs('pace resume', { on: '2026-12-07' }))).toContain(
    'The plan ends on 9 Dec 2026.',
  );
});

test('what can’t be a pause is said in words, and nothing is changed', async () => {
  const { bot, lea, postTwo } = await stage();
  await postTwo();
  const rows = await everyRow(bot);
  const refused: [Record<string, string>, string][] = [
    [
      { from: '2026-11-24' },
      'already posted, so it stays as it is. The first day that you can still change is Wed 25 Nov 2026 (Europe/Rome)',
    ],
    [{ from: '2020-01-01' }, 'The first day that you can still change is Wed 25 Nov 2026'],
    [{ from: '2026-11-30', until: '2026-11-30' }, 'That would end before it starts'],
    [{ from: '2026-11-30', until: '2026-11-27' }, 'That would end before it starts'],
    [{ until: '2028-01-01' }, 'more than 366 days of rest at once'],
    [{ from: '31 February' }, 'I can’t read “31 February” as a day'],
    [{ from: '2026-11-31' }, 'Did you mean **2026-11-30**?'],
    [{ until: 'soon' }, 'I can’t read “soon” as a day'],
    [{ from: '2027-03-01', until: '2027-03-02' }, 'That would move nothing'],
    [{ from: '2027-03-01' }, 'Nothing of this plan is left to come then'],
    [{ cohort: 'Spring' }, 'I don’t know a cohort called “Spring” here. These are here: **Autumn**'],
  ];
  for (const [options, sentence] of refused)
    expect.soft(wordsOf(await lea.runs('pace pause', options)), JSON.stringify(options)).toContain(sentence);
  expect(await everyRow(bot)).toBe(rows);
});

test('the days that can be chosen are offered with their weekdays', async () => {
  const { lea } = await stage();
  expect((await lea.types('pace pause', 'from', ''))[0]).toEqual({
    label: 'Fri 20 Nov 2026',
    value: '2026-11-20',
  });
  expect(await lea.types('pace pause', 'until', '2026-12-24')).toEqual([
    { label: 'Thu 24 Dec 2026', value: '2026-12-24' },
  ]);
  expect((await lea.types('pace pause', 'until', 'mon'))[0]?.value).toBe('2026-11-23');
});
