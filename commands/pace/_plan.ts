/** A cohort's plan as it stands now, and what a change would make of it. */
import { createHash } from 'node:crypto';
import { layOutPlan } from '../../src/core/plan.ts';
import { heldBack, openPause, type PlanChange } from '../../src/core/plan-change.ts';
import { diffPlans, type PlanDiff } from '../../src/core/plan-diff.ts';
import type { DecidedDay, PlanInputs, PlannedDay } from '../../src/core/plan-inputs.ts';
import { nextDueOf } from '../../src/core/plan-next.ts';
import { type Settled, settledAt } from '../../src/core/plan-settled.ts';
import { Refusal } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { findPlan, listDecided, type Plan } from '../../src/store/plans.ts';

const sentences = {
  gone: 'That cohort is gone, or no longer studies. Nothing was changed.',
};

export interface PlanNow {
  readonly cohort: Cohort;
  readonly plan: Plan;
  /** What a change can't touch. */
  readonly settled: Settled;
  /** What the ledger holds. */
  readonly decided: readonly DecidedDay[];
}

/** Throws a `Refusal` for a cohort that is gone or archived. */
export async function planNow(db: Db, cohort: Cohort | undefined, now: Date): Promise<PlanNow> {
  const plan = cohort && cohort.state !== 'archived' ? await findPlan(db, cohort) : undefined;
  if (!cohort || !plan) throw new Refusal(sentences.gone);
  const decided = await listDecided(db, cohort);
  return { cohort, plan, decided, settled: settledAt(plan.days, decided, cohort, now) };
}

/** New inputs laid out, beside what is in force. */
export interface Proposal {
  readonly change: PlanChange;
  /** The version that it takes back; null for a change of its own. */
  readonly reverts: number | null;
  readonly inputs: PlanInputs;
  readonly days: readonly PlannedDay[];
  readonly diff: PlanDiff;
  /** The plan is without an end because a pause is. */
  readonly openEnd: boolean;
  readonly nextDueAt: Date | null;
  /** Undefined leaves it as it is: a cohort that has ended and to which nothing new comes. */
  readonly state: 'running' | 'paused' | undefined;
  /** The same as long as the dates before and after are, and what is taken back: a pause without an end hides dates. */
  readonly print: string;
}

export function propose(
  { cohort, plan, settled, decided }: PlanNow,
  {
    change,
    reverts = null,
    inputs,
  }: { readonly change: PlanChange; readonly reverts?: number | null; readonly inputs: PlanInputs },
): Proposal {
  const { days } = layOutPlan(inputs, settled);
  const held = { before: heldBack(plan.inputs, settled), after: heldBack(inputs, settled) };
  const nextDueAt = nextDueOf(days, decided, cohort);
  const isPaused = openPause(inputs) !== undefined;
  return {
    change,
    reverts,
    inputs,
    days,
    diff: diffPlans(plan.days, days, held),
    openEnd: held.after.length > 0,
    nextDueAt,
    state: stateOf(cohort, { isPaused, nextDueAt }),
    print: printOf(reverts, plan.days, days),
  };
}

/** What is left over by a pause without an end isn't over; a pause that lies ahead lets the days before it come. */
function stateOf(
  { state }: Cohort,
  { isPaused, nextDueAt }: { readonly isPaused: boolean; readonly nextDueAt: Date | null },
): Proposal['state'] {
  if (nextDueAt === null && isPaused) return 'paused';
  return nextDueAt === null && state === 'ended' ? undefined : 'running';
}

const printOf = (reverts: number | null, ...plans: readonly (readonly PlannedDay[])[]): string =>
  createHash('sha256')
    .update(JSON.stringify([reverts, ...plans.map(slotsOf)]))
    .digest('base64url')
    .slice(0, 22);

const slotsOf = (days: readonly PlannedDay[]) =>
  days.map(({ day, slot, kind, key }) => [day, slot, kind, key]);
