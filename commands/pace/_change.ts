/** How every change of a plan goes: shown first, kept as a draft, computed again when it is applied, and saved whole or not at all. */
import { randomBytes } from 'node:crypto';
import {
  announcementLines,
  appliedCard,
  previewCard,
  type ShownChange,
} from '../../src/cards/plan-preview.ts';
import type { Button, Card } from '../../src/cards/reply.ts';
import type { BesideFacts } from '../../src/core/beside.ts';
import { deliveryId } from '../../src/core/delivery.ts';
import { dayIn } from '../../src/core/time.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { type Cohort, claimCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { addDeliveries } from '../../src/store/deliveries.ts';
import { addDraft, type DraftKey, removeDraft } from '../../src/store/drafts.ts';
import { addPlanVersion, setCohortState } from '../../src/store/plans.ts';
import { type PlanNow, type Proposal, planNow } from './_plan.ts';
import { proposeWish, type Wish } from './_propose.ts';
import { titleOfKey } from './_titles.ts';

const sentences = {
  used: 'That preview is used up or older than half an hour, so it changed nothing now. Ask for the change again to see its dates.',
};
const labels = { apply: 'Apply', announce: 'Apply and announce', cancel: 'Cancel' };

interface PaceDraft {
  readonly cohortId: string;
  readonly wish: Wish;
  /** Of the dates that were shown. */
  readonly print: string;
}

/** Shows what a change would do, with the buttons that do it. Nothing is changed. Throws a `Refusal`. */
export async function previewChange(
  asked: Asked,
  cohort: Cohort,
  wishOf: (plan: PlanNow) => Promise<Wish> | Wish,
  notes: readonly string[] = [],
): Promise<Card> {
  const plan = await planNow(asked.db, cohort, asked.now);
  const wish = await wishOf(plan);
  const proposal = await proposeWish(asked, plan, wish);
  const id = await keepDraft(asked, asked.db, { cohortId: cohort.id, wish, print: proposal.print });
  return previewCard(shownOf(asked, cohort, proposal), { presses: pressesFor(id), notes });
}

/** Applies the draft of this id if its dates are still true; shows it anew if they aren't. Throws a `Refusal`, and then nothing is changed. */
export async function applyDraft(
  asked: Asked,
  id: string,
  { announces }: { readonly announces: boolean },
): Promise<Card> {
  return asked.db.transaction(async tx => {
    // Two presses at once: one of them gets the draft.
    const draft = await removeDraft<PaceDraft>(tx, draftKey(asked, id), asked.now);
    if (!draft) throw new Refusal(sentences.used);
    const cohort = await claimCohort(tx, { guildId: asked.guildId, id: draft.cohortId });
    const plan = await planNow(tx, cohort, asked.now);
    const proposal = await proposeWish({ ...asked, db: tx }, plan, draft.wish);
    const shown = shownOf(asked, plan.cohort, proposal);
    if (proposal.print !== draft.print) {
      const fresh = await keepDraft(asked, tx, { ...draft, print: proposal.print });
      return previewCard(shown, { presses: pressesFor(fresh), isStale: true });
    }
    await saveProposal(tx, asked, plan, proposal);
    if (announces) await announce(tx, plan, announcementLines(shown), asked.now);
    return appliedCard(shown, { isAnnounced: announces, replaces: true });
  });
}

export async function forgetDraft(asked: Asked, id: string): Promise<void> {
  await removeDraft(asked.db, draftKey(asked, id), asked.now);
}

/** Saves a proposal as the plan's next version. Call it in a transaction that has claimed the cohort before reading its plan. */
export async function saveProposal(
  tx: Db,
  { memberId, now }: Asked,
  { cohort, plan }: PlanNow,
  { change, reverts, inputs, days, nextDueAt, state }: Proposal,
): Promise<void> {
  const saved = await addPlanVersion(tx, cohort, {
    follows: plan.version,
    inputs,
    days,
    nextDueAt,
    actorId: memberId,
    now,
    ...(reverts === null ? { cause: change.kind, change } : { cause: 'undo', reverts }),
  });
  if (!saved) throw new Error('a claimed cohort’s plan changed meanwhile');
  if (state) await setCohortState(tx, cohort, state);
}

export const shownOf = (
  { curriculum }: Asked,
  { name, zone }: Cohort,
  { change, reverts, diff, openEnd }: Proposal,
): ShownChange => ({
  cohortName: name,
  zone,
  change,
  isUndo: reverts !== null,
  diff,
  openEnd,
  titleOf: key => titleOfKey(curriculum, key),
});

/** Beside the plan: it waits for no lesson and holds none up. Its slot is the new version, so that one change is told once. */
async function announce(
  tx: Db,
  { cohort, plan }: PlanNow,
  lines: readonly string[],
  now: Date,
): Promise<void> {
  const key = {
    guildId: cohort.guildId,
    cohortId: cohort.id,
    kind: 'announcement',
    studyDay: dayIn(cohort.zone, now),
    slot: plan.version + 1,
  };
  const facts: BesideFacts['announcement'] = { lines };
  await addDeliveries(tx, [
    { ...key, id: deliveryId(key), lane: 'beside', facts, channelId: cohort.channelId, dueAt: now },
  ]);
}

async function keepDraft(asked: Asked, db: Db, draft: PaceDraft): Promise<string> {
  const id = randomBytes(8).toString('hex');
  await addDraft(db, draftKey(asked, id), draft, asked.now);
  return id;
}

const draftKey = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  guildId,
  id,
  memberId,
  kind: 'pace',
});

const pressesFor = (id: string): Button[] => {
  const press = (action: string) => ({ command: 'pace/preview', action, argument: id });
  return [
    { label: labels.apply, style: 'success', press: press('apply') },
    { label: labels.announce, style: 'primary', press: press('announce') },
    { label: labels.cancel, press: press('cancel') },
  ];
};
