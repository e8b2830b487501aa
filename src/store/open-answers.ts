/** What comes before an answer counts: hints taken, and answers that can still be changed once. */
import { and, eq, sql } from 'drizzle-orm';
import { hintStanding } from './answer-with-worth.ts';
import type { Db } from './connect.ts';
import { hints, openAnswers } from './schema.ts';

export interface AnswerKey {
  readonly guildId: string;
  readonly quizId: string;
  readonly memberId: string;
  readonly questionId: string;
}

/** How often an answer may be changed before it is locked. */
const MOST_CHANGES = 1;

/**
 * Keeps an answer open, or changes it; one that is the same as before is no change. Answers how often it was changed by then; undefined
 * when it can't be changed any more, and then nothing is.
 */
export async function setOpenAnswer(
  db: Db,
  key: AnswerKey,
  chosen: readonly string[],
  now: Date,
): Promise<number | undefined> {
  const isSame = sql`${openAnswers.chosen} = excluded.chosen`;
  const [row] = await db
    .insert(openAnswers)
    .values({ ...key, chosen: [...chosen], givenAt: now })
    .onConflictDoUpdate({
      target: [openAnswers.guildId, openAnswers.quizId, openAnswers.memberId, openAnswers.questionId],
      set: {
        chosen: [...chosen],
        changes: sql`${openAnswers.changes} + case when ${isSame} then 0 else 1 end`,
        // Left open, it counts as of when it was given.
        givenAt: sql`case when ${isSame} then ${openAnswers.givenAt} else excluded.given_at end`,
      },
      setWhere: sql`${openAnswers.changes} < ${MOST_CHANGES} or ${isSame}`,
    })
    .returning({ changes: openAnswers.changes });
  return row?.changes;
}

export async function findOpenAnswer(
  db: Db,
  key: AnswerKey,
): Promise<{ readonly chosen: readonly string[]; readonly canChange: boolean } | undefined> {
  const [row] = await db
    .select({ chosen: openAnswers.chosen, changes: openAnswers.changes })
    .from(openAnswers)
    .where(isOf(key));
  return row && { chosen: row.chosen, canChange: row.changes < MOST_CHANGES };
}

export async function removeOpenAnswer(db: Db, key: AnswerKey): Promise<void> {
  await db.delete(openAnswers).where(isOf(key));
}

const isOf = ({ guildId, quizId, memberId, questionId }: AnswerKey) =>
  and(
    eq(openAnswers.guildId, guildId),
    eq(openAnswers.quizId, quizId),
    eq(openAnswers.memberId, memberId),
    eq(openAnswers.questionId, questionId),
  );

/** Notes that a hint was taken, once. */
export async function addHint(db: Db, key: AnswerKey, now: Date): Promise<void> {
  await db
    .insert(hints)
    .values({ ...key, takenAt: now })
    .onConflictDoNothing();
}

export interface OwnHint {
  /** Whether one counts now: `before` is one that was taken in another quiz, which counts until the question is answered. */
  readonly taken: 'here' | 'before' | undefined;
  /**
   * Whether one takes nothing off, now or later. Only where the question was answered: a first attempt pays whenever it comes, if not in
   * this quiz, then once its lesson is posted, in a live quiz, or outside of a cohort.
   */
  readonly isFree: boolean;
}

/** How a member stands to the hint of a question in a quiz. */
export async function findOwnHint(db: Db, key: AnswerKey): Promise<OwnHint> {
  const [row] = await hintStanding(db).execute({ ...key });
  const { wasAnswered = false, isHere = false, isAnywhere = false } = row ?? {};
  return {
    taken: isHere ? 'here' : isAnywhere && !wasAnswered ? 'before' : undefined,
    isFree: wasAnswered,
  };
}
