import { describe, expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { diffPlans } from '../../src/core/plan-diff.ts';
import type { PlanInputs } from '../../src/core/plan-inputs.ts';
import { on, planOf, unitsOf } from './shown-plan.ts';

const plan = planOf('A B C');
const days = (inputs: PlanInputs) => layOutPlan(inputs).days;
/** `A 23>24`; `-` where it has no day. */
const moves = (before: PlanInputs, after: PlanInputs) =>
  diffPlans(days(before), days(after)).moves.map(({ key, from, to }) => {
    const [left, right] = [from, to].map(day => day?.slice(8) ?? '-');
    return `${key} ${left}>${right}`;
  });

describe('what a change moves', () => {
  test.each<[string, PlanInputs, readonly string[]]>([
    ['nothing', plan, []],
    ['a later start', { ...plan, start: on(24) }, ['A 23>24', 'B 24>25', 'C 25>26']],
    ['a lesson left out', { ...plan, skipped: ['B'] }, ['C 25>24', 'B 24>-']],
    ['a new lesson', planOf('A X B C'), ['X ->24', 'B 24>25', 'C 25>26']],
    ['two that change places', planOf('A C B'), ['C 25>24', 'B 24>25']],
    [
      'an inserted day',
      { ...plan, inserted: [{ day: on(25), kind: 'review' }] },
      ['inserted#review#2026-11-25 ->25', 'C 25>26'],
    ],
    [
      'a pause without an end',
      { ...plan, rests: [{ from: on(24), to: null, cause: 'pause', name: null }] },
      ['B 24>-', 'C 25>-'],
    ],
  ])('%s', (_what, after, expected) => {
    expect(moves(plan, after)).toEqual(expected);
  });

  test('says of what kind it is, and which lesson', () => {
    const { moves } = diffPlans([], days(planOf('A !P')));
    expect(moves).toEqual([
      { key: 'A', kind: 'lesson', lessonId: 'A', from: null, to: on(23) },
      { key: 'P', kind: 'project', lessonId: null, from: null, to: on(24) },
    ]);
    expect(diffPlans(days(planOf('A !P')), []).moves).toEqual([
      { key: 'A', kind: 'lesson', lessonId: 'A', from: on(23), to: null },
      { key: 'P', kind: 'project', lessonId: null, from: on(24), to: null },
    ]);
  });
});

describe('the last day and the days for catching up', () => {
  test('before and after', () => {
    expect(diffPlans(days(plan), days({ ...plan, start: on(27) }))).toMatchObject({
      ...{ lastBefore: on(25), lastAfter: on(31), catchUpDays: 0 },
    });
    expect(diffPlans([], days(plan))).toMatchObject({ lastBefore: null, lastAfter: on(25) });
    expect(diffPlans(days(plan), [])).toMatchObject({ lastBefore: on(25), lastAfter: null });
  });

  test('days for catching up come and go, and move nobody', () => {
    const before = days({ ...plan, units: unitsOf('A B C D') });
    const after = days({ ...plan, units: unitsOf('A B C D'), catchUpWeekday: 3 });
    expect(diffPlans(before, after)).toMatchObject({ catchUpDays: 1, lastAfter: on(27) });
    expect(diffPlans(after, before)).toMatchObject({ catchUpDays: -1 });
    expect(diffPlans(after, before).moves.map(({ key }) => key)).toEqual(['C', 'D']);
    expect(diffPlans(before, after).moves.map(({ key }) => key)).toEqual(['C', 'D']);
  });
});
