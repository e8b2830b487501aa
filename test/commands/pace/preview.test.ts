import { expect, test } from 'vitest';
import { everyRow } from '../../support/bot.ts';
import { findButton, wordsOf } from '../../support/shown.ts';
import { linesOf, stage } from './stage.ts';

test('the next days are told in words, with rests and the plan’s end', async () => {
  const { lea } = await stage();
  await lea.presses(
    await lea.runs('pace holiday', { from: '2026-11-26', to: '2026-11-27', name: 'Fair' }),
    'Apply',
  );
  const shown = await lea.runs('pace preview', { days: 10 });
  expect(wordsOf(shown)).toBe(
    [
      '## The next days of Autumn',
      '**Mon 23 Nov**: Subqueries and WITH',
      '**Tue 24 Nov**: Window functions',
      '**Wed 25 Nov**: From requirements to entities and relations',
      '26–27 Nov: nothing comes (Fair)',
      'The plan ends on 10 Dec 2026.',
      '-# Lessons come at 09:00, dates in Europe/Rome',
      'As a calendar',
    ].join('\n'),
  );
  expect(wordsOf(await lea.runs('pace preview', { from: '2027-01-01' }))).toContain(
    'Nothing is planned then.',
  );
  expect(wordsOf(await lea.presses(shown, 'As a calendar'))).toContain('## Autumn');
});

test('what is cancelled changes nothing, and its buttons are used up', async () => {
  const { lea, plan } = await stage();
  const shown = await lea.runs('pace shift', { days: 3 });
  const cancelled = await lea.presses(shown, 'Cancel');
  expect(wordsOf(cancelled)).toBe('Cancelled. Nothing was changed.');
  expect(cancelled).toMatchObject({ replaces: true });
  expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain('That preview is used up or older');
  expect(await plan()).toMatchObject({ version: 1 });
});

test('two presses at once apply a change once', async () => {
  const { lea, plan, sql } = await stage();
  const shown = await lea.runs('pace shift', { days: 1 });
  const answers = await Promise.all([
    lea.presses(shown, 'Apply and announce'),
    lea.presses(shown, 'Apply'),
    lea.presses(shown, 'Apply and announce'),
  ]);
  const words = answers.map(wordsOf);
  expect(words.filter(one => one.includes('## Done: '))).toHaveLength(1);
  expect(words.filter(one => one.includes('That preview is used up'))).toHaveLength(2);
  expect(await plan()).toMatchObject({ version: 2 });
  expect(linesOf((await plan()).days)[0]).toContain('2026-11-24');
  expect(await sql`select id from audit where action = 'plan-shift'`).toHaveLength(1);
});

test('two moderators at once: the second sees what their change does now before it is applied', async () => {
  const { bot, lea, plan } = await stage();
  const max = bot.member('max', { owner: true });
  const [one, two] = await Promise.all([
    lea.runs('pace shift', { days: 1 }),
    max.runs('pace holiday', { date: '2026-11-25' }),
  ]);
  const answers = await Promise.all([lea.presses(one, 'Apply'), max.presses(two, 'Apply')]);
  expect(await plan()).toMatchObject({ version: 2 });
  const stale = answers.find(answer => wordsOf(answer).includes('The plan has moved on'));
  if (!stale) throw new Error(answers.map(wordsOf).join('\n'));
  expect(stale).toMatchObject({ replaces: true });
  const [first] = answers;
  const last = await (stale === first ? lea : max).presses(stale, 'Apply');
  expect(wordsOf(last)).toContain('## Done: ');
  expect(linesOf((await plan()).days).slice(0, 3)).toEqual([
    '2026-11-24 db/subqueries-and-ctes',
    '2026-11-26 db/window-functions',
    '2026-11-27 db/entity-relationship-models',
  ]);
});

test('a post that came just as it was planned leaves the dates that were shown true', async () => {
  const { bot, lea, plan, moveTo } = await stage('2026-11-23T07:50:00Z');
  const shown = await lea.runs('pace holiday', { date: '2026-11-27' });
  moveTo('2026-11-23T08:00:30Z');
  expect(await bot.tick()).toHaveLength(1);
  moveTo('2026-11-23T08:05:00Z');
  expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain('## Done: ');
  expect(linesOf((await plan()).days)[4]).toBe('2026-11-30 db/denormalization');
});

