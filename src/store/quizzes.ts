/** Quizzes put to members, and their answers. */
import { and, eq, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';
import { answers, quizzes } from './schema.ts';

export type Quiz = typeof quizzes.$inferSelect;
export type Answer = typeof answers.$inferSelect;

export async function addQuiz(db: Db, quiz: typeof quizzes.$inferInsert): Promise<void> {
  await db.insert(quizzes).values(quiz);
}

export async function findQuiz(db: Db, guildId: string, id: string): Promise<Quiz | undefined> {
  const [row] = await quizById(db).execute({ guildId, id });
  return row;
}

const quizById = prepared(db =>
  db
    .select()
    .from(quizzes)
    .where(and(eq(quizzes.guildId, sql.placeholder('guildId')), eq(quizzes.id, sql.placeholder('id'))))
    .prepare('quiz_by_id'),
);

/** False when this question of this quiz has an answer already: the first one is the only one. */
export async function addAnswer(db: Db, answer: typeof answers.$inferInsert): Promise<boolean> {
  const added = await db
    .insert(answers)
    .values(answer)
    .onConflictDoNothing()
    .returning({ questionId: answers.questionId });
  return added.length === 1;
}

export async function listAnswers(
  db: Db,
  guildId: string,
  quizId: string,
  memberId: string,
): Promise<Answer[]> {
  return db
    .select()
    .from(answers)
    .where(and(eq(answers.guildId, guildId), eq(answers.quizId, quizId), eq(answers.memberId, memberId)));
}

/** In how many quizzes this member has answered this question. */
export async function countTries(
  db: Db,
  guildId: string,
  memberId: string,
  questionId: string,
): Promise<number> {
  const [row] = await db
    .select({ tries: sql<number>`count(*)::int` })
    .from(answers)
    .where(
      and(eq(answers.guildId, guildId), eq(answers.memberId, memberId), eq(answers.questionId, questionId)),
    );
  return row?.tries ?? 0;
}

/** How many answers a member gave here and how many were right. */
export async function countAnswers(
  db: Db,
  guildId: string,
  memberId: string,
): Promise<{ readonly given: number; readonly right: number }> {
  const [row] = await db
    .select({
      given: sql<number>`count(*)::int`,
      right: sql<number>`(count(*) filter (where ${answers.right}))::int`,
    })
    .from(answers)
    .where(and(eq(answers.guildId, guildId), eq(answers.memberId, memberId)));
  return row ?? { given: 0, right: 0 };
}
