/** Who takes part, and what they have chosen for themselves. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

export const memberships = pgTable(
  'memberships',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    joinedAt: instant('joined_at').notNull(),
    /** When they came first, where `joined_at` was moved since by choosing anew how to take part. */
    firstJoinedAt: instant('first_joined_at'),
    leftAt: instant('left_at'),
    /** When Discord was last asked whether they are still in the server. */
    seenAt: instant('seen_at'),
    /** How somebody who came late takes part: with the others, with `catch_up_a_day` old lessons besides, or only reading along. */
    mode: text('mode').notNull().default('live'),
    catchUpADay: smallint('catch_up_a_day'),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId] }),
    index('memberships_of_member').on(table.guildId, table.memberId),
    index('memberships_unseen')
      .on(sql`coalesce(${table.seenAt}, ${table.joinedAt})`)
      .where(sql`${table.leftAt} is null`),
    check('memberships_mode', sql`${table.mode} in ('live', 'catch-up', 'audit')`),
  ],
);

/** Days on which a member rests (illness, travel): nudges stop and the streak waits, in every cohort of the guild. */
export const memberPauses = pgTable(
  'member_pauses',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    fromAt: instant('from_at').notNull(),
    /** Null while nobody knows the end. */
    untilAt: instant('until_at'),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.fromAt] })],
);

/** A pathway that a member studies alone, at their own pace; what is done stands in `lesson_progress`. */
export const soloStudies = pgTable(
  'solo_studies',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    pathwayId: text('pathway_id').notNull(),
    trackId: text('track_id'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.pathwayId] })],
);

/** What a member has chosen for themselves in a guild; who has no row has chosen nothing. */
export const memberSettings = pgTable(
  'member_settings',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    /** How others see them on boards; null until they choose: an alias. */
    shownAs: text('shown_as'),
    /** What they want to be called there, in their own words; needed for `name`. */
    shownName: text('shown_name'),
    /** Who may look at their progress besides themselves and moderators. */
    progressFor: text('progress_for').notNull().default('self'),
    /** Whether moderators see them in the cohort's report. */
    inReports: boolean('in_reports').notNull().default(true),
    /** No pictures, only their text twins. */
    textOnly: boolean('text_only').notNull().default(false),
    /** Local time of a reminder in the member's zone, HH:MM; null is none. */
    remindAt: text('remind_at'),
    /** No reminder from and until these local times, HH:MM. */
    quietFrom: text('quiet_from').notNull().default('22:00'),
    quietUntil: text('quiet_until').notNull().default('08:00'),
    /** When they last chose a time or quiet hours, also the same ones again; null until they did. */
    remindChangedAt: instant('remind_changed_at'),
    changedAt: instant('changed_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.memberId] }),
    index('member_settings_reminded')
      .on(table.guildId, table.remindAt)
      .where(sql`${table.remindAt} is not null`),
    check('member_settings_shown_as', sql`${table.shownAs} in ('name', 'alias', 'hidden')`),
    check('member_settings_progress_for', sql`${table.progressFor} in ('self', 'cohort')`),
  ],
);

/** In which zone a member's days end, from when on. Kept, so that a move changes no day that is over. */
export const memberZones = pgTable(
  'member_zones',
  {
    guildId: text('guild_id').notNull(),
    memberId: text('member_id').notNull(),
    fromAt: instant('from_at').notNull(),
    /** An IANA name. */
    zone: text('zone').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.memberId, table.fromAt] })],
);

/** Small groups within a cohort. */
export const squads = pgTable(
  'squads',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.id] }),
    uniqueIndex('squads_name_once').on(table.guildId, table.cohortId, sql`lower(${table.name})`),
  ],
);

/** Who is in which squad: at most one in each cohort. */
export const squadMembers = pgTable(
  'squad_members',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    memberId: text('member_id').notNull(),
    squadId: text('squad_id').notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.memberId] }),
    index('squad_members_of_squad').on(table.guildId, table.cohortId, table.squadId),
  ],
);

/** Under which name a member stands on a board who hasn't chosen another. Drawn by lot each season: it can't be reckoned from an id. */
export const aliases = pgTable(
  'aliases',
  {
    guildId: text('guild_id').notNull(),
    cohortId: text('cohort_id').notNull(),
    season: text('season').notNull(),
    memberId: text('member_id').notNull(),
    alias: text('alias').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.cohortId, table.season, table.memberId] }),
    uniqueIndex('aliases_once').on(table.guildId, table.cohortId, table.season, table.alias),
  ],
);

/**
 * Deletions of `DATA_DIR/deletions.jsonl` that these tables have been through. A restored backup lacks those made after it, so that they
 * are carried out again. Nothing here says who was deleted. `guild_id` is `everywhere` where all servers were meant.
 */
export const deletionsDone = pgTable(
  'deletions_done',
  {
    guildId: text('guild_id').notNull(),
    /** The line's. */
    id: text('id').notNull(),
    at: instant('at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.id] })],
);
