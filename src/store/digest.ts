/** What a cohort did in a week, for its digest. Members are named only as they chose. */
import { sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { CohortKey } from './cohorts.ts';
import type { Db } from './connect.ts';

export interface WeekLesson {
  readonly lessonId: string;
  readonly deliveryId: string;
  /** Whether its post has a thread, or gets one. */
  readonly hasThread: boolean;
}

/** Lessons that came on the study days of the week that begins on this Monday, in their order. */
export async function listLessonsOfWeek(
  db: Db,
  { guildId, id }: CohortKey,
  week: StudyDay,
): Promise<readonly WeekLesson[]> {
  return (await db.execute(sql`
    select lesson_id as "lessonId", id as "deliveryId", follow_up in ('waiting', 'done') as "hasThread"
    from deliveries
    where guild_id = ${guildId} and cohort_id = ${id} and lane = 'plan' and kind = 'lesson' and state in ('sent', 'late')
      and lesson_id is not null and study_day >= ${week}::date and study_day < ${week}::date + 7
    order by study_day, slot`)) as unknown as readonly WeekLesson[];
}

export interface LessonsDone {
  /** A lesson that two people did counts twice. */
  readonly times: number;
  readonly people: number;
}

/** How often a lesson that this cohort has had was done from `from` until before `until`, and by how many of those who study in it now. */
export async function countLessonsDone(
  db: Db,
  { guildId, id }: CohortKey,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<LessonsDone> {
  const [row] = (await db.execute(sql`
    select count(*)::int as times, count(distinct m.member_id)::int as people
    from memberships m join lesson_progress l on l.guild_id = m.guild_id and l.member_id = m.member_id
    where m.guild_id = ${guildId} and m.cohort_id = ${id} and m.left_at is null
      and l.done_at >= ${from.toISOString()}::timestamptz and l.done_at < ${until.toISOString()}::timestamptz
      and exists (
        select 1 from deliveries d where d.guild_id = m.guild_id and d.cohort_id = m.cohort_id and d.lane = 'plan'
          and d.lesson_id = l.lesson_id and d.state in ('sent', 'late'))`)) as unknown as readonly LessonsDone[];
  return row ?? { times: 0, people: 0 };
}

/** Those who were thanked in the week of this Monday and study here now: the names of who chose to show one, and how many they are in all. */
export async function findThanked(
  db: Db,
  { guildId, id }: CohortKey,
  week: StudyDay,
): Promise<{ readonly names: readonly string[]; readonly people: number }> {
  const rows = (await db.execute(sql`
    select case when s.shown_as = 'name' then s.shown_name end as name
    from memberships m left join member_settings s on s.guild_id = m.guild_id and s.member_id = m.member_id
    where m.guild_id = ${guildId} and m.cohort_id = ${id} and m.left_at is null and exists (
      select 1 from thanks t where t.guild_id = m.guild_id and t.cohort_id = m.cohort_id and t.member_id = m.member_id
        and t.week = ${week}::date)
    order by lower(s.shown_name), m.member_id`)) as unknown as readonly { name: string | null }[];
  return { names: rows.flatMap(({ name }) => name ?? []), people: rows.length };
}
