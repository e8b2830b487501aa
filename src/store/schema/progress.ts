/** What members have learned and earned: facts, and the sums kept beside them. */
import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

/** A lesson done once counts everywhere: it belongs to the member, never to a pathway. */
export const lessonProgress = pgTable(
  'lesson_progress',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    rev: integer('rev').notNull(),
    cohortId: text('cohort_id'),
    doneAt: instant('done_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.lessonId] })],
);

/** Study days of a cohort on which a member did something that counts. */
export const keptDays = pgTable(
  'kept_days',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    studyDay: date('study_day').notNull(),
    action: text('action').notNull(),
    keptAt: instant('kept_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId, table.studyDay] }),
    check('kept_days_action', sql`${table.action} in ('lesson', 'quiz', 'review', 'repair')`),
  ],
);

/** Missed study days that a moderator made good, and why. What members repair by doing follows from their answers and needs no row. */
export const streakRepairs = pgTable(
  'streak_repairs',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    studyDay: date('study_day').notNull(),
    reason: text('reason').notNull(),
    actorId: text('actor_id').notNull(),
    at: instant('at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.cohortId, table.memberId, table.studyDay] })],
);

/** Points earned, once for each reason. A correction is another row with a reason of its own. */
export const points = pgTable(
  'points',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    reason: text('reason').notNull(),
    cohortId: text('cohort_id'),
    points: integer('points').notNull(),
    earnedAt: instant('earned_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.reason] }),
    index('points_of_cohort').on(table.guildId, table.cohortId, table.earnedAt),
  ],
);

/** The sums of `points` by cohort, kept beside them in the same statement; `rebuildScores` makes them anew. */
export const scores = pgTable(
  'scores',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    points: integer('points').notNull(),
    /** When this sum was reached: breaks ties. */
    reachedAt: instant('reached_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId] }),
    // nullsFirst matches `order by points desc`; with drizzle's default the index would never be used.
    index('scores_board').on(
      table.guildId,
      table.cohortId,
      table.points.desc().nullsFirst(),
      table.reachedAt,
    ),
  ],
);

/** Thanks for help: `actor_id` thanks `member_id`, once in a week. */
export const thanks = pgTable(
  'thanks',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    actorId: text('actor_id').notNull(),
    /** Its Monday, in the cohort's zone. */
    week: date('week').notNull(),
    note: text('note'),
    at: instant('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    // Several who thanked may be deleted: then they are the same word.
    uniqueIndex('thanks_once')
      .on(table.guildId, table.cohortId, table.memberId, table.actorId, table.week)
      .where(sql`${table.actorId} <> 'a deleted member'`),
    index('thanks_of_week').on(table.guildId, table.cohortId, table.week),
  ],
);

/** Work handed in for a project, and what moderators said to it. The link is shown, never fetched. */
export const submissions = pgTable(
  'submissions',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    memberId: text('member_id').notNull(),
    cohortId: text('cohort_id'),
    projectId: text('project_id').notNull(),
    link: text('link').notNull(),
    note: text('note'),
    state: text('state').notNull().default('waiting'),
    /** Marks by the rubric's id, as numbers. */
    marks: jsonb('marks'),
    feedback: text('feedback'),
    points: integer('points'),
    /** Who graded it. */
    actorId: text('actor_id'),
    submittedAt: instant('submitted_at').notNull(),
    settledAt: instant('settled_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('submissions_of_member').on(table.guildId, table.memberId, table.projectId),
    uniqueIndex('submissions_waiting_once')
      .on(table.guildId, table.memberId, table.projectId)
      .where(sql`${table.state} = 'waiting'`),
    // `replaced`: its author handed in another before anybody looked.
    check('submissions_state', sql`${table.state} in ('waiting', 'passed', 'returned', 'replaced')`),
  ],
);

/** Pathways completed: a signed record. Nothing in it names a person but the name that they gave for it. */
export const certificates = pgTable(
  'certificates',
  {
    guildId: text('guild_id').notNull(),
    /** The short code that `/verify` takes. */
    id: text('id').notNull(),
    memberId: text('member_id').notNull(),
    pathwayId: text('pathway_id').notNull(),
    /** JSON, letter by letter what was signed. */
    record: text('record').notNull(),
    /** Ed25519, base64url. */
    signature: text('signature').notNull(),
    issuedAt: instant('issued_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('certificates_once').on(table.guildId, table.memberId, table.pathwayId),
  ],
);
