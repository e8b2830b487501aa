import { expect, test } from 'vitest';
import { everyRow } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { stage } from './stage.ts';

test('a catch-up or review day is put in, and what was to come moves on', async () => {
  const stand = await stage();
  for (const kind of ['catch-up', 'review']) {
    const options = { day: '2026-11-27', kind };
    const words = await changesAndBack(stand, 'pace insert', options, days => {
      const dates = [...days.map(line => line.slice(0, 10)), '2026-12-09'];
      const what = days.map(line => line.slice(11));
      what.splice(4, 0, `inserted#${kind}#2026-11-27`);
      return dates.map((date, place) => `${date} ${what[place]}`);
    });
    expect(words).toContain(`## Preview: a ${kind} day on Fri 27 Nov 2026`);
    expect(words).toContain(`**${kind === 'review' ? 'Review' : 'Catch-up'} day**: new on Fri 27 Nov 2026`);
    expect(words).toContain('8 lessons move, 1 day is new.');
  }
});

test('a day that can’t be put in is refused in words', async () => {
  const { bot, lea, postTwo } = await stage();
  await postTwo();
  await lea.presses(await lea.runs('pace insert', { day: '2026-11-27', kind: 'review' }), 'Apply');
  const rows = await everyRow(bot);
  const refused: [string, string][] = [
    ['2026-11-24', 'The first day that you can still change is Wed 25 Nov 2026'],
    ['2026-11-28', 'it is no study day of this cohort, or a rest day'],
    ['2026-11-27', 'There is an inserted day on that date already'],
    ['2027-06-01', 'Nothing of this plan is left to come then'],
    ['2026-13-01', 'I can’t read “2026-13-01” as a day'.replaceAll('-', '\\-')],
  ];
  for (const [day, sentence] of refused)
    expect.soft(wordsOf(await lea.runs('pace insert', { day, kind: 'catch-up' })), day).toContain(sentence);
  expect(await everyRow(bot)).toBe(rows);
});
