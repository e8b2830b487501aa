/** What boards are made of: sums of a week from the ledger, study days, and the names under which members stand there. */
import { and, asc, eq, gte, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import { claimAliases, type Season } from './aliases.ts';
import type { Db } from './connect.ts';
import { listMemberSettings } from './member-settings.ts';
import { firstJoined } from './memberships.ts';
import type { Score } from './points.ts';
import { deliveries, memberships, points } from './schema.ts';

interface CohortOf {
  readonly guildId: string;
  readonly cohortId: string;
}

/**
 * Everybody who studies in a cohort now, with what they earned in it between two instants; nobody who left or only reads along. The ledger
 * is never changed, so the board of an old week is there as long as its points are.
 */
export async function listScoresWithin(
  db: Db,
  { guildId, cohortId }: CohortOf,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<Score[]> {
  const sums = db
    .select({
      memberId: points.memberId,
      sum: sql<number>`sum(${points.points})::int`.as('sum'),
      hasEarned: sql<boolean>`bool_or(${points.points} > 0)`.as('has_earned'),
      last: sql<Date>`max(${points.earnedAt})`.as('last'),
    })
    .from(points)
    .where(
      and(
        ...[eq(points.guildId, guildId), eq(points.cohortId, cohortId)],
        ...[gte(points.earnedAt, from), lt(points.earnedAt, until)],
      ),
    )
    .groupBy(points.memberId)
    .as('sums');
  return db
    .select({
      memberId: memberships.memberId,
      points: sql<number>`coalesce(${sums.sum}, 0)`,
      hasEarned: sql<boolean>`coalesce(${sums.hasEarned}, false)`,
      reachedAt: sql<Date>`coalesce(${sums.last}, ${memberships.joinedAt})`.mapWith(points.earnedAt),
    })
    .from(memberships)
    .leftJoin(sums, eq(sums.memberId, memberships.memberId))
    .where(
      and(
        ...[eq(memberships.guildId, guildId), eq(memberships.cohortId, cohortId)],
        ...[isNull(memberships.leftAt), ne(memberships.mode, 'audit')],
      ),
    );
}

/** The study days that were posted to a cohort, oldest first. */
export async function listStudyDaysPosted(db: Db, { guildId, cohortId }: CohortOf): Promise<StudyDay[]> {
  const rows = await db
    .selectDistinct({ day: deliveries.studyDay })
    .from(deliveries)
    .where(
      and(
        ...[eq(deliveries.guildId, guildId), eq(deliveries.cohortId, cohortId), eq(deliveries.lane, 'plan')],
        inArray(deliveries.state, ['sent', 'late']),
      ),
    )
    .orderBy(asc(deliveries.studyDay));
  return rows.map(({ day }) => day as StudyDay);
}

/** When everybody who is in a cohort came first, whatever they chose since. */
export async function listJoined(db: Db, { guildId, cohortId }: CohortOf): Promise<Map<string, Date>> {
  const rows = await db
    .select({ memberId: memberships.memberId, since: firstJoined })
    .from(memberships)
    .where(
      and(
        ...[eq(memberships.guildId, guildId), eq(memberships.cohortId, cohortId)],
        isNull(memberships.leftAt),
      ),
    );
  return new Map(rows.map(row => [row.memberId, row.since]));
}

/** Who of these wants to be seen by nobody. */
export async function listHidden(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const chosen = await listMemberSettings(db, guildId, memberIds);
  return new Set([...chosen].flatMap(([id, { shownAs }]) => (shownAs === 'hidden' ? [id] : [])));
}

/** Under which name others see these members, by member: the one that they chose, else their alias. Both are told, for pictures. */
export async function listBoardNames(
  db: Db,
  season: Season,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly alias: string }>> {
  if (memberIds.length === 0) return new Map();
  const [chosen, drawn] = [
    await listMemberSettings(db, season.guildId, memberIds),
    await claimAliases(db, season, memberIds),
  ];
  return new Map(
    memberIds.map(id => {
      const alias = drawn.get(id) ?? '';
      const settings = chosen.get(id);
      const name = settings?.shownAs === 'name' ? settings.shownName?.trim() || alias : alias;
      return [id, { name, alias }];
    }),
  );
}

/** Of these days' cohorts, the ids of those that have had another study day since its Monday: decided, whatever became of it. */
export async function listWeeksBegun(
  db: Db,
  days: readonly (CohortOf & { readonly monday: StudyDay; readonly studyDay: StudyDay })[],
): Promise<ReadonlySet<string>> {
  if (days.length === 0) return new Set();
  const rows = (await db.execute(sql`
    select p."cohortId"
    from json_to_recordset(${JSON.stringify(days)}::json)
      as p("guildId" text, "cohortId" text, monday date, "studyDay" date)
    where exists (
      select 1 from deliveries d where d.guild_id = p."guildId" and d.cohort_id = p."cohortId" and d.lane = 'plan'
        and d.study_day >= p.monday and d.study_day < p."studyDay")`)) as unknown as readonly {
    cohortId: string;
  }[];
  return new Set(rows.map(({ cohortId }) => cohortId));
}

/** Aliases and chosen names of all others in the cohorts in which a member is now, of this season and of earlier ones. */
export async function listNamesBeside(db: Db, guildId: string, memberId: string): Promise<readonly string[]> {
  const rows = (await db.execute(sql`
    with theirs as (
      select m.cohort_id from memberships m
      where m.guild_id = ${guildId} and m.member_id = ${memberId} and m.left_at is null
    )
    select a.alias as name from aliases a
    where a.guild_id = ${guildId} and a.cohort_id in (select cohort_id from theirs) and a.member_id <> ${memberId}
    union
    select s.shown_name from member_settings s join memberships m on m.guild_id = s.guild_id and m.member_id = s.member_id
    where s.guild_id = ${guildId} and m.cohort_id in (select cohort_id from theirs) and m.left_at is null
      and s.member_id <> ${memberId} and s.shown_name is not null`)) as unknown as readonly {
    name: string;
  }[];
  return rows.map(({ name }) => name);
}
