/** What becomes of a study day that couldn't be posted in time: it is missed, and the plan is laid out again, both or neither. */
import { layOutPlan } from '../core/plan.ts';
import { inputsAfterMiss } from '../core/plan-misfire.ts';
import { firstDayToCatchUp, nextDueOf } from '../core/plan-next.ts';
import type { StudyDay } from '../core/time.ts';
import { type CohortKey, claimCohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { type Delivery, setSettled } from '../store/deliveries.ts';
import { setMissedWith } from '../store/ledger.ts';
import { addPlanVersion, findPlan, listDecided } from '../store/plans.ts';

export interface LateDay {
  /** Ours by its lease. */
  readonly delivery: Delivery;
  /** The rest of its day, known not to stand in the channel. */
  readonly others: readonly Delivery[];
  readonly policy: 'slip' | 'skip' | 'double';
  /** The day on which the plan goes on, where the channel tells it. */
  readonly goesOn?: StudyDay | undefined;
  readonly now: Date;
}

/** Machine-made versions of a plan have this actor. */
const machine = 'lockstep';

/** False, and nothing is changed, when the post isn't ours any more. */
export async function missDay(
  db: Db,
  key: CohortKey,
  { delivery, others, policy, goesOn, now }: LateDay,
): Promise<boolean> {
  return db.transaction(async tx => {
    const cohort = await claimCohort(tx, key);
    if (!cohort || !(await setSettled(tx, delivery, { state: 'missed', reason: policy }))) return false;
    const missed = [delivery, ...(await setMissedWith(tx, others, policy))];
    const plan = await findPlan(tx, key);
    if (!plan) return true;
    const decided = await listDecided(tx, key);
    const keys = missed.flatMap(({ unitKey }) => unitKey ?? []);
    const inputs = inputsAfterMiss(plan.inputs, { policy, missed: keys, decided });
    // What is left out makes no room: the days after it keep their dates, also those that are over.
    const from =
      policy === 'skip'
        ? inputs.start
        : (goesOn ?? firstDayToCatchUp(decided, cohort, { now, windowHours: cohort.lateWindowHours }));
    const { days } = layOutPlan(inputs, { decided, from });
    await addPlanVersion(tx, key, {
      follows: plan.version,
      inputs,
      days,
      cause: policy,
      actorId: machine,
      now,
      nextDueAt: nextDueOf(days, decided, cohort),
    });
    return true;
  });
}
