/** What members have learned: lessons done, and study days kept. Both are facts and are only added. */
import { and, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';
import { studiesIn } from './memberships.ts';
import { prepared, preparedSql } from './prepared.ts';
import { cohorts, deliveries, keptDays, lessonProgress, memberships, memberZones } from './schema.ts';

/** True the first time; a lesson is done once, wherever it was met. */
export async function addLessonDone(db: Db, done: typeof lessonProgress.$inferInsert): Promise<boolean> {
  const added = await db
    .insert(lessonProgress)
    .values(done)
    .onConflictDoNothing()
    .returning({ lessonId: lessonProgress.lessonId });
  return added.length === 1;
}

export async function listLessonsDone(db: Db, guildId: string, memberId: string): Promise<Set<string>> {
  const rows = await lessonsDone(db).execute({ guildId, memberId });
  return new Set(rows.map(row => row.lessonId));
}

const lessonsDone = prepared(db =>
  db
    .select({ lessonId: lessonProgress.lessonId })
    .from(lessonProgress)
    .where(
      and(
        eq(lessonProgress.guildId, sql.placeholder('guildId')),
        eq(lessonProgress.memberId, sql.placeholder('memberId')),
      ),
    )
    .prepare('lessons_done'),
);

/** True when that study day wasn't kept before. */
export async function addKeptDay(db: Db, kept: typeof keptDays.$inferInsert): Promise<boolean> {
  const added = await db
    .insert(keptDays)
    .values(kept)
    .onConflictDoNothing()
    .returning({ day: keptDays.studyDay });
  return added.length === 1;
}

/** Those of the cohorts to which a lesson was posted, also before somebody joined. */
export async function listCohortsPosted(
  db: Db,
  guildId: string,
  cohortIds: readonly string[],
  lessonId: string,
): Promise<Set<string>> {
  if (cohortIds.length === 0) return new Set();
  const rows = await db
    .selectDistinct({ cohortId: deliveries.cohortId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        inArray(deliveries.cohortId, [...cohortIds]),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['sent', 'late']),
        eq(deliveries.lessonId, lessonId),
      ),
    );
  return new Set(rows.map(({ cohortId }) => cohortId));
}

/** Keeps those days whose lesson the member has done since it was due, as of when they did it. One statement. */
export async function keepDaysDone(
  db: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
  days: readonly PostedDay[],
): Promise<void> {
  const open = days.map(({ cohortId, day, lessonId, due }) => ({
    ...{ cohort_id: cohortId, day, lesson_id: lessonId, due: due.toISOString() },
  }));
  await db.execute(sql`
    insert into ${keptDays} (guild_id, cohort_id, member_id, study_day, action, kept_at)
    select done.guild_id, open.cohort_id, done.member_id, open.day, 'lesson', min(done.done_at)
    from jsonb_to_recordset(${JSON.stringify(open)}::jsonb) as open (cohort_id text, day date, lesson_id text, due timestamptz)
      join ${lessonProgress} as done on done.guild_id = ${guildId} and done.member_id = ${memberId}
        and done.lesson_id = open.lesson_id and done.done_at >= open.due
    group by done.guild_id, open.cohort_id, done.member_id, open.day
    on conflict do nothing`);
}

/** A study day that was posted to a cohort of a member. */
export interface PostedDay {
  readonly cohortId: string;
  /** The one in which it closes to the member: theirs when it fell due, else the cohort's; an IANA name. */
  readonly zone: string;
  readonly day: StudyDay;
  /** Null where this slot of the day has no lesson. */
  readonly lessonId: string | null;
  readonly due: Date;
  readonly isKept: boolean;
}

/** What was posted for the days due after `since` in every cohort that a member studies in. */
export async function listPostedDays(
  db: Db,
  guildId: string,
  memberId: string,
  since: Date,
): Promise<PostedDay[]> {
  return asPostedDays(await postedDays(db).execute({ guildId, memberId, since: since.toISOString() }));
}

/** As `openFrom` of core/delivery.ts says it. */
const openFrom = sql<Date>`case when ${deliveries.state} = 'late' then ${deliveries.sentAt} else ${deliveries.dueAt} end`;

/** As `zoneAt` of core/member-zone.ts says it. */
const zoneThen = sql<string>`coalesce((
  select own.zone from ${memberZones} as own
  where own.guild_id = ${memberships.guildId} and own.member_id = ${memberships.memberId} and own.from_at <= ${openFrom}
  order by own.from_at desc limit 1), ${cohorts.zone})`;

/** The same to be asked for within another query; needs the values `guildId`, `memberId` and `since` (ISO). */
export const selectPostedDays = (db: Db) =>
  db
    .select({
      cohortId: cohorts.id,
      // Not `zone`: whoever asks this within another query may name a cohort’s zone beside it.
      zone: zoneThen.as('own_zone'),
      day: deliveries.studyDay,
      lessonId: deliveries.lessonId,
      due: openFrom.mapWith(deliveries.dueAt).as('due'),
      isKept: sql<boolean>`${isNotNull(keptDays.studyDay)}`.as('is_kept'),
    })
    .from(memberships)
    .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
    .innerJoin(deliveries, and(eq(deliveries.guildId, cohorts.guildId), eq(deliveries.cohortId, cohorts.id)))
    .leftJoin(
      keptDays,
      and(
        eq(keptDays.guildId, memberships.guildId),
        eq(keptDays.cohortId, memberships.cohortId),
        eq(keptDays.memberId, memberships.memberId),
        eq(keptDays.studyDay, deliveries.studyDay),
      ),
    )
    .where(
      and(
        studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId')),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['sent', 'late']),
        gt(openFrom, sql`${sql.placeholder('since')}::timestamptz`),
      ),
    );

const postedDays = prepared(db => selectPostedDays(db).prepare('posted_days'));

/** Postgres knows of a day only that it is a date. */
export const asPostedDays = (
  rows: readonly (Omit<PostedDay, 'day'> & { readonly day: string })[],
): PostedDay[] => rows.map(row => ({ ...row, day: row.day as StudyDay }));

export interface Standing {
  /** The lesson that was posted for the latest study day in any cohort of the member; undefined before the first. */
  readonly posted: string | undefined;
  readonly done: ReadonlySet<string>;
}

/** How far a member has come here, in one question: what was posted last for them, and every lesson that they have done. */
export async function findStanding(db: Db, guildId: string, memberId: string): Promise<Standing> {
  const [row] = await standing(db).execute({ guildId, memberId });
  return { posted: row?.posted ?? undefined, done: new Set(row?.done) };
}

const standing = preparedSql<{ readonly posted: string | null; readonly done: string[] }>(
  'standing',
  sql`
    select array(
      select lesson_id from ${lessonProgress}
      where guild_id = ${sql.placeholder('guildId')} and member_id = ${sql.placeholder('memberId')}
    ) as done, (
      select deliveries.lesson_id
      from ${memberships}
        join ${cohorts} on cohorts.guild_id = memberships.guild_id and cohorts.id = memberships.cohort_id
        join ${deliveries} on deliveries.guild_id = cohorts.guild_id and deliveries.cohort_id = cohorts.id
      where ${studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId'))}
        and deliveries.lane = 'plan' and deliveries.state in ('sent', 'late') and deliveries.lesson_id is not null
      order by deliveries.study_day desc, deliveries.slot desc
      limit 1
    ) as posted`,
);
