import { expect, test } from 'vitest';
import type { FileValue } from '../../../src/discord/define-command.ts';
import { everyRow, fileOf } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';
import { changesAndBack } from './change.ts';
import { datesOf, stage } from './stage.ts';

const calendar = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...events, 'END:VCALENDAR', ''].join('\r\n');
let events = 0;
const event = (...lines: readonly string[]) =>
  ['BEGIN:VEVENT', `UID:${++events}`, ...lines, 'END:VEVENT'].join('\r\n');
const allDay = (name: string, from: string, end?: string) =>
  event(`DTSTART;VALUE=DATE:${from}`, ...(end ? [`DTEND;VALUE=DATE:${end}`] : []), `SUMMARY:${name}`);
const ics = (content: string) => ({ file: fileOf('holidays.ics', content) });

test('a day, or several, on which nothing comes', async () => {
  const stand = await stage();
  const moved = (away: readonly string[]) => (days: readonly string[]) => {
    const later = ['2026-12-09', '2026-12-10', '2026-12-11'];
    const dates = [...days.map(line => line.slice(0, 10)).filter(date => !away.includes(date)), ...later];
    return days.map((line, place) => `${dates[place]} ${line.slice(11)}`);
  };
  const one = await changesAndBack(
    stand,
    'pace holiday',
    { date: '2026-11-26', name: 'Thanks\u202egiving @here' },
    moved(['2026-11-26']),
  );
  expect(one).toContain('## Preview: a holiday on Thu 26 Nov 2026 (Thanksgiving @\u2060here)');
  const several = await changesAndBack(
    stand,
    'pace holiday',
    { from: '2026-11-26', to: '2026-11-30' },
    moved(['2026-11-26', '2026-11-27', '2026-11-30']),
  );
  expect(several).toContain('## Preview: a holiday from Thu 26 Nov 2026 to Mon 30 Nov 2026');
  expect(several).toContain('9 lessons move.');
});

test('a calendar file gives its days with their names: whole days, times in the cohort’s zone, repeated ones', async () => {
  const { lea, plan } = await stage();
  const file = calendar(
    'BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nRRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE',
    allDay('Thanksgiving', '20261126', '20261128'),
    event('DTSTART:20261130T230000Z', 'DTEND:20261201T090000Z', 'SUMMARY:Midnight in Rome'),
    event('DTSTART;TZID=America/New_York:20261202T200000', 'DURATION:PT1H', 'SUMMARY:Evening in New York'),
    event(
      'DTSTART;VALUE=DATE:20201207',
      'RRULE:FREQ=YEARLY',
      'EXDATE;VALUE=DATE:20221207',
      'SUMMARY:St Ambrose',
    ),
    event('DTSTART;VALUE=DATE:20261124', 'STATUS:CANCELLED', 'SUMMARY:Called off'),
    // It falls into the plan only because the others push its end on.
    allDay('Pushed', '20261211'),
    allDay('Far away', '20270605'),
    event('DTSTART;VALUE=DATE:20201207', 'RRULE:FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2', 'SUMMARY:Never'),
  );
  const shown = await lea.runs('pace holiday', ics(file));
  expect(wordsOf(shown)).toContain('## Preview: 5 holidays');
  expect(wordsOf(shown)).toContain('- Thu 26 Nov 2026 to Fri 27 Nov 2026: Thanksgiving');
  expect(wordsOf(shown)).toContain(
    '1 event of the file repeats in a way that I don’t follow, so it is left out.',
  );
  await lea.presses(shown, 'Apply');
  const { inputs, days } = await plan();
  expect(inputs.rests).toEqual([
    { from: '2026-11-26', to: '2026-11-27', cause: 'holiday', name: 'Thanksgiving' },
    { from: '2026-12-01', to: '2026-12-01', cause: 'holiday', name: 'Midnight in Rome' },
    { from: '2026-12-03', to: '2026-12-03', cause: 'holiday', name: 'Evening in New York' },
    { from: '2026-12-07', to: '2026-12-07', cause: 'holiday', name: 'St Ambrose' },
    { from: '2026-12-11', to: '2026-12-11', cause: 'holiday', name: 'Pushed' },
  ]);
  for (const date of ['2026-11-26', '2026-11-27', '2026-12-01', '2026-12-03', '2026-12-07', '2026-12-11'])
    expect(datesOf(days)).not.toContain(date);
  expect(days).toHaveLength(12);
});

