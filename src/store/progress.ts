/** What members have learned: lessons done, and study days kept. Both are facts and are only added. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';
import { keptDays, lessonProgress } from './schema.ts';

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

/** Kept study days of a member, by cohort. */
export async function listKeptDays(
  db: Db,
  guildId: string,
  memberId: string,
  cohortIds: readonly string[],
): Promise<Map<string, Set<StudyDay>>> {
  const byCohort = new Map<string, Set<StudyDay>>(cohortIds.map(id => [id, new Set()]));
  if (cohortIds.length === 0) return byCohort;
  const rows = await db
    .select({ cohortId: keptDays.cohortId, day: keptDays.studyDay })
    .from(keptDays)
    .where(
      and(
        eq(keptDays.guildId, guildId),
        eq(keptDays.memberId, memberId),
        inArray(keptDays.cohortId, [...cohortIds]),
      ),
    )
    .orderBy(asc(keptDays.studyDay));
  for (const row of rows) byCohort.get(row.cohortId)?.add(row.day as StudyDay);
  return byCohort;
}
