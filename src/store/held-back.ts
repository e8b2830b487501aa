/** What is asked at this moment and not told yet, in daily quizzes that are open and in live ones under way: elsewhere it would be given away. */
import { and, eq, gt, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Db } from './connect.ts';
import { studiesIn } from './memberships.ts';
import { prepared } from './prepared.ts';
import type { Quiz } from './quizzes.ts';
import { answers, cohorts, liveRounds, memberships, quizzes } from './schema.ts';

export interface HeldBack {
  /** A daily quiz, or a live one. */
  readonly quiz: Quiz;
  /** Of a daily one those of its questions that the member hasn't answered there; of a live one those whose key wasn't shown yet. */
  readonly questionIds: readonly string[];
}

/**
 * What waits for a member at `now`: live quizzes under way in the guild, whoever plays in them, then the daily quizzes that are open in
 * the cohorts in which they study, the newest first. Those of which nothing waits any more are left out.
 */
export async function listHeldBack(
  db: Db,
  guildId: string,
  memberId: string,
  now: Date,
): Promise<readonly HeldBack[]> {
  const rows = await heldBack(db).execute({ guildId, memberId, now: now.toISOString() });
  return rows
    .map(({ quiz, given }) => ({
      quiz,
      questionIds: quiz.questionIds.filter(id => !given.includes(id)),
    }))
    .filter(({ questionIds }) => questionIds.length > 0)
    .sort((a, b) => orderOf(b.quiz) - orderOf(a.quiz));
}

const orderOf = ({ kind, openedAt }: Quiz): number => (kind === 'live' ? Infinity : openedAt.getTime());

/** Of a live quiz, how many of its questions were shown with their key. */
const told = sql`${liveRounds.place} + (${liveRounds.step} = 'showing')::int`;
const isUnderWay = sql`${liveRounds.step} not in ('over', 'cancelled')`;

const heldBack = prepared(db =>
  unionAll(
    db
      .select({
        quiz: quizzes,
        given: sql<string[]>`array(select given.question_id from ${answers} as given
          where given.guild_id = ${quizzes.guildId} and given.quiz_id = ${quizzes.id} and given.member_id = ${memberships.memberId})`.as(
          'given',
        ),
      })
      .from(memberships)
      .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
      .innerJoin(quizzes, and(eq(quizzes.guildId, cohorts.guildId), eq(quizzes.cohortId, cohorts.id)))
      .where(
        and(
          studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId')),
          eq(quizzes.kind, 'daily'),
          gt(quizzes.closesAt, sql`${sql.placeholder('now')}::timestamptz`),
        ),
      ),
    db
      .select({
        quiz: quizzes,
        given: sql<string[]>`${quizzes.questionIds}[:${told}]`.as('given'),
      })
      .from(liveRounds)
      .innerJoin(quizzes, and(eq(quizzes.guildId, liveRounds.guildId), eq(quizzes.id, liveRounds.quizId)))
      .where(and(eq(liveRounds.guildId, sql.placeholder('guildId')), isUnderWay)),
  ).prepare('held_back'),
);

/** What is asked in a guild, by full id, with the instant at which the last daily quiz that asks it closes; null where only a live one does. */
export type AskedNow = ReadonlyMap<string, Date | null>;

/** Of daily quizzes that are open at `now`, whoever answered them, and of live ones what isn't shown yet. */
export async function listAskedNow(db: Db, guildId: string, now: Date): Promise<AskedNow> {
  const rows = await db.execute<{ question_id: string; until: string | null }>(sql`
    select question_id, max(until) as until from (
      select unnest(${quizzes.questionIds}) as question_id, ${quizzes.closesAt} as until from ${openDaily([guildId], now)}
      union all
      select unnest(${quizzes.questionIds}[${told} + 1:]), null from ${live([guildId])} and ${isUnderWay}) as asked
    group by question_id`);
  return new Map(rows.map(({ question_id: id, until }) => [id, until === null ? null : new Date(until)]));
}

/** Calendar time: what a live quiz of the day showed is still known to those who saw it. */
const dayMs = 24 * 3_600_000;

/**
 * What a daily quiz that is drawn at `now` had better not ask, by guild: questions of the daily quizzes that are open, and of live ones
 * that run or ran within a day.
 */
export async function listAskedElsewhere(
  db: Db,
  guildIds: readonly string[],
  now: Date,
): Promise<Map<string, Set<string>>> {
  const asked = new Map(guildIds.map(id => [id, new Set<string>()]));
  const since = new Date(now.getTime() - dayMs).toISOString();
  const rows = await db.execute<{ guild_id: string; question_id: string }>(sql`
    select ${quizzes.guildId} as guild_id, unnest(${quizzes.questionIds}) as question_id from ${openDaily(guildIds, now)}
    union all
    select ${quizzes.guildId}, unnest(${quizzes.questionIds}) from ${live(guildIds)}
      and ${liveRounds.step} <> 'cancelled' and (${isUnderWay} or ${quizzes.openedAt} > ${since}::timestamptz)`);
  for (const { guild_id: guildId, question_id: id } of rows) asked.get(guildId)?.add(id);
  return asked;
}

/** In an archived cohort nobody answers any more. */
const openDaily = (guildIds: readonly string[], now: Date) => sql`${quizzes}
  join ${cohorts} on ${cohorts.guildId} = ${quizzes.guildId} and ${cohorts.id} = ${quizzes.cohortId}
  where ${quizzes.guildId} = any (${sql.param([...guildIds])}::text[]) and ${quizzes.kind} = 'daily'
    and ${quizzes.closesAt} > ${now.toISOString()}::timestamptz and ${cohorts.state} <> 'archived'`;

const live = (guildIds: readonly string[]) => sql`${liveRounds}
  join ${quizzes} on ${quizzes.guildId} = ${liveRounds.guildId} and ${quizzes.id} = ${liveRounds.quizId}
  where ${liveRounds.guildId} = any (${sql.param([...guildIds])}::text[])`;

/** Lets the daily quizzes of these guilds be drawn one after another, so that each knows of the others; held until the transaction ends. */
export async function holdDraws(tx: Db, guildIds: readonly string[]): Promise<void> {
  // In one order everywhere: two who wait for each other would wait for ever.
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('daily:' || guild_id, 0))
    from (select unnest(${sql.param([...guildIds].sort())}::text[]) as guild_id order by 1) as guilds`);
}
