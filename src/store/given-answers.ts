/** What members answered here, of whatever quiz: how much of it was right, and what they said to questions that were corrected since. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import type { Answer } from './quizzes.ts';
import { answers } from './schema.ts';

/** Members' answers to these questions. */
export async function listAnswersTo(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
  questionIds: readonly string[],
): Promise<Answer[]> {
  if (questionIds.length === 0 || memberIds.length === 0) return [];
  return db
    .select()
    .from(answers)
    .where(
      and(
        eq(answers.guildId, guildId),
        inArray(answers.memberId, [...memberIds]),
        inArray(answers.questionId, [...questionIds]),
      ),
    );
}

export interface AnswerCount {
  readonly given: number;
  readonly right: number;
}

export const noAnswers: AnswerCount = { given: 0, right: 0 };

/** How many answers each member gave and how many were right, by the keys of when they were given; nothing for who gave none. */
export async function countAnswers(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, AnswerCount>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db
    .select({
      memberId: answers.memberId,
      given: sql<number>`count(*)::int`,
      right: sql<number>`(count(*) filter (where ${answers.right}))::int`,
    })
    .from(answers)
    .where(and(eq(answers.guildId, guildId), inArray(answers.memberId, [...memberIds])))
    .groupBy(answers.memberId);
  return new Map(rows.map(({ memberId, ...counted }) => [memberId, counted]));
}
