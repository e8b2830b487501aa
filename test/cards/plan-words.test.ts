import { expect, test } from 'vitest';
import { dayShort, dayWords, diffWords, planSummary, weekdayWords } from '../../src/cards/plan-words.ts';
import { layOutPlan } from '../../src/core/plan.ts';
import { changePlan, heldBack } from '../../src/core/plan-change.ts';
import { diffPlans } from '../../src/core/plan-diff.ts';
import { newPlanInputs, type PlanInputs, type PlanUnit } from '../../src/core/plan-inputs.ts';
import { unitsAtOwnPace } from '../../src/core/plan-units.ts';
import { asStudyDay } from '../../src/core/time.ts';

const lessons = (count: number): PlanUnit[] =>
  Array.from({ length: count }, (_, i) => ({
    key: `net/l${i + 1}`,
    kind: 'lesson',
    lessonId: `net/l${i + 1}`,
    nodeId: 'n',
    minutes: 20,
    after: [],
  }));
const inputs = (wishes: Partial<PlanInputs> = {}): PlanInputs => ({
  ...newPlanInputs({
    start: asStudyDay('2026-11-23'),
    weekdays: [1, 2, 3, 4, 5],
    catchUpWeekday: 5,
    units: lessons(49),
  }),
  ...wishes,
});
const summary = (plan: PlanInputs) =>
  planSummary({ inputs: plan, days: layOutPlan(plan).days, zone: 'Europe/Rome', postTime: '09:00' });
const titleOf = ({ key }: { readonly key: string }) => key;

test('a plan is told in one line before anything is saved', () => {
  expect(summary(inputs())).toBe(
    '49 lessons, Mon–Thu with Friday for catching up, 09:00 Europe/Rome, first 23 Nov 2026, last 15 Feb 2027',
  );
  expect(summary(inputs({ units: lessons(1), catchUpWeekday: null }))).toBe(
    '1 lesson, Mon–Fri, 09:00 Europe/Rome, first 23 Nov 2026, last 23 Nov 2026',
  );
  expect(summary(inputs({ loads: [{ from: null, load: { lessons: 2 } }], units: lessons(4) }))).toBe(
    '4 lessons, 2 lessons a day, Mon–Thu with Friday for catching up, 09:00 Europe/Rome, first 23 Nov 2026, last 24 Nov 2026',
  );
  expect(summary(inputs({ units: [] }))).toBe(
    '0 lessons, Mon–Thu with Friday for catching up, 09:00 Europe/Rome',
  );
});

test('days of other kinds are counted by their names', () => {
  const { units } = unitsAtOwnPace(
    [
      {
        nodeId: 'n',
        pace: { mode: 'hours', hours: 3 },
        lessons: [{ lessonId: 'net/a', nodeId: 'n', minutes: 20, prerequisites: [] }],
      },
    ],
    { daysAWeek: 5, minutesADay: 30, weeks: 'fewest', crowded: 'more-weeks' },
  );
  expect(summary(inputs({ units, catchUpWeekday: null }))).toBe(
    '1 lesson, 2 practice days, 1 reading day, 1 review day, 1 project day, Mon–Fri, 09:00 Europe/Rome, first 23 Nov 2026, last 30 Nov 2026',
  );
});

test('days and weekdays are written as people write them', () => {
  expect(dayWords(asStudyDay('2026-11-23'))).toBe('Mon 23 Nov 2026');
  expect(dayShort(asStudyDay('2027-02-01'))).toBe('Mon 1 Feb');
  const table: [number[], string][] = [
    [[1, 2, 3, 4], 'Mon–Thu'],
    [[1, 3, 5], 'Mon, Wed, Fri'],
    [[5, 3, 1, 1], 'Mon, Wed, Fri'],
    [[6, 7], 'Sat, Sun'],
    [[1, 2, 3, 5, 6], 'Mon–Wed, Fri, Sat'],
    [[7], 'Sun'],
    [[1, 2, 3, 4, 5, 6, 7], 'every day'],
  ];
  for (const [days, words] of table) expect.soft(weekdayWords(days)).toBe(words);
});

