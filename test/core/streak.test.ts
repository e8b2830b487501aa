import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideStreak } from '../../src/core/freezes.ts';
import { type Break, breakAt, type DayState, dayStates as ownDays } from '../../src/core/streak.ts';
import { type DueDay, dayThatCounts, dueAt, openStudyDays } from '../../src/core/study-days.ts';
import { addDays, asStudyDay, type StudyDay } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';

const HOUR = 3_600_000;

const countStreak = (days: readonly DayState[]) => decideStreak(days).streak;
/** Days posted in time to somebody who was there from the beginning and repaired nothing. */
const dayStates = (
  days: readonly DueDay[],
  kept: Iterable<StudyDay>,
  zone: string,
  now: Date,
  breaks: readonly Break[] = [],
): DayState[] =>
  ownDays(
    {
      posted: days.map(day => ({ ...day, inTime: true })),
      ...{ kept, breaks, zoneAt: () => zone, joinedAt: new Date(0), isRepaired: () => false },
    },
    now,
  ).map(({ day, state }) => ({ day, state }));

describe('what became of each day', () => {
  const plan = (start: string, count: number, zone = 'Europe/Rome') => {
    const lessons = Array.from({ length: count }, (_, n) => ({ lessonId: `l${n}`, nodeId: 'n' }));
    return planOfLessons({ start: asStudyDay(start), lessons }).days.map(({ day }) => ({
      day,
      due: dueAt({ day, time: '09:00', zone }),
    }));
  };
  const week = plan('2026-11-23', 5);
  const monday = asStudyDay('2026-11-23');

  test('days to come are left out, the others are kept, open or missed, oldest first', () => {
    const states = dayStates([...week].reverse(), [monday], 'Europe/Rome', new Date('2026-11-25T12:00Z'));
    expect(states).toEqual([
      { day: '2026-11-23', state: 'kept' },
      { day: '2026-11-24', state: 'missed' },
      { day: '2026-11-25', state: 'open' },
    ]);
  });

  test('a day is in the list from the instant at which it is due, and missed from the instant at which it closes', () => {
    const stateAt = (now: string) => dayStates(week, [], 'Europe/Rome', new Date(now))[0]?.state;
    expect(stateAt('2026-11-23T07:59:59.999Z')).toBeUndefined();
    expect(stateAt('2026-11-23T08:00Z')).toBe('open');
    expect(stateAt('2026-11-24T01:59:59.999Z')).toBe('open');
    expect(stateAt('2026-11-24T02:00Z')).toBe('missed');
  });

  test('the same day can still be open to one member and missed by another', () => {
    const now = new Date('2026-11-24T06:00Z');
    expect(dayStates(week, [], 'Europe/Rome', now)[0]?.state).toBe('missed');
    expect(dayStates(week, [], 'Asia/Tokyo', now)[0]?.state).toBe('open');
  });

  test('a day with two slots is one day, open from its first', () => {
    const later = week.map(({ day, due }) => ({ day, due: new Date(due.getTime() + HOUR) }));
    for (const twice of [
      [...week, ...later],
      [...later, ...week],
    ]) {
      expect(dayStates(twice, [monday], 'Europe/Rome', new Date('2026-11-23T08:30Z'))).toEqual([
        { day: '2026-11-23', state: 'kept' },
      ]);
      expect(dayStates(twice, [], 'Europe/Rome', new Date('2026-11-24T02:30Z'))).toEqual([
        { day: '2026-11-23', state: 'missed' },
      ]);
    }
  });

  const facts = {
    ...{ kept: [], breaks: [], joinedAt: new Date(0) },
    ...{ zoneAt: () => 'Europe/Rome', isRepaired: () => false },
  };
  const lateWeek = (late: readonly boolean[]) => week.map((day, n) => ({ ...day, inTime: !late[n] }));
  const wednesday = new Date('2026-11-25T12:00Z');

  test('a day whose post came too late can be kept, and is never missed', () => {
    const posted = lateWeek([true, true, true]);
    const own = ownDays({ ...facts, posted, kept: [monday] }, wednesday);
    expect(own.map(({ state }) => state)).toEqual(['kept', 'late', 'open']);
    // One post of a day in time is enough to learn from.
    for (const twice of [
      [...posted, ...lateWeek([])],
      [...lateWeek([]), ...posted],
    ])
      expect(ownDays({ ...facts, posted: twice }, wednesday)[1]?.state).toBe('missed');
  });

  test('a day that was over when a member came is not theirs, one that had begun is, and can’t be missed', () => {
    const joinedAt = new Date('2026-11-24T10:00Z');
    const posted = lateWeek([]);
    const days = (more: object) =>
      ownDays({ ...facts, posted, joinedAt, ...more }, wednesday).map(
        ({ day, state }) => `${day.slice(-2)} ${state}`,
      );
    // Monday closed on Tuesday at 02:00 UTC; Tuesday fell due at 08:00.
    expect(days({})).toEqual(['24 joined', '25 open']);
    expect(days({ kept: [addDays(monday, 1)] })).toEqual(['24 kept', '25 open']);
    expect(days({ isRepaired: () => true })).toEqual(['24 repaired', '25 open']);
    expect(days({ joinedAt: new Date('2026-11-24T02:00Z') })).toEqual(['24 missed', '25 open']);
    expect(days({ joinedAt: new Date('2026-11-24T01:59Z') })).toEqual(['23 joined', '24 missed', '25 open']);
    expect(days({ joinedAt: new Date('2026-11-24T08:00Z') })).toEqual(['24 missed', '25 open']);
  });

  test('a repaired day counts, whether they rested on it, or our post came too late', () => {
    const posted = lateWeek([true]);
    const breaks = [{ from: new Date('2026-11-24T10:00Z'), until: null }];
    const own = ownDays({ ...facts, posted, breaks, isRepaired: () => true }, wednesday);
    expect(own.map(({ state }) => state)).toEqual(['repaired', 'repaired', 'open']);
  });

  test('each day closes in the zone that was the member’s when it fell due', () => {
    const zoneAt = (due: Date) => (due < new Date('2026-11-24T00:00Z') ? 'Asia/Tokyo' : 'Europe/Rome');
    const own = ownDays({ ...facts, posted: lateWeek([]), zoneAt }, wednesday);
    expect(own.map(({ closes }) => closes?.toISOString())).toEqual([
      '2026-11-24T18:00:00.000Z',
      '2026-11-25T02:00:00.000Z',
      '2026-11-26T02:00:00.000Z',
    ]);
  });

  test('weekends do not break a streak: two weeks of study days are a streak of ten', () => {
    const fortnight = plan('2026-11-23', 10);
    const kept = fortnight.map(({ day }) => day);
    expect(countStreak(dayStates(fortnight, kept, 'Europe/Rome', new Date('2026-12-06T20:00Z')))).toBe(10);
  });

  test('a member who acts within 18 hours of every post has a streak of all days, in whatever two zones they and the cohort live', () => {
    const anyZone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
    const start = fc.integer({ min: 0, max: 3_900 }).map(n => addDays(asStudyDay('2025-01-01'), n));
    const wait = fc.integer({ min: 0, max: 18 * HOUR - 1 });
    fc.assert(
      fc.property(anyZone, anyZone, start, wait, (cohortZone, memberZone, from, delay) => {
        const study = plan(from, 12, cohortZone);
        const kept = new Set<StudyDay>();
        for (const [n, { due }] of study.entries()) {
          const now = new Date(due.getTime() + delay);
          const counts = dayThatCounts(openStudyDays(study, memberZone, now), kept);
          if (counts) kept.add(counts.day);
          expect(countStreak(dayStates(study, kept, memberZone, now))).toBe(n + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a study day that is taken out (our own outage) never costs anybody a day', () => {
    fc.assert(
      fc.property(fc.subarray(week), fc.nat(4), (keptDays, outage) => {
        const now = new Date('2026-11-28T12:00Z');
        const kept = keptDays.map(({ day }) => day);
        const before = countStreak(dayStates(week, kept, 'Europe/Rome', now));
        const without = week.filter((_, n) => n !== outage);
        const lost = kept.includes(week[outage]?.day ?? monday) ? 1 : 0;
        expect(countStreak(dayStates(without, kept, 'Europe/Rome', now))).toBeGreaterThanOrEqual(
          before - lost,
        );
      }),
    );
  });
});

describe('a break', () => {
  const start = asStudyDay('2026-11-23');
  const week = Array.from({ length: 5 }, (_, n) => addDays(start, n)).map(day => ({
    day,
    due: dueAt({ day, time: '09:00', zone: 'Europe/Rome' }),
  }));
  const from = new Date('2026-11-24T10:00Z');
  const states = (breaks: readonly Break[], kept: readonly StudyDay[] = [], now = '2026-11-29T12:00Z') =>
    dayStates(week, kept, 'Europe/Rome', new Date(now), breaks)
      .map(({ state }) => state[0])
      .join('');

  test('study days within it are neither kept nor missed, those before and after it are', () => {
    expect(states([])).toBe('mmmmm');
    expect(states([{ from, until: new Date('2026-11-26T07:00Z') }])).toBe('mrrmm');
    expect(states([{ from, until: null }])).toBe('mrrrr');
  });

  test('what is done during it counts', () => {
    expect(states([{ from, until: null }], [addDays(start, 2)])).toBe('mrkrr');
  });

  test('a day that it touches only for a while can’t be missed, one that was over before it began was', () => {
    // Monday closes on Tuesday at 02:00 UTC.
    expect(states([{ from: new Date('2026-11-24T02:00Z'), until: from }])).toBe('mrmmm');
    expect(states([{ from: new Date('2026-11-24T01:59Z'), until: from }])).toBe('rrmmm');
    // Thursday's post is due at 08:00 UTC.
    expect(states([{ from, until: new Date('2026-11-26T08:00Z') }])).toBe('mrrmm');
    expect(states([{ from, until: new Date('2026-11-26T08:01Z') }])).toBe('mrrrm');
    // Begun and ended in the same instant it was none.
    expect(states([{ from, until: from }])).toBe('mmmmm');
  });

  test('a day that is still open stays open, break or not', () => {
    expect(states([{ from, until: null }], [], '2026-11-25T12:00Z')).toBe('mro');
  });

  test('the one that lasts longest is the one that somebody is on', () => {
    const [short, long] = [from, new Date('2026-11-23T10:00Z')].map(one => ({
      from: one,
      until: new Date('2026-11-26T07:00Z'),
    }));
    const open = { from, until: null };
    const at = (breaks: readonly Break[], now: string) => breakAt(breaks, new Date(now));
    expect(at([], '2026-11-25')).toBeUndefined();
    expect(at([{ from, until: new Date('2026-11-25') }], '2026-11-25')).toBeUndefined();
    expect(at([{ from, until: new Date('2026-11-25') }], '2026-11-24T09:59Z')).toBeUndefined();
    expect(at(short && long ? [short, open, long] : [], '2026-11-25')).toBe(open);
  });

  const minute = fc.integer({ min: -2 * 24 * 60, max: 8 * 24 * 60 });
  const anyBreak = fc
    .tuple(minute, fc.option(fc.nat(8 * 24 * 60), { nil: null }))
    .map(([begins, length]): Break => {
      const at = new Date((week[0]?.due.getTime() ?? 0) + begins * 60_000);
      return { from: at, until: length === null ? null : new Date(at.getTime() + length * 60_000) };
    });
  const world = fc.record({
    kept: fc.subarray(week.map(({ day }) => day)),
    breaks: fc.array(anyBreak, { maxLength: 3 }),
    more: anyBreak,
    now: minute.map(n => new Date((week[0]?.due.getTime() ?? 0) + n * 60_000)),
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
  });

  test('never shortens a streak, whenever it begins and ends, and a second one neither', () => {
    fc.assert(
      fc.property(world, ({ kept, breaks, more, now, zone }) => {
        const streak = (list: readonly Break[]) => countStreak(dayStates(week, kept, zone, now, list));
        expect(streak(breaks)).toBeGreaterThanOrEqual(streak([]));
        expect(streak([...breaks, more])).toBeGreaterThanOrEqual(streak(breaks));
      }),
      { numRuns: 500 },
    );
  });

  test('only keeps days from being missed: what is kept, open or to come stays as it is', () => {
    fc.assert(
      fc.property(world, ({ kept, breaks, now, zone }) => {
        const before = dayStates(week, kept, zone, now);
        const during = dayStates(week, kept, zone, now, breaks);
        expect(during.map(({ day }) => day)).toEqual(before.map(({ day }) => day));
        for (const [n, { state }] of before.entries()) {
          expect(state === 'missed' ? ['missed', 'rest'] : [state]).toContain(during[n]?.state);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what is done during it makes a streak longer, never shorter', () => {
    fc.assert(
      fc.property(world, fc.nat(4), ({ kept, breaks, now, zone }, place) => {
        const streak = (days: readonly StudyDay[]) => countStreak(dayStates(week, days, zone, now, breaks));
        // Freezes wait for the first kept day (docs/decisions/0032): one before it would let them be used earlier.
        const more = addDays(start, place);
        fc.pre(kept.some(day => day < more));
        expect(streak([...kept, more])).toBeGreaterThanOrEqual(streak(kept));
      }),
      { numRuns: 300 },
    );
  });
});
