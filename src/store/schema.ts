/**
 * All tables. `guild_id` leads every tenant key, so that a guild's rows can live together on one node later.
 * Ids of Discord are text. What may hold which word is a CHECK, not an enum: an enum's new value can't be used in the migration that adds it.
 * No user id stands inside a JSON column, and every column that names a person is called `member_id` or `actor_id`: deletion finds them by that.
 */
export * from './schema/cohorts.ts';
export * from './schema/live.ts';
export * from './schema/members.ts';
export * from './schema/posts.ts';
export * from './schema/progress.ts';
export * from './schema/quizzes.ts';
