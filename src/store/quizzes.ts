/** Quizzes put to members, and their answers. */
import { and, desc, eq, gte, sql } from 'drizzle-orm';
import type { AnswerWorth } from '../core/points.ts';
import type { StudyDay } from '../core/time.ts';
import { keepAnswer, type PaidNow } from './answer-with-worth.ts';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';
import { asPostedDays, type PostedDay, selectPostedDays } from './progress.ts';
import { answers, cohorts, quizzes } from './schema.ts';

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

export interface QuizAndDays {
  readonly quiz: Quiz;
  /** Of the quiz's cohort, an IANA name; undefined outside of one. */
  readonly zone: string | undefined;
  readonly days: readonly PostedDay[];
}

/** A quiz with the days posted to a member's cohorts after `since`: what has to be known before an answer counts, in one question. */
export async function findQuizAndDays(
  db: Db,
  guildId: string,
  id: string,
  memberId: string,
  since: Date,
): Promise<QuizAndDays | undefined> {
  const rows = await quizAndDays(db).execute({ guildId, id, memberId, since: since.toISOString() });
  const [row] = rows;
  return (
    row && {
      quiz: row.quiz,
      zone: row.zone ?? undefined,
      days: asPostedDays(rows.flatMap(({ posted }) => posted ?? [])),
    }
  );
}

const quizAndDays = prepared(db => {
  const posted = selectPostedDays(db).as('posted');
  const { cohortId, zone, day, lessonId, due, isKept } = posted;
  return db
    .select({ quiz: quizzes, zone: cohorts.zone, posted: { cohortId, zone, day, lessonId, due, isKept } })
    .from(quizzes)
    .leftJoin(cohorts, and(eq(cohorts.guildId, quizzes.guildId), eq(cohorts.id, quizzes.cohortId)))
    .leftJoin(posted, sql`true`)
    .where(and(eq(quizzes.guildId, sql.placeholder('guildId')), eq(quizzes.id, sql.placeholder('id'))))
    .prepare('quiz_and_days');
});

/** Whether a hint was taken, and as what it is paid, is found out when it is kept. */
export type NewAnswer = Omit<typeof answers.$inferInsert, 'hinted' | 'pay'>;

/** What an answer is worth in each case, and what else it does. */
export interface Worth extends AnswerWorth {
  /** Unique for the member: the same question never pays twice as a first attempt. */
  readonly reason: string;
  readonly lessonId: string;
  /** The cohort in which the points count; null outside of one. */
  readonly cohortId: string | null;
  /** What keeps a study day by it: `quiz` unless said otherwise. */
  readonly action?: 'quiz' | 'review';
  /** Study days that it keeps, at most one of each cohort. */
  readonly days: readonly { readonly cohortId: string; readonly studyDay: StudyDay }[];
  /** Of the keys by which it was graded (store/key-revision.ts). */
  readonly keyRevision: number;
}

/**
 * Keeps an answer with its points, their sum and the study days, whole or not at all: in one statement, since each way to
 * Postgres takes longer than its work there. Otherwise nothing changes: `stale` when a key was corrected since it was graded, so that it
 * has to be graded anew; undefined when this question of this quiz has an answer already, and the first one is the only one.
 */
export async function addAnswer(
  db: Db,
  answer: NewAnswer,
  { days, first: attempt, again, ...worth }: Worth,
): Promise<PaidNow | 'stale' | undefined> {
  const values = {
    interactionId: null,
    action: 'quiz',
    ...answer,
    answeredAt: answer.answeredAt.toISOString(),
    ...worth,
    isReview: attempt === undefined,
    inTime: attempt?.inTime ?? false,
    first: attempt?.plain ?? 0,
    firstHinted: attempt?.hinted ?? 0,
    late: attempt?.late ?? 0,
    lateHinted: attempt?.lateHinted ?? 0,
    again: again.points,
    word: again.word,
    most: again.most,
    monday: again.monday,
    dayCohorts: days.map(day => day.cohortId),
    days: days.map(day => day.studyDay),
  };
  return keepAnswer(db, values);
}

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

/** The newest answer of a member, to whatever question in whatever quiz. */
export async function findLastAnswer(
  db: Db,
  guildId: string,
  memberId: string,
): Promise<{ readonly questionId: string; readonly answeredAt: Date } | undefined> {
  const [row] = await lastAnswer(db).execute({ guildId, memberId });
  return row;
}

const lastAnswer = prepared(db =>
  db
    .select({ questionId: answers.questionId, answeredAt: answers.answeredAt })
    .from(answers)
    .where(
      and(eq(answers.guildId, sql.placeholder('guildId')), eq(answers.memberId, sql.placeholder('memberId'))),
    )
    .orderBy(desc(answers.answeredAt))
    .limit(1)
    .prepare('last_answer'),
);

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
