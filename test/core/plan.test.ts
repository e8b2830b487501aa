import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WEEKDAYS, decideStart } from '../../src/core/plan.ts';
import { addDays, asStudyDay, weekday } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';

const lessons = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ lessonId: `db/lesson-${n}`, nodeId: `node-${n % 4}` }));
const planned = (inputs: Parameters<typeof planOfLessons>[0]) => planOfLessons(inputs).days;

describe('a plan', () => {
  test('puts one lesson on each weekday and leaves the weekend free', () => {
    const days = planned({ start: asStudyDay('2026-11-26'), lessons: lessons(4) });
    expect(days).toEqual([
      {
        day: '2026-11-26',
        slot: 0,
        kind: 'lesson',
        key: 'db/lesson-0',
        lessonId: 'db/lesson-0',
        nodeId: 'node-0',
      },
      {
        day: '2026-11-27',
        slot: 0,
        kind: 'lesson',
        key: 'db/lesson-1',
        lessonId: 'db/lesson-1',
        nodeId: 'node-1',
      },
      {
        day: '2026-11-30',
        slot: 0,
        kind: 'lesson',
        key: 'db/lesson-2',
        lessonId: 'db/lesson-2',
        nodeId: 'node-2',
      },
      {
        day: '2026-12-01',
        slot: 0,
        kind: 'lesson',
        key: 'db/lesson-3',
        lessonId: 'db/lesson-3',
        nodeId: 'node-3',
      },
    ]);
  });

  test('that starts on a Saturday begins on Monday', () => {
    expect(planned({ start: asStudyDay('2026-11-21'), lessons: lessons(1) })[0]?.day).toBe('2026-11-23');
  });

  test('teaches a lesson that is listed twice only once, at its first place', () => {
    const [first, second] = lessons(2);
    if (!first || !second) throw new Error('two lessons');
    const days = planned({
      start: asStudyDay('2026-11-23'),
      lessons: [first, second, { ...first, nodeId: 'again' }],
    });
    expect(days.map(({ lessonId, nodeId }) => [lessonId, nodeId])).toEqual([
      ['db/lesson-0', 'node-0'],
      ['db/lesson-1', 'node-1'],
    ]);
  });

  test('without lessons or without study days holds nothing', () => {
    const start = asStudyDay('2026-11-23');
    expect(planned({ start, lessons: [] })).toEqual([]);
    expect(planned({ start, weekdays: [], lessons: lessons(3) })).toEqual([]);
    expect(planned({ start, weekdays: [0, 8, 1.5, Number.NaN], lessons: lessons(3) })).toEqual([]);
  });

  test('holds every lesson once and in order, on every asked weekday from the start on and on no other day', () => {
    const someWeekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const someStart = fc.integer({ min: 0, max: 4_000 }).map(n => addDays(asStudyDay('2025-01-01'), n));
    fc.assert(
      fc.property(someStart, someWeekdays, fc.integer({ min: 1, max: 260 }), (start, weekdays, count) => {
        const days = planned({ start, weekdays, lessons: lessons(count) });
        expect(days.map(({ lessonId }) => lessonId)).toEqual(lessons(count).map(({ lessonId }) => lessonId));

        // The calendar walked day by day, as one would on paper.
        const calendar: string[] = [];
        for (let day = start; calendar.length < count; day = addDays(day, 1)) {
          if (weekdays.includes(weekday(day))) calendar.push(day);
        }
        expect(days.map(({ day }) => day)).toEqual(calendar);
      }),
      { numRuns: 200 },
    );
  });

  test('is Monday to Friday unless somebody says otherwise, and made twice it is the same', () => {
    const inputs = { start: asStudyDay('2026-11-23'), lessons: lessons(60) };
    expect(planned(inputs)).toEqual(planned({ ...inputs, weekdays: [5, 4, 3, 2, 1] }));
    expect(DEFAULT_WEEKDAYS).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the start of a cohort', () => {
  const now = new Date('2026-11-21T23:30:00Z');
  const decide = (asked: string | undefined, zone = 'Europe/Rome') =>
    decideStart({ asked: asked === undefined ? undefined : asStudyDay(asked), zone, now });

  test('is today, in the zone of the cohort, unless a day is asked for', () => {
    expect(decide(undefined)).toEqual({ kind: 'accepted', start: '2026-11-22' });
    expect(decide(undefined, 'America/New_York')).toEqual({ kind: 'accepted', start: '2026-11-21' });
  });

  test.each([
    ['2026-11-22', { kind: 'accepted', start: '2026-11-22' }],
    ['2026-12-01', { kind: 'accepted', start: '2026-12-01' }],
    ['2026-11-21', { kind: 'refused', reason: 'start-in-past' }],
    ['2020-01-01', { kind: 'refused', reason: 'start-in-past' }],
    ['2027-11-23', { kind: 'accepted', start: '2027-11-23' }],
    ['2027-11-24', { kind: 'refused', reason: 'start-too-far' }],
    ['9999-12-31', { kind: 'refused', reason: 'start-too-far' }],
  ])('on %s', (asked, outcome) => {
    expect(decide(asked)).toEqual(outcome);
  });
});
