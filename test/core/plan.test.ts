import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WEEKDAYS, decideStart, layOutPlan } from '../../src/core/plan.ts';
import type { Load, PlanInputs, Rest } from '../../src/core/plan-inputs.ts';
import { addDays, asStudyDay, type StudyDay, weekday } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';
import { decidedOf, on, planOf, shown } from './shown-plan.ts';

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

describe('the days of a plan', () => {
  const rest = (from: number, to: number | null): Rest => ({
    ...{ from: on(from), to: to === null ? null : on(to), cause: 'holiday', name: null },
  });
  const load = (value: Load, from: StudyDay | null = null) => ({ from, load: value });
  const review = (day: number) => ({ day: on(day), kind: 'review' as const });

  test.each<[string, string, Partial<PlanInputs>, string]>([
    ['two lessons a day', 'A B C D E', { loads: [load({ lessons: 2 })] }, '23 A+B, 24 C+D, 25 E'],
    [
      'more from a day on',
      'A B C D',
      { loads: [load({ lessons: 1 }), load({ lessons: 2 }, on(24))] },
      '23 A, 24 B+C, 25 D',
    ],
    ['without a load, one a day', 'A B', { loads: [] }, '23 A, 24 B'],
    [
      'an hour a day',
      'A@40 B@20 C@30 D@31 E@90 F',
      { loads: [load({ minutes: 60 })] },
      '23 A+B, 24 C, 25 D, 26 E, 27 F',
    ],
    [
      'never more than five a day',
      'A@1 B@1 C@1 D@1 E@1 F@1',
      { loads: [load({ minutes: 60 })] },
      '23 A+B+C+D+E, 24 F',
    ],
    ['a lab has its day to itself', 'A !P B C', { loads: [load({ lessons: 3 })] }, '23 A, 24 P, 25 B+C'],
    [
      'practice is no lesson, and shares a day only in minutes',
      'A ?P B',
      { loads: [load({ lessons: 2 })] },
      '23 A, 24 P+B',
    ],
    ['practice of a few minutes', 'A@30 ?P@30 B', { loads: [load({ minutes: 60 })] }, '23 A+P, 24 B'],
    ['nor in minutes', 'A@5 !P@5 B@5', { loads: [load({ minutes: 60 })] }, '23 A, 24 P, 25 B'],
    ['a pair shares a day whatever the load', 'A +B C', {}, '23 A+B, 24 C'],
    ['never three because they belong together', 'A +B +C D', {}, '23 A+B, 24 C, 25 D'],
    ['a pair counts as two of three', 'A +B C D', { loads: [load({ lessons: 3 })] }, '23 A+B+C, 24 D'],
    [
      'a pair in the middle of a full day waits',
      'A B +C D',
      { loads: [load({ lessons: 2 })] },
      '23 A+B, 24 C+D',
    ],
    ['skipped', 'A B C', { skipped: ['B'] }, '23 A, 24 C'],
    ['a holiday', 'A B C', { rests: [rest(24, 25)] }, '23 A, 26 B, 27 C'],
    ['holidays that overlap', 'A B', { rests: [rest(24, 24), rest(23, 25), rest(25, 26)] }, '27 A, 30 B'],
    [
      'the longer of two holidays from the same day',
      'A B',
      { rests: [rest(23, 23), rest(23, 25)] },
      '26 A, 27 B',
    ],
    ['a rest without an end', 'A B C', { rests: [rest(26, 26), rest(25, null)] }, '23 A, 24 B C'],
    ['a rest without an end inside another', 'A B C', { rests: [rest(24, 27), rest(25, null)] }, '23 A B C'],
    ['a day for catching up', 'A B C D E', { catchUpWeekday: 3 }, '23 A, 24 B, 25 *, 26 C, 27 D, 30 E'],
    ['none at the end, when nothing more comes', 'A B', { catchUpWeekday: 3 }, '23 A, 24 B'],
    [
      'none when nothing came since the last',
      'A B C',
      { catchUpWeekday: 3, rests: [rest(26, 31)] },
      '23 A, 24 B, 25 *, 33 C',
    ],
    ['none on a holiday', 'A B C D', { catchUpWeekday: 3, rests: [rest(25, 25)] }, '23 A, 24 B, 26 C, 27 D'],
    ['a review in between', 'A B C', { inserted: [review(24)] }, '23 A, 24 inserted#review#24, 25 B, 26 C'],
    [
      'two of them, in the order of their days',
      'A B',
      { inserted: [review(25), review(24)] },
      '23 A, 24 inserted#review#24, 25 inserted#review#25, 26 B',
    ],
    [
      'one before the start comes first',
      'A B',
      { inserted: [review(20)] },
      '23 inserted#review#20, 24 A, 25 B',
    ],
    ['one after the last lesson', 'A', { inserted: [review(26)] }, '23 A, 26 inserted#review#26'],
    [
      'one that is left out',
      'A B',
      { inserted: [review(24)], skipped: ['inserted#review#2026-11-24'] },
      '23 A, 24 B',
    ],
    [
      'a catch-up day that was put in counts',
      'A B C D',
      { catchUpWeekday: 3, inserted: [{ day: on(24), kind: 'catch-up' }] },
      '23 A, 24 inserted#catch-up#24, 26 B, 27 C, 30 D',
    ],
    [
      'a review gives nothing to catch up with',
      'A B',
      { start: on(24), catchUpWeekday: 3, inserted: [review(24)] },
      '24 inserted#review#24, 26 A, 27 B',
    ],
    ['no weekday but the one for catching up', 'A B', { weekdays: [3], catchUpWeekday: 3 }, 'A B'],
  ])('%s', (_what, units, other, days) => {
    const layout = layOutPlan(planOf(units, other));
    expect([shown(layout.days), ...layout.unplaced.map(({ key }) => key)].join(' ').trim()).toBe(days);
  });

  test('what is decided stays, what was missed comes again, and nothing comes before the first free day', () => {
    const plan = planOf('A B C D');
    const decided = decidedOf(plan, 3, ['B']);
    expect(shown(layOutPlan(plan, { decided }).days)).toBe('23 A, 25 C, 26 B, 27 D');
    expect(shown(layOutPlan(plan, { decided, from: on(30) }).days)).toBe('23 A, 25 C, 30 B, 31 D');
    expect(shown(layOutPlan(plan, { decided, from: on(20) }).days)).toBe('23 A, 25 C, 26 B, 27 D');
    expect(shown(layOutPlan(plan, { decided: [...decided].reverse() }).days)).toBe('25 C, 23 A, 26 B, 27 D');
  });

  test('a day for catching up comes after what was taught since the last one', () => {
    const plan = planOf('A B C D E F G', { catchUpWeekday: 3 });
    const laidOut = (count: number, missed: readonly string[] = []) =>
      shown(layOutPlan(plan, { decided: decidedOf(plan, count, missed) }).days);
    const whole = '23 A, 24 B, 25 *, 26 C, 27 D, 30 E, 31 F, 32 *, 33 G';
    for (let count = 0; count <= 9; count += 1) expect(laidOut(count)).toBe(whole);
    expect(laidOut(2, ['A', 'B'])).toBe('26 A, 27 B, 30 C, 31 D, 32 *, 33 E, 34 F, 37 G');
    expect(laidOut(3, ['*'])).toBe('23 A, 24 B, 26 C, 27 D, 30 E, 31 F, 32 *, 33 G');
  });

  test('a review that was taught gives nothing to catch up with, before or after it', () => {
    const other = { start: on(24), catchUpWeekday: 3, inserted: [review(24)] };
    const plan = planOf('A B', other);
    expect(layOutPlan(plan, { decided: decidedOf(plan, 1) })).toEqual(layOutPlan(plan));
  });

  test('ends after ten years, whatever it waits for', () => {
    const far = [{ ...rest(23, 23), to: addDays(on(23), 4_000) }];
    expect(layOutPlan(planOf('A', { rests: far })).days).toEqual([]);
    const near = [{ ...rest(23, 23), to: addDays(on(23), 3_600) }];
    expect(layOutPlan(planOf('A', { rests: near })).unplaced).toEqual([]);
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
