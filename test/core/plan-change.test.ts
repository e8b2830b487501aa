import { describe, expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { type ChangeContext, changePlan, openPause, type PlanChange } from '../../src/core/plan-change.ts';
import type { Rest } from '../../src/core/plan-inputs.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { decidedOf, on, outcomeOf, planOf, shown, unitsOf, untouched } from './shown-plan.ts';

const plan = planOf('A B C D E F');
const pause = (from: number, to: number | null): Rest => ({
  ...{ from: on(from), to: to === null ? null : on(to), cause: 'pause', name: null },
});
/** Two days are taught, the third is the first free one. */
const begun: ChangeContext = { decided: decidedOf(plan, 2), from: on(25) };

test('the plan that these tables change', () => {
  expect(shown(layOutPlan(plan).days)).toBe('23 A, 24 B, 25 C, 26 D, 27 E, 30 F');
});

describe('a pause', () => {
  test.each<[string, number, number | null, string]>([
    ['until a day: study goes on then', 25, 30, '23 A, 24 B, 30 C, 31 D, 32 E, 33 F'],
    ['of one day', 26, 27, '23 A, 24 B, 25 C, 27 D, 30 E, 31 F'],
    ['without an end', 26, null, '23 A, 24 B, 25 C D E F'],
    ['that begins on a decided day', 24, 30, 'day-decided'],
    ['that ends before it starts', 26, 25, 'ends-before-it-starts'],
    ['that ends on its first day', 26, 26, 'ends-before-it-starts'],
    ['over a weekend only', 28, 30, 'nothing-changes'],
    ['after the last day', 31, 33, 'nothing-changes'],
    ['without an end, after the last day', 31, null, 'plan-over'],
    ['without an end, from the last day on', 30, null, '23 A, 24 B, 25 C, 26 D, 27 E F'],
  ])('%s', (_what, from, until, days) => {
    const change = { kind: 'pause', from: on(from), until: until === null ? null : on(until) } as const;
    expect(outcomeOf(plan, change, begun)).toBe(days);
  });

  test('of 366 days is the longest', () => {
    const until = (day: string) => outcomeOf(plan, { kind: 'pause', from: on(25), until: asStudyDay(day) });
    expect(until('2027-11-27')).toBe('too-long');
    expect(until('2027-11-26')).not.toBe('too-long');
  });

  test('while one without an end is planned or holds is refused', () => {
    const paused = { ...plan, rests: [pause(27, null)] };
    expect(outcomeOf(paused, { kind: 'pause', from: on(25), until: on(26) })).toBe('already-paused');
    expect(openPause(paused)).toEqual(pause(27, null));
    expect(openPause({ ...plan, rests: [pause(27, 28)] })).toBeUndefined();
    expect(openPause({ ...plan, rests: [{ ...pause(27, null), cause: 'holiday' }] })).toBeUndefined();
  });
});

describe('going on after a pause', () => {
  const paused = (...rests: readonly Rest[]) => ({ ...plan, rests });
  const resumed = (rests: readonly Rest[], day: number, context = untouched) =>
    outcomeOf(paused(...rests), { kind: 'resume', on: on(day) }, context);

  test.each<[string, readonly Rest[], number, string]>([
    ['an open one', [pause(24, null)], 26, '23 A, 26 B, 27 C, 30 D, 31 E, 32 F'],
    ['earlier than planned', [pause(24, 33)], 25, '23 A, 25 B, 26 C, 27 D, 30 E, 31 F'],
    ['on its last day', [pause(24, 25)], 25, '23 A, 25 B, 26 C, 27 D, 30 E, 31 F'],
    ['on its first day', [pause(25, null)], 25, '23 A, 24 B, 25 C, 26 D, 27 E, 30 F'],
    ['before it begins, which calls it off', [pause(25, 26)], 24, '23 A, 24 B, 25 C, 26 D, 27 E, 30 F'],
    ['when it is over', [pause(24, 25)], 26, 'not-paused'],
    ['when there is none', [], 25, 'not-paused'],
    ['from a holiday', [{ ...pause(24, 26), cause: 'holiday' }], 25, 'not-paused'],
    ['leaves a later pause alone', [pause(24, 26), pause(30, 31)], 25, '23 A, 25 B, 26 C, 27 D, 32 E, 33 F'],
    ['calls off the next one only', [pause(30, 30), pause(25, 25)], 23, '23 A, 24 B, 25 C, 26 D, 27 E, 31 F'],
  ])('%s', (_what, rests, day, days) => {
    expect(resumed(rests, day)).toBe(days);
  });

  test('when the plan would be over before the pause begins', () => {
    const outcome = changePlan(
      { ...planOf('A'), rests: [pause(27, null)] },
      { kind: 'resume', on: on(23) },
      untouched,
    );
    expect(outcome.kind === 'changed' && outcome.inputs.rests).toEqual([]);
  });

  test('on a decided day is refused', () => {
    expect(resumed([pause(24, null)], 24, { decided: decidedOf(plan, 1), from: on(25) })).toBe('day-decided');
  });
});

describe('a shift', () => {
  const friday = planOf('A B C D E F', { catchUpWeekday: 5 });

  test.each<[string, number, string]>([
    ['by one study day', 1, '23 A, 24 B, 26 C, 27 D, 30 E, 31 F'],
    ['over a weekend', 3, '23 A, 24 B, 30 C, 31 D, 32 E, 33 F'],
    ['to earlier days after the first post', -1, 'shift-before-start'],
    ['by nothing', 0, 'shift-out-of-range'],
    ['by half a day', 1.5, 'shift-out-of-range'],
    ['by more than 60 days', 61, 'shift-out-of-range'],
    ['by more than 60 days back', -61, 'shift-out-of-range'],
  ])('%s', (_what, days, result) => {
    expect(outcomeOf(plan, { kind: 'shift', days }, begun)).toBe(result);
  });

  test('by 60 days is the furthest', () => {
    expect(changePlan(plan, { kind: 'shift', days: 60 }, begun).kind).toBe('changed');
  });

  test.each<[number, string]>([
    [1, '24 A, 25 B, 26 C, 27 *, 30 D, 31 E, 32 F'],
    [3, '26 A, 27 *, 30 B, 31 C, 32 D, 33 E, 34 *, 37 F'],
    [4, '30 A, 31 B, 32 C, 33 D, 34 *, 37 E, 38 F'],
    [5, '31 A, 32 B, 33 C, 34 *, 37 D, 38 E, 39 F'],
  ])(
    'by %i moves each lesson by as many days on which lessons come, whichever day is for catching up',
    (days, result) => {
      expect(shown(layOutPlan(friday).days)).toBe('23 A, 24 B, 25 C, 26 D, 27 *, 30 E, 31 F');
      expect(outcomeOf(friday, { kind: 'shift', days })).toBe(result);
    },
  );

  test('when the day for catching up comes first moves the lessons all the same', () => {
    const context = { decided: decidedOf(friday, 4), from: on(27) };
    expect(outcomeOf(friday, { kind: 'shift', days: 1 }, context)).toBe(
      '23 A, 24 B, 25 C, 26 D, 27 *, 31 E, 32 F',
    );
  });

  test('back, before the first post, gives an earlier start, and takes back shifts', () => {
    const later = { ...plan, start: on(30) };
    const early: ChangeContext = { decided: [], from: on(24) };
    const back = (days: number, inputs = later) => outcomeOf(inputs, { kind: 'shift', days }, early);
    expect(back(-1)).toBe('27 A, 30 B, 31 C, 32 D, 33 E, 34 F');
    expect(back(-4)).toBe('24 A, 25 B, 26 C, 27 D, 30 E, 31 F');
    expect(back(-5)).toBe('shift-before-start');
    const shifted = changePlan(later, { kind: 'shift', days: 3 }, early);
    const inputs = shifted.kind === 'changed' ? shifted.inputs : later;
    expect(shown(layOutPlan(inputs, early).days)).toBe('33 A, 34 B, 37 C, 38 D, 39 E, 40 F');
    expect(back(-3, inputs)).toBe('30 A, 31 B, 32 C, 33 D, 34 E, 37 F');
    expect(back(-2, inputs)).toBe('31 A, 32 B, 33 C, 34 D, 37 E, 38 F');
  });

  test('back after the first post is refused, though a shift left days free', () => {
    const shifted = { ...plan, rests: [{ ...pause(25, 27), cause: 'shift' as const }] };
    expect(shown(layOutPlan(shifted, begun).days)).toBe('23 A, 24 B, 30 C, 31 D, 32 E, 33 F');
    expect(outcomeOf(shifted, { kind: 'shift', days: -1 }, begun)).toBe('shift-before-start');
  });

  test('back counts no holidays and no days for catching up', () => {
    const holiday = [{ ...pause(24, 25), cause: 'holiday' as const }];
    const later = { ...plan, start: on(30), catchUpWeekday: 5, rests: holiday };
    expect(outcomeOf(later, { kind: 'shift', days: -2 })).toBe('23 A, 26 B, 27 *, 30 C, 31 D, 32 E, 33 F');
  });

  test('of a plan that is over, or stands still, is refused', () => {
    const over = { decided: decidedOf(plan, 6), from: on(31) };
    expect(outcomeOf(plan, { kind: 'shift', days: 1 }, over)).toBe('plan-over');
    const paused = { ...plan, rests: [pause(25, null)] };
    expect(outcomeOf(paused, { kind: 'shift', days: 1 }, begun)).toBe('already-paused');
    const soon = { ...plan, rests: [pause(27, null)] };
    expect(outcomeOf(soon, { kind: 'shift', days: 9 }, begun)).toBe('no-study-days');
  });
});

describe('holidays', () => {
  const free = (...ranges: readonly (readonly [number, number])[]): PlanChange => ({
    kind: 'holiday',
    ranges: ranges.map(([from, to]) => ({ from: on(from), to: on(to), name: 'Free' })),
  });

  test.each<[string, PlanChange, string]>([
    ['a day', free([26, 26]), '23 A, 24 B, 25 C, 27 D, 30 E, 31 F'],
    ['two ranges that overlap', free([25, 27], [26, 30]), '23 A, 24 B, 31 C, 32 D, 33 E, 34 F'],
    ['one that began on a decided day', free([23, 25]), '23 A, 24 B, 26 C, 27 D, 30 E, 31 F'],
    ['one long gone beside one to come', free([1, 2], [26, 26]), '23 A, 24 B, 25 C, 27 D, 30 E, 31 F'],
    ['only decided days', free([23, 24]), 'day-decided'],
    ['backwards', free([27, 26]), 'ends-before-it-starts'],
    ['a weekend', free([28, 29]), 'nothing-changes'],
  ])('%s', (_what, change, days) => {
    expect(outcomeOf(plan, change, begun)).toBe(days);
  });

  test('of 366 days in all are the longest', () => {
    const days = (to: string): PlanChange => ({
      kind: 'holiday',
      ranges: [
        { from: on(25), to: on(25), name: null },
        { from: on(27), to: asStudyDay(to), name: null },
      ],
    });
    expect(outcomeOf(plan, days('2027-11-27'), begun)).toBe('too-long');
    expect(outcomeOf(plan, days('2027-11-26'), begun)).not.toBe('too-long');
  });

  test('keep their names', () => {
    const outcome = changePlan(plan, free([23, 26]), begun);
    expect(outcome.kind === 'changed' && outcome.inputs.rests).toEqual([
      { from: on(25), to: on(26), cause: 'holiday', name: 'Free' },
    ]);
  });
});

describe('skipping', () => {
  test.each<[string, string, string, string]>([
    ['a lesson: the others come earlier', 'A B C D', 'C', '23 A, 24 B, 25 D'],
    ['one that was taught', 'A B C D', 'B', 'already-taught'],
    ['one that nobody knows', 'A B C D', 'X', 'unknown-unit'],
    ['the first of a pair: the other keeps its day', 'A B C D +E F', 'D', '23 A, 24 B, 25 C, 26 E, 27 F'],
    ['the second of three that belong together', 'A B C +D +E F', 'D', '23 A, 24 B, 25 C+E, 26 F'],
    ['the second of a pair', 'A B C D +E F', 'E', '23 A, 24 B, 25 C, 26 D, 27 F'],
  ])('%s', (_what, units, key, days) => {
    const inputs = planOf(units);
    const context = { decided: decidedOf(inputs, 2), from: on(25) };
    expect(outcomeOf(inputs, { kind: 'skip', key }, context)).toBe(days);
  });

  test('the first of a pair when what stood between is left out already', () => {
    const inputs = planOf('A B C +D E', { skipped: ['C'] });
    expect(shown(layOutPlan(inputs).days)).toBe('23 A, 24 B+D, 25 E');
    expect(outcomeOf(inputs, { kind: 'skip', key: 'B' })).toBe('23 A, 24 D, 25 E');
  });

  test('the same lesson twice is refused; one that was missed can be skipped', () => {
    expect(outcomeOf({ ...plan, skipped: ['D'] }, { kind: 'skip', key: 'D' })).toBe('already-skipped');
    const missed = { decided: decidedOf(plan, 2, ['B']), from: on(25) };
    expect(outcomeOf(plan, { kind: 'skip', key: 'B' }, missed)).toBe('23 A, 25 C, 26 D, 27 E, 30 F');
  });
});

describe('swapping', () => {
  test.each<[string, string, readonly [string, string], string]>([
    ['two lessons', 'A B C D E', ['C', 'E'], '23 A, 24 B, 25 E, 26 D, 27 C'],
    ['with itself', 'A B C D E', ['C', 'C'], 'same-unit'],
    ['one that was taught', 'A B C D E', ['B', 'C'], 'already-taught'],
    ['one that nobody knows', 'A B C D E', ['C', 'X'], 'unknown-unit'],
    ['a lesson before the one that it needs', 'A B C D:C E', ['C', 'D'], 'breaks-order D C'],
    ['over one that stands between and needs it', 'A B C D:C E', ['C', 'E'], 'breaks-order D C'],
    ['where what it needs was taught', 'A B C:B D', ['C', 'D'], '23 A, 24 B, 25 D, 26 C'],
    [
      'across a pair: the place is shared, not the lesson',
      'A B C +D E',
      ['D', 'E'],
      '23 A, 24 B, 25 C+E, 26 D',
    ],
    ['a pathway that had another pair in the wrong order', 'A B C:D D E F:E', ['E', 'F'], 'breaks-order F E'],
    [
      'what its author had in the wrong order, back into the right one',
      'A B C:D D',
      ['C', 'D'],
      '23 A, 24 B, 25 D, 26 C',
    ],
    [
      'beside lessons that stand in the wrong order',
      'A B C:D D E F',
      ['E', 'F'],
      '23 A, 24 B, 25 C, 26 D, 27 F, 30 E',
    ],
  ])('%s', (_what, units, keys, days) => {
    const inputs = planOf(units);
    const context = { decided: decidedOf(inputs, 2), from: on(25) };
    expect(outcomeOf(inputs, { kind: 'swap', keys }, context)).toBe(days);
  });

  test('asks nothing of lessons that are skipped', () => {
    const inputs = planOf('A B C:B D', { skipped: ['B'] });
    expect(outcomeOf(inputs, { kind: 'swap', keys: ['A', 'C'] })).toBe('23 C, 24 A, 25 D');
    expect(outcomeOf(inputs, { kind: 'swap', keys: ['A', 'B'] })).toBe('already-skipped');
  });
});

describe('an inserted day', () => {
  test.each<[string, number, string]>([
    ['between lessons', 25, '23 A, 24 B, 25 inserted#review#25, 26 C, 27 D, 30 E, 31 F'],
    ['on the first free day', 25, '23 A, 24 B, 25 inserted#review#25, 26 C, 27 D, 30 E, 31 F'],
    ['on a decided one', 24, 'day-decided'],
    ['on a Saturday', 28, 'not-a-study-day'],
    ['a week after the last lesson', 37, '23 A, 24 B, 25 C, 26 D, 27 E, 30 F, 37 inserted#review#07'],
    ['further away', 38, 'plan-over'],
  ])('%s', (_what, day, days) => {
    expect(outcomeOf(plan, { kind: 'insert', day: on(day), what: 'review' }, begun)).toBe(days);
  });

  test('on a holiday, or where one stands already, is refused', () => {
    const holiday = { ...plan, rests: [{ ...pause(25, 25), cause: 'holiday' as const }] };
    expect(outcomeOf(holiday, { kind: 'insert', day: on(25), what: 'review' })).toBe('not-a-study-day');
    const taken = { ...plan, inserted: [{ day: on(26), kind: 'review' as const }] };
    expect(outcomeOf(taken, { kind: 'insert', day: on(26), what: 'catch-up' })).toBe('day-taken');
  });

  test('whose day became a holiday comes on the next study day', () => {
    const inputs = {
      ...plan,
      inserted: [{ day: on(26), kind: 'review' as const }],
      rests: [{ ...pause(26, 27), cause: 'holiday' as const }],
    };
    expect(shown(layOutPlan(inputs).days)).toBe('23 A, 24 B, 25 C, 30 inserted#review#26, 31 D, 32 E, 33 F');
  });
});

describe('another speed', () => {
  const speed = (from: number, load: Extract<PlanChange, { kind: 'speed' }>['load']): PlanChange => ({
    ...{ kind: 'speed', from: on(from), load },
  });

  test.each<[string, PlanChange, string]>([
    ['two lessons a day from a day on', speed(26, { lessons: 2 }), '23 A, 24 B, 25 C, 26 D+E, 27 F'],
    ['ninety minutes a day', speed(25, { minutes: 90 }), '23 A, 24 B, 25 C+D+E, 26 F'],
    ['as it is', speed(25, { lessons: 1 }), 'nothing-changes'],
    ['from a decided day on', speed(24, { lessons: 2 }), 'day-decided'],
    ['none a day', speed(25, { lessons: 0 }), 'load-out-of-range'],
    ['six a day', speed(25, { lessons: 6 }), 'load-out-of-range'],
    ['one and a half a day', speed(25, { lessons: 1.5 }), 'load-out-of-range'],
    ['nine minutes', speed(25, { minutes: 9 }), 'load-out-of-range'],
    ['more than eight hours', speed(25, { minutes: 481 }), 'load-out-of-range'],
    ['half a minute more', speed(25, { minutes: 30.5 }), 'load-out-of-range'],
    ['five a day', speed(25, { lessons: 5 }), '23 A, 24 B, 25 C+D+E+F'],
    ['eight hours', speed(25, { minutes: 480 }), '23 A, 24 B, 25 C+D+E+F'],
    ['after the end', speed(60, { lessons: 2 }), 'nothing-changes'],
  ])('%s', (_what, change, days) => {
    expect(outcomeOf(plan, change, begun)).toBe(days);
  });

  test('replaces a later change of speed, not an earlier one', () => {
    const change = (inputs: typeof plan, from: number, lessons: number) => {
      const outcome = changePlan(inputs, speed(from, { lessons }), untouched);
      return outcome.kind === 'changed' ? outcome.inputs : inputs;
    };
    const faster = change(change(plan, 24, 2), 25, 3);
    expect(shown(layOutPlan(faster).days)).toBe('23 A, 24 B+C, 25 D+E+F');
    expect(shown(layOutPlan(change(faster, 24, 4)).days)).toBe('23 A, 24 B+C+D+E, 25 F');
    expect(change(faster, 24, 4).loads).toEqual([
      { from: null, load: { lessons: 1 } },
      { from: on(24), load: { lessons: 4 } },
    ]);
  });
});

describe('other weekdays', () => {
  const weekdays = (days: readonly number[], catchUpWeekday: number | null = null): PlanChange => ({
    ...{ kind: 'weekdays', weekdays: days, catchUpWeekday },
  });

  test.each<[string, PlanChange, string]>([
    ['fewer', weekdays([5, 3, 1]), '23 A, 24 B, 25 C, 27 D, 30 E, 32 F'],
    ['with a day for catching up', weekdays([1, 2, 3, 4, 5], 4), '23 A, 24 B, 25 C, 26 *, 27 D, 30 E, 31 F'],
    ['the same', weekdays([5, 4, 3, 2, 1, 1]), 'nothing-changes'],
    ['none', weekdays([]), 'no-study-days'],
    ['none that exists', weekdays([0, 8, 2.5]), 'no-study-days'],
    ['only the one for catching up', weekdays([4], 4), 'no-study-days'],
  ])('%s', (_what, change, days) => {
    expect(outcomeOf(plan, change, begun)).toBe(days);
  });

  test('are kept in their order, each once', () => {
    const outcome = changePlan(plan, weekdays([5, 3, 3, 1, 9]), begun);
    expect(outcome.kind === 'changed' && outcome.inputs.weekdays).toEqual([1, 3, 5]);
  });
});

describe('while a plan stands still', () => {
  const paused = { ...plan, rests: [pause(25, null)] };

  test.each<[string, PlanChange]>([
    ['other weekdays', { kind: 'weekdays', weekdays: [1, 2], catchUpWeekday: null }],
    ['another speed', { kind: 'speed', from: on(26), load: { lessons: 2 } }],
    ['a holiday', { kind: 'holiday', ranges: [{ from: on(26), to: on(26), name: null }] }],
    ['a skipped lesson', { kind: 'skip', key: 'D' }],
    ['a newer curriculum', { kind: 'refresh', units: unitsOf('A B C D E F G') }],
  ])('%s can be chosen for the time after', (_what, change) => {
    expect(changePlan(paused, change, begun).kind).toBe('changed');
  });

  test('what changes nothing is refused as ever', () => {
    expect(outcomeOf(paused, { kind: 'speed', from: on(25), load: { lessons: 1 } }, begun)).toBe(
      'nothing-changes',
    );
  });
});

test('a newer curriculum with nothing new in it is refused', () => {
  expect(outcomeOf(plan, { kind: 'refresh', units: plan.units }, begun)).toBe('nothing-new');
  expect(outcomeOf(plan, { kind: 'refresh', units: unitsOf('A B X C D E F') }, begun)).toBe(
    '23 A, 24 B, 25 X, 26 C, 27 D, 30 E, 31 F',
  );
});
