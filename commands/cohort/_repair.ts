/** What a moderator's repair of a member's streak would change, or why there is nothing to repair. */
import { streakWith } from '../../src/core/own-streak.ts';
import { type NoRepair, whyNoRepair } from '../../src/core/repair.ts';
import type { StudyDay } from '../../src/core/time.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { listDeliveries } from '../../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../../src/store/memberships.ts';
import { listPauses } from '../../src/store/pauses.ts';
import { findStreakRecord } from '../../src/store/streaks.ts';
import { cohortNamed } from '../_cohort.ts';
import { askedIn, streakIn } from '../_streak.ts';

const sentences = {
  notIn: 'They are not in that cohort, or no longer. Nothing was changed.',
  which: 'They are in more than one cohort. Name the one that you mean in `cohort`. Nothing was changed.',
  audit: 'They only read along there, so no streak is counted. Nothing was changed.',
};

const sorry = {
  none: 'That was no study day of theirs: nothing was posted for it by then, or it was over before they joined. Nothing was changed.',
  open: 'That day is still open to them: whatever they learn now keeps it. Nothing was changed.',
  counts: 'That day counts for their streak already. Nothing was changed.',
  harmless:
    'That day breaks no streak: it had begun when they joined, they were on a break, or my post came too late. Nothing was changed.',
} satisfies Record<NoRepair, string>;

/** The one of the member's cohorts that is named, else their only one. */
export async function membershipMeant(
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
export async function planRepair(
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
  return { before: streak, after: streakWith(facts, [day], id => askedIn(curriculum, id), now) };
}
