import { deliveryId } from '../../src/core/delivery.ts';
import { dayIn } from '../../src/core/time.ts';
import type { TestBot } from './bot.ts';

/** As if a lesson had been posted to a cohort, for the date (UTC) of `at`; now unless said otherwise. */
export async function postLesson(
  { sql, guildId, channelId, now }: Pick<TestBot, 'sql' | 'guildId' | 'channelId' | 'now'>,
  cohortId: string,
  lessonId: string,
  at: Date = now(),
): Promise<void> {
  const key = { guildId, cohortId, kind: 'lesson', studyDay: dayIn('UTC', at) };
  const [row] = await sql`select count(*)::int as n from deliveries where cohort_id = ${cohortId}`;
  const slot = row?.['n'] as number;
  await sql`
    insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, lesson_id, channel_id, state, due_at, sent_at)
    values (${guildId}, ${cohortId}, 'lesson', ${key.studyDay}, ${slot}, ${deliveryId({ ...key, slot })}, ${lessonId}, ${channelId},
      'sent', ${at}, ${at})`;
}
