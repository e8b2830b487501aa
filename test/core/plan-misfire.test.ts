import { describe, expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import type { DecidedDay, PlanInputs } from '../../src/core/plan-inputs.ts';
import { inputsAfterMiss } from '../../src/core/plan-misfire.ts';
import { decidedOf, on, planOf, shown } from './shown-plan.ts';

type Policy = Parameters<typeof inputsAfterMiss>[1]['policy'];

/** The plan when of its first slots some were missed, laid out from the day after the last of them. */
function afterMiss(inputs: PlanInputs, policy: Policy, count: number, missed: readonly string[]): string {
  const decided: readonly DecidedDay[] = decidedOf(inputs, count, missed);
  const next = inputsAfterMiss(inputs, { policy, missed, decided });
  return shown(layOutPlan(next, { decided }).days);
}

describe('a missed day', () => {
  const plan = planOf('A B C D E F');

  test.each<[Policy, number, readonly string[], string]>([
    ['slip', 1, ['A'], '24 A, 25 B, 26 C, 27 D, 30 E, 31 F'],
    ['skip', 1, ['A'], '24 B, 25 C, 26 D, 27 E, 30 F'],
    ['double', 1, ['A'], '24 A+B, 25 C, 26 D, 27 E, 30 F'],
    ['slip', 3, ['B', 'C'], '23 A, 26 B, 27 C, 30 D, 31 E, 32 F'],
    ['skip', 3, ['B', 'C'], '23 A, 26 D, 27 E, 30 F'],
    ['double', 3, ['B', 'C'], '23 A, 26 B+C, 27 D+E, 30 F'],
    ['double', 3, ['B'], '23 A, 25 C, 26 B+D, 27 E, 30 F'],
    ['double', 6, ['D', 'E', 'F'], '23 A, 24 B, 25 C, 31 D+E, 32 F'],
    ['double', 6, ['F'], '23 A, 24 B, 25 C, 26 D, 27 E, 31 F'],
  ])('%s: of the first %i slots %j never came', (policy, count, missed, days) => {
    expect(afterMiss(plan, policy, count, missed)).toBe(days);
  });

  test('that slips leaves the inputs as they are', () => {
    expect(inputsAfterMiss(plan, { policy: 'slip', missed: ['A'], decided: decidedOf(plan, 1, ['A']) })).toBe(
      plan,
    );
  });
});

describe('never more than two on a day because of a miss', () => {
  test.each<[string, string, number, readonly string[], string]>([
    ['a pair to come stays a pair', 'A B +C D E', 1, ['A'], '24 A, 25 B+C, 26 D+E'],
    ['a pair that was missed is one day lost', 'A +B C D E', 2, ['A', 'B'], '24 A+B, 25 C+D, 26 E'],
    ['half a pair that was missed', 'A +B C D', 2, ['B'], '23 A, 24 B+C, 25 D'],
    ['a lab shares the day then', '!A B C', 1, ['A'], '24 A+B, 25 C'],
  ])('%s', (_what, units, count, missed, days) => {
    expect(afterMiss(planOf(units), 'double', count, missed)).toBe(days);
  });

  test('where the load is two or three anyway, it stays that', () => {
    const two = planOf('A B C D E F', { loads: [{ from: null, load: { lessons: 2 } }] });
    expect(afterMiss(two, 'double', 2, ['A', 'B'])).toBe('24 A+B, 25 C+D, 26 E+F');
    const three = planOf('A B C D E F G', { loads: [{ from: null, load: { lessons: 3 } }] });
    expect(afterMiss(three, 'double', 3, ['A', 'B', 'C'])).toBe('24 A+B+C, 25 D+E+F, 26 G');
  });
});

describe('what is left out', () => {
  test('doesn’t pull the other of a pair to the day before', () => {
    expect(afterMiss(planOf('A B +C D'), 'skip', 3, ['B', 'C'])).toBe('23 A, 25 D');
    expect(afterMiss(planOf('A B C +D E'), 'skip', 3, ['B', 'C'])).toBe('23 A, 26 D, 27 E');
  });

  test('can be an inserted day, which doubles nothing', () => {
    const plan = planOf('A B C', { inserted: [{ day: on(23), kind: 'review' }] });
    const missed = ['inserted#review#2026-11-23'];
    expect(afterMiss(plan, 'slip', 1, missed)).toBe('24 inserted#review#23, 25 A, 26 B, 27 C');
    expect(afterMiss(plan, 'skip', 1, missed)).toBe('24 A, 25 B, 26 C');
    expect(afterMiss(plan, 'double', 1, missed)).toBe('24 inserted#review#23, 25 A, 26 B, 27 C');
  });

  test('stays left out beside what was left out before', () => {
    const plan = planOf('A B C D E', { skipped: ['B'] });
    expect(afterMiss(plan, 'skip', 2, ['C'])).toBe('23 A, 25 D, 26 E');
    expect(afterMiss(plan, 'double', 1, ['A'])).toBe('24 A+C, 25 D, 26 E');
  });
});
