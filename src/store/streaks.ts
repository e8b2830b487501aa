/** What a member's streaks are reckoned from, besides what was posted: days kept and made good, zones, and what was done for days that weren't kept. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { ChosenZone } from '../core/member-zone.ts';
import { LONGEST_REPAIR } from '../core/repair.ts';
import type { StudyDay } from '../core/time.ts';
import { addAudit } from './audit.ts';
import type { Db } from './connect.ts';
import { listMemberZones } from './member-zones.ts';
import { openFrom } from './progress.ts';
import { answers, deliveries, keptDays, lessonProgress, notes, streakRepairs } from './schema.ts';

export interface KeptDay {
  readonly cohortId: string;
  readonly day: StudyDay;
  /** What was done first on it: `lesson`, `quiz` or `review`. */
  readonly action: string;
  readonly at: Date;
}

export interface Repair {
  readonly cohortId: string;
  readonly day: StudyDay;
  /** As a moderator typed it. */
  readonly reason: string;
}

export interface StreakRecord {
  readonly kept: readonly KeptDay[];
  readonly repairs: readonly Repair[];
  readonly zones: readonly ChosenZone[];
  /** Of lessons that were posted for days that the member didn't keep: when they were done, and their answers soon after the day. */
  readonly done: ReadonlyMap<string, Date>;
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
  const [kept, repairs, zones, deeds] = await Promise.all([
    listKept(db, person, cohortIds),
    listRepairs(db, person, cohortIds),
    listMemberZones(db, person.guildId, person.memberId),
    listDeeds(db, person, cohortIds),
  ]);
  return {
    ...{ kept, repairs, zones },
    done: new Map(deeds.flatMap(({ lessonId, doneAt }) => (doneAt ? [[lessonId, doneAt]] : []))),
    answers: deeds.map(({ lessonId, questionId, at }) => ({ lessonId, questionId, at })),
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

/** Only answers that could make a day good are looked at further: core/repair.ts says which do. */
async function listDeeds(db: Db, { guildId, memberId }: Person, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const lessonId = sql<string>`${deliveries.lessonId}`;
  return db
    .selectDistinct({
      lessonId,
      questionId: answers.questionId,
      at: answers.answeredAt,
      doneAt: lessonProgress.doneAt,
    })
    .from(deliveries)
    .innerJoin(
      answers,
      and(
        eq(answers.guildId, deliveries.guildId),
        eq(answers.memberId, memberId),
        sql`split_part(${answers.questionId}, '#', 1) = ${deliveries.lessonId}`,
        sql`${answers.answeredAt} >= ${openFrom}`,
        sql`${answers.answeredAt} < ${openFrom} + make_interval(secs => ${LONGEST_REPAIR / 1000})`,
      ),
    )
    .leftJoin(
      lessonProgress,
      and(
        eq(lessonProgress.guildId, deliveries.guildId),
        eq(lessonProgress.memberId, memberId),
        eq(lessonProgress.lessonId, lessonId),
      ),
    )
    .where(
      and(
        eq(deliveries.guildId, guildId),
        inArray(deliveries.cohortId, [...ids]),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['sent', 'late']),
        sql`not exists (select 1 from ${keptDays} as kept where kept.guild_id = ${deliveries.guildId}
          and kept.cohort_id = ${deliveries.cohortId} and kept.member_id = ${memberId} and kept.study_day = ${deliveries.studyDay})`,
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
