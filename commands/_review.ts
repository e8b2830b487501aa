/** What a member is about to forget, as far as it can be asked now. */
import { isAsked } from '../src/core/held-back.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { type DueCard, listDueCards, setReviewCards } from '../src/store/reviews.ts';
import type { HeldBack } from './_held-back.ts';

/** A review fits into ten minutes. */
export const mostAtOnce = 10;

/** The longest waiting first. What was taken out isn't due any more, and what waits in a daily quiz comes there. */
export async function listDue(
  { db, guildId, memberId, now, curriculum }: Asked,
  heldBack: HeldBack,
): Promise<readonly DueCard[]> {
  await setReviewCards(db, guildId, memberId);
  const due = await listDueCards(db, guildId, memberId, now);
  return due.filter(({ id }) => isAsked(curriculum, id) && !heldBack.has(id));
}
