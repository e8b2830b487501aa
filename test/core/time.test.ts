import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  asStudyDay,
  dayIn,
  instantOf,
  parseDay,
  parseTime,
  type StudyDay,
  weekday,
} from '../../src/core/time.ts';
import { firstShowing, shownAt, transitions, wallAt } from './wall-clock.ts';

const HOUR = 3_600_000;
const zones = Intl.supportedValuesOf('timeZone');
const at = (day: string, time: string, zone: string) => instantOf(asStudyDay(day), time, zone);

describe('days', () => {
  test.each([
    ['2026-11-21', '2026-11-21'],
    [' 2026-11-21 ', '2026-11-21'],
    ['2028-02-29', '2028-02-29'],
    ['2026-02-29', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-00-10', undefined],
    ['2026-1-5', undefined],
    ['21.11.2026', undefined],
    ['2026-11-21T09:00', undefined],
    ['tomorrow', undefined],
    ['', undefined],
  ])('a typed day %j is read as %j', (typed, day) => {
    expect(parseDay(typed)).toBe(day);
  });

  test('a column that holds no date is an error, not a day', () => {
    expect(() => asStudyDay('2026-02-30')).toThrow(RangeError);
    expect(() => asStudyDay(' 2026-02-03')).toThrow(RangeError);
  });

  test('days are counted over the ends of months and leap years', () => {
    expect(addDays(asStudyDay('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(asStudyDay('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(asStudyDay('2026-03-01'), -1)).toBe('2026-02-28');
    expect(addDays(asStudyDay('2026-03-01'), 0)).toBe('2026-03-01');
  });

  test('Monday is 1 and Sunday is 7', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map(n => weekday(addDays(asStudyDay('2026-11-23'), n)));
    expect(week).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test('two people can live on different days at the same instant', () => {
    const instant = new Date('2026-11-21T10:30:00Z');
    expect(dayIn('Pacific/Kiritimati', instant)).toBe('2026-11-22');
    expect(dayIn('Europe/Rome', instant)).toBe('2026-11-21');
    expect(dayIn('Pacific/Pago_Pago', instant)).toBe('2026-11-20');
  });

  test('the day is the one on the calendar of the place, in every zone at any time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant(), (zone, instant) => {
        expect(dayIn(zone, instant)).toBe(shownAt(zone, instant).slice(0, 10));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('times', () => {
  test.each([
    ['9:00', '09:00'],
    ['09:00', '09:00'],
    [' 9:05 ', '09:05'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    ['24:00', undefined],
    ['9:60', undefined],
    ['9', undefined],
    ['9:0', undefined],
    ['9.00', undefined],
    ['9:00 pm', undefined],
    ['-1:00', undefined],
    ['009:00', undefined],
    ['', undefined],
  ])('a typed time %j is read as %j', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });
});

describe('local times', () => {
  test.each([
    ['an ordinary morning', '2026-11-23', '09:00', 'Europe/Rome', '2026-11-23T08:00Z'],
    [
      'a time in the spring gap waits for its end, not longer',
      '2026-03-29',
      '02:30',
      'Europe/Rome',
      '2026-03-29T01:00Z',
    ],
    ['the first minute of the gap', '2026-03-29', '02:00', 'Europe/Rome', '2026-03-29T01:00Z'],
    ['the minute after the gap', '2026-03-29', '03:00', 'Europe/Rome', '2026-03-29T01:00Z'],
    [
      'a time that comes twice in autumn: the first',
      '2026-10-25',
      '02:30',
      'Europe/Rome',
      '2026-10-25T00:30Z',
    ],
    ['a gap of half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['a gap that begins at midnight', '2026-04-24', '00:30', 'Africa/Cairo', '2026-04-23T22:00Z'],
    ['a date that Samoa left out', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00Z'],
    ['a date that Kwajalein left out', '1993-08-21', '09:00', 'Pacific/Kwajalein', '1993-08-21T12:00Z'],
    ['a summer far ahead', '2060-07-01', '09:00', 'Europe/Rome', '2060-07-01T07:00Z'],
    ['a gap far ahead', '2060-03-28', '02:30', 'Europe/Rome', '2060-03-28T01:00Z'],
  ])('%s (%s %s %s)', (_what, day, time, zone, instant) => {
    expect(at(day, time, zone)).toEqual(new Date(instant));
  });

  test('a zone or time that nobody knows is an error', () => {
    expect(() => at('2026-11-23', '09:00', 'Europe/Roma')).toThrow(RangeError);
    expect(() => at('2026-11-23', '25:00', 'Europe/Rome')).toThrow(RangeError);
    expect(() => dayIn('Mars/Olympus', new Date('2026-11-23T00:00Z'))).toThrow(RangeError);
  });

  test('every zone around every change of its clocks from 2025 to 2035: one instant a day, rising, at the time asked or the first after it', () => {
    const times = ['00:00', '00:30', '02:00', '02:30', '09:00'];
    let changes = 0;
    let gaps = 0;
    for (const zone of zones) {
      for (const change of transitions(zone, Date.UTC(2025, 0, 1), Date.UTC(2036, 0, 1))) {
        changes += 1;
        const middle = asStudyDay(new Date(wallAt(zone, change)).toISOString().slice(0, 10));
        for (const time of times) {
          let previous = Number.NEGATIVE_INFINITY;
          for (const away of [-2, -1, 0, 1, 2]) {
            const day = addDays(middle, away);
            const due = instantOf(day, time, zone).getTime();
            const asked = Date.parse(`${day}T${time}Z`);
            // What matters, read off the wall: the asked time, and a minute before it not yet; or else the end of a gap.
            const shown = wallAt(zone, due);
            const gap = shown !== asked;
            if (gap) gaps += 1;
            const fits = gap
              ? due === change && shown > asked && wallAt(zone, due - 1) < asked
              : due === expectedAround(asked, zone, change);
            if (!fits || due <= previous) {
              throw new Error(
                `${zone} ${day} ${time}: ${new Date(due).toISOString()}, ${shownAt(zone, new Date(due))}`,
              );
            }
            previous = due;
          }
        }
      }
    }
    expect(changes).toBeGreaterThan(2_000);
    expect(gaps).toBeGreaterThan(500);
  });

  test('any zone, day and time agree with a clock on the wall that is searched minute by minute', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }));
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant(), times, (zone, instant, [hour, minute]) => {
        const day = dayIn('UTC', instant);
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(instantOf(day, time, zone).getTime()).toBe(firstShowing(zone, day, time));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a year of mornings is strictly rising in every zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 2025, max: 2035 }), (zone, year) => {
        let day: StudyDay = asStudyDay(`${year}-01-01`);
        let before = instantOf(day, '02:30', zone).getTime();
        for (let n = 1; n < 366; n += 1) {
          day = addDays(day, 1);
          const due = instantOf(day, '02:30', zone).getTime();
          expect(due - before).toBeGreaterThanOrEqual(22 * HOUR);
          expect(due - before).toBeLessThanOrEqual(26 * HOUR);
          before = due;
        }
      }),
      { numRuns: 20 },
    );
  });
});

/** The earlier of the instants that show `asked`, with the distances from UTC just before and after the change. */
function expectedAround(asked: number, zone: string, change: number): number {
  const guesses = [change - 1, change].map(
    near => asked - Math.round((wallAt(zone, near) - near) / 60_000) * 60_000,
  );
  return Math.min(...guesses.filter(guess => wallAt(zone, guess) === asked));
}

function anyInstant(): fc.Arbitrary<Date> {
  return fc.date({
    min: new Date('2000-01-01T00:00Z'),
    max: new Date('2037-12-31T00:00Z'),
    noInvalidDate: true,
  });
}
