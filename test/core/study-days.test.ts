import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cameInTime,
  closesAt,
  daysThatCount,
  dayThatCounts,
  dueAt,
  LONGEST_OPEN,
  openStudyDays,
  studyDay,
} from '../../src/core/study-days.ts';
import { addDays, asStudyDay, type StudyDay, weekday } from '../../src/core/time.ts';
import { firstShowing, shownAt, wallAt } from './wall-clock.ts';

const HOUR = 3_600_000;
const zones = Intl.supportedValuesOf('timeZone');
const anyZone = fc.constantFrom(...zones);
const anyDue = fc.date({
  min: new Date('2025-01-01T00:00Z'),
  max: new Date('2035-12-31T00:00Z'),
  noInvalidDate: true,
});

/** Study days in Rome at 09:00 from Monday 23 November 2026: Mon to Fri of one week. */
const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map(text => {
  const day = asStudyDay(text);
  return { day, due: dueAt({ day, time: '09:00', zone: 'Europe/Rome' }) };
});
const openOn = (now: string, zone = 'Europe/Rome') =>
  openStudyDays(week, zone, new Date(now)).map(({ day }) => day.slice(-2));

describe('when a day closes', () => {
  test.each([
    ['at home: the next morning at three', '2026-11-23T08:00Z', 'Europe/Rome', '2026-11-24 03:00'],
    [
      'a post one minute later has 18 hours only on the morning after',
      '2026-11-23T08:01Z',
      'Europe/Rome',
      '2026-11-25 03:00',
    ],
    ['west of the cohort', '2026-11-23T08:00Z', 'America/New_York', '2026-11-24 03:00'],
    [
      'east of the cohort: their evening has come already',
      '2026-11-23T08:00Z',
      'Asia/Tokyo',
      '2026-11-25 03:00',
    ],
    ['an evening post', '2026-11-23T21:00Z', 'Europe/Rome', '2026-11-25 03:00'],
    ['a night with 23 hours', '2026-03-28T08:00Z', 'Europe/Rome', '2026-03-30 03:00'],
    ['a night with 25 hours', '2026-10-24T07:00Z', 'Europe/Rome', '2026-10-25 03:00'],
    ['a morning whose three o’clock is left out', '2026-03-28T07:00Z', 'Europe/Athens', '2026-03-29 04:00'],
    ['a whole date left out', '2011-12-29T12:00Z', 'Pacific/Apia', '2011-12-31 03:00'],
  ])('%s', (_what, due, zone, closing) => {
    expect(shownAt(zone, closesAt(new Date(due), zone))).toBe(closing);
  });

  test('nowhere is a day open for longer than those who look for open days look back', () => {
    const isBounded = (zone: string, due: Date) => {
      expect(closesAt(due, zone).getTime() - due.getTime()).toBeLessThanOrEqual(LONGEST_OPEN);
    };
    fc.assert(fc.property(anyZone, anyDue, isBounded), { numRuns: 500 });
    // Around whole dates and hours that were left out or came twice, a post every five minutes.
    for (const [zone, from] of [
      ['Pacific/Apia', '2011-12-28T00:00Z'],
      ['Pacific/Kwajalein', '1993-08-18T12:00Z'],
      ['Europe/Rome', '2026-10-23T00:00Z'],
    ] as const) {
      const longest = Array.from({ length: 3 * 24 * 12 }, (_, at) => {
        const due = new Date(new Date(from).getTime() + (at * HOUR) / 12);
        isBounded(zone, due);
        return closesAt(due, zone).getTime() - due.getTime();
      });
      // The bound is no wider than it need be: the longest are open for nearly two days.
      expect(Math.max(...longest)).toBeGreaterThan(LONGEST_OPEN - 7 * HOUR);
    }
  });

  test('in every zone it is the first three o’clock at least 18 hours later', () => {
    fc.assert(
      fc.property(anyZone, anyDue, (zone, due) => {
        const closing = closesAt(due, zone).getTime();
        const morning = asStudyDay(shownAt(zone, new Date(closing)).slice(0, 10));
        expect(closing).toBe(firstShowing(zone, morning, '03:00'));
        expect(closing - due.getTime()).toBeGreaterThanOrEqual(18 * HOUR);
        // The three o'clock of the morning before would have been too early.
        expect(firstShowing(zone, addDays(morning, -1), '03:00') - due.getTime()).toBeLessThan(18 * HOUR);
      }),
      { numRuns: 500 },
    );
  });

  test('days close in the order in which they fell due', () => {
    fc.assert(
      fc.property(anyZone, anyDue, fc.integer({ min: 0, max: 100 * HOUR }), (zone, due, later) => {
        expect(closesAt(new Date(due.getTime() + later), zone) >= closesAt(due, zone)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('which days are open', () => {
  test('a day opens at the instant at which it is due', () => {
    expect(openOn('2026-11-23T07:59:59.999Z')).toEqual([]);
    expect(openOn('2026-11-23T08:00Z')).toEqual(['23']);
  });

  test('a day is closed at the instant of closing, not before', () => {
    expect(openOn('2026-11-24T01:59:59.999Z')).toEqual(['23']);
    expect(openOn('2026-11-24T02:00Z')).toEqual([]);
  });

  test('for a member far away two days are open at once, the oldest first', () => {
    expect(openOn('2026-11-24T12:00Z', 'Asia/Tokyo')).toEqual(['23', '24']);
    expect(
      openStudyDays([...week].reverse(), 'Asia/Tokyo', new Date('2026-11-24T12:00Z')).map(d => d.day),
    ).toEqual(['2026-11-23', '2026-11-24']);
  });

  test('on Sunday nothing is open', () => {
    expect(openOn('2026-11-29T12:00Z')).toEqual([]);
  });

  test('whoever acts within 18 hours of every post can keep every day, wherever they live', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 18 * HOUR - 1 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(anyZone, anyZone, anyDue, delays, (cohortZone, memberZone, from, waits) => {
        const first = asStudyDay(from.toISOString().slice(0, 10));
        const days = waits
          .map((_, n) => addDays(first, n))
          .filter(day => weekday(day) <= 5)
          .map(day => ({ day, due: dueAt({ day, time: '09:00', zone: cohortZone }) }));
        const kept = new Set<StudyDay>();
        for (const [n, { day, due }] of days.entries()) {
          const now = new Date(due.getTime() + (waits[n] ?? 0));
          const counts = dayThatCounts(openStudyDays(days, memberZone, now), kept);
          expect(counts?.day).toBe(day);
          kept.add(day);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('which day an action counts for', () => {
  const [monday, tuesday] = ['2026-11-23', '2026-11-24'].map(asStudyDay);
  const open = openStudyDays(week, 'Asia/Tokyo', new Date('2026-11-24T12:00Z'));

  test('the oldest open day that is not kept yet', () => {
    expect(dayThatCounts(open, [])?.day).toBe(monday);
    expect(dayThatCounts(open, monday ? [monday] : [])?.day).toBe(tuesday);
    expect(dayThatCounts(open, tuesday ? [tuesday] : [])?.day).toBe(monday);
  });

  test('none, when all open days are kept or no day is open', () => {
    expect(dayThatCounts(open, new Set(open.map(({ day }) => day)))).toBeUndefined();
    expect(dayThatCounts([], [])).toBeUndefined();
  });
});

describe('where the cohort is', () => {
  test('on no day before the first post, then on the latest that fell due, over the weekend too', () => {
    const on = (now: string) => studyDay(week, new Date(now))?.day;
    expect(on('2026-11-23T07:59Z')).toBeUndefined();
    expect(on('2026-11-23T08:00Z')).toBe('2026-11-23');
    expect(on('2026-11-24T07:59Z')).toBe('2026-11-23');
    expect(on('2026-11-29T12:00Z')).toBe('2026-11-27');
    expect(studyDay([...week].reverse(), new Date('2026-11-24T09:00Z'))?.day).toBe('2026-11-24');
  });

  test('a post is due at its local time in summer and in winter', () => {
    const due = (day: string) =>
      dueAt({ day: asStudyDay(day), time: '09:00', zone: 'Europe/Rome' }).getTime();
    expect(new Date(wallAt('Europe/Rome', due('2026-07-01'))).getUTCHours()).toBe(9);
    expect(new Date(wallAt('Europe/Rome', due('2026-12-01'))).getUTCHours()).toBe(9);
  });
});

test('an action keeps at most one day of each cohort: the oldest that is open and isn’t kept yet', () => {
  const at = (cohortId: string, day: string, isKept: boolean) => ({
    ...{ cohortId, zone: 'UTC', day: asStudyDay(day), due: new Date(`${day}T09:00Z`), isKept },
  });
  const now = new Date('2026-11-24T10:00Z');
  const posted = [at('a', '2026-11-20', false), at('a', '2026-11-24', false), at('b', '2026-11-24', true)];
  expect(daysThatCount(posted, now)).toEqual([{ cohortId: 'a', studyDay: '2026-11-24' }]);
  expect(daysThatCount([], now)).toEqual([]);
});

test('after a move each day closes in the zone that it was posted to the member in', () => {
  const at = (day: string, zone: string) => ({
    ...{ cohortId: 'a', zone, day: asStudyDay(day), due: new Date(`${day}T09:00Z`), isKept: false },
  });
  const now = new Date('2026-11-24T09:30Z');
  const kept = (...zones: readonly [string, string]) =>
    daysThatCount([at('2026-11-24', zones[1]), at('2026-11-23', zones[0])], now)[0]?.studyDay;
  // 3 o'clock of the next morning but one in Los Angeles is 11:00 UTC.
  expect(kept('America/Los_Angeles', 'UTC')).toBe('2026-11-23');
  expect(kept('UTC', 'America/Los_Angeles')).toBe('2026-11-24');
});

test('a late post is in time until 20:00 of its day in the cohort’s zone; one that was to come later is in time as planned', () => {
  const came = (sentAt: string, state = 'late', zone = 'Europe/Rome') =>
    cameInTime({ studyDay: asStudyDay('2026-11-23'), state, sentAt: new Date(sentAt) }, zone);
  expect(came('2026-11-23T18:59:59.999Z')).toBe(true);
  expect(came('2026-11-23T19:00Z')).toBe(false);
  expect(came('2026-11-24T08:00Z')).toBe(false);
  expect(came('2026-11-23T19:00Z', 'late', 'UTC')).toBe(true);
  expect(came('2026-11-23T20:30Z', 'sent')).toBe(true);
});
