/** Daily quizzes of cohorts before they are open: which days are ready for one, and what was asked before. */
import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Cohort, CohortKey } from './cohorts.ts';
import type { Db } from './connect.ts';
import { addDeliveries, type NewDelivery } from './deliveries.ts';
import type { Quiz } from './quizzes.ts';
import { cohorts, deliveries, quizzes } from './schema.ts';

/** A quiz of which it isn't decided yet what it asks. */
export interface QuizToCome {
  readonly guildId: string;
  /** Of its post in the ledger. */
  readonly id: string;
}

export interface ReadyDay extends QuizToCome {
  readonly cohort: Cohort;
  readonly studyDay: StudyDay;
  /** Lessons that stand for it, in order; none on a day for practice, review or catching up. */
  readonly lessonIds: readonly string[];
  /** From when the day is open, as `openFrom` of core/delivery.ts says it; the latest of its posts. Null when none of them came. */
  readonly openFrom: Date | null;
}

const isToCome = sql`${deliveries.kind} = 'daily-quiz' and ${deliveries.state} = 'due' and not ${deliveries.facts} ? 'quizId'`;

/** Quizzes to come whose day isn't over, those after `after` in the order of their ids. Read from the short index of what waits. */
export async function listQuizzesToCome(
  db: Db,
  now: Date,
  { limit, after }: { readonly limit: number; readonly after?: QuizToCome | undefined },
): Promise<readonly QuizToCome[]> {
  return db
    .select({ guildId: deliveries.guildId, id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        isToCome,
        gt(deliveries.dueAt, now),
        after && sql`(${deliveries.guildId}, ${deliveries.id}) > (${after.guildId}, ${after.id})`,
      ),
    )
    .orderBy(deliveries.guildId, deliveries.id)
    .limit(limit);
}

interface ReadyRow {
  readonly id: string;
  readonly study_day: string;
  readonly lesson_ids: string[] | null;
  readonly open_from: string | null;
}

/** Of these, those whose day is done with (each of its posts stands, or never comes) in a cohort with a member that wants a quiz. */
export async function listReadyDays(db: Db, list: readonly QuizToCome[]): Promise<readonly ReadyDay[]> {
  if (list.length === 0) return [];
  const rows = await db
    .select({
      cohort: cohorts,
      day: sql<ReadyRow>`row_to_json(day)`,
    })
    .from(deliveries)
    .innerJoin(cohorts, and(eq(cohorts.guildId, deliveries.guildId), eq(cohorts.id, deliveries.cohortId)))
    .innerJoin(
      sql`lateral (
        select ${deliveries.id} as id, ${deliveries.studyDay} as study_day,
          array_agg(post.lesson_id order by post.slot) filter (where post.message_id is not null and post.kind = 'lesson') as lesson_ids,
          max(case when post.state = 'late' then post.sent_at when post.state = 'sent' then post.due_at end) as open_from,
          coalesce(bool_or(post.state in ('due', 'sending', 'blocked')), false) as is_waiting
        from deliveries post
        where post.guild_id = ${deliveries.guildId} and post.cohort_id = ${deliveries.cohortId}
          and post.kind in ('lesson', 'practice', 'resource', 'review', 'project', 'catch-up')
          and post.study_day = ${deliveries.studyDay}
      ) as day`,
      sql`not day.is_waiting`,
    )
    .where(
      and(
        sql`(${deliveries.guildId}, ${deliveries.id}) in (${sql.join(
          list.map(({ guildId, id }) => sql`(${guildId}, ${id})`),
          sql`, `,
        )})`,
        isToCome,
        gt(cohorts.dailyQuestions, 0),
        sql`exists (select 1 from memberships where memberships.guild_id = ${cohorts.guildId}
          and memberships.cohort_id = ${cohorts.id} and memberships.left_at is null)`,
      ),
    );
  return rows.map(({ cohort, day }) => ({
    ...{ cohort, guildId: cohort.guildId, id: day.id, studyDay: day.study_day as StudyDay },
    lessonIds: day.lesson_ids ?? [],
    openFrom: day.open_from === null ? null : new Date(day.open_from),
  }));
}

/** Gives up quizzes that have nothing to ask. */
export async function setQuizzesCancelled(db: Db, list: readonly QuizToCome[]): Promise<number> {
  let cancelled = 0;
  for (const { guildId, id } of list) {
    const rows = await db
      .update(deliveries)
      .set({ state: 'cancelled', reason: 'nothing-to-say' })
      .where(and(eq(deliveries.guildId, guildId), eq(deliveries.id, id), isToCome))
      .returning({ id: deliveries.id });
    cancelled += rows.length;
  }
  return cancelled;
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

export interface DecidedQuiz {
  readonly quiz: Quiz;
  /** Its post, which says that it is there: due from now on. */
  readonly post: QuizToCome & { readonly dueAt: Date };
  /** The post that tells how it went. */
  readonly result: NewDelivery;
}

/**
 * Keeps daily quizzes, each with its two posts, whole or not at all. A study day that has one already keeps that, and nothing is decided
 * about another. Answers how many were kept.
 */
export async function addDailyQuizzes(db: Db, list: readonly DecidedQuiz[]): Promise<number> {
  if (list.length === 0) return 0;
  return db.transaction(async tx => {
    const rows = await tx
      .insert(quizzes)
      .values(list.map(({ quiz }) => quiz))
      .onConflictDoNothing()
      .returning({ guildId: quizzes.guildId, id: quizzes.id });
    const keys = new Set(rows.map(({ guildId, id }) => `${guildId} ${id}`));
    const kept = list.filter(({ quiz }) => keys.has(`${quiz.guildId} ${quiz.id}`));
    for (const { quiz, post } of kept)
      await tx
        .update(deliveries)
        .set({ dueAt: post.dueAt, facts: { quizId: quiz.id } })
        .where(and(eq(deliveries.guildId, post.guildId), eq(deliveries.id, post.id), isToCome));
    await addDeliveries(
      tx,
      kept.map(({ result }) => result),
    );
    return kept.length;
  });
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