test('a change is told as the dates that it moves, twelve at most, and the new end', () => {
  const before = inputs();
  const context = { decided: [], from: asStudyDay('2026-11-23') };
  const changed = changePlan(before, { kind: 'shift', days: 1 }, context);
  if (changed.kind !== 'changed') throw new Error(changed.reason);
  const diff = diffPlans(layOutPlan(before).days, layOutPlan(changed.inputs).days);
  const lines = diffWords(diff, titleOf);
  expect(lines.slice(0, 2)).toEqual([
    '**net/l1**: Mon 23 Nov → Tue 24 Nov',
    '**net/l2**: Tue 24 Nov → Wed 25 Nov',
  ]);
  expect(lines).toHaveLength(14);
  expect(lines.at(-2)).toBe('and 37 more lessons move');
  expect(lines.at(-1)).toBe('The plan ends on 16 Feb 2027 instead of 15 Feb 2027.');
});

test('what a pause without an end holds back waits; when it goes on it comes, and the plan has an end again', () => {
  const before = inputs({ catchUpWeekday: null });
  const from = asStudyDay('2026-11-23');
  const context = { decided: [], from };
  const changed = changePlan(before, { kind: 'pause', from: asStudyDay('2026-11-24'), until: null }, context);
  if (changed.kind !== 'changed') throw new Error(changed.reason);
  const [running, paused] = [before, changed.inputs].map(plan => ({
    days: layOutPlan(plan).days,
    held: heldBack(plan, context),
    summary: summary(plan),
  }));
  if (!running || !paused) throw new Error('no plans');
  const stops = diffWords(
    diffPlans(running.days, paused.days, { before: running.held, after: paused.held }),
    titleOf,
    { openEnd: true },
  );
  expect(stops[0]).toBe('**net/l2**: waits (was Tue 24 Nov 2026)');
  expect(stops.slice(-2)).toEqual([
    'and 36 more lessons wait',
    'The plan has no last day for now; it was 28 Jan 2027.',
  ]);
  const goesOn = diffWords(
    diffPlans(paused.days, running.days, { before: paused.held, after: running.held }),
    titleOf,
  );
  expect(goesOn[0]).toBe('**net/l2**: comes on Tue 24 Nov 2026');
  expect(goesOn.slice(-2)).toEqual(['and 36 more lessons come', 'The plan ends on 28 Jan 2027.']);
  // One that stays paused has no end before and none after.
  const hidden = diffPlans(paused.days, paused.days, { before: paused.held, after: paused.held });
  expect(diffWords(hidden, titleOf, { openEnd: true })).toEqual([]);
  expect(paused.summary).toBe('49 lessons, Mon–Fri, 09:00 Europe/Rome, first 23 Nov 2026');
});

test('what is left out while others wait is told as left out', () => {
  const one = asStudyDay('2026-11-24');
  const move = { kind: 'lesson', lessonId: null, from: one, to: null } as const;
  const moves = [
    { ...move, key: 'a', isHeld: true },
    { ...move, key: 'b' },
  ];
  expect(
    diffWords({ moves, lastBefore: one, lastAfter: null, catchUpDays: 0 }, titleOf, { openEnd: true }),
  ).toEqual([
    '**a**: waits (was Tue 24 Nov 2026)',
    '**b**: no day any more (was Tue 24 Nov 2026)',
    'The plan has no last day for now; it was 24 Nov 2026.',
  ]);
});

test('what comes new, what goes and what crosses a year is told in full', () => {
  const move = { kind: 'lesson', lessonId: null } as const;
  const day = asStudyDay;
  const lines = diffWords(
    {
      moves: [
        { ...move, key: 'a', from: null, to: day('2026-12-31') },
        { ...move, key: 'b', from: day('2026-12-31'), to: day('2027-01-04') },
        { ...move, key: 'c', from: day('2027-01-04'), to: null },
      ],
      lastBefore: day('2027-01-04'),
      lastAfter: day('2027-01-04'),
      catchUpDays: 0,
    },
    titleOf,
  );
  expect(lines).toEqual([
    '**a**: new on Thu 31 Dec 2026',
    '**b**: Thu 31 Dec 2026 → Mon 4 Jan 2027',
    '**c**: no day any more (was Mon 4 Jan 2027)',
  ]);
});

test('a pause without an end leaves the plan without one', () => {
  const diff = {
    moves: [],
    lastBefore: asStudyDay('2027-02-15'),
    lastAfter: asStudyDay('2026-11-24'),
    catchUpDays: 0,
  };
  expect(diffWords(diff, titleOf, { openEnd: true })).toEqual([
    'The plan has no last day for now; it was 15 Feb 2027.',
  ]);
  expect(diffWords({ ...diff, lastAfter: diff.lastBefore, catchUpDays: -2 }, titleOf)).toEqual([
    '2 catch-up days fewer.',
  ]);
});
