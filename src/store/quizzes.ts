/** Quizzes put to members, and their answers. */
import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';
import { prepared, preparedSql } from './prepared.ts';
import { asPostedDays, type PostedDay, selectPostedDays } from './progress.ts';
import { answers, hints, keptDays, points, quizzes, scores } from './schema.ts';

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

/** A quiz with the days posted to a member's cohorts after `since`: what has to be known before an answer counts, in one question. */
export async function findQuizAndDays(
  db: Db,
  guildId: string,
  id: string,
  memberId: string,
  since: Date,
): Promise<{ readonly quiz: Quiz; readonly days: readonly PostedDay[] } | undefined> {
  const rows = await quizAndDays(db).execute({ guildId, id, memberId, since: since.toISOString() });
  const quiz = rows[0]?.quiz;
  return quiz && { quiz, days: asPostedDays(rows.flatMap(({ posted }) => posted ?? [])) };
}

const quizAndDays = prepared(db => {
  const posted = selectPostedDays(db).as('posted');
  const { cohortId, zone, day, due, isKept } = posted;
  return db
    .select({ quiz: quizzes, posted: { cohortId, zone, day, due, isKept } })
    .from(quizzes)
    .leftJoin(posted, sql`true`)
    .where(and(eq(quizzes.guildId, sql.placeholder('guildId')), eq(quizzes.id, sql.placeholder('id'))))
    .prepare('quiz_and_days');
});

/** Whether a hint was taken is found out when it is kept. */
export type NewAnswer = Omit<typeof answers.$inferInsert, 'hinted'>;

/** What an answer is worth if it is the first to its question. */
export interface Worth {
  /** Unique for the member: the same question never pays twice. */
  readonly reason: string;
  /** The cohort in which the points count; null outside of one. */
  readonly cohortId: string | null;
  /** When the member never answered this question before, in whatever quiz; and the same after a hint. */
  readonly firstTry: number;
  readonly firstTryHinted: number;
  readonly laterTry: number;
  /** Study days that it keeps, at most one of each cohort. */
  readonly days: readonly { readonly cohortId: string; readonly studyDay: StudyDay }[];
}

/**
 * Keeps an answer with its points, their sum and the study days, whole or not at all: one statement, since each way to Postgres takes
 * longer than its work there. Answers the points paid; undefined when this question of this quiz has an answer already, and then
 * nothing changes: the first one is the only one.
 */
export async function addAnswer(
  db: Db,
  answer: NewAnswer,
  { days, ...worth }: Worth,
): Promise<{ readonly points: number; readonly hinted: boolean } | undefined> {
  const [row] = await answerWithWorth(db).execute({
    interactionId: null,
    ...answer,
    answeredAt: answer.answeredAt.toISOString(),
    ...worth,
    dayCohorts: days.map(day => day.cohortId),
    days: days.map(day => day.studyDay),
  });
  return row;
}

