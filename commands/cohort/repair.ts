import { randomBytes } from 'node:crypto';
import { dayWords } from '../../src/cards/day-words.ts';
import { buttons, type Choice, say } from '../../src/cards/reply.ts';
import { cut, person, plain, visible } from '../../src/cards/words.ts';
import { ownStreak } from '../../src/core/own-streak.ts';
import { type NoRepair, whyNoRepair } from '../../src/core/repair.ts';
import { addDays, dayIn, parseDay, type StudyDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { listDeliveries } from '../../src/store/deliveries.ts';
import { addDraft, type DraftKey, findDraft, removeDraft } from '../../src/store/drafts.ts';
import { listMemberships, type Membership } from '../../src/store/memberships.ts';
import { listPauses } from '../../src/store/pauses.ts';
import { addStreakRepair, findStreakRecord } from '../../src/store/streaks.ts';
import { cohortNamed, suggestCohort } from '../_cohort.ts';
import { askedIn, streakIn } from '../_streak.ts';

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
  done: (memberId: string, day: StudyDay, cohort: string) =>
    `${dayWords(day)} is repaired for ${person(memberId)} in **${plain(cohort)}**. They are told at their next command.`,
  kept: 'All right, nothing was changed.',
  expired:
    'That was open for more than half an hour, or is done already. Nothing was changed; run `/cohort repair` again.',
  day: (typed: string) =>
    `I can’t read “${plain(typed)}” as a day. Choose one from the list, or write it like 2026-11-23. Nothing was changed.`,
  reason: 'Give a reason in a few words: the member reads it. Nothing was changed.',
  notIn: 'They are not in that cohort, or no longer. Nothing was changed.',
  which: 'They are in more than one cohort. Name the one that you mean in `cohort`. Nothing was changed.',
  audit: 'They only read along there, so no streak is counted. Nothing was changed.',
};

const sorry = {
  none: 'That was no study day of theirs: nothing was posted for it by then, or it was over before they joined. Nothing was changed.',
  open: 'That day is still open to them: whatever they learn now keeps it. Nothing was changed.',
  counts: 'That day counts for their streak already. Nothing was changed.',
  harmless: 'That day breaks no streak: they were on a break, or my post came too late. Nothing was changed.',
} satisfies Record<NoRepair, string>;

/** The member stands in the button, since no draft may name anybody but its owner. */
interface Draft {
  readonly cohortId: string;
  readonly day: StudyDay;
  readonly reason: string;
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
    const { db, options, now } = call;
    const day = parseDay(options.day);
    if (!day) throw new Refusal(sentences.day(options.day));
    const reason = cut(visible(options.reason), longestReason);
    if (reason === '') throw new Refusal(sentences.reason);
    const membership = await membershipMeant(call, options.member, options.cohort);
    const { before, after } = await planRepair(call, options.member, membership, day);
    const { cohort } = membership;
    const id = randomBytes(9).toString('hex');
    await addDraft(db, keyOf(call, id), { cohortId: cohort.id, day, reason } satisfies Draft, now);
    const press = (action: string) => ({
      command: 'cohort/repair',
      action,
      argument: `${id}.${options.member}`,
    });
    return say(
      [
        sentences.ask(options.member, day, cohort.name),
        sentences.changes(before, after),
        sentences.told(reason),
      ].join('\n'),
      buttons(
        { label: 'Repair it', style: 'primary', press: press('apply') },
        { label: 'Leave it', press: press('leave') },
      ),
    );
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

async function apply(call: PressCall) {
  const { db, guildId, memberId: actorId, now } = call;
  const { id, memberId } = idsIn(call);
  const draft = await findDraft<Draft>(db, keyOf(call, id), now);
  if (!draft) throw new Refusal(sentences.expired);
  const { cohortId, day, reason } = draft;
  const membership = await membershipMeant(call, memberId, cohortId);
  // It may have become another day since: kept late, or repaired by somebody else.
  await planRepair(call, memberId, membership, day);
  const { name } = membership.cohort;
  const repair = { guildId, cohortId, memberId, studyDay: day, reason, actorId, at: now };
  const isDone = await db.transaction(
    async tx =>
      (await removeDraft(tx, keyOf(call, id), now)) !== undefined && addStreakRepair(tx, repair, name),
  );
  if (!isDone) throw new Refusal(sentences.expired);
  return { ...say(sentences.done(memberId, day, name)), replaces: true, corrects: true };
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

/** The one of the member's cohorts that is named, else their only one. */
async function membershipMeant(
  { db, guildId }: Asked,
  memberId: string,
  named: string | undefined,
): Promise<Membership> {
  const all = await listMemberships(db, guildId, memberId);
  const wanted =
    named === undefined
      ? undefined
      : cohortNamed(
          all.map(({ cohort }) => cohort),
          named,
        )?.id;
  if (named === undefined && all.length > 1) throw new Refusal(sentences.which);
  const found = named === undefined ? all[0] : all.find(({ cohort }) => cohort.id === wanted);
  if (!found) throw new Refusal(sentences.notIn);
  if (found.mode === 'audit') throw new Refusal(sentences.audit);
  return found;
}

/** The streak as it is and as it would be. Throws a refusal for a day that can't be repaired. */
async function planRepair(
  { db, guildId, curriculum, now }: Asked,
  memberId: string,
  membership: Membership,
  day: StudyDay,
) {
  const ids = [membership.cohort.id];
  const [posts, record, breaks] = await Promise.all([
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, { guildId, memberId }, ids),
    listPauses(db, { guildId, memberId }),
  ]);
  const { facts, streak, days } = streakIn(curriculum, { membership, posts, record, breaks }, now);
  const why = whyNoRepair(
    days.map(({ own }) => own),
    day,
  );
  if (why) throw new Refusal(sorry[why]);
  const repaired = ownStreak(
    { ...facts, repairs: [...facts.repairs, day] },
    id => askedIn(curriculum, id),
    now,
  );
  return { before: streak, after: repaired.streak };
}

/** The last weeks' days, as `Mon 23 Nov 2026`, by what was typed of the date or of the words. */
async function suggestDay({ db, guildId, now }: Asked, typed: string): Promise<Choice[]> {
  const [cohort] = await listCohorts(db, guildId);
  const today = dayIn(cohort?.zone ?? 'UTC', now);
  const wanted = typed.trim().toLowerCase();
  return Array.from({ length: 25 }, (_, ago) => addDays(today, -ago))
    .map(day => ({ label: dayWords(day), value: day }))
    .filter(({ label, value }) => value.startsWith(wanted) || label.toLowerCase().includes(wanted));
}
