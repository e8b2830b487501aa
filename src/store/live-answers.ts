/** Who plays in a live quiz, and what they answer. */
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { GivenLive } from '../core/live-firsts.ts';
import type { LiveState } from '../core/live-round.ts';
import type { Db } from './connect.ts';
import { holdKeyRevision } from './key-revision.ts';
import { isOf, type LiveKey, type LiveRound, lockOf, setLiveStep } from './live.ts';
import { addPoints, type Earned } from './points.ts';
import { addAnswer, type NewAnswer, type Worth } from './quizzes.ts';
import { answers, livePlayers, liveRounds } from './schema.ts';

/** False for who plays already. */
export async function addLivePlayer(db: Db, key: LiveKey, memberId: string, now: Date): Promise<boolean> {
  const added = await db
    .insert(livePlayers)
    .values({ guildId: key.guildId, quizId: key.quizId, memberId, joinedAt: now })
    .onConflictDoNothing()
    .returning({ memberId: livePlayers.memberId });
  return added.length === 1;
}

export async function countLivePlayers(db: Db, { guildId, quizId }: LiveKey): Promise<number> {
  const [row] = await db
    .select({ players: sql<number>`count(*)::int` })
    .from(livePlayers)
    .where(and(eq(livePlayers.guildId, guildId), eq(livePlayers.quizId, quizId)));
  return row?.players ?? 0;
}

/** What became of an answer: `stands` is an earlier one, and only that counts; `stale` as in `addAnswer`. */
export type LiveTaken = 'kept' | 'stands' | 'closed' | 'stale';

/** Keeps an answer, if its question is asked at this moment. Whoever answers plays, whether they joined or not. */
export async function addLiveAnswer(
  db: Db,
  place: number,
  answer: NewAnswer & { readonly interactionId: string },
  worth: Worth,
): Promise<LiveTaken> {
  const { guildId, quizId, memberId } = answer;
  return db.transaction(async tx => {
    // Before the round's lock, as a correction takes them.
    if (!(await holdKeyRevision(tx, guildId, worth.keyRevision))) return 'stale';
    // Answers go side by side. Who closes the question waits for those under way, and those that come later find it closed.
    await tx.execute(lockOf('shared', 'round', quizId));
    const [asking] = await tx
      .select({ place: liveRounds.place })
      .from(liveRounds)
      .where(and(isOf({ guildId, quizId }), eq(liveRounds.step, 'asking'), eq(liveRounds.place, place)));
    if (!asking) return 'closed';
    await addLivePlayer(tx, { guildId, quizId }, memberId, answer.answeredAt);
    const kept = await addAnswer(tx, answer, worth);
    return kept === 'stale' ? kept : kept ? 'kept' : 'stands';
  });
}

/** Every answer of a live quiz, with what was chosen. */
export async function listLiveAnswers(db: Db, { guildId, quizId }: LiveKey): Promise<readonly GivenLive[]> {
  const rows = await db
    .select({
      memberId: answers.memberId,
      questionId: answers.questionId,
      questionRev: answers.questionRev,
      right: answers.right,
      chosen: answers.chosen,
      interactionId: answers.interactionId,
    })
    .from(answers)
    .where(and(eq(answers.guildId, guildId), eq(answers.quizId, quizId), isNotNull(answers.interactionId)));
  return rows.map(row => ({ ...row, interactionId: row.interactionId ?? '0' }));
}

/**
 * Closes the question that is asked: no answer counts after that, and `earned`, made of those that do, is paid with it, whole or not at
 * all. It may ask in the transaction for what else decides: no correction of the question can come in between. False as with `setLiveStep`.
 */
export async function setQuestionClosed(
  db: Db,
  from: LiveRound,
  to: LiveState,
  now: Date,
  earned: (answers: readonly GivenLive[], tx: Db) => Promise<Earned | undefined> | Earned | undefined,
): Promise<boolean> {
  return db.transaction(async tx => {
    await tx.execute(lockOf('exclusive', 'round', from.quizId));
    if (!(await setLiveStep(tx, from, to))) return false;
    const paid = await earned(await listLiveAnswers(tx, from), tx);
    if (paid) await addPoints(tx, paid, now);
    return true;
  });
}
