import { randomBytes } from 'node:crypto';
import { dayWords } from '../../src/cards/day-words.ts';
import { buttons, type Choice, say } from '../../src/cards/reply.ts';
import { cut, person, plain, visible } from '../../src/cards/words.ts';
import { isPosted } from '../../src/core/delivery.ts';
import { parseDay, type StudyDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { listDeliveries } from '../../src/store/deliveries.ts';
import { addDraft, type DraftKey, findDraft, removeDraft } from '../../src/store/drafts.ts';
import type { Membership } from '../../src/store/memberships.ts';
import { addStreakRepair } from '../../src/store/streaks.ts';
import { suggestCohort } from '../_cohort.ts';
import { membershipMeant, planRepair } from './_repair.ts';

const longestReason = 200;

const sentences = {
  ask: (memberId: string, day: StudyDay, cohort: string) =>
    `Repair **${dayWords(day)}** for ${person(memberId)} in **${plain(cohort)}**?`,
  changes: (before: number, after: number) =>
    before === after
      ? `Their streak stays ${before}, and the day counts as kept.`
      : `Their streak becomes ${after}; it is ${before} now.`,
  told: (reason: string) =>
    `They are told privately, and \`/streak\` shows them the reason: ${plain(reason, longestReason)}`,
  done: (memberId: string, day: StudyDay, cohort: string, streak: number) =>
    `${dayWords(day)} is repaired for ${person(memberId)} in **${plain(cohort)}**: their streak is ${streak} now. They are told at their next command.`,
  stale: '⚠️ Their streak has changed in the meantime, so nothing was changed yet. This is how it is now:',
  kept: 'All right, nothing was changed.',
  expired:
    'That was open for more than half an hour, or is done already. Nothing was changed; run `/cohort repair` again.',
  day: (typed: string) =>
    `I can’t read “${plain(typed)}” as a day. Choose one from the list, or write it like 2026-11-23. Nothing was changed.`,
  reason: 'Give a reason in a few words: the member reads it. Nothing was changed.',
};

/** The member stands in the button, since no draft may name anybody but its owner. */
interface Draft {
  readonly cohortId: string;
  readonly day: StudyDay;
  readonly reason: string;
  /** The streak as the preview told it, without the repair and with it. */
  readonly before: number;
  readonly after: number;
}

export default defineCommand({
  description: 'Make a missed study day good for a member’s streak',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    member: { type: 'member', description: 'Whose streak', required: true },
    day: {
      type: 'text',
      description: 'The study day that was missed',
      required: true,
      maxLength: 40,
      suggest: suggestDay,
    },
    reason: {
      type: 'text',
      description: 'Why; the member reads it',
      required: true,
      maxLength: longestReason,
    },
    cohort: {
      type: 'text',
      description: 'Which cohort, if they are in several',
      maxLength: 100,
      suggest: suggestCohort,
    },
  },

  async run(call) {
    const { options } = call;
    const day = parseDay(options.day);
    if (!day) throw new Refusal(sentences.day(options.day));
    const reason = cut(visible(options.reason), longestReason);
    if (reason === '') throw new Refusal(sentences.reason);
    const membership = await membershipMeant(call, options.member, options.cohort);
    return preview(call, { memberId: options.member, membership, day, reason });
  },

  buttons: {
    apply: { who: 'moderator', run: apply },
    leave: {
      who: 'moderator',
      async run(call) {
        await removeDraft(call.db, keyOf(call, idsIn(call).id), call.now);
        return { ...say(sentences.kept), replaces: true };
      },
    },
  },
});

interface Repair {
  readonly memberId: string;
  readonly membership: Membership;
  readonly day: StudyDay;
  readonly reason: string;
}

async function preview(asked: Asked, { memberId, membership, day, reason }: Repair, isStale = false) {
  const { cohort } = membership;
  const { before, after } = await planRepair(asked, memberId, membership, day);
  const id = randomBytes(9).toString('hex');
  const draft: Draft = { cohortId: cohort.id, day, reason, before, after };
  await addDraft(asked.db, keyOf(asked, id), draft, asked.now);
  const press = (action: string) => ({ command: 'cohort/repair', action, argument: `${id}.${memberId}` });
  return say(
    [
      ...(isStale ? [sentences.stale] : []),
      sentences.ask(memberId, day, cohort.name),
      sentences.changes(before, after),
      sentences.told(reason),
    ].join('\n'),
    buttons(
      { label: 'Repair it', style: 'primary', press: press('apply') },
      { label: 'Leave it', press: press('leave') },
    ),
  );
}

async function apply(call: PressCall) {
  const { db, guildId, memberId: actorId, now } = call;
  const { id, memberId } = idsIn(call);
  const draft = await findDraft<Draft>(db, keyOf(call, id), now);
  if (!draft) throw new Refusal(sentences.expired);
  const { cohortId, day, reason } = draft;
  const membership = await membershipMeant(call, memberId, cohortId);
  // It may have become another day since, kept late or repaired by somebody else; or the streak another one.
  const { before, after } = await planRepair(call, memberId, membership, day);
  if (before !== draft.before || after !== draft.after) {
    await removeDraft(db, keyOf(call, id), now);
    return { ...(await preview(call, { memberId, membership, day, reason }, true)), replaces: true };
  }
  const { name } = membership.cohort;
  const repair = { guildId, cohortId, memberId, studyDay: day, reason, actorId, at: now };
  const isDone = await db.transaction(
    async tx =>
      (await removeDraft(tx, keyOf(call, id), now)) !== undefined && addStreakRepair(tx, repair, name),
  );
  if (!isDone) throw new Refusal(sentences.expired);
  return { ...say(sentences.done(memberId, day, name, after)), replaces: true };
}

const keyOf = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  guildId,
  memberId,
  id,
  kind: 'streak-repair',
});

function idsIn({ argument }: PressCall): { readonly id: string; readonly memberId: string } {
  const [id = '', memberId = ''] = argument.split('.');
  return { id, memberId };
}

/** Days whose lesson was posted in a cohort here, the last first, as `Mon 23 Nov 2026`, by what was typed of the date or of the words. */
async function suggestDay({ db, guildId }: Asked, typed: string): Promise<Choice[]> {
  const cohorts = await listCohorts(db, guildId);
  const posts = await listDeliveries(
    db,
    guildId,
    cohorts.map(({ id }) => id),
  );
  const days = new Set(posts.filter(isPosted).map(({ studyDay }) => studyDay));
  const wanted = typed.trim().toLowerCase();
  return [...days]
    .sort()
    .reverse()
    .map(day => ({ label: dayWords(day), value: day }))
    .filter(({ label, value }) => value.startsWith(wanted) || label.toLowerCase().includes(wanted));
}
