/** Cards of spaced review: made of answers, which are their log, and made anew from them at any time. */
import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { type ReviewCard, reviewAfter } from '../core/review.ts';
import type { Db } from './connect.ts';
import { answers, reviewCards } from './schema.ts';

/** Brings a member's cards up to their newest answers. Two at once do no harm: the card of the newer answer stays. */
export async function setReviewCards(db: Db, guildId: string, memberId: string): Promise<void> {
  const rows = await db
    .select({
      questionId: answers.questionId,
      share: answers.share,
      hinted: answers.hinted,
      at: answers.answeredAt,
      card: reviewCards.card,
    })
    .from(answers)
    .leftJoin(
      reviewCards,
      and(
        eq(reviewCards.guildId, answers.guildId),
        eq(reviewCards.memberId, answers.memberId),
        eq(reviewCards.questionId, answers.questionId),
      ),
    )
    .where(
      and(
        eq(answers.guildId, guildId),
        eq(answers.memberId, memberId),
        or(isNull(reviewCards.answeredAt), gt(answers.answeredAt, reviewCards.answeredAt)),
      ),
    )
    .orderBy(asc(answers.questionId), asc(answers.answeredAt), asc(answers.quizId));
  const byQuestion = new Map<string, typeof rows>();
  for (const row of rows) byQuestion.set(row.questionId, [...(byQuestion.get(row.questionId) ?? []), row]);
  const made = [...byQuestion].flatMap(([questionId, events]) => {
    const card = reviewAfter(`${memberId}:${questionId}`, events, events[0]?.card as ReviewCard | undefined);
    const answeredAt = events.at(-1)?.at;
    return card && answeredAt
      ? [{ guildId, memberId, questionId, card, answeredAt, dueAt: new Date(card.due) }]
      : [];
  });
  if (made.length === 0) return;
  await db
    .insert(reviewCards)
    .values(made)
    .onConflictDoUpdate({
      target: [reviewCards.guildId, reviewCards.memberId, reviewCards.questionId],
      set: {
        card: sql`excluded.card`,
        dueAt: sql`excluded.due_at`,
        answeredAt: sql`excluded.answered_at`,
      },
      setWhere: sql`excluded.answered_at > ${reviewCards.answeredAt}`,
    });
}

/** Throws a member's cards away and makes them from all answers: what they are compared with, and how a change of rules is taken over. */
export async function rebuildReviewCards(db: Db, guildId: string, memberId: string): Promise<void> {
  await db.transaction(async tx => {
    await tx
      .delete(reviewCards)
      .where(and(eq(reviewCards.guildId, guildId), eq(reviewCards.memberId, memberId)));
    await setReviewCards(tx, guildId, memberId);
  });
}

export interface DueCard {
  readonly id: string;
  readonly dueAt: Date;
}

/** Questions that are due to a member at `now`, the longest waiting first. */
export async function listDueCards(db: Db, guildId: string, memberId: string, now: Date): Promise<DueCard[]> {
  return db
    .select({ id: reviewCards.questionId, dueAt: reviewCards.dueAt })
    .from(reviewCards)
    .where(
      and(eq(reviewCards.guildId, guildId), eq(reviewCards.memberId, memberId), lte(reviewCards.dueAt, now)),
    )
    .orderBy(asc(reviewCards.dueAt), asc(reviewCards.questionId));
}

/** When the next question comes due; undefined when there are no cards. */
export async function findNextDue(db: Db, guildId: string, memberId: string): Promise<Date | undefined> {
  const [row] = await db
    .select({ dueAt: reviewCards.dueAt })
    .from(reviewCards)
    .where(and(eq(reviewCards.guildId, guildId), eq(reviewCards.memberId, memberId)))
    .orderBy(asc(reviewCards.dueAt))
    .limit(1);
  return row?.dueAt;
}
