import { randomBytes } from 'node:crypto';
import { dayWords } from '../../src/cards/day-words.ts';
import { buttons, type Choice, say } from '../../src/cards/reply.ts';
import { cut, person, plain, visible } from '../../src/cards/words.ts';
import { addDays, dayIn, parseDay, type StudyDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { addDraft, type DraftKey, findDraft, removeDraft } from '../../src/store/drafts.ts';
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
  done: (memberId: string, day: StudyDay, cohort: string) =>
    `${dayWords(day)} is repaired for ${person(memberId)} in **${plain(cohort)}**. They are told at their next command.`,
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

/** The last weeks' days, as `Mon 23 Nov 2026`, by what was typed of the date or of the words. */
async function suggestDay({ db, guildId, now }: Asked, typed: string): Promise<Choice[]> {
  const [cohort] = await listCohorts(db, guildId);
  const today = dayIn(cohort?.zone ?? 'UTC', now);
  const wanted = typed.trim().toLowerCase();
  return Array.from({ length: 25 }, (_, ago) => addDays(today, -ago))
    .map(day => ({ label: dayWords(day), value: day }))
    .filter(({ label, value }) => value.startsWith(wanted) || label.toLowerCase().includes(wanted));
}
