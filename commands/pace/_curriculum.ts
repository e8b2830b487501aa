/** What the curriculum of today makes of a cohort's pathway, track and pace. */
import type { PlanInputs, PlanUnit } from '../../src/core/plan-inputs.ts';
import type { PacedNode } from '../../src/core/plan-units.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { daysAWeekOf, type PaceChoice, pacedNodes, paceOfPlan, unitsAt } from '../_pace.ts';
import type { PlanNow } from './_plan.ts';

const sentences = {
  noPathway:
    'The pathway of this cohort is no longer in the curriculum, so its plan can’t follow it. What is planned stays as it is. Nothing was changed.',
};

/** Throws a `Refusal` when the pathway is gone. */
export function nodesOfCohort({ curriculum }: Asked, { pathwayId, trackId }: Cohort): readonly PacedNode[] {
  const pathway = curriculum.pathways.get(pathwayId);
  if (!pathway) throw new Refusal(sentences.noPathway);
  return pacedNodes(curriculum, pathway, trackId);
}

/** The pathway's own pace where the plan has days between its lessons, whatever load was laid over it since. */
export function ownPaceOf(nodes: readonly PacedNode[], inputs: PlanInputs): PaceChoice | undefined {
  const isOwn = inputs.units.some(({ kind, withPrevious }) => kind !== 'lesson' || withPrevious);
  if (!isOwn) return undefined;
  const choice = paceOfPlan(nodes, { ...inputs, loads: [] });
  return choice.pace.startsWith('own-') ? choice : undefined;
}

/** Minutes a day of a pace in hours; undefined for every other pace. */
export function minutesOf(choice: PaceChoice | undefined): number | undefined {
  const minutes = Number(choice?.pace.replace('own-', ''));
  return Number.isInteger(minutes) ? minutes : undefined;
}

export function currentUnits(asked: Asked, { cohort, plan: { inputs } }: PlanNow): readonly PlanUnit[] {
  const nodes = nodesOfCohort(asked, cohort);
  const choice = ownPaceOf(nodes, inputs) ?? { pace: 'lessons-1', crowded: 'more-weeks' };
  return unitsAt(nodes, choice, daysAWeekOf(inputs)).units;
}
