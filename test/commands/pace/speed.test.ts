import { expect, test } from 'vitest';
import { pacedNodes, unitsAt } from '../../../commands/_pace.ts';
import { newPlanInputs } from '../../../src/core/plan-inputs.ts';
import type { Pathway } from '../../../src/curriculum/types.ts';
import { startTestBot } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { before, day, linesOf, stage, start } from './stage.ts';

test('from a day on, more lessons come on each study day', async () => {
  const stand = await stage();
  const words = await changesAndBack(stand, 'pace speed', { lessons: 2, from: '2026-11-30' }, days => {
    const keys = days.map(line => line.slice(11));
    const dates = [
      ...days.slice(0, 5).map(line => line.slice(0, 10)),
      ...['2026-11-30', '2026-11-30', '2026-12-01', '2026-12-01', '2026-12-02', '2026-12-02', '2026-12-03'],
    ];
    return keys.map((key, place) => `${dates[place]} ${key}`);
  });
  expect(words).toContain('## Preview: 2 lessons a day from Mon 30 Nov 2026');
  expect(words).toContain('The plan ends on 3 Dec 2026 instead of 8 Dec 2026.');
  const minutes = wordsOf(await stand.lea.runs('pace speed', { minutes: 120 }));
  expect(minutes).toContain('## Preview: 120 minutes a day from Fri 20 Nov 2026');
});

test('a pathway in hours gets other days of other minutes, and keeps those before the day', async () => {
  const { curriculum } = await startTestBot(before);
  const real = curriculum.pathways.get('infrastructure');
  const [phase, ...rest] = real?.nodes ?? [];
  if (!real || !phase) throw new Error('the curriculum has no phases');
  const pathway: Pathway = { ...real, nodes: [{ ...phase, pace: { mode: 'hours', hours: 24 } }, ...rest] };
  const bot = await startTestBot(before, {
    curriculum: { ...curriculum, pathways: new Map([['infrastructure', pathway]]) },
  });
  const nodes = pacedNodes(bot.curriculum, pathway);
  const { units } = unitsAt(nodes, { pace: 'own-60', crowded: 'more-weeks' }, 5);
  const inputs = newPlanInputs({ start: day('2026-11-23'), weekdays: [1, 2, 3, 4, 5], units });
  const { plan } = await start(bot, 'c0ffee', 'Hours', inputs);
  const lea = bot.admin();
  const old = linesOf((await plan()).days);
  expect(old).toHaveLength(24);
  expect(wordsOf(await lea.runs('pace speed', { lessons: 2 }))).toContain('its speed is in minutes a day');
  const shown = await lea.runs('pace speed', { minutes: 120, from: '2026-11-30' });
  expect(wordsOf(shown)).toContain('## Preview: 120 minutes a day from Mon 30 Nov 2026');
  await lea.presses(shown, 'Apply');
  const now = linesOf((await plan()).days);
  expect(now.slice(0, 5)).toEqual(old.slice(0, 5));
  expect(now.filter(line => line.includes(' db/')).map(line => line.slice(11))).toEqual(
    old.filter(line => line.includes(' db/')).map(line => line.slice(11)),
  );
  expect(now.length).toBeLessThan(16);
  await lea.runs('pace undo');
  expect(linesOf((await plan()).days)).toEqual(old);
});

test('a speed that can’t be is refused in words', async () => {
  const { lea } = await stage();
  expect(wordsOf(await lea.runs('pace speed'))).toContain('Give either `lessons` or `minutes`');
  expect(wordsOf(await lea.runs('pace speed', { lessons: 2, minutes: 60 }))).toContain('Give either');
  expect(wordsOf(await lea.runs('pace speed', { lessons: 1 }))).toContain('That would move nothing');
  expect(wordsOf(await lea.runs('pace speed', { lessons: 2, from: '2026-11-01' }))).toContain(
    'The first day that you can still change is Fri 20 Nov 2026',
  );
});