test('a plan that has slipped since the preview is shown anew before anything is applied', async () => {
  const { bot, lea, plan, moveTo } = await stage();
  // Nobody could post all Monday: twelve hours after its time the lesson slips.
  moveTo('2026-11-23T19:50:00Z');
  const shown = await lea.runs('pace holiday', { date: '2026-11-27' });
  expect(wordsOf(shown)).toContain('**Denormalize on purpose**: Fri 27 Nov → Mon 30 Nov');
  moveTo('2026-11-23T20:05:00Z');
  expect(await bot.tick()).toEqual([]);
  expect(await plan()).toMatchObject({ version: 2, cause: 'slip' });
  const stale = await lea.presses(shown, 'Apply');
  expect(wordsOf(stale)).toContain('The plan has moved on since the last preview, so nothing was applied.');
  expect(wordsOf(stale)).toContain('**Normal forms one to three**: Fri 27 Nov → Mon 30 Nov');
  expect(await plan()).toMatchObject({ version: 2 });
  expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain('That preview is used up');
  expect(wordsOf(await lea.presses(stale, 'Apply'))).toContain('## Done: ');
  expect(linesOf((await plan()).days)).toContain('2026-11-30 db/normal-forms');
});

test('a preview that is older than half an hour is used up', async () => {
  const { lea, plan, moveTo } = await stage();
  const shown = await lea.runs('pace shift', { days: 1 });
  moveTo('2026-11-20T07:30:01Z');
  expect(wordsOf(await lea.presses(shown, 'Apply'))).toContain('used up or older than half an hour');
  expect(await plan()).toMatchObject({ version: 1 });
});

test('promise 10: what is announced is told in the channel once, in words and without names', async () => {
  const { bot, lea, sql } = await stage();
  const shown = await lea.runs('pace holiday', { date: '2026-11-25', name: 'Fair' });
  const done = await lea.presses(shown, 'Apply and announce');
  expect(wordsOf(done)).toContain('The cohort is told in its channel.');
  const rows = await sql<{ facts: { lines: string[] } }[]>`
    select lane, kind, state, slot, study_day::text as day, facts from deliveries`;
  expect(rows).toMatchObject([
    { lane: 'beside', kind: 'announcement', state: 'due', slot: 2, day: '2026-11-20' },
  ]);
  const [post, ...more] = await bot.tick();
  expect(more).toEqual([]);
  const words = post ? wordsOf(post) : '';
  expect(words).toContain('**A holiday on Wed 25 Nov 2026 (Fair).**');
  expect(words).toContain('Dates in Europe/Rome');
  expect(words).not.toContain(lea.id);
  expect(await bot.tick()).toEqual([]);
});

test('members and outsiders change nothing, not even with a moderator’s button', async () => {
  const { bot, lea, plan } = await stage();
  const member = bot.member('mia');
  await member.runs('join', { cohort: 'Autumn' });
  const shown = await lea.runs('pace shift', { days: 1 });
  const before = await everyRow(bot);
  for (const person of [member, bot.member('otto')]) {
    for (const line of [...bot.commands.commands.keys()].filter(one => one.startsWith('pace ')))
      expect
        .soft(wordsOf(await person.runs(line, required[line] ?? {})), line)
        .toContain('That is for moderators of this server');
    for (const label of ['Apply', 'Apply and announce', 'Cancel'])
      expect
        .soft(wordsOf(await person.forges(findButton(shown, label))), label)
        .toContain('That is for moderators');
  }
  // Another moderator's draft isn't theirs either.
  const max = bot.member('max', { owner: true });
  expect(wordsOf(await max.forges(findButton(shown, 'Apply')))).toContain('That preview is used up');
  expect(await everyRow(bot)).toBe(before);
  expect(await plan()).toMatchObject({ version: 1 });
});

const required: Readonly<Record<string, Record<string, string | number>>> = {
  'pace shift': { days: 1 },
  'pace skip': { lesson: 'db/acid' },
  'pace swap': { lesson: 'db/acid', other: 'db/normal-forms' },
  'pace insert': { day: '2026-11-25', kind: 'review' },
};
