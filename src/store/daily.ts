/** Daily quizzes of cohorts: which days want one, what they ask, and what was answered when they are closed. */
import { and, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Cohort, CohortKey } from './cohorts.ts';
import type { Db } from './connect.ts';
import { addDeliveries, type NewDelivery } from './deliveries.ts';
import type { AnswerKey } from './open-answers.ts';
import type { Quiz } from './quizzes.ts';
import { cohorts, deliveries, openAnswers, quizzes } from './schema.ts';

export interface DayWithoutQuiz {
  readonly cohort: Cohort;
  readonly studyDay: StudyDay;
  /** Lessons that stand for it, in order; none on a day for practice, review or catching up. */
  readonly lessonIds: readonly string[];
  /** From when the day is open, as `openFrom` of core/delivery.ts says it; the latest of its posts. */
  readonly openFrom: Date;
}

/** A plan that moves a post by more than this has no quiz for it. */
const daysBack = 8;

/**
 * Study days whose posts stand in their channels since `since`, none of them still to come, of cohorts that want a daily quiz, have a
 * member, and have none for that day.
 */
export async function listDaysWithoutQuiz(db: Db, since: Date): Promise<readonly DayWithoutQuiz[]> {
  const open = sql`case when ${deliveries.state} = 'late' then ${deliveries.sentAt} else ${deliveries.dueAt} end`;
  const rows = await db
    .select({
      cohort: cohorts,
      studyDay: deliveries.studyDay,
      lessonIds: sql<string[]>`coalesce(array_agg(${deliveries.lessonId} order by ${deliveries.slot})
        filter (where ${deliveries.kind} = 'lesson' and ${deliveries.lessonId} is not null), '{}')`,
      openFrom: sql<Date>`max(${open})`.mapWith(deliveries.dueAt),
    })
    .from(cohorts)
    .innerJoin(deliveries, and(eq(deliveries.guildId, cohorts.guildId), eq(deliveries.cohortId, cohorts.id)))
    .where(
      and(
        gt(cohorts.dailyQuestions, 0),
        inArray(cohorts.state, ['running', 'paused', 'ended']),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['sent', 'late']),
        gt(deliveries.sentAt, since),
        // By it the ledger's index finds the few rows that matter.
        sql`${deliveries.studyDay} > ${since.toISOString()}::date - ${daysBack}::int`,
        sql`not exists (select 1 from ${quizzes} as quiz where quiz.guild_id = ${cohorts.guildId}
          and quiz.cohort_id = ${cohorts.id} and quiz.study_day = ${deliveries.studyDay} and quiz.kind = 'daily')`,
        sql`not exists (select 1 from ${deliveries} as waiting where waiting.guild_id = ${cohorts.guildId}
          and waiting.cohort_id = ${cohorts.id} and waiting.study_day = ${deliveries.studyDay} and waiting.lane = 'plan'
          and waiting.state in ('due', 'sending', 'blocked'))`,
        sql`exists (select 1 from memberships where memberships.guild_id = ${cohorts.guildId}
          and memberships.cohort_id = ${cohorts.id} and memberships.left_at is null)`,
      ),
    )
    .groupBy(cohorts.guildId, cohorts.id, deliveries.studyDay)
    .orderBy(cohorts.guildId, cohorts.id, deliveries.studyDay);
  return rows.map(row => ({ ...row, studyDay: row.studyDay as StudyDay }));
}

/** Every lesson that stands in the channels of these cohorts, the newest first. */
export async function listLessonsPosted(
  db: Db,
  list: readonly CohortKey[],
): Promise<readonly { readonly cohortId: string; readonly studyDay: StudyDay; readonly lessonId: string }[]> {
  if (list.length === 0) return [];
  const rows = await db
    .select({
      cohortId: deliveries.cohortId,
      studyDay: deliveries.studyDay,
      lessonId: sql<string>`${deliveries.lessonId}`,
    })
    .from(deliveries)
    .where(
      and(
        isOneOf(deliveries.guildId, deliveries.cohortId, list),
        eq(deliveries.kind, 'lesson'),
        inArray(deliveries.state, ['sent', 'late']),
        sql`${deliveries.lessonId} is not null`,
      ),
    )
    .orderBy(desc(deliveries.studyDay), desc(deliveries.slot));
  return rows.map(row => ({ ...row, studyDay: row.studyDay as StudyDay }));
}

/** What these cohorts were asked in daily quizzes, by cohort. */
export async function listAsked(
  db: Db,
  list: readonly CohortKey[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const asked = new Map<string, Set<string>>();
  if (list.length === 0) return asked;
  const rows = await db
    .select({ cohortId: sql<string>`${quizzes.cohortId}`, questionIds: quizzes.questionIds })
    .from(quizzes)
    .where(and(isOneOf(quizzes.guildId, quizzes.cohortId, list), eq(quizzes.kind, 'daily')));
  for (const { cohortId, questionIds } of rows)
    asked.set(cohortId, new Set([...(asked.get(cohortId) ?? []), ...questionIds]));
  return asked;
}

/**
 * Keeps daily quizzes, each with its posts, whole or not at all. A study day that has one already keeps that, and the posts of another
 * are not decided. Answers how many were kept.
 */
export async function addDailyQuizzes(
  db: Db,
  list: readonly { readonly quiz: Quiz; readonly posts: readonly NewDelivery[] }[],
): Promise<number> {
  if (list.length === 0) return 0;
  return db.transaction(async tx => {
    const kept = await tx
      .insert(quizzes)
      .values(list.map(({ quiz }) => quiz))
      .onConflictDoNothing()
      .returning({ guildId: quizzes.guildId, id: quizzes.id });
    const keys = new Set(kept.map(({ guildId, id }) => `${guildId} ${id}`));
    await addDeliveries(
      tx,
      list.flatMap(({ quiz, posts }) => (keys.has(`${quiz.guildId} ${quiz.id}`) ? posts : [])),
    );
    return kept.length;
  });
}

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
  readonly chosen: readonly string[];
  readonly givenAt: Date;
}

/** Answers that nobody locked, of daily quizzes that are closed at `now`. */
export async function listLeftOpen(db: Db, now: Date): Promise<readonly LeftOpen[]> {
  const rows = await db
    .select({ quiz: quizzes, open: openAnswers })
    .from(openAnswers)
    .innerJoin(quizzes, and(eq(quizzes.guildId, openAnswers.guildId), eq(quizzes.id, openAnswers.quizId)))
    .where(and(eq(quizzes.kind, 'daily'), lte(quizzes.closesAt, now)))
    .orderBy(openAnswers.givenAt);
  return rows.map(({ quiz, open }) => ({ ...open, quiz }));
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

const isOneOf = (
  guildId: typeof deliveries.guildId | typeof quizzes.guildId,
  cohortId: typeof deliveries.cohortId | typeof quizzes.cohortId,
  list: readonly CohortKey[],
) =>
  sql`(${guildId}, ${cohortId}) in (${sql.join(
    list.map(key => sql`(${key.guildId}, ${key.id})`),
    sql`, `,
  )})`;
