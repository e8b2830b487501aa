import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asStudyDay, parseDay, parseTime } from '../../src/core/time.ts';
import { nearestDay, nearestTime } from '../../src/core/typed-times.ts';

const friday = asStudyDay('2026-11-20');

test('a day that can’t be read is met with the one most likely meant', () => {
  const meant: [string, string | undefined][] = [
    ['today', '2026-11-20'],
    ['Tomorrow', '2026-11-21'],
    ['monday', '2026-11-23'],
    ['Fri', '2026-11-27'],
    ['next wednesday', '2026-11-25'],
    ['31 February', '2027-02-28'],
    ['Feb 31', '2027-02-28'],
    ['29.2.2027', '2027-02-28'],
    ['2028-02-31', '2028-02-29'],
    ['2026-11-31', '2026-11-30'],
    ['2026-1-5', '2027-01-05'],
    ['2026/11/23', '2026-11-23'],
    ['23.11.2026', '2026-11-23'],
    ['23.11.', '2026-11-23'],
    ['11/23/2026', '2026-11-23'],
    ['1/2/2027', '2027-02-01'],
    ['23 Nov 2026', '2026-11-23'],
    ['November 23, 2026', '2026-11-23'],
    ['2026 Nov 23', '2026-11-23'],
    ['23 Nov', '2026-11-23'],
    ['1 November', '2027-11-01'],
    ['23.11.26', '2026-11-23'],
    ['2026-13-01', undefined],
    ['2026-00-10', undefined],
    ['23', undefined],
    ['soon', undefined],
    ['mondayish soon', undefined],
    ['1 2 3 4', undefined],
    ['', undefined],
  ];
  for (const [typed, day] of meant) expect.soft(nearestDay(typed, friday), typed).toBe(day);
});

test('a time that can’t be read is met with the one most likely meant', () => {
  const meant: [string, string | undefined][] = [
    ['9', '09:00'],
    ['9am', '09:00'],
    ['9 pm', '21:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['24:00', '00:00'],
    ['6pm', '18:00'],
    ['1830', '18:30'],
    ['22', '22:00'],
    ['25:00', undefined],
    ['12:75', undefined],
    ['noon', undefined],
    ['123456', undefined],
    ['', undefined],
  ];
  for (const [typed, time] of meant) expect.soft(nearestTime(typed), typed).toBe(time);
});

test('whatever is typed, what is offered can be read, and no day lies in the past', () => {
  const pieces = fc.oneof(
    fc.constantFrom(
      ...'2026 2027 0 1 2 29 30 31 12 13 99 feb nov december - . / : am pm monday'.split(' '),
      ' ',
    ),
    fc.string({ maxLength: 3 }),
  );
  const typed = fc.array(pieces, { maxLength: 7 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(typed, text => {
      const [day, time] = [nearestDay(text, friday), nearestTime(text)];
      if (day !== undefined) expect(parseDay(day) === day && day >= friday).toBe(true);
      if (time !== undefined) expect(parseTime(time)).toBe(time);
    }),
    { numRuns: 2_000 },
  );
});
