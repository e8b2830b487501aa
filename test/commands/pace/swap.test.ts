import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { stage } from './stage.ts';

test('two lessons change places, and no other moves', async () => {
  const stand = await stage();
  const options = { lesson: 'db/window-functions', other: 'db/entity-relationship-models' };
  const words = await changesAndBack(stand, 'pace swap', options, days => {
    const swapped = [...days];
    swapped[1] = `${days[1]?.slice(0, 10)} ${days[2]?.slice(11)}`;
    swapped[2] = `${days[2]?.slice(0, 10)} ${days[1]?.slice(11)}`;
    return swapped;
  });
  expect(words).toContain('2 lessons move. The last day stays Tue 8 Dec 2026.');
  expect(words).toContain('Whoever has done one of them already keeps it.');
});

test('no lesson can come before one that it builds on, or change places with itself', async () => {
  const { lea } = await stage();
  const broken = await lea.runs('pace swap', { lesson: 'db/query-plans', other: 'db/composite-indexes' });
  expect(wordsOf(broken)).toContain('which it builds on');
  expect(wordsOf(await lea.runs('pace swap', { lesson: 'db/acid', other: 'db/acid' }))).toContain(
    'Those are the same lesson',
  );
  expect(wordsOf(await lea.runs('pace swap', { lesson: 'db/acid', other: 'db/none' }))).toContain(
    'This plan has no lesson called “db/none”',
  );
});
