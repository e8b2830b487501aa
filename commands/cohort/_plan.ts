/** The plan that a drafted cohort would have. */
import { layOutPlan } from '../../src/core/plan.ts';
import { newPlanInputs, type PlanInputs, type PlannedDay } from '../../src/core/plan-inputs.ts';
import type { Crowded, PacedNode } from '../../src/core/plan-units.ts';
import type { StudyDay } from '../../src/core/time.ts';
import type { Pathway } from '../../src/curriculum/types.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { daysAWeekOf, type PaceName, pacedNodes, pacesFor, unitsAt } from '../_pace.ts';
import { checkedStart, type NewCohortSettings, readPathway, type Settings } from './_settings.ts';

const sentences = {
  track: 'That track is not in the pathway any more. Choose another. Nothing was saved.',
  'no-study-days':
    'No study day is left besides the one for catching up. Choose one more study day. Nothing was saved.',
  'too-long':
    'That would take more than ten years. Choose more study days, or more a day. Nothing was saved.',
};

export interface DraftedPlan {
  readonly pathway: Pathway;
  readonly start: StudyDay;
  readonly inputs: PlanInputs;
  readonly days: readonly PlannedDay[];
  readonly crowded: readonly Crowded[];
}

/** The day for catching up, where it is still a study day. */
export const catchUpOf = ({ weekdays, catchUpWeekday }: Pick<Settings, 'weekdays' | 'catchUpWeekday'>) =>
  catchUpWeekday !== null && weekdays.includes(catchUpWeekday) ? catchUpWeekday : null;

/** Throws a `Refusal` when there is none to be had. */
export function draftPlan(asked: Pick<Asked, 'curriculum' | 'now'>, draft: NewCohortSettings): DraftedPlan {
  const pathway = readPathway(asked.curriculum, draft.pathwayId);
  const nodes = nodesOf(asked, pathway, draft.trackId);
  const start = checkedStart(draft.start, draft.zone, asked.now);
  const catchUpWeekday = catchUpOf(draft);
  if (draft.weekdays.every(day => day === catchUpWeekday)) throw new Refusal(sentences['no-study-days']);
  const calendar = { weekdays: draft.weekdays, catchUpWeekday };
  const { units, load, crowded } = unitsAt(nodes, draft, daysAWeekOf(calendar));
  const inputs = newPlanInputs({ start, ...calendar, units, load });
  const { days, unplaced } = layOutPlan(inputs);
  if (unplaced.length > 0) throw new Refusal(sentences['too-long']);
  return { pathway, start, inputs, days, crowded };
}

/** The last study day at each pace that can be chosen; undefined where such a plan can't be had. */
export function lastDays(
  asked: Pick<Asked, 'curriculum' | 'now'>,
  draft: NewCohortSettings,
): ReadonlyMap<PaceName, StudyDay | undefined> {
  const offered = pacesFor(nodesOf(asked, readPathway(asked.curriculum, draft.pathwayId), draft.trackId));
  const paces = offered.includes(draft.pace) ? offered : [...offered, draft.pace];
  return new Map(
    paces.map(pace => {
      try {
        return [pace, draftPlan(asked, { ...draft, pace }).days.at(-1)?.day] as const;
      } catch (error) {
        if (error instanceof Refusal) return [pace, undefined] as const;
        throw error;
      }
    }),
  );
}

/** The phases or steps that are studied; a track that the pathway no longer has is refused. */
function nodesOf(
  { curriculum }: Pick<Asked, 'curriculum'>,
  pathway: Pathway,
  trackId: string | null,
): readonly PacedNode[] {
  const nodes = pacedNodes(curriculum, pathway, trackId);
  const isThere = trackId === null || pathway.tracks.some(({ id }) => id === trackId);
  if (!isThere || nodes.every(({ lessons }) => lessons.length === 0)) throw new Refusal(sentences.track);
  return nodes;
}
