/** A cohort in the middle of its studies, written straight into the records: lessons posted, members with what they have done. */
import { addDays, asStudyDay, weekday } from '../../src/core/time.ts';
import { deliveries, lessonProgress, memberships } from '../../src/store/schema.ts';
import type { TestBot } from './bot.ts';

export interface Studying {
  readonly name: string;
  /** How many of the lessons they have done, from the first on. */
  readonly done: number;
  /** When they did the last thing; the bot's time unless said otherwise. */
  readonly at?: string;
  readonly joinedAt?: string;
  readonly mode?: 'live' | 'audit' | 'catch-up';
}

/** `count` lessons of the curriculum (`isPlanned`: of the cohort's own plan), one on each weekday from 2 November 2026 on, 09:00 UTC. Answers the cohort's id and the lessons. */
export async function studiedCohort(
  bot: TestBot,
  {
    lessons: count,
    members,
    isPlanned = false,
  }: { readonly lessons: number; readonly members: readonly Studying[]; readonly isPlanned?: boolean },
  name = 'Autumn',
): Promise<{ readonly cohortId: string; readonly lessonIds: readonly string[] }> {
  const cohortId = await bot.startCohort(name);
  const planned = await bot.sql<{ id: string }[]>`
    select lesson_id as id from plan_days where cohort_id = ${cohortId} and lesson_id is not null order by study_day, slot`;
  const lessonIds = (isPlanned ? planned.map(({ id }) => id) : [...bot.curriculum.lessons.keys()]).slice(
    0,
    count,
  );
  const rows: (typeof deliveries.$inferInsert)[] = [];
  for (let day = asStudyDay('2026-11-02'); rows.length < count; day = addDays(day, 1)) {
    const id = `${cohortId.slice(0, 8)}-${rows.length}`;
    const facts = { guildId: bot.guildId, cohortId, kind: 'lesson', slot: 0, id, channelId: bot.channelId };
    const at = new Date(`${day}T09:00Z`);
    const lessonId = lessonIds[rows.length] ?? null;
    if (weekday(day) < 6)
      rows.push({ ...facts, studyDay: day, lessonId, state: 'sent', dueAt: at, sentAt: at });
  }
  if (rows.length > 0) await bot.db.insert(deliveries).values(rows);
  for (const [
    place,
    { name: who, done, at, joinedAt = '2026-11-02T08:00Z', mode = 'live' },
  ] of members.entries()) {
    const memberId = bot.member(who).id;
    const joined = new Date(new Date(joinedAt).getTime() + place);
    await bot.db
      .insert(memberships)
      .values({ guildId: bot.guildId, cohortId, memberId, joinedAt: joined, mode });
    const facts = { guildId: bot.guildId, memberId, rev: 1, cohortId, doneAt: at ? new Date(at) : bot.now() };
    const learned = lessonIds.slice(0, done).map(lessonId => ({ ...facts, lessonId }));
    if (learned.length > 0) await bot.db.insert(lessonProgress).values(learned);
  }
  return { cohortId, lessonIds };
}
