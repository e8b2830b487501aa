/** Servers, their cohorts and plans. */
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

export const guilds = pgTable('guilds', {
  guildId: text('guild_id').primaryKey(),
  moderatorRoleId: text('moderator_role_id'),
  noticeChannelId: text('notice_channel_id'),
  /** IANA zone that new cohorts get unless they name their own. */
  zone: text('zone').notNull().default('UTC'),
  addedAt: instant('added_at').notNull(),
  /** Set when the bot was removed; the rows wait there for a while in case it comes back. */
  removedAt: instant('removed_at'),
  /** Counts corrections: an answer graded by the keys of before one isn't kept. */
  keyRevision: integer('key_revision').notNull().default(0),
});

export const cohorts = pgTable(
  'cohorts',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    pathwayId: text('pathway_id').notNull(),
    channelId: text('channel_id').notNull(),
    /** Mentioned by each post; null mentions nobody. */
    roleId: text('role_id'),
    zone: text('zone').notNull(),
    /** Local time of the daily post, HH:MM. */
    postTime: text('post_time').notNull(),
    startDay: date('start_day').notNull(),
    state: text('state').notNull().default('running'),
    planVersion: integer('plan_version').notNull(),
    /** The chosen set of nodes of its pathway; null is all of it. */
    trackId: text('track_id'),
    /** What becomes of a day that couldn't be posted within `late_window_hours` of its time. */
    latePolicy: text('late_policy').notNull().default('slip'),
    lateWindowHours: smallint('late_window_hours').notNull().default(12),
    /** Whether each lesson gets a thread to discuss it in, is pinned, and is followed by a word at the day's end. */
    hasThreads: boolean('has_threads').notNull().default(false),
    hasPins: boolean('has_pins').notNull().default(false),
    hasDayEnd: boolean('has_day_end').notNull().default(false),
    /** Questions of the daily quiz; 0 is none. */
    dailyQuestions: smallint('daily_questions').notNull().default(3),
    /** Whether the week's board, and a digest of the week, are posted when it is over. */
    hasWeeklyBoard: boolean('has_weekly_board').notNull().default(false),
    hasDigest: boolean('has_digest').notNull().default(false),
    endedAt: instant('ended_at'),
    /** When the tick must next look at this cohort; null when its plan holds nothing more. */
    nextDueAt: instant('next_due_at'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    uniqueIndex('cohorts_name_once')
      .on(table.guildId, sql`lower(${table.name})`)
      .where(sql`${table.state} <> 'archived'`),
    index('cohorts_next_due').on(table.nextDueAt).where(sql`${table.state} = 'running'`),
    check('cohorts_state', sql`${table.state} in ('running', 'paused', 'ended', 'archived')`),
    check('cohorts_late_policy', sql`${table.latePolicy} in ('slip', 'skip', 'double', 'post')`),
    check('cohorts_late_window', sql`${table.lateWindowHours} between 1 and 72`),
    check('cohorts_daily_questions', sql`${table.dailyQuestions} between 0 and 10`),
  ],
);

/** What a plan was made from. A change of pace adds a version; none is ever edited. */
export const planVersions = pgTable(
  'plan_versions',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    version: integer('version').notNull(),
    inputs: jsonb('inputs').notNull(),
    /** What made this version: `created`, `pause`, `holiday`, `slip`, `undo` … */
    cause: text('cause').notNull(),
    /** What the change was, as `PlanChange`; null where the machine made it. */
    change: jsonb('change'),
    /** The version that an undo took back. */
    reverts: integer('reverts'),
    createdAt: instant('created_at').notNull(),
    actorId: text('actor_id').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.cohortId, table.version] })],
);

export const planDays = pgTable(
  'plan_days',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    version: integer('version').notNull(),
    studyDay: date('study_day').notNull(),
    slot: smallint('slot').notNull(),
    kind: text('kind').notNull(),
    /** The unit's key (core/plan-inputs.ts); null on the weekly catch-up day. */
    unitKey: text('unit_key'),
    lessonId: text('lesson_id'),
    nodeId: text('node_id'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.version, table.studyDay, table.slot] }),
    check(
      'plan_days_kind',
      sql`${table.kind} in ('lesson', 'practice', 'resource', 'review', 'project', 'catch-up')`,
    ),
  ],
);
