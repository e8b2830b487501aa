import { describe, expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { newPlanInputs, type PlanUnit } from '../../src/core/plan-inputs.ts';
import {
  daysOfHours,
  type Pace,
  type PacedNode,
  type PaceWishes,
  unitsAtOwnPace,
  unitsByLesson,
} from '../../src/core/plan-units.ts';
import { asStudyDay } from '../../src/core/time.ts';

const wishes: PaceWishes = { daysAWeek: 5, minutesADay: 60, weeks: 'fewest', crowded: 'more-weeks' };
const hours = (count: number): Pace => ({ mode: 'hours', hours: count });
const weeks = (min: number, max: number): Pace => ({ mode: 'weeks', min, max });
const node = (nodeId: string, pace: Pace | undefined, count: number): PacedNode => ({
  nodeId,
  pace,
  lessons: Array.from({ length: count }, (_, n) => ({
    ...{ lessonId: `${nodeId}/${n + 1}`, nodeId, minutes: 25, prerequisites: [] },
  })),
});
const daysOf = (units: readonly PlanUnit[]): number => {
  const inputs = newPlanInputs({ start: asStudyDay('2026-11-23'), weekdays: [1, 2, 3, 4, 5], units });
  return new Set(layOutPlan(inputs).days.map(({ day }) => day)).size;
};
/** L for a lesson, the first letter of what else comes, + for what shares the day of the one before. */
const shown = (units: readonly PlanUnit[]) =>
  units
    .map(
      ({ kind, withPrevious }) => `${withPrevious ? '+' : ''}${kind === 'lesson' ? 'L' : kind.slice(0, 3)}`,
    )
    .join(' ');

describe('a roadmap of twenty-nine steps with hours', () => {
  /** Hours and lessons of its steps, in order. */
  const steps = [
    ...[
      [4, 4],
      [8, 6],
      [5, 5],
      [10, 5],
      [8, 5],
      [6, 6],
      [12, 7],
      [15, 7],
      [12, 6],
      [10, 8],
    ],
    ...[
      [8, 6],
      [8, 5],
      [8, 7],
      [6, 4],
      [8, 4],
      [6, 3],
      [10, 7],
      [8, 4],
      [8, 6],
      [8, 7],
    ],
    ...[
      [8, 7],
      [7, 6],
      [8, 5],
      [8, 3],
      [10, 9],
      [5, 4],
      [8, 5],
      [8, 8],
      [10, 9],
    ],
  ].map(([count = 0, lessons = 0], place) => node(`s${place + 1}`, hours(count), lessons));

  test('has 240 hours in all', () => {
    expect(steps).toHaveLength(29);
    expect(steps.reduce((sum, { pace }) => sum + (pace?.mode === 'hours' ? pace.hours : 0), 0)).toBe(240);
  });

  test.each([
    [30, 480, 96],
    [45, 330, 66],
    [60, 240, 48],
    [90, 173, 34.6],
    [120, 122, 24.4],
  ])('takes at %i minutes a day %i study days, which are %f weeks of five', (minutesADay, days, inWeeks) => {
    const made = unitsAtOwnPace(steps, { ...wishes, minutesADay, crowded: 'two-a-day' });
    expect(daysOf(made.units)).toBe(days);
    expect(days / 5).toBeCloseTo(inWeeks);
    expect(made.units.filter(({ kind }) => kind === 'lesson')).toHaveLength(168);
    expect(new Set(made.units.map(({ key }) => key)).size).toBe(made.units.length);
  });

  test('takes as many days as it has lessons where one a day is wanted and the hours are fewer', () => {
    const made = unitsAtOwnPace(steps, { ...wishes, minutesADay: 120 });
    expect(daysOf(made.units)).toBe(170);
    expect(made.crowded).toHaveLength(22);
    expect(made.crowded[0]).toEqual({ nodeId: 's1', lessons: 4, days: 2, weeksNeeded: 1, doubleDays: 2 });
  });

  test('gives a step the hours that remain as a day of their own', () => {
    expect(
      [
        [4, 60],
        [4, 90],
        [7, 120],
        [5, 45],
        [1, 240],
      ].map(([h = 0, m = 0]) => daysOfHours(h, m)),
    ).toEqual([4, 3, 4, 7, 1]);
  });
});

describe('a step in hours', () => {
  test('of eight hours at sixty minutes has its four lessons on days 1, 3, 5 and 7', () => {
    const { units, crowded } = unitsAtOwnPace([node('s', hours(8), 4)], wishes);
    expect(shown(units)).toBe('L pra L res L pro L rev');
    expect(daysOf(units)).toBe(8);
    expect(crowded).toEqual([]);
  });

  test.each([
    [8, 3, 'L pra L res pro L rev pra'],
    [4, 4, 'L L L L'],
    [5, 2, 'L pra L res pro'],
    [3, 1, 'L pra res'],
    [2, 4, 'L L L L'],
  ])('of %i hours with %i lessons: %s', (count, lessons, days) => {
    expect(shown(unitsAtOwnPace([node('s', hours(count), lessons)], wishes).units)).toBe(days);
  });

  test('keeps its lessons apart from what comes between, whatever the load is', () => {
    const { units } = unitsAtOwnPace([node('s', hours(8), 4)], wishes);
    expect(units.every(({ alone }) => alone)).toBe(true);
    expect(units.filter(({ kind }) => kind !== 'lesson').map(({ key, minutes }) => [key, minutes])).toEqual([
      ['s#practice-1', 60],
      ['s#resource-2', 60],
      ['s#project-3', 60],
      ['s#review-4', 60],
    ]);
  });

  test('with more lessons than days puts two on the first days, if that is wanted, and never three', () => {
    const twoADay = { ...wishes, crowded: 'two-a-day' as const };
    const made = unitsAtOwnPace([node('s', hours(4), 6)], twoADay);
    expect(shown(made.units)).toBe('L +L L +L L L');
    expect(made.crowded).toEqual([{ nodeId: 's', lessons: 6, days: 4, weeksNeeded: 2, doubleDays: 2 }]);
    const full = unitsAtOwnPace([node('s', hours(2), 5)], twoADay);
    expect(shown(full.units)).toBe('L +L L +L L');
    expect(full.crowded).toEqual([{ nodeId: 's', lessons: 5, days: 2, weeksNeeded: 1, doubleDays: 2 }]);
  });
});

describe('phases in ranges of weeks', () => {
  const phases = [
    node('p1', weeks(3, 4), 18),
    node('p2', weeks(4, 5), 17),
    node('p3', weeks(3, 3), 11),
    node('p4', weeks(2, 2), 9),
  ];
  const perPhase = (wanted: Partial<PaceWishes>) =>
    phases.map(phase => {
      const { units } = unitsAtOwnPace([phase], { ...wishes, ...wanted });
      return [daysOf(units), units.filter(({ kind }) => kind === 'project').length];
    });

  test('eighteen lessons don’t fit three weeks: four weeks are offered, or two lessons on some days', () => {
    expect(unitsAtOwnPace(phases, wishes).crowded).toEqual([
      { nodeId: 'p1', lessons: 18, days: 15, weeksNeeded: 4, doubleDays: 3 },
    ]);
    expect(unitsAtOwnPace(phases, { ...wishes, weeks: 'most' }).crowded).toEqual([]);
  });

  test('days and days for the lab of each phase', () => {
    expect(perPhase({})).toEqual([
      [20, 2],
      [20, 3],
      [15, 4],
      [10, 1],
    ]);
    expect(perPhase({ weeks: 'most' })).toEqual([
      [20, 2],
      [25, 8],
      [15, 4],
      [10, 1],
    ]);
    expect(perPhase({ crowded: 'two-a-day' })).toEqual([
      [15, 0],
      [20, 3],
      [15, 4],
      [10, 1],
    ]);
  });

  test('two lessons come on the first days of a crowded phase, and the lab at its end', () => {
    const crowded = unitsAtOwnPace([node('p', weeks(1, 1), 7)], { ...wishes, crowded: 'two-a-day' });
    expect(shown(crowded.units)).toBe('L +L L +L L L L');
    expect(daysOf(crowded.units)).toBe(5);
    expect(shown(unitsAtOwnPace([node('p', weeks(1, 1), 3)], wishes).units)).toBe('L L L pro pro');
  });

  test.each([
    ['a lab needs one more week, and the range has it', weeks(1, 2), 5, 10],
    ['a lab needs one more week, and the range has none', weeks(1, 1), 5, 5],
    ['more lessons than the range holds', weeks(1, 2), 11, 15],
    ['more lessons than the minimum, with room for a lab in the range', weeks(1, 3), 10, 15],
    ['more lessons than the minimum, without room for a lab', weeks(1, 2), 10, 10],
  ])('%s', (_what, pace, lessons, days) => {
    expect(daysOf(unitsAtOwnPace([node('p', pace, lessons)], wishes).units)).toBe(days);
  });

  test('a week has as many days as there are for study', () => {
    const made = unitsAtOwnPace([node('p1', weeks(3, 4), 18)], { ...wishes, daysAWeek: 4 });
    expect(made.crowded).toEqual([{ nodeId: 'p1', lessons: 18, days: 12, weeksNeeded: 5, doubleDays: 6 }]);
    expect(made.units).toHaveLength(20);
  });
});

describe('other paces', () => {
  test.each([[undefined], [{ mode: 'lessons' as const }], [{ mode: 'open' as const }]])(
    '%j: a day a lesson',
    pace => {
      const made = unitsAtOwnPace([node('a', pace, 3)], wishes);
      expect(made).toEqual({ units: unitsByLesson([node('a', pace, 3)]), crowded: [] });
      expect(shown(made.units)).toBe('L L L');
    },
  );

  test('a lesson that is listed again comes once, at its first place, and a node that has nothing else is passed by', () => {
    const first = node('a', hours(2), 2);
    const again = {
      ...node('b', hours(3), 1),
      lessons: [...first.lessons, ...node('b', hours(3), 1).lessons],
    };
    const nodes = [first, { ...first, nodeId: 'c' }, again, node('d', hours(4), 0)];
    const { units } = unitsAtOwnPace(nodes, wishes);
    expect(units.map(({ key }) => key)).toEqual(['a/1', 'a/2', 'b/1', 'b#practice-1', 'b#resource-2']);
    expect(unitsByLesson(nodes).map(({ key, nodeId }) => [key, nodeId])).toEqual([
      ['a/1', 'a'],
      ['a/2', 'a'],
      ['b/1', 'b'],
    ]);
  });

  test('a unit knows its lesson, its node, its minutes and what it needs', () => {
    const lesson = { lessonId: 'db/joins', nodeId: 'n', minutes: 35, prerequisites: ['db/tables'] };
    expect(unitsByLesson([{ nodeId: 'n', pace: undefined, lessons: [lesson] }])).toEqual([
      {
        ...{ key: 'db/joins', kind: 'lesson', lessonId: 'db/joins', nodeId: 'n', minutes: 35 },
        after: ['db/tables'],
      },
    ]);
  });
});
