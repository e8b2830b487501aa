import { randomBytes } from 'node:crypto';
import { type Card, type Reply, say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { claimCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { addDraft, removeDraft } from '../../src/store/drafts.ts';
import { findPlan } from '../../src/store/plans.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';
import { applyChange, fingerprintOf, type SettingsChange, settingsChange } from './_change.ts';
import { changeDraft, draftKey, draftSentences, openDraft, panelPresses } from './_draft.ts';
import {
  changeOf,
  cohortKey,
  type EditDraft,
  editPanel,
  nothingDiffers,
  problemsOf,
  reviewCard,
} from './_edit-cards.ts';
import { settingsForm, typedSettings } from './_form.ts';
import { settingsOf } from './_settings.ts';
import { nameTaken } from './_start.ts';

const sentences = {
  gone: 'That cohort is no longer here. Nothing was changed.',
  applied: (name: string) =>
    `**${plain(name)}** is changed. \`/cohort info\` shows how it is now. Changed study days can be taken back with \`/pace undo\`.`,
};

const kind = 'cohort-edit';

export default defineCommand({
  description: 'Change a cohort: name, channel, role, time, study days and more',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const plan = await findPlan(call.db, cohort);
    if (!plan) throw new Refusal(sentences.gone);
    const base = settingsOf(cohort, plan.inputs);
    const draft: EditDraft = { ...base, base, cohortId: cohort.id, shown: null };
    const id = randomBytes(8).toString('hex');
    await addDraft(call.db, draftKey(call, kind, id), draft, call.now);
    return editPanel(call, id, draft);
  },

  buttons: {
    ...panelPresses<EditDraft>(kind, editPanel),
    channel: pick(call => ({ channelId: call.chosen[0] ?? '' })),
    role: pick(call => (call.chosen[0] ? { roleId: call.chosen[0], pings: true } : { pings: false })),
    back: pick(() => ({})),
    more: {
      who: 'moderator',
      async run(call) {
        const draft = await openDraft<EditDraft>(call, kind, call.argument);
        return settingsForm({ command: 'cohort/edit', action: 'more', argument: call.argument }, draft);
      },
    },
    review: {
      who: 'moderator',
      async run(call) {
        const draft = await openDraft<EditDraft>(call, kind, call.argument);
        if (problemsOf(call, draft).length > 0) return editPanel(call, call.argument, draft);
        return (
          (await review(call, draft, await changeOf(call, draft))) ??
          editPanel(call, call.argument, draft, [nothingDiffers])
        );
      },
    },
    apply: { who: 'moderator', run: apply },
  },

  forms: {
    more: {
      who: 'moderator',
      async run(call) {
        const draft = await openDraft<EditDraft>(call, kind, call.argument);
        const { settings, faults } = typedSettings(call.fields, call.now);
        if (faults.length > 0) return editPanel(call, call.argument, draft, faults);
        const { start: _, ...changed } = settings;
        return editPanel(
          call,
          call.argument,
          await changeDraft<EditDraft>(call, kind, call.argument, changed),
        );
      },
    },
  },
});

/** A choice that changes the draft and shows the panel again. */
function pick(change: (call: PressCall) => Partial<EditDraft>) {
  return {
    who: 'moderator',
    async run(call: PressCall): Promise<Card> {
      return editPanel(
        call,
        call.argument,
        await changeDraft<EditDraft>(call, kind, call.argument, change(call)),
      );
    },
  } as const;
}

/** Shows what would change, and remembers that it was shown. */
async function review(
  call: PressCall,
  draft: EditDraft,
  change: SettingsChange,
  isStale = false,
): Promise<Card | undefined> {
  const card = reviewCard(call, call.argument, { draft, change, isStale });
  if (card) await changeDraft<EditDraft>(call, kind, call.argument, { shown: fingerprintOf(change) });
  return card;
}

class Stale extends Error {
  readonly draft: EditDraft;
  readonly change: SettingsChange;
  constructor(draft: EditDraft, change: SettingsChange) {
    super('other dates are true now');
    this.draft = draft;
    this.change = change;
  }
}

/** Once, and only what was shown: whoever presses when other dates have become true sees those first. */
async function apply(call: PressCall): Promise<Reply> {
  try {
    const { name } = await call.db.transaction(tx => applyIn(tx, call));
    return { ...say(sentences.applied(name)), replaces: true, wakes: true };
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    const { draft, change } = error;
    return (
      (await review(call, draft, change, true)) ?? editPanel(call, call.argument, draft, [nothingDiffers])
    );
  }
}

async function applyIn(tx: Db, call: PressCall): Promise<EditDraft> {
  const draft = await removeDraft<EditDraft>(tx, draftKey(call, kind, call.argument), call.now);
  if (!draft) throw new Refusal(draftSentences.gone);
  const key = cohortKey(call, draft);
  const cohort = await claimCohort(tx, key);
  if (!cohort || cohort.state === 'archived') throw new Refusal(sentences.gone);
  const [problem] = problemsOf(call, draft);
  if (problem !== undefined) throw new Refusal(problem);
  const change = await settingsChange(tx, key, { base: draft.base, wanted: draft, now: call.now });
  if (fingerprintOf(change) !== draft.shown) throw new Stale(draft, change);
  if (!(await applyChange(tx, key, change, call))) throw new Refusal(nameTaken(draft.name));
  return draft;
}
