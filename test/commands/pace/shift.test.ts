import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { linesOf, stage } from './stage.ts';

test('everything that is to come moves by so many study days', async () => {
  const stand = await stage();
  const words = await changesAndBack(stand, 'pace shift', { days: 2 }, days => {
    const dates = [...days.slice(2).map(line => line.slice(0, 10)), '2026-12-09', '2026-12-10'];
    return days.map((line, place) => `${dates[place]} ${line.slice(11)}`);
  });
  expect(words).toContain('## Preview: the plan moves 2 study days later');
  expect(words).toContain('12 lessons move.');
});

test('before its first post a plan can come earlier, later not any more', async () => {
  const { lea, plan, postTwo } = await stage();
  const shown = await lea.runs('pace shift', { days: -1 });
  expect(wordsOf(shown)).toContain('**Subqueries and WITH**: Mon 23 Nov → Fri 20 Nov');
  await lea.presses(shown, 'Apply');
  expect(linesOf((await plan()).days)[0]).toBe('2026-11-20 db/subqueries-and-ctes');
  expect(wordsOf(await lea.runs('pace shift', { days: -1 }))).toContain('not before Fri 20 Nov 2026');
  expect(wordsOf(await lea.runs('pace shift', { days: 0 }))).toContain('A plan moves by 1 to 60 study days');
  await postTwo();
  expect(wordsOf(await lea.runs('pace shift', { days: -1 }))).toContain(
    'A plan can come earlier only before its first post',
  );
});

test('a lesson whose time has come stays on its day, although it isn’t posted yet', async () => {
  const { bot, lea, plan, cohort, moveTo } = await stage();
  moveTo('2026-11-23T08:00:10Z');
  await lea.presses(await lea.runs('pace shift', { days: 1 }), 'Apply');
  expect(linesOf((await plan()).days).slice(0, 2)).toEqual([
    '2026-11-23 db/subqueries-and-ctes',
    '2026-11-25 db/window-functions',
  ]);
  expect(await cohort()).toMatchObject({ nextDueAt: new Date('2026-11-23T08:00:00Z') });
  expect(await bot.tick()).toHaveLength(1);
});
