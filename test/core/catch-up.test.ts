import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ComingLesson,
  LONGEST_CATCH_UP_DAYS,
  openLessons,
  planCatchUp,
  planOldLessons,
} from '../../src/core/catch-up.ts';
import { addDays, asStudyDay, daysBetween } from '../../src/core/time.ts';

const today = asStudyDay('2026-11-23');
const lesson = (lessonId: string, minutes = 20) => ({ lessonId, minutes });
const words = (way: ReturnType<typeof planCatchUp>) =>
  way.days.map(
    ({ day, lessons }) => `${day.slice(-2)}: ${lessons.map(({ lessonId }) => lessonId).join(' ')}`,
  );

describe('the way back', () => {
  const open = ['a', 'b', 'c', 'd'].map(id => lesson(id));

  test('as many lessons a day as the minutes hold, weekends too', () => {
    const way = planCatchUp({ open, coming: [], today, share: { minutes: 40 } });
    expect(words(way)).toEqual(['23: a b', '24: c d']);
    expect(way.levelOn).toBe('2026-11-24');
    expect(way.days.map(({ minutes }) => minutes)).toEqual([40, 40]);
  });

  test('what the cohort gets meanwhile belongs to it', () => {
    const coming = [
      { ...lesson('e'), day: addDays(today, 1) },
      { ...lesson('f'), day: addDays(today, 8) },
    ];
    const way = planCatchUp({ open, coming, today, share: { minutes: 40 } });
    expect(words(way)).toEqual(['23: a b', '24: c d', '25: e']);
    expect(way.levelOn).toBe('2026-11-25');
  });

  test('a lesson that is longer than the minutes has a day of its own', () => {
    const way = planCatchUp({
      open: [lesson('long', 90), lesson('b'), lesson('c')],
      coming: [],
      today,
      share: { minutes: 40 },
    });
    expect(words(way)).toEqual(['23: long', '24: b c']);
  });

  test('so many a day beside the new ones', () => {
    const coming = [{ ...lesson('e'), day: today }];
    expect(words(planCatchUp({ open, coming, today, share: { lessons: 2 } }))).toEqual([
      '23: a b c',
      '24: d e',
    ]);
  });

  test('who is level has nothing to do, and who will not be in three weeks sees no more than these', () => {
    expect(planCatchUp({ open: [], coming: [], today, share: { minutes: 20 } })).toEqual({
      days: [],
      levelOn: today,
    });
    const many = Array.from({ length: 60 }, (_, n) => lesson(`l${n}`));
    const way = planCatchUp({ open: many, coming: [], today, share: { minutes: 20 } });
    expect(way.days).toHaveLength(LONGEST_CATCH_UP_DAYS);
    expect(way.levelOn).toBeNull();
  });

  const minutes = fc.integer({ min: 1, max: 130 });
  const world = fc.record({
    open: fc.array(minutes, { maxLength: 40 }),
    coming: fc.array(fc.record({ minutes, after: fc.nat(30) }), { maxLength: 30 }),
    share: fc.oneof(
      fc.record({ minutes: fc.integer({ min: 10, max: 120 }) }),
      fc.record({ lessons: fc.integer({ min: 1, max: 3 }) }),
    ),
    mostDays: fc.integer({ min: 1, max: 120 }),
  });

  test('every open lesson once and in order, within the minutes, until level with the cohort and no longer', () => {
    fc.assert(
      fc.property(world, ({ open: openMinutes, coming: later, share, mostDays }) => {
        const openNow = openMinutes.map((one, n) => lesson(`open-${n}`, one));
        const coming: ComingLesson[] = [...later]
          .sort((a, b) => a.after - b.after)
          .map((one, n) => ({ ...lesson(`new-${n}`, one.minutes), day: addDays(today, one.after) }));
        const way = planCatchUp({ open: openNow, coming, today, share, mostDays });
        const taken = way.days.flatMap(({ lessons }) => lessons);

        // In order and once: what is taken is a beginning of all that there is.
        const all = [...openNow, ...coming].map(({ lessonId }) => lessonId);
        expect(taken.map(({ lessonId }) => lessonId)).toEqual(all.slice(0, taken.length));
        for (const { day, lessons, minutes: sum } of way.days) {
          expect(lessons.length).toBeGreaterThan(0);
          expect(sum).toBe(lessons.reduce((total, one) => total + one.minutes, 0));
          if ('minutes' in share && lessons.length > 1) expect(sum).toBeLessThanOrEqual(share.minutes);
          if ('lessons' in share) {
            const arrived = coming.filter(one => one.day === day).length;
            expect(lessons.length).toBeLessThanOrEqual(share.lessons + arrived);
          }
          // Nobody does a lesson before it has come.
          for (const { lessonId } of lessons) {
            expect((coming.find(one => one.lessonId === lessonId)?.day ?? day) <= day).toBe(true);
          }
        }
        // A day each, without a gap.
        expect(way.days.map(({ day }) => day)).toEqual(way.days.map((_, n) => addDays(today, n)));
        expect(way.days.length).toBeLessThanOrEqual(mostDays);

        const arrivedBy = (day: string) => openNow.length + coming.filter(one => one.day <= day).length;
        const doneBy = (day: string) =>
          way.days.filter(one => one.day <= day).reduce((sum, { lessons }) => sum + lessons.length, 0);
        for (const { day } of way.days) {
          expect(doneBy(day) === arrivedBy(day)).toBe(day === way.levelOn);
        }
        if (way.levelOn === null) expect(way.days).toHaveLength(mostDays);
      }),
      { numRuns: 1_000 },
    );
  });

  test('more minutes never take longer', () => {
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 40 }), fc.integer({ min: 10, max: 110 }), (list, a) => {
        const openNow = list.map((one, n) => lesson(`open-${n}`, one));
        const days = (budget: number) =>
          planCatchUp({ open: openNow, coming: [], today, share: { minutes: budget }, mostDays: 100 }).days
            .length;
        expect(days(a + 10)).toBeLessThanOrEqual(days(a));
      }),
    );
  });
});

describe('until when old lessons take', () => {
  test.each([
    [7, 1, 7, 0],
    [7, 2, 4, 0],
    [7, 3, 3, 0],
    [1, 3, 1, 0],
    [21, 1, 21, 0],
    [30, 1, 21, 9],
    [63, 3, 21, 0],
    [70, 3, 21, 7],
  ])('%i lessons at %i a day: %i days, and %i are left', (lessons, aDay, days, left) => {
    const plan = planOldLessons({ lessons, aDay, today });
    expect([daysBetween(today, plan.until) + 1, plan.left]).toEqual([days, left]);
  });
});

describe('what is open', () => {
  const posted = ['20', '23', '24', '25'].map((day, n) => ({
    lessonId: `l${n}`,
    studyDay: asStudyDay(`2026-11-${day}`),
  }));
  const ids = (list: readonly { lessonId: string }[]) => list.map(({ lessonId }) => lessonId);

  test('counts from the day of joining; what came before stands apart', () => {
    const open = openLessons(posted, new Set(['l2']), asStudyDay('2026-11-23'));
    expect([ids(open.since), ids(open.earlier)]).toEqual([['l1', 'l3'], ['l0']]);
  });

  test('a lesson that was posted twice is open once, from its first day', () => {
    const again = [...posted, { lessonId: 'l0', studyDay: asStudyDay('2026-11-26') }];
    const open = openLessons(again, new Set(), asStudyDay('2026-11-23'));
    expect([ids(open.since), ids(open.earlier)]).toEqual([['l1', 'l2', 'l3'], ['l0']]);
  });
});
