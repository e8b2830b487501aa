/** What moderators may know of a cohort's members: nobody who left, rests, only reads along, or chose not to be in reports. */
import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Break } from '../core/streak.ts';
import type { Db } from './connect.ts';
import { firstJoined } from './memberships.ts';
import { keptDays, lessonProgress, memberPauses, memberSettings, memberships } from './schema.ts';

interface CohortKey {
  readonly guildId: string;
  readonly cohortId: string;
}

export interface Reportable {
  readonly memberId: string;
  /** When they joined, or chose anew how to take part. */
  readonly joinedAt: Date;
  /** When they came first. */
  readonly firstJoinedAt: Date;
  readonly mode: string;
  /** When they last did a lesson or kept a study day of this cohort; null where they never did. */
  readonly activeAt: Date | null;
  /** Of the lessons asked for, those that they have done. */
  readonly done: ReadonlySet<string>;
  /** Breaks that are over. */
  readonly rested: readonly Break[];
}

/** Those who may be reported on at `now` (calendar time), in the order in which they came first. `lessonIds`: lessons that matter. */
export async function listReportable(
  db: Db,
  { guildId, cohortId }: CohortKey,
  lessonIds: readonly string[],
  now: Date,
): Promise<Reportable[]> {
  const ofMember = sql`guild_id = ${memberships.guildId} and member_id = ${memberships.memberId}`;
  const wanted = sql.param([...lessonIds]);
  const rows = await db
    .select({
      memberId: memberships.memberId,
      joinedAt: memberships.joinedAt,
      firstJoinedAt: firstJoined,
      mode: memberships.mode,
      activeAt: sql<Date | null>`greatest(
        (select max(done_at) from ${lessonProgress} where ${ofMember}),
        (select max(kept_at) from ${keptDays} where ${ofMember} and cohort_id = ${memberships.cohortId}))`.mapWith(
        (at: string | Date) => new Date(at),
      ),
      done: sql<string[]>`array(
        select lesson_id from ${lessonProgress} where ${ofMember} and lesson_id = any(${wanted}::text[]))`,
    })
    .from(memberships)
    .leftJoin(
      memberSettings,
      and(eq(memberSettings.guildId, memberships.guildId), eq(memberSettings.memberId, memberships.memberId)),
    )
    .where(
      and(
        eq(memberships.guildId, guildId),
        eq(memberships.cohortId, cohortId),
        isNull(memberships.leftAt),
        ne(memberships.mode, 'audit'),
        sql`coalesce(${memberSettings.inReports}, true)`,
      ),
    )
    .orderBy(asc(firstJoined), asc(memberships.memberId));
  const breaks = await listBreaks(
    db,
    guildId,
    rows.map(({ memberId }) => memberId),
  );
  const isResting = ({ from, until }: Break) => from <= now && (until === null || until > now);
  return rows
    .map(row => ({ ...row, done: new Set(row.done), rested: breaks.get(row.memberId) ?? [] }))
    .filter(({ rested }) => !rested.some(isResting));
}

async function listBreaks(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
): Promise<Map<string, Break[]>> {
  const found = new Map<string, Break[]>();
  if (memberIds.length === 0) return found;
  const rows = await db
    .select({ memberId: memberPauses.memberId, from: memberPauses.fromAt, until: memberPauses.untilAt })
    .from(memberPauses)
    .where(
      and(
        eq(memberPauses.guildId, guildId),
        inArray(memberPauses.memberId, [...memberIds]),
        // Taken back before it began.
        or(isNull(memberPauses.untilAt), gt(memberPauses.untilAt, memberPauses.fromAt)),
      ),
    );
  for (const { memberId, from, until } of rows)
    found.set(memberId, [...(found.get(memberId) ?? []), { from, until }]);
  return found;
}
