/** Daily quizzes of cohorts once they are open: which there are, and what was answered when they are closed. */
import { and, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import type { AnswerKey } from './open-answers.ts';
import type { Quiz } from './quizzes.ts';
import { cohorts, openAnswers, quizzes } from './schema.ts';

/** Daily quizzes of these cohorts that were opened at `since` or later, the newest first. */
export async function listDailyQuizzes(
  db: Db,
  guildId: string,
  cohortIds: readonly string[],
  since: Date,
): Promise<Quiz[]> {
  if (cohortIds.length === 0) return [];
  return db
    .select()
    .from(quizzes)
    .where(
      and(
        eq(quizzes.guildId, guildId),
        inArray(quizzes.cohortId, [...cohortIds]),
        eq(quizzes.kind, 'daily'),
        gt(quizzes.openedAt, since),
      ),
    )
    .orderBy(desc(quizzes.studyDay), desc(quizzes.openedAt));
}

export interface LeftOpen extends AnswerKey {
  readonly quiz: Quiz;
  /** Of its cohort, an IANA name. */
  readonly zone: string;
  readonly chosen: readonly string[];
  readonly givenAt: Date;
}

/** Answers that nobody locked, of daily quizzes that are closed at `now`. */
export async function listLeftOpen(db: Db, now: Date): Promise<readonly LeftOpen[]> {
  const rows = await db
    .select({ quiz: quizzes, zone: cohorts.zone, open: openAnswers })
    .from(openAnswers)
    .innerJoin(quizzes, and(eq(quizzes.guildId, openAnswers.guildId), eq(quizzes.id, openAnswers.quizId)))
    .innerJoin(cohorts, and(eq(cohorts.guildId, quizzes.guildId), eq(cohorts.id, quizzes.cohortId)))
    .where(and(eq(quizzes.kind, 'daily'), lte(quizzes.closesAt, now)))
    .orderBy(openAnswers.givenAt);
  return rows.map(({ open, ...rest }) => ({ ...open, ...rest }));
}

/** All answers to a quiz, each with the first that its member gave to the same question in a quiz before, to the same revision of it. */
export async function listAllAnswers(
  db: Db,
  { guildId, id }: Pick<Quiz, 'guildId' | 'id'>,
): Promise<
  readonly {
    readonly questionId: string;
    readonly memberId: string;
    readonly chosen: readonly string[];
    readonly first: readonly string[] | undefined;
  }[]
> {
  // Written out: in a select from one table drizzle names no table, and the inner one would be compared with itself.
  const rows = (await db.execute(sql`
    select a.question_id, a.member_id, a.chosen, (
      select earlier.chosen from answers earlier
      where earlier.guild_id = a.guild_id and earlier.member_id = a.member_id and earlier.question_id = a.question_id
        and earlier.question_rev = a.question_rev and earlier.quiz_id <> a.quiz_id and earlier.answered_at < a.answered_at
      order by earlier.answered_at limit 1) as first
    from answers a where a.guild_id = ${guildId} and a.quiz_id = ${id}`)) as unknown as readonly {
    readonly question_id: string;
    readonly member_id: string;
    readonly chosen: string[];
    readonly first: string[] | null;
  }[];
  return rows.map(row => ({
    questionId: row.question_id,
    memberId: row.member_id,
    chosen: row.chosen,
    first: row.first ?? undefined,
  }));
}
