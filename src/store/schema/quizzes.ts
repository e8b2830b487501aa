/** Quizzes, answers and what follows from them. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

/** A set of questions put to a member, or to a whole cohort. */
export const quizzes = pgTable(
  'quizzes',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    /** Null where the quiz is a cohort's. */
    memberId: text('member_id'),
    cohortId: text('cohort_id'),
    studyDay: date('study_day'),
    lessonId: text('lesson_id'),
    /** Decides the order of options; holds nothing of the key. */
    seed: text('seed').notNull(),
    /** Full ids (`db/acid#durable`), in the order in which they are asked. */
    questionIds: text('question_ids').array().notNull(),
    /** What a practice quiz was asked for, as a word that two equal wishes share: an unfinished one is taken up again. */
    wish: text('wish'),
    openedAt: instant('opened_at').notNull(),
    closesAt: instant('closes_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('quizzes_of_member').on(table.guildId, table.memberId, table.openedAt),
    uniqueIndex('quizzes_daily_once')
      .on(table.guildId, table.cohortId, table.studyDay)
      .where(sql`${table.kind} = 'daily'`),
    check('quizzes_kind', sql`${table.kind} in ('practice', 'daily', 'live', 'review')`),
  ],
);

/** Facts: what was asked, chosen and right at that moment. The first answer is the only one. */
export const answers = pgTable(
  'answers',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    chosen: text('chosen').array().notNull(),
    rightThen: text('right_then').array().notNull(),
    right: boolean('is_right').notNull(),
    /** How much of the question was right, in percent: an order or a choice of several may be partly so. */
    share: smallint('share').notNull(),
    /** Whether a hint was taken before. */
    hinted: boolean('hinted').notNull().default(false),
    /** As what it was paid (core/points.ts): a correction changes what first attempts were worth, and nothing else. */
    pay: text('pay').notNull().default('first'),
    /** Discord's id of the interaction that gave it: orders the answers of a live round. */
    interactionId: text('interaction_id'),
    answeredAt: instant('answered_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] }),
    index('answers_of_question').on(table.guildId, table.questionId),
    index('answers_of_member').on(table.guildId, table.memberId, table.questionId),
    check('answers_share', sql`${table.share} between 0 and 100`),
    check('answers_pay', sql`${table.pay} in ('first', 'late', 'practice', 'review')`),
  ],
);

/** An answer that can still be changed, for questions that are locked in a step of their own; gone when it is locked. */
export const openAnswers = pgTable(
  'open_answers',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    chosen: text('chosen').array().notNull(),
    /** How often it was changed: once is allowed. */
    changes: smallint('changes').notNull().default(0),
    givenAt: instant('given_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] })],
);

/** Hints taken: a fact, once for each question of a quiz. */
export const hints = pgTable(
  'hints',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    takenAt: instant('taken_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.quizId, table.memberId, table.questionId] }),
    index('hints_of_member').on(table.guildId, table.memberId, table.questionId),
  ],
);

/** When a question is due to a member again. Made from `answers` alone, which are the log; it can be made anew at any time. */
export const reviewCards = pgTable(
  'review_cards',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    questionId: text('question_id').notNull(),
    dueAt: instant('due_at').notNull(),
    /** The card as the scheduler keeps it (core/review.ts); nothing in it names a person. */
    card: jsonb('card').notNull(),
    /** The newest answer that went into it. */
    answeredAt: instant('answered_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.questionId] }),
    index('review_cards_due').on(table.guildId, table.memberId, table.dueAt),
  ],
);

/** What members say is wrong with a question; each member once for each revision. */
export const reports = pgTable(
  'reports',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    memberId: text('member_id').notNull(),
    reason: text('reason').notNull(),
    note: text('note'),
    /** The correction that settled it, or `none` where moderators found nothing wrong; null while it is open. */
    settlement: text('settlement'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('reports_once').on(table.guildId, table.questionId, table.questionRev, table.memberId),
    index('reports_open').on(table.guildId, table.createdAt).where(sql`${table.settlement} is null`),
    check(
      'reports_reason',
      sql`${table.reason} in ('key', 'mine-was-right', 'unclear', 'outdated', 'other')`,
    ),
  ],
);

/** Corrections of questions, for one guild. */
export const errata = pgTable(
  'errata',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    questionId: text('question_id').notNull(),
    questionRev: integer('question_rev').notNull(),
    verdict: text('verdict').notNull(),
    rightIds: text('right_ids').array().notNull(),
    note: text('note'),
    actorId: text('actor_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('errata_of_question').on(table.guildId, table.questionId),
    check('errata_verdict', sql`${table.verdict} in ('corrected', 'all-right', 'retired')`),
  ],
);
