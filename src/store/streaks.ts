/** What a member's streaks are reckoned from, besides what was posted: days kept and made good, zones, and what was done for days that weren't kept. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ChosenZone } from '../core/member-zone.ts';
import { LONGEST_REPAIR } from '../core/repair.ts';
import type { StudyDay } from '../core/time.ts';
import { addAudit } from './audit.ts';
import type { Db } from './connect.ts';
import {
  answers,
  deliveries,
  keptDays,
  lessonProgress,
  memberZones,
  notes,
  streakRepairs,
} from './schema.ts';

interface KeptDay {
  readonly cohortId: string;
  readonly day: StudyDay;
  /** What was done first on it: `lesson`, `quiz` or `review`. */
  readonly action: string;
  readonly at: Date;
}

interface Repair {
  readonly cohortId: string;
  readonly day: StudyDay;
  /** As a moderator typed it. */
  readonly reason: string;
}

export interface StreakRecord {
  readonly kept: readonly KeptDay[];
  readonly repairs: readonly Repair[];
  readonly zones: readonly ChosenZone[];
  /** When each lesson was done, by its id. */
  readonly done: ReadonlyMap<string, Date>;
  /** To lessons of days that the member didn't keep, as far as they can have repaired one. */
  readonly answers: readonly { readonly lessonId: string; readonly questionId: string; readonly at: Date }[];
}

interface Person {
  readonly guildId: string;
  readonly memberId: string;
}

/** One round trip, whatever the number of cohorts. */
export async function findStreakRecord(
  db: Db,
  { guildId, memberId }: Person,
  cohortIds: readonly string[],
): Promise<StreakRecord> {
  return (await listStreakRecords(db, guildId, [memberId], cohortIds)).get(memberId) ?? nothing;
}

const nothing: StreakRecord = { kept: [], repairs: [], zones: [], done: new Map(), answers: [] };

/** The same for many members, by member; one round trip for all of them. */
export async function listStreakRecords(
  db: Db,
  guildId: string,
  memberIds: readonly string[],
  cohortIds: readonly string[],
): Promise<ReadonlyMap<string, StreakRecord>> {
  if (memberIds.length === 0) return new Map();
  const of = { guildId, memberIds, cohortIds };
  const [kept, repairs, zones, done, given] = await Promise.all([
    listKept(db, of),
    listRepairs(db, of),
    listZones(db, of),
    listDone(db, of),
    listAnswersForUnkept(db, of),
  ]);
  return new Map(
    memberIds.map(memberId => [
      memberId,
      {
        ...{ kept: kept.get(memberId) ?? [], repairs: repairs.get(memberId) ?? [] },
        zones: zones.get(memberId) ?? [],
        done: new Map((done.get(memberId) ?? []).map(({ lessonId, at }) => [lessonId, at])),
        answers: given.get(memberId) ?? [],
      },
    ]),
  );
}

interface Of {
  readonly guildId: string;
  readonly memberIds: readonly string[];
  readonly cohortIds: readonly string[];
}

/** Rows by member, each in the order given. */
function byMember<R extends { readonly memberId: string }>(rows: readonly R[]): ReadonlyMap<string, R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows) {
    const own = found.get(row.memberId);
    if (own) own.push(row);
    else found.set(row.memberId, [row]);
  }
  return found;
}

async function listKept(db: Db, { guildId, memberIds, cohortIds }: Of) {
  if (cohortIds.length === 0) return byMember<KeptDay & { readonly memberId: string }>([]);
  const rows = await db
    .select({
      ...{ memberId: keptDays.memberId, cohortId: keptDays.cohortId, day: keptDays.studyDay },
      ...{ action: keptDays.action, at: keptDays.keptAt },
    })
    .from(keptDays)
    .where(
      and(
        eq(keptDays.guildId, guildId),
        ...[inArray(keptDays.memberId, [...memberIds]), inArray(keptDays.cohortId, [...cohortIds])],
      ),
    )
    .orderBy(asc(keptDays.studyDay));
  return byMember(rows.map(row => ({ ...row, day: row.day as StudyDay })));
}

