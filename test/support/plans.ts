/** Plans of lessons alone, one each study day, for tests that are about something else. */
import { DEFAULT_WEEKDAYS, layOutPlan } from '../../src/core/plan.ts';
import { newPlanInputs, type PlanInputs, type PlannedDay } from '../../src/core/plan-inputs.ts';
import { unitsByLesson } from '../../src/core/plan-units.ts';
import type { StudyDay } from '../../src/core/time.ts';

export function planOfLessons({
  start,
  lessons,
  weekdays = DEFAULT_WEEKDAYS,
}: {
  readonly start: StudyDay;
  readonly lessons: readonly { readonly lessonId: string; readonly nodeId: string }[];
  readonly weekdays?: readonly number[];
}): { readonly inputs: PlanInputs; readonly days: readonly PlannedDay[] } {
  const paced = lessons.map(lesson => ({ ...lesson, minutes: 20, prerequisites: [] }));
  const units = unitsByLesson([{ nodeId: 'all', pace: undefined, lessons: paced }]);
  const inputs = newPlanInputs({ start, weekdays, units });
  return { inputs, days: layOutPlan(inputs).days };
}
