/** What a member's streaks are reckoned from, besides what was posted: days kept and made good, zones, and what was done for days that weren't kept. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ChosenZone } from '../core/member-zone.ts';
import { LONGEST_REPAIR } from '../core/repair.ts';
import type { StudyDay } from '../core/time.ts';
import { addAudit } from './audit.ts';
import type { Db } from './connect.ts';
import { listMemberZones } from './member-zones.ts';
import { answers, deliveries, keptDays, lessonProgress, notes, streakRepairs } from './schema.ts';

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
  person: Person,
  cohortIds: readonly string[],
): Promise<StreakRecord> {
  const [kept, repairs, zones, done, given] = await Promise.all([
    listKept(db, person, cohortIds),
    listRepairs(db, person, cohortIds),
    listMemberZones(db, person.guildId, person.memberId),
    listDone(db, person),
    listAnswersForUnkept(db, person, cohortIds),
  ]);
  return {
    ...{ kept, repairs, zones },
    done: new Map(done.map(({ lessonId, at }) => [lessonId, at])),
    answers: given,
  };
}

async function listKept(db: Db, { guildId, memberId }: Person, ids: readonly string[]): Promise<KeptDay[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      cohortId: keptDays.cohortId,
      day: keptDays.studyDay,
      action: keptDays.action,
      at: keptDays.keptAt,
    })
    .from(keptDays)
    .where(
      and(
        eq(keptDays.guildId, guildId),
        eq(keptDays.memberId, memberId),
        inArray(keptDays.cohortId, [...ids]),
      ),
    )
    .orderBy(asc(keptDays.studyDay));
  return rows.map(row => ({ ...row, day: row.day as StudyDay }));
}

async function listRepairs(db: Db, { guildId, memberId }: Person, ids: readonly string[]): Promise<Repair[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      cohortId: streakRepairs.cohortId,
      day: streakRepairs.studyDay,
      reason: streakRepairs.reason,
    })
    .from(streakRepairs)
    .where(
      and(
        eq(streakRepairs.guildId, guildId),
        eq(streakRepairs.memberId, memberId),
        inArray(streakRepairs.cohortId, [...ids]),
      ),
    );
  return rows.map(row => ({ ...row, day: row.day as StudyDay }));
}

async function listDone(db: Db, { guildId, memberId }: Person) {
  return db
    .select({ lessonId: lessonProgress.lessonId, at: lessonProgress.doneAt })
    .from(lessonProgress)
    .where(and(eq(lessonProgress.guildId, guildId), eq(lessonProgress.memberId, memberId)));
}

/**
 * Answers to lessons of days that weren't kept, given before it was too late to repair any of them; core/repair.ts says which do. The lessons
 * are looked up in one value instead of being joined: then no plan can compare each of a member's answers with each of the days.
 */
async function listAnswersForUnkept(db: Db, { guildId, memberId }: Person, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const lessonId = sql<string>`split_part(${answers.questionId}, '#', 1)`;
  const cohortIds = sql.join(
    ids.map(id => sql`${id}`),
    sql`, `,
  );
  const lastOpen = sql`(
    select coalesce(jsonb_object_agg(unkept.lesson_id, unkept.opened), '{}') from (
      select post.lesson_id, extract(epoch from max(case when post.state = 'late' then post.sent_at else post.due_at end)) as opened
      from ${deliveries} as post
      where post.guild_id = ${guildId} and post.cohort_id in (${cohortIds}) and post.lane = 'plan'
        and post.state in ('sent', 'late') and post.lesson_id is not null
        and not exists (select 1 from ${keptDays} as kept where kept.guild_id = post.guild_id and kept.cohort_id = post.cohort_id
          and kept.member_id = ${memberId} and kept.study_day = post.study_day)
      group by post.lesson_id) as unkept)`;
  return db
    .select({ lessonId, questionId: answers.questionId, at: answers.answeredAt })
    .from(answers)
    .where(
      and(
        eq(answers.guildId, guildId),
        eq(answers.memberId, memberId),
        sql`extract(epoch from ${answers.answeredAt}) < (${lastOpen} ->> ${lessonId})::numeric + ${LONGEST_REPAIR / 1000}::int`,
      ),
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
