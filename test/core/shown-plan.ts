/** Plans in a few letters, so that a table of them can be read. */
import { layOutPlan } from '../../src/core/plan.ts';
import type { ChangeContext, ChangeOutcome, PlanChange } from '../../src/core/plan-change.ts';
import { changePlan } from '../../src/core/plan-change.ts';
import {
  type DecidedDay,
  newPlanInputs,
  type PlanInputs,
  type PlannedDay,
  type PlanUnit,
} from '../../src/core/plan-inputs.ts';
import { asStudyDay, type StudyDay } from '../../src/core/time.ts';

/** `A B:A +C !D E@50`: B needs A, C shares the day before it, D is a project that stands alone, ?F would be practice that doesn't, E takes 50 minutes and not 30. */
export function unitsOf(text: string): readonly PlanUnit[] {
  return text.split(' ').flatMap((word): readonly PlanUnit[] => {
    const [, sign, key = '', , needs, , minutes = '30'] =
      /^([+!?]?)(\w+)(:(\w+))?(@(\d+))?$/.exec(word) ?? [];
    if (key === '') return [];
    const lab = sign === '!';
    return [
      {
        ...{
          key,
          kind: lab ? 'project' : sign === '?' ? 'practice' : 'lesson',
          lessonId: lab ? null : key,
          nodeId: 'n',
        },
        ...{ minutes: Number(minutes), after: needs ? [needs] : [] },
        ...(lab ? { alone: true } : {}),
        ...(sign === '+' ? { withPrevious: true } : {}),
      },
    ];
  });
}

/** The days of November and December 2026 by their numbers: `on(23)` is Monday 23 November, `on(31)` Tuesday 1 December. */
export const on = (number: number): StudyDay =>
  asStudyDay(
    number <= 30
      ? `2026-11-${String(number).padStart(2, '0')}`
      : `2026-12-${String(number - 30).padStart(2, '0')}`,
  );
const numberOf = (day: StudyDay): number => Number(day.slice(8)) + (day.startsWith('2026-12') ? 30 : 0);

/** A plan of Monday to Friday from Monday 23 November 2026, with what else is asked for. */
export const planOf = (units: string, other: Partial<PlanInputs> = {}): PlanInputs => ({
  ...newPlanInputs({ start: on(23), weekdays: [1, 2, 3, 4, 5], units: unitsOf(units) }),
  ...other,
});

/** `23 A, 24 B+C, 27 *`: a star is the weekly day for catching up. */
export function shown(days: readonly PlannedDay[]): string {
  const byDay = new Map<number, string[]>();
  for (const { day, key } of days) {
    const slots = byDay.get(numberOf(day)) ?? [];
    byDay.set(numberOf(day), [...slots, key?.replace(/#\d{4}-\d\d-/, '#') ?? '*']);
  }
  return [...byDay].map(([day, keys]) => `${day} ${keys.join('+')}`).join(', ');
}

/** The first days of a plan as they were decided; `missed` are those that never came. */
export function decidedOf(
  inputs: PlanInputs,
  count: number,
  missed: readonly string[] = [],
): readonly DecidedDay[] {
  return layOutPlan(inputs)
    .days.slice(0, count)
    .map(day => ({ ...day, taught: !missed.includes(day.key ?? '*') }));
}

export const untouched: ChangeContext = { decided: [], from: on(23) };

/** The plan after a change in letters, or why not. */
export function outcomeOf(
  inputs: PlanInputs,
  change: PlanChange,
  context: ChangeContext = untouched,
): string {
  const outcome: ChangeOutcome = changePlan(inputs, change, context);
  if (outcome.kind === 'refused') return [outcome.reason, ...(outcome.units ?? [])].join(' ');
  const { days, unplaced } = layOutPlan(outcome.inputs, context);
  return [shown(days), ...unplaced.map(({ key }) => key)].join(' ').trim();
}
