import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countStreak, type DayState, dayStates } from '../../src/core/streak.ts';
import { dayThatCounts, dueAt, openStudyDays } from '../../src/core/study-days.ts';
import { addDays, asStudyDay, type StudyDay } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';

const HOUR = 3_600_000;
const words = { k: 'kept', o: 'open', m: 'missed' } as const;
type Letter = keyof typeof words;
const letters = fc.constantFrom<Letter>('k', 'o', 'm');
const days = (marks: readonly Letter[]): DayState[] =>
  marks.map((mark, n) => ({ day: addDays(asStudyDay('2026-11-23'), n), state: words[mark] }));
const streakOf = (marks: string) => countStreak(days([...marks] as Letter[]));

describe('a streak', () => {
  test.each([
    ['', 0],
    ['k', 1],
    ['kkk', 3],
    ['o', 0],
    ['m', 0],
    ['kko', 2],
    ['kkoo', 2],
    ['kkok', 3],
    ['kkm', 0],
    ['kkmk', 1],
    ['mkko', 2],
    ['kmo', 0],
    ['kmok', 1],
  ])('over the days %j (kept, open, missed) is %i', (marks, streak) => {
    expect(streakOf(marks)).toBe(streak);
  });

  test('is the run of kept days at the end, as if open days were not there', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), marks => {
        const closed = marks.filter(mark => mark !== 'o').join('');
        expect(countStreak(days(marks))).toBe(/k*$/.exec(closed)?.[0].length);
      }),
    );
  });

  test('never falls when a day is kept, and a day that only opens changes nothing', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), fc.nat(39), (marks, place) => {
        const kept = marks.map((mark, n) => (n === place ? 'k' : mark));
        expect(countStreak(days(kept))).toBeGreaterThanOrEqual(countStreak(days(marks)));
        expect(countStreak(days([...marks, 'o']))).toBe(countStreak(days(marks)));
        expect(countStreak(days([...marks, 'k']))).toBe(countStreak(days(marks)) + 1);
      }),
    );
  });
});

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