test('what can’t be a holiday is said in words, and nothing is changed', async () => {
  const { bot, lea, postTwo } = await stage();
  await postTwo();
  const rows = await everyRow(bot);
  const foreign: FileValue = {
    name: 'a.ics',
    size: 10,
    read: async () => ({ kind: 'refused', reason: 'foreign-host' }),
  };
  const many = Array.from({ length: 10_000 }, () => allDay('x', '20261126'));
  const short = Array.from({ length: 5_001 }, () => 'BEGIN:VEVENT\nDTSTART:20261126\nEND:VEVENT');
  const daily = Array.from({ length: 900 }, () =>
    event('DTSTART;VALUE=DATE:19700101', 'RRULE:FREQ=DAILY', 'SUMMARY:Every day'),
  );
  const refused: [Parameters<typeof lea.runs>[1], string][] = [
    [{}, 'Give one of these: `date` for one day'],
    [{ date: '2026-12-01', from: '2026-12-01', to: '2026-12-02' }, 'Give one of these'],
    [{ from: '2026-12-01' }, 'Give one of these'],
    [{ from: '2026-12-04', to: '2026-12-01' }, 'That would end before it starts'],
    [{ from: '2026-12-01', to: '2028-01-04' }, 'more than 366 days of rest at once'],
    [{ date: '2026-11-24' }, 'The first day that you can still change is Wed 25 Nov 2026'],
    [{ date: '2026-11-28' }, 'That would move nothing'],
    [{ date: 'Christmas' }, 'I can’t read “Christmas” as a day'],
    [ics(calendar(...many)), 'That file is bigger than 256 KB'],
    [{ file: foreign }, 'I take files only from Discord itself'],
    [{ file: fileOf('a.ics', new Uint8Array([0xff, 0xfe, 0x00])) }, 'it isn’t plain text'],
    [ics('no calendar at all'), 'That isn’t a calendar file that I can read'],
    [ics('BEGIN:VCARD\r\nEND:VCARD'), 'That isn’t a calendar file that I can read'],
    [ics('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'), 'That isn’t a calendar file that I can read'],
    [ics(calendar(event('SUMMARY:When?'))), 'That isn’t a calendar file that I can read'],
    [ics(calendar(event('DTSTART;VALUE=DATE:20261399', 'SUMMARY:When?'))), 'That isn’t a calendar file'],
    [
      ics(calendar(event('DTSTART:20261126T100000', 'DURATION:P99999999999999W'))),
      'That isn’t a calendar file',
    ],
    [ics(calendar(event('DTSTART;VALUE=DATE:20201207', 'RRULE:FREQ=DAILY;INTERVAL=99999999'))), 'That isn’t'],
    [ics(calendar(event('DTSTART;VALUE=DATE:20201207', 'RRULE:FREQ=DAILY;BYDAY=9MO'))), 'That isn’t'],
    [ics(calendar(event('DTSTART;VALUE=DATE:00010101', 'RRULE:FREQ=MONTHLY;BYDAY=TU'))), 'That isn’t'],
    [
      ics(calendar(event('DTSTART;VALUE=DATE:19700330', 'RRULE:FREQ=YEARLY;BYDAY=SA;BYMONTH=4;BYSETPOS=53'))),
      'That isn’t',
    ],
    [ics(calendar()), 'There is no event in that calendar file'],
    [ics(calendar(allDay('Past', '20261102'))), 'No event of that file falls into what is still to come'],
    [ics(calendar(allDay('Far', '20270805'))), 'No event of that file falls into what is still to come'],
    [ics(calendar(...short)), 'There is more in that file than a list of holidays holds'],
    [ics(calendar(...daily)), 'There is more in that file than a list of holidays holds'],
  ];
  for (const [options, sentence] of refused)
    expect.soft(wordsOf(await lea.runs('pace holiday', options)), sentence).toContain(sentence);
  expect(await everyRow(bot)).toBe(rows);
});
