/** What is sent by itself, what is being filled in, and who changed what for everybody. */
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

/** The ledger of posts: a row is a decision, made once for each cohort, kind, study day and slot. */
export const deliveries = pgTable(
  'deliveries',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    kind: text('kind').notNull(),
    studyDay: date('study_day').notNull(),
    slot: smallint('slot').notNull(),
    /** Made from the key alone (core/delivery.ts), so that a restored backup decides the same id again. */
    id: text('id').notNull(),
    /** `plan`: a slot of the plan, posted in order. `beside`: what comes beside it (a notice, an announcement) and waits for nobody. */
    lane: text('lane').notNull().default('plan'),
    unitKey: text('unit_key'),
    lessonId: text('lesson_id'),
    nodeId: text('node_id'),
    /** What a card beside the plan says, as facts; nothing in it names a person. */
    facts: jsonb('facts'),
    channelId: text('channel_id').notNull(),
    state: text('state').notNull().default('due'),
    /** Calendar time. */
    dueAt: instant('due_at').notNull(),
    /** Tries that count; a rate limit doesn't. */
    attempts: integer('attempts').notNull().default(0),
    /** Whether a request for this post may ever have left the process: then the history is read before another. */
    tried: boolean('tried').notNull().default(false),
    /** Calendar time from which the channel's history is searched before a second try; kept from the first. */
    historyFrom: instant('history_from'),
    /** Elapsed time, compared with the database's own clock only. */
    leaseUntil: instant('lease_until'),
    retryAt: instant('retry_at'),
    /** Why it is blocked or dead, in a word the cards know. */
    reason: text('reason'),
    messageId: text('message_id'),
    sentAt: instant('sent_at'),
    /** What is still to be done with the message that stands: its thread, its pin; of a daily quiz's result, what was corrected since. */
    followUp: text('follow_up').notNull().default('none'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.kind, table.studyDay, table.slot] }),
    uniqueIndex('deliveries_id').on(table.guildId, table.id),
    index('deliveries_waiting').on(table.dueAt).where(sql`${table.state} in ('due', 'sending', 'blocked')`),
    index('deliveries_follow_up').on(table.sentAt).where(sql`${table.followUp} = 'waiting'`),
    check('deliveries_lane', sql`${table.lane} in ('plan', 'beside')`),
    check('deliveries_follow_up', sql`${table.followUp} in ('none', 'waiting', 'done', 'refused')`),
    check(
      'deliveries_state',
      sql`${table.state} in ('due', 'sending', 'sent', 'blocked', 'late', 'missed', 'cancelled', 'dead')`,
    ),
  ],
);

/** Reminders decided, at most one for each member and day of theirs. */
export const reminders = pgTable(
  'reminders',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    /** In the member's zone. */
    day: date('day').notNull(),
    state: text('state').notNull().default('due'),
    /** Calendar time. */
    dueAt: instant('due_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Elapsed time, compared with the database's own clock only. */
    leaseUntil: instant('lease_until'),
    sentAt: instant('sent_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.day] }),
    index('reminders_waiting').on(table.dueAt).where(sql`${table.state} in ('due', 'sending')`),
    // `noted`: their private messages are closed, so that it waits for their next command.
    check('reminders_state', sql`${table.state} in ('due', 'sending', 'sent', 'noted', 'dropped')`),
  ],
);

/** What a member is to be told at their next command: a private word that waits. */
export const notes = pgTable(
  'notes',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    /** Unique for the fact that it tells, so that nobody is told twice. */
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    facts: jsonb('facts').notNull(),
    createdAt: instant('created_at').notNull(),
    toldAt: instant('told_at'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId, table.id] }),
    index('notes_waiting').on(table.guildId, table.memberId).where(sql`${table.toldAt} is null`),
  ],
);

/** A thing begun in several steps, such as a form: expires, and is never kept in memory. */
export const drafts = pgTable(
  'drafts',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    memberId: text('member_id').notNull(),
    kind: text('kind').notNull(),
    data: jsonb('data').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.id] }), index('drafts_expire').on(table.expiresAt)],
);

/** Who changed what for everybody: settings, cohorts, plans. */
export const audit = pgTable(
  'audit',
  {
    guildId: text('guild_id').notNull(),
    id: text('id').notNull(),
    cohortId: text('cohort_id'),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    detail: jsonb('detail').notNull(),
    at: instant('at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.id] }),
    index('audit_of_guild').on(table.guildId, table.at),
  ],
);
