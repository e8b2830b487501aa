/** Days that pass with the bot at work: each is posted at its time, and then it is noon (UTC). */
import { addDays, dayIn, type StudyDay } from '../../src/core/time.ts';
import type { TestBot } from './bot.ts';

/** Until `last`; `at` is the UTC time of the posts. */
export async function passDays(bot: TestBot, last: string, at = '09:00'): Promise<void> {
  let day: StudyDay = dayIn('UTC', bot.now());
  while (day < last) {
    day = addDays(day, 1);
    bot.moveTo(`${day}T${at}:00Z`);
    await bot.tick();
  }
  bot.moveTo(`${day}T12:00:00Z`);
}
