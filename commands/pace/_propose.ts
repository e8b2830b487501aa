/** From what a moderator asks for to what it would do now, or a sentence that says why it can't be. */
import { changePlan, type PlanChange } from '../../src/core/plan-change.ts';
import { decideUndo } from '../../src/core/plan-undo.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { Refusal } from '../../src/discord/define-command.ts';
import type { Db } from '../../src/store/connect.ts';
import { listPlanVersions, type PlanVersion } from '../../src/store/plans.ts';
import { type PlanNow, type Proposal, propose } from './_plan.ts';
import { refusalWords, undoSentences } from './_refusals.ts';
import { titleOfKey } from './_titles.ts';

/** A change, or the newest one taken back. */
export type Wish = { readonly kind: 'change'; readonly change: PlanChange } | { readonly kind: 'undo' };

/** Throws a `Refusal` when the change can't be made or would change nothing. */
export function proposeChange(curriculum: Curriculum, now: PlanNow, change: PlanChange): Proposal {
  const outcome = changePlan(now.plan.inputs, change, now.settled);
  if (outcome.kind === 'changed') return propose(now, { change, inputs: outcome.inputs });
  const [one, other] = outcome.units ?? [];
  const title = (key: string) => titleOfKey(curriculum, key);
  throw new Refusal(
    refusalWords(outcome.reason, {
      firstFree: now.settled.from,
      zone: now.cohort.zone,
      titles: one !== undefined && other !== undefined ? [title(one), title(other)] : undefined,
    }),
  );
}

export interface UndoProposal extends Proposal {
  readonly taken: PlanVersion;
  /** Versions that the machine made since. */
  readonly slips: number;
}

/** Throws a `Refusal` when there is nothing to take back. */
export async function proposeUndo(db: Db, plan: PlanNow, now: Date): Promise<UndoProposal> {
  const versions = await listPlanVersions(db, plan.cohort);
  const undo = decideUndo(versions, now);
  if (undo.kind === 'refused') throw new Refusal(undoSentences[undo.reason]);
  const { taken, inputs, slips } = undo;
  if (!taken.change) throw new Refusal(undoSentences['nothing-to-undo']);
  return {
    ...propose(plan, { change: taken.change, reverts: taken.version, inputs }),
    taken,
    slips,
  };
}

export async function proposeWish(
  { db, curriculum, now }: { readonly db: Db; readonly curriculum: Curriculum; readonly now: Date },
  plan: PlanNow,
  wish: Wish,
): Promise<Proposal> {
  return wish.kind === 'undo' ? proposeUndo(db, plan, now) : proposeChange(curriculum, plan, wish.change);
}
