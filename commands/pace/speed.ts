import type { PlanChange } from '../../src/core/plan-change.ts';
import type { Load, PlanUnit } from '../../src/core/plan-inputs.ts';
import type { StudyDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { daysAWeekOf, unitsAt } from '../_pace.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { minutesOf, nodesOfCohort, ownPaceOf } from './_curriculum.ts';
import { dayOption, dayTyped } from './_day.ts';
import type { PlanNow } from './_plan.ts';

const sentences = {
  oneOf: 'Give either `lessons` or `minutes`: how much comes on a study day. Nothing was changed.',
  hours:
    'This plan follows the hours of its pathway, so its speed is in minutes a day: give `minutes` instead of `lessons`. Nothing was changed.',
};

export default defineCommand({
  description: 'Change how much comes on a study day, from a day on; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    lessons: { type: 'number', description: 'Lessons a study day', least: 1, most: 5 },
    minutes: { type: 'number', description: 'Minutes a study day', least: 10, most: 480 },
    from: dayOption('From which day on; the next that can be changed if left out'),
    cohort: cohortOption,
  },

  async run(call) {
    const { lessons, minutes } = call.options;
    const load: Load | undefined =
      lessons !== undefined ? { lessons } : minutes !== undefined ? { minutes } : undefined;
    if (!load || (lessons !== undefined && minutes !== undefined)) throw new Refusal(sentences.oneOf);
    const cohort = await cohortMeant(call, call.options.cohort);
    const typed = dayTyped(call.options.from, cohort, call.now);
    return previewChange(call, cohort, plan => ({
      kind: 'change',
      change: speedOf(call, plan, typed ?? plan.settled.from, load),
    }));
  },
});

/** A pathway's pace in hours makes other days of other minutes; elsewhere the load alone says what shares a day. */
function speedOf(asked: Asked, plan: PlanNow, from: StudyDay, load: Load): PlanChange {
  const { inputs } = plan.plan;
  const nodes = asked.curriculum.pathways.has(plan.cohort.pathwayId) ? nodesOfCohort(asked, plan.cohort) : [];
  const own = ownPaceOf(nodes, inputs);
  if (!own || minutesOf(own) === undefined) return { kind: 'speed', from, load };
  if ('lessons' in load) throw new Refusal(sentences.hours);
  const { units } = unitsAt(nodes, { ...own, pace: `own-${load.minutes}` }, daysAWeekOf(inputs));
  return {
    kind: 'speed',
    from,
    load: { lessons: 1 },
    units: keptBefore(plan, from, units),
    minutesADay: load.minutes,
  };
}

/** What comes before the day stays as it is; the newer units take its place from there on. */
function keptBefore({ plan }: PlanNow, from: StudyDay, newer: readonly PlanUnit[]): readonly PlanUnit[] {
  const before = new Set(plan.days.filter(({ day }) => day < from).map(({ key }) => key));
  return [
    ...plan.inputs.units.filter(({ key }) => before.has(key)),
    ...newer.filter(({ key }) => !before.has(key)),
  ];
}