const value = sql.placeholder;
const answerWithWorth = preparedSql<{ readonly points: number; readonly hinted: boolean }>(
  'answer_with_worth',
  // Each part waits for the one before it, so that whatever runs at the same time locks in the same order.
  sql`
    with answered as (
      insert into ${answers} (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share,
        interaction_id, answered_at, hinted)
      values (${value('guildId')}, ${value('quizId')}, ${value('memberId')}, ${value('questionId')}, ${value('questionRev')},
        ${value('chosen')}, ${value('rightThen')}, ${value('right')}, ${value('share')}, ${value('interactionId')}, ${value('answeredAt')},
        exists (select 1 from ${hints} as hint where hint.guild_id = ${value('guildId')} and hint.quiz_id = ${value('quizId')}
          and hint.member_id = ${value('memberId')} and hint.question_id = ${value('questionId')}))
      on conflict do nothing
      returning guild_id, member_id, question_id, answered_at, hinted
    ), worth as (
      select answered.*, case
          when exists (select 1 from ${answers} as earlier where earlier.guild_id = answered.guild_id
            and earlier.member_id = answered.member_id and earlier.question_id = answered.question_id)
          then ${value('laterTry')}::int when answered.hinted then ${value('firstTryHinted')}::int
          else ${value('firstTry')}::int end as points
      from answered
    ), paid as (
      insert into ${points} (guild_id, member_id, reason, cohort_id, points, earned_at)
      select guild_id, member_id, ${value('reason')}, ${value('cohortId')}, points, answered_at from worth where points > 0
      on conflict do nothing
      returning guild_id, cohort_id, member_id, points, earned_at
    ), summed as (
      insert into ${scores} as kept (guild_id, cohort_id, member_id, points, reached_at)
      select guild_id, cohort_id, member_id, points, earned_at from paid where cohort_id is not null
      on conflict (guild_id, cohort_id, member_id)
        do update set points = kept.points + excluded.points, reached_at = greatest(kept.reached_at, excluded.reached_at)
      returning 1
    ), days as (
      insert into ${keptDays} (guild_id, cohort_id, member_id, study_day, action, kept_at)
      select answered.guild_id, day.cohort_id, answered.member_id, day.study_day::date, 'quiz', answered.answered_at
      from answered, (select count(*) from summed) as after_the_sum,
        unnest(${value('dayCohorts')}::text[], ${value('days')}::text[]) as day (cohort_id, study_day)
      on conflict do nothing
    )
    select coalesce((select points from paid), 0) as points, hinted from answered`,
);

export async function listAnswers(
  db: Db,
  guildId: string,
  quizId: string,
  memberId: string,
): Promise<Answer[]> {
  return answersOfQuiz(db).execute({ guildId, quizId, memberId });
}

const answersOfQuiz = prepared(db =>
  db
    .select()
    .from(answers)
    .where(
      and(
        eq(answers.guildId, sql.placeholder('guildId')),
        eq(answers.quizId, sql.placeholder('quizId')),
        eq(answers.memberId, sql.placeholder('memberId')),
      ),
    )
    .prepare('answers_of_quiz'),
);

/** The newest answer of a member to each question, of whatever quiz. */
export async function listNewestAnswers(
  db: Db,
  guildId: string,
  memberId: string,
): Promise<readonly { readonly questionId: string; readonly right: boolean; readonly answeredAt: Date }[]> {
  return db
    .selectDistinctOn([answers.questionId], {
      questionId: answers.questionId,
      right: answers.right,
      answeredAt: answers.answeredAt,
    })
    .from(answers)
    .where(and(eq(answers.guildId, guildId), eq(answers.memberId, memberId)))
    .orderBy(answers.questionId, desc(answers.answeredAt));
}

/** A member's newest quiz of a kind, opened at `since` or later, in which a question is still open; of this wish, if one is named. */
export async function findUnfinished(
  db: Db,
  guildId: string,
  memberId: string,
  { kind, since, wish }: { readonly kind: string; readonly since: Date; readonly wish?: string },
): Promise<Quiz | undefined> {
  const [row] = await db
    .select()
    .from(quizzes)
    .where(
      and(
        eq(quizzes.guildId, guildId),
        eq(quizzes.memberId, memberId),
        eq(quizzes.kind, kind),
        gte(quizzes.openedAt, since),
        ...(wish === undefined ? [] : [eq(quizzes.wish, wish)]),
        sql`(select count(*) from ${answers} as given where given.guild_id = ${quizzes.guildId} and given.quiz_id = ${quizzes.id})
          < cardinality(${quizzes.questionIds})`,
      ),
    )
    .orderBy(desc(quizzes.openedAt))
    .limit(1);
  return row;
}

/** A member's answers to these questions, of whatever quiz. */
export async function listAnswersTo(
  db: Db,
  guildId: string,
  memberId: string,
  questionIds: readonly string[],
): Promise<Answer[]> {
  if (questionIds.length === 0) return [];
  return db
    .select()
    .from(answers)
    .where(
      and(
        eq(answers.guildId, guildId),
        eq(answers.memberId, memberId),
        inArray(answers.questionId, [...questionIds]),
      ),
    );
}

/** How many answers a member gave here and how many were right, by the keys of when they were given. */
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