async function listRepairs(db: Db, { guildId, memberIds, cohortIds }: Of) {
  if (cohortIds.length === 0) return byMember<Repair & { readonly memberId: string }>([]);
  const rows = await db
    .select({
      ...{ memberId: streakRepairs.memberId, cohortId: streakRepairs.cohortId },
      ...{ day: streakRepairs.studyDay, reason: streakRepairs.reason },
    })
    .from(streakRepairs)
    .where(
      and(
        eq(streakRepairs.guildId, guildId),
        ...[inArray(streakRepairs.memberId, [...memberIds]), inArray(streakRepairs.cohortId, [...cohortIds])],
      ),
    );
  return byMember(rows.map(row => ({ ...row, day: row.day as StudyDay })));
}

/** As `listMemberZones` does for one. */
async function listZones(db: Db, { guildId, memberIds }: Of) {
  const rows = await db
    .select({ memberId: memberZones.memberId, from: memberZones.fromAt, zone: memberZones.zone })
    .from(memberZones)
    .where(and(eq(memberZones.guildId, guildId), inArray(memberZones.memberId, [...memberIds])))
    .orderBy(asc(memberZones.fromAt));
  return byMember(rows);
}

async function listDone(db: Db, { guildId, memberIds }: Of) {
  const rows = await db
    .select({
      ...{ memberId: lessonProgress.memberId, lessonId: lessonProgress.lessonId, at: lessonProgress.doneAt },
    })
    .from(lessonProgress)
    .where(and(eq(lessonProgress.guildId, guildId), inArray(lessonProgress.memberId, [...memberIds])));
  return byMember(rows);
}

/**
 * Answers to lessons of days that weren't kept, given before it was too late to repair any of them; core/repair.ts says which do. The
 * lessons are looked up in one value for each member instead of being joined: then no plan can compare each answer with each of the days.
 */
async function listAnswersForUnkept(db: Db, { guildId, memberIds, cohortIds }: Of) {
  if (cohortIds.length === 0)
    return byMember<StreakRecord['answers'][number] & { readonly memberId: string }>([]);
  const ids = sql.join(
    cohortIds.map(id => sql`${id}`),
    sql`, `,
  );
  const rows = await db.execute<{ member: string; lesson: string; question: string; at: string | Date }>(sql`
    with unkept as materialized (
      select asked.member_id, (
        select coalesce(jsonb_object_agg(missed.lesson_id, missed.opened), '{}') from (
          select post.lesson_id, extract(epoch from max(case when post.state = 'late' then post.sent_at else post.due_at end)) as opened
          from ${deliveries} as post
          where post.guild_id = ${guildId} and post.cohort_id in (${ids}) and post.lane = 'plan'
            and post.state in ('sent', 'late') and post.lesson_id is not null
            and not exists (select 1 from ${keptDays} as kept where kept.guild_id = post.guild_id and kept.cohort_id = post.cohort_id
              and kept.member_id = asked.member_id and kept.study_day = post.study_day)
          group by post.lesson_id) as missed) as opened
      from unnest(${sql.param([...memberIds])}::text[]) as asked(member_id))
    select given.member_id as member, split_part(given.question_id, '#', 1) as lesson, given.question_id as question, given.answered_at as at
    from unkept join ${answers} as given on given.guild_id = ${guildId} and given.member_id = unkept.member_id
    where extract(epoch from given.answered_at)
      < (unkept.opened ->> split_part(given.question_id, '#', 1))::numeric + ${LONGEST_REPAIR / 1000}::int`);
  return byMember(
    rows.map(({ member, lesson, question, at }) => ({
      ...{ memberId: member, lessonId: lesson, questionId: question, at: new Date(at) },
    })),
  );
}

/** A day made good by a moderator, and what its member is told of it; true when it wasn't before. One transaction. */
export async function addStreakRepair(
  db: Db,
  repair: typeof streakRepairs.$inferInsert,
  cohortName: string,
): Promise<boolean> {
  const { guildId, memberId, cohortId, studyDay: day, actorId, at } = repair;
  return db.transaction(async tx => {
    const added = await tx
      .insert(streakRepairs)
      .values(repair)
      .onConflictDoNothing()
      .returning({ day: streakRepairs.studyDay });
    if (added.length === 0) return false;
    // Whose day it was and why stands in the repair alone, which goes with its member.
    await addAudit(tx, { guildId, cohortId, actorId, action: 'streak-repaired', detail: { day }, at });
    const id = `streak-repaired:${cohortId}:${day}`;
    const facts = { cohort: cohortName, day };
    await tx
      .insert(notes)
      .values({ guildId, memberId, id, kind: 'streak-repaired', facts, createdAt: at })
      .onConflictDoNothing();
    return true;
  });
}
