/** Questions of daily quizzes that are still open: asked anywhere else, they would be given away. */
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { studiesIn } from './memberships.ts';
import { prepared } from './prepared.ts';
import type { Quiz } from './quizzes.ts';
import { answers, cohorts, memberships, quizzes } from './schema.ts';

export interface HeldBack {
  readonly quiz: Quiz;
  /** Those of its questions that the member hasn't answered there. */
  readonly questionIds: readonly string[];
}

/** Daily quizzes open at `now` in the cohorts in which a member studies, the newest first; those answered whole are left out. */
export async function listHeldBack(
  db: Db,
  guildId: string,
  memberId: string,
  now: Date,
): Promise<readonly HeldBack[]> {
  const rows = await heldBack(db).execute({ guildId, memberId, now: now.toISOString() });
  return rows
    .map(({ quiz, given }) => ({
      quiz,
      questionIds: quiz.questionIds.filter(id => !given.includes(id)),
    }))
    .filter(({ questionIds }) => questionIds.length > 0);
}

const heldBack = prepared(db =>
  db
    .select({
      quiz: quizzes,
      given: sql<string[]>`array(select given.question_id from ${answers} as given
        where given.guild_id = ${quizzes.guildId} and given.quiz_id = ${quizzes.id} and given.member_id = ${memberships.memberId})`,
    })
    .from(memberships)
    .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
    .innerJoin(quizzes, and(eq(quizzes.guildId, cohorts.guildId), eq(quizzes.cohortId, cohorts.id)))
    .where(
      and(
        studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId')),
        eq(quizzes.kind, 'daily'),
        gt(quizzes.closesAt, sql`${sql.placeholder('now')}::timestamptz`),
      ),
    )
    .orderBy(desc(quizzes.openedAt), desc(quizzes.studyDay))
    .prepare('held_back'),
);

/** Every question of the daily quizzes that are open at `now` in a guild, whoever answered it; of these cohorts only, where some are named. */
export async function listOpenQuestions(
  db: Db,
  guildId: string,
  now: Date,
  cohortIds: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ questionIds: quizzes.questionIds })
    .from(quizzes)
    .where(
      and(
        eq(quizzes.guildId, guildId),
        eq(quizzes.kind, 'daily'),
        gt(quizzes.closesAt, now),
        ...(cohortIds.length > 0 ? [inArray(quizzes.cohortId, [...cohortIds])] : []),
      ),
    );
  return new Set(rows.flatMap(({ questionIds }) => questionIds));
}
