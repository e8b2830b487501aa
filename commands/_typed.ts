/** Days and times as people type them into commands: what they name, or a sentence that says what may have been meant. */
import { plain } from '../src/cards/words.ts';
import { parseDay, parseTime, type StudyDay } from '../src/core/time.ts';
import { nearestDay, nearestTime } from '../src/core/typed-times.ts';
import { Refusal } from '../src/discord/define-command.ts';

const sentences = {
  day: (typed: string, near: string | undefined) =>
    `I can’t read “${plain(typed)}” as a day. ${near === undefined ? 'Write it like 2026-11-23.' : `Did you mean **${near}**?`} Nothing was saved.`,
  time: (typed: string, near: string | undefined) =>
    `I can’t read “${plain(typed)}” as a time. ${near === undefined ? 'Write it like 09:00 or 18:30.' : `Did you mean **${near}**?`} Nothing was saved.`,
};

/** The day that was typed. Throws a `Refusal` with the nearest valid one, not before `today`. */
export function readDay(typed: string, today: StudyDay): StudyDay {
  const day = parseDay(typed);
  if (!day) throw new Refusal(sentences.day(typed, nearestDay(typed, today)));
  return day;
}

/** The local time (HH:MM) that was typed. Throws a `Refusal` with the nearest valid one. */
export function readTime(typed: string): string {
  const time = parseTime(typed);
  if (time === undefined) throw new Refusal(sentences.time(typed, nearestTime(typed)));
  return time;
}
