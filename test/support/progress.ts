/** What members have learned, written straight into the records. */
import { lessonProgress } from '../../src/store/schema.ts';
import type { TestBot, TestMember } from './bot.ts';

/** Marks lessons as done, all of the curriculum's unless some are named. */
export async function learn(
  bot: TestBot,
  { id }: TestMember,
  lessonIds: readonly string[] = [...bot.curriculum.lessons.keys()],
): Promise<void> {
  const facts = { guildId: bot.guildId, memberId: id, rev: 1, cohortId: null, doneAt: bot.now() };
  await bot.db.insert(lessonProgress).values(lessonIds.map(lessonId => ({ ...facts, lessonId })));
}
