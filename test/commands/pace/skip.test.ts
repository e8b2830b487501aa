import { expect, test } from 'vitest';
import { everyRow } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { linesOf, stage } from './stage.ts';

test('a lesson is left out, and those after it come a day sooner', async () => {
  const stand = await stage();
  const words = await changesAndBack(stand, 'pace skip', { lesson: 'db/normal-forms' }, days => {
    const left = days.filter(line => !line.includes('normal-forms'));
    return left.map((line, place) => `${days[place]?.slice(0, 10)} ${line.slice(11)}`);
  });
  expect(words).toContain('## Preview: “Normal forms one to three” is left out');
  expect(words).toContain('**Normal forms one to three**: no day any more (was Thu 26 Nov 2026)');
  expect(words).toContain('8 lessons move, 1 day falls away.');
  expect(words).toContain('It stays in `/lesson`');
});

test('a lesson can be given by its title, and what is to come is offered with its date', async () => {
  const { lea, plan, postTwo } = await stage();
  expect((await lea.types('pace skip', 'lesson', ''))[0]).toEqual({
    label: 'Subqueries and WITH (Mon 23 Nov)',
    value: 'db/subqueries-and-ctes',
  });
  await postTwo();
  const offered = await lea.types('pace skip', 'lesson', '');
  expect(offered).toHaveLength(10);
  expect(offered.map(({ value }) => value)).not.toContain('db/window-functions');
  expect((await lea.types('pace skip', 'lesson', 'thu 26 nov'))[0]?.value).toBe('db/normal-forms');
  await lea.presses(await lea.runs('pace skip', { lesson: 'BACKUPS that restore' }), 'Apply');
  expect(linesOf((await plan()).days).at(-1)).toBe('2026-12-07 db/acid');
});

test('what can’t be left out is said in words, with what may have been meant', async () => {
  const { bot, lea, postTwo } = await stage();
  await postTwo();
  await lea.presses(await lea.runs('pace skip', { lesson: 'db/acid' }), 'Apply');
  const rows = await everyRow(bot);
  const refused: [string, string][] = [
    ['db/window-functions', 'already, and what is posted stays as it is'],
    ['db/acid', 'That lesson is left out already'],
    ['normal forms', 'Did you mean “Normal forms one to three”?'],
    ['Backups that restor', 'Did you mean “Backups that restore”?'],
    [
      'knitting @everyone',
      'This plan has no lesson called “knitting @\u2060everyone”. Choose one from the list',
    ],
  ];
  for (const [lesson, sentence] of refused)
    expect.soft(wordsOf(await lea.runs('pace skip', { lesson })), lesson).toContain(sentence);
  expect(await everyRow(bot)).toBe(rows);
});
