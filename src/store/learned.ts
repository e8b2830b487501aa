/** What a member has learned here, as far as their progress and their certificates ask for it. Each question reads that member's rows alone. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { answers, cohorts, lessonProgress, memberships, soloStudies, submissions } from './schema.ts';

interface Person {
  readonly guildId: string;
  readonly memberId: string;
}

export interface DoneLesson {
  /** The cohort in which it was done; null outside of one. */
  readonly cohortId: string | null;
  readonly doneAt: Date;
}

/** Every lesson done, by its id. */
export async function listDone(db: Db, { guildId, memberId }: Person): Promise<Map<string, DoneLesson>> {
  const rows = await db
    .select({
      lessonId: lessonProgress.lessonId,
      cohortId: lessonProgress.cohortId,
      doneAt: lessonProgress.doneAt,
    })
    .from(lessonProgress)
    .where(and(eq(lessonProgress.guildId, guildId), eq(lessonProgress.memberId, memberId)));
  return new Map(rows.map(({ lessonId, ...done }) => [lessonId, done]));
}

export interface GivenAnswer {
  readonly questionId: string;
  readonly rev: number;
  readonly chosen: readonly string[];
  /** As it was judged when it was given. */
  readonly right: boolean;
  readonly answeredAt: Date;
}

const given = {
  questionId: answers.questionId,
  rev: answers.questionRev,
  chosen: answers.chosen,
  right: answers.right,
  answeredAt: answers.answeredAt,
};

/** The newest answer to each question, of whatever quiz. */
export async function listNewestGiven(db: Db, { guildId, memberId }: Person): Promise<GivenAnswer[]> {
  return db
    .selectDistinctOn([answers.questionId], given)
    .from(answers)
    .where(and(eq(answers.guildId, guildId), eq(answers.memberId, memberId)))
    .orderBy(answers.questionId, desc(answers.answeredAt), desc(answers.quizId));
}

/**
 * Answers without a hint that came so many days (of 24 hours) or more after their lesson was done: of those to the same question that say
 * the same, the newest.
 */
export async function listLaterGiven(
  db: Db,
  { guildId, memberId }: Person,
  days: number,
): Promise<GivenAnswer[]> {
  return db
    .selectDistinctOn([answers.questionId, answers.questionRev, answers.chosen, answers.right], given)
    .from(answers)
    .innerJoin(
      lessonProgress,
      and(
        eq(lessonProgress.guildId, answers.guildId),
        eq(lessonProgress.memberId, answers.memberId),
        eq(lessonProgress.lessonId, sql`split_part(${answers.questionId}, '#', 1)`),
      ),
    )
    .where(
      and(
        eq(answers.guildId, guildId),
        eq(answers.memberId, memberId),
        eq(answers.hinted, false),
        sql`${answers.answeredAt} >= ${lessonProgress.doneAt} + make_interval(hours => ${days * 24}::int)`,
      ),
    )
    .orderBy(
      answers.questionId,
      answers.questionRev,
      answers.chosen,
      answers.right,
      desc(answers.answeredAt),
    );
}

/** Ids of projects of which work was passed. */
export async function listPassedProjects(db: Db, { guildId, memberId }: Person): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ projectId: submissions.projectId })
    .from(submissions)
    .where(
      and(
        eq(submissions.guildId, guildId),
        eq(submissions.memberId, memberId),
        eq(submissions.state, 'passed'),
      ),
    );
  return new Set(rows.map(({ projectId }) => projectId));
}

export interface FormerStudy {
  readonly pathwayId: string;
  readonly trackId: string | null;
}

/** What a member studied here and doesn't study now: in cohorts that they left or that were archived, and alone; the one begun last first. */
export async function listFormerStudies(db: Db, { guildId, memberId }: Person): Promise<FormerStudy[]> {
  const rows = await db.execute<{ pathway_id: string; track_id: string | null }>(sql`
    select pathway_id, track_id from (
      select cohorts.pathway_id, cohorts.track_id, own.joined_at as began_at
      from ${memberships} own
      join ${cohorts} on cohorts.guild_id = own.guild_id and cohorts.id = own.cohort_id
      where own.guild_id = ${guildId} and own.member_id = ${memberId}
        and (own.left_at is not null or cohorts.state = 'archived')
      union all
      select pathway_id, track_id, started_at from ${soloStudies}
      where guild_id = ${guildId} and member_id = ${memberId} and ended_at is not null) as studied
    order by began_at desc, pathway_id`);
  return rows.map(row => ({ pathwayId: row.pathway_id, trackId: row.track_id }));
}
