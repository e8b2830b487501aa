import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { linesOf, stage } from './stage.ts';

test('a paused plan goes on from the day that is given, and the ledger with it', async () => {
  const stand = await stage();
  const { bot, lea, plan, cohort, moveTo } = stand;
  const old = linesOf((await plan()).days);
  await lea.presses(await lea.runs('pace pause'), 'Apply');
  expect(await cohort()).toMatchObject({ state: 'paused', nextDueAt: null });
  moveTo('2026-11-26T12:00:00Z');
  const shown = await lea.runs('pace resume', { on: '2026-11-30' });
  expect(wordsOf(shown)).toContain('## Preview: lessons again from Mon 30 Nov 2026');
  expect(wordsOf(shown)).toContain('**Subqueries and WITH**: comes on Mon 30 Nov 2026');
  await lea.presses(shown, 'Apply');
  expect(await cohort()).toMatchObject({ state: 'running', nextDueAt: new Date('2026-11-30T08:00:00Z') });
  expect(linesOf((await plan()).days)[0]).toBe(old[0]?.replace('2026-11-23', '2026-11-30'));
  moveTo('2026-11-30T08:00:30Z');
  expect(await bot.tick()).toHaveLength(1);
});

test('a pause that has an end can be ended sooner, and that be taken back', async () => {
  const stand = await stage();
  const { lea } = stand;
  await lea.presses(await lea.runs('pace pause', { from: '2026-11-24', until: '2026-12-01' }), 'Apply');
  await changesAndBack(stand, 'pace resume', { on: '2026-11-30' }, days =>
    ['2026-11-23', '2026-11-30', ...days.slice(1, 11).map(line => line.slice(0, 10))].map(
      (date, place) => `${date} ${days[place]?.slice(11)}`,
    ),
  );
});

test('what can’t be resumed is said in words', async () => {
  const { lea } = await stage();
  expect(wordsOf(await lea.runs('pace resume'))).toContain('so there is nothing to resume');
  expect(wordsOf(await lea.runs('pace resume', { on: '2026-11-19' }))).toContain(
    'The first day that you can still change is Fri 20 Nov 2026',
  );
});
