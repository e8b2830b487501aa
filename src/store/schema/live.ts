/** Live quizzes under way. */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { instant } from './instant.ts';

/** Where a live quiz is: its message, its question, and until when (calendar time) this step lasts. */
export const liveRounds = pgTable(
  'live_rounds',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    channelId: text('channel_id').notNull(),
    messageId: text('message_id'),
    step: text('step').notNull().default('lobby'),
    /** 0-based place of the question that is asked or shown. */
    place: smallint('place').notNull().default(0),
    secondsEach: smallint('seconds_each').notNull(),
    stepEndsAt: instant('step_ends_at').notNull(),
    /** Elapsed time, compared with the database's own clock only: whoever leads the round on holds it until then. */
    leaseUntil: instant('lease_until'),
    /** Who began it. */
    actorId: text('actor_id').notNull(),
  },
  table => [
    primaryKey({ columns: [table.guildId, table.quizId] }),
    index('live_rounds_under_way')
      .on(table.stepEndsAt)
      .where(sql`${table.step} not in ('over', 'cancelled')`),
    check('live_rounds_step', sql`${table.step} in ('lobby', 'asking', 'showing', 'over', 'cancelled')`),
  ],
);

export const livePlayers = pgTable(
  'live_players',
  {
    guildId: text('guild_id').notNull(),
    quizId: text('quiz_id').notNull(),
    memberId: text('member_id').notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  table => [primaryKey({ columns: [table.guildId, table.quizId, table.memberId] })],
);
