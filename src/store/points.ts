/** Points: a ledger with one row for each reason, and sums kept beside it in the same statement. */
import { and, asc, desc, eq, isNull, like, ne, or, type SQL, sql } from 'drizzle-orm';
import type { AnswerWorth } from '../core/points.ts';
import type { Db } from './connect.ts';
import { freeReasonOf } from './practice-reason.ts';
import { memberships, points, scores } from './schema.ts';

export interface Earned {
  readonly guildId: string;
  readonly memberId: string;
  /** Unique for this member: the same fact never pays twice. */
  readonly reason: string;
  /** The cohort in which it was earned; null outside of one. */
  readonly cohortId: string | null;
  readonly points: number;
}

/** Adds points once and raises the kept sum with them, in one statement. False when this reason has paid already. */
export async function addPoints(db: Db, earned: Earned, now: Date): Promise<boolean> {
  return pay(db, earned, sql`${earned.reason}::text`, now);
}

/** As `addPoints`, for what is paid as practice, if one of its reasons is free yet. `again`: as core/points.ts says it. */
export async function addPracticePoints(
  db: Db,
  earned: Omit<Earned, 'reason' | 'points'>,
  { date, again: { points: worth, ...again } }: Pick<AnswerWorth, 'date' | 'again'>,
  now: Date,
): Promise<boolean> {
  return pay(db, { ...earned, points: worth }, freeReasonOf({ ...earned, ...again, date }), now);
}

async function pay(db: Db, earned: Omit<Earned, 'reason'>, reason: SQL, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const { guildId, memberId, cohortId } = earned;
  const rows = await db.execute(sql`
    with added as (
      insert into ${points} (guild_id, member_id, reason, cohort_id, points, earned_at)
      select ${guildId}, ${memberId}, free.reason, ${cohortId}, ${earned.points}::int, ${at}::timestamptz
      from (select ${reason} as reason) as free where free.reason is not null
      on conflict do nothing
      returning guild_id, cohort_id, member_id, points
    ), summed as (
      insert into ${scores} as kept (guild_id, cohort_id, member_id, points, reached_at)
      select guild_id, cohort_id, member_id, points, ${at}::timestamptz from added where cohort_id is not null
      on conflict (guild_id, cohort_id, member_id)
        do update set points = kept.points + excluded.points, reached_at = greatest(kept.reached_at, excluded.reached_at)
    )
    select 1 from added`);
  return rows.length === 1;
}

export interface Score {
  readonly memberId: string;
  readonly points: number;
  readonly reachedAt: Date;
  /** Whether anything was earned, also where a correction took it back. */
  readonly hasEarned: boolean;
}

/** Everybody who studies in a cohort now, with their points, best first; nobody who left or only reads along. */
export async function listScores(db: Db, guildId: string, cohortId: string): Promise<Score[]> {
  return db
    .select({
      memberId: memberships.memberId,
      points: sql<number>`coalesce(${scores.points}, 0)`,
      hasEarned: sql<boolean>`${scores.memberId} is not null`,
      reachedAt: sql<Date>`coalesce(${scores.reachedAt}, ${memberships.joinedAt})`.mapWith(scores.reachedAt),
    })
    .from(memberships)
    .leftJoin(
      scores,
      and(
        eq(scores.guildId, memberships.guildId),
        eq(scores.cohortId, memberships.cohortId),
        eq(scores.memberId, memberships.memberId),
      ),
    )
    .where(
      and(
        eq(memberships.guildId, guildId),
        eq(memberships.cohortId, cohortId),
        isNull(memberships.leftAt),
        ne(memberships.mode, 'audit'),
      ),
    )
    .orderBy(desc(sql`coalesce(${scores.points}, 0)`), asc(memberships.memberId));
}

/** All points of a member in a guild, whatever cohort they came from. */
export async function sumPoints(db: Db, guildId: string, memberId: string): Promise<number> {
  const [row] = await db
    .select({ sum: sql<number>`coalesce(sum(${points.points}), 0)::int` })
    .from(points)
    .where(and(eq(points.guildId, guildId), eq(points.memberId, memberId)));
  return row?.sum ?? 0;
}

/** What a reason has paid a member at exactly this instant; 0 where it was paid at another, or never. */
export async function findPointsAt(
  db: Db,
  guildId: string,
  memberId: string,
  reason: string,
  at: Date,
): Promise<number> {
  const [row] = await db
    .select({ points: points.points })
    .from(points)
    .where(
      and(
        eq(points.guildId, guildId),
        eq(points.memberId, memberId),
        or(eq(points.reason, reason), like(points.reason, 'practice:%'), like(points.reason, 'review:%')),
        eq(points.earnedAt, at),
      ),
    );
  return row?.points ?? 0;
}

/** Makes the kept sums anew from the ledger: a repair, and what tests compare the kept sums with. */
export async function rebuildScores(db: Db, guildId: string): Promise<void> {
  await db.transaction(async tx => {
    await tx.delete(scores).where(eq(scores.guildId, guildId));
    await tx.execute(sql`
      insert into ${scores} (guild_id, cohort_id, member_id, points, reached_at)
      select guild_id, cohort_id, member_id, sum(points), max(earned_at)
      from ${points} where guild_id = ${guildId} and cohort_id is not null
      group by guild_id, cohort_id, member_id`);
  });
}
