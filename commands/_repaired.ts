/** What is said to who has just made a missed study day good by doing its lesson and its quiz, or is on the way to it. */
import { dayShort } from '../src/cards/day-words.ts';
import { count, plain, time } from '../src/cards/words.ts';
import { lessonsOf } from '../src/core/own-streak.ts';
import { answeredFor, questionsToRepair, repairUntil } from '../src/core/repair.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { findStreakRecord } from '../src/store/streaks.ts';
import { askedIn, streakIn } from './_streak.ts';

const sentences = {
  repaired: (day: string, cohort: string, streak: number) =>
    `**${day} is repaired.** Your streak in ${plain(cohort)} is ${streak}.`,
  left: (day: string, questions: number, until: Date) =>
    `Answer ${count(questions, 'more question')} of this lesson by ${time(until)}, and ${day} is repaired for your streak.`,
  toDo: (day: string, until: Date) =>
    `Mark this lesson done by ${time(until)}, and ${day} is repaired for your streak.`,
};

/** A line for each study day that this lesson was posted for and that can still be repaired, or has been in that time. */
export async function repairLines(asked: Asked, lessonId: string): Promise<readonly string[]> {
  const { db, guildId, memberId, curriculum, now } = asked;
  const memberships = (await listMemberships(db, guildId, memberId)).filter(({ mode }) => mode !== 'audit');
  const ids = memberships.map(({ cohort }) => cohort.id);
  if (ids.length === 0) return [];
  const [posts, record, breaks] = await Promise.all([
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, asked, ids),
    listPauses(db, asked),
  ]);
  return memberships.flatMap(membership => {
    const { cohort } = membership;
    const own = streakIn(curriculum, { membership, posts, record, breaks }, now);
    return own.days.flatMap(({ own: { day, due, closes }, became }) => {
      if (!closes || now >= repairUntil(closes) || !lessonsOf(own.facts, day).includes(lessonId)) return [];
      const until = repairUntil(closes);
      // What a moderator repaired they have told of themselves.
      if (became === 'repaired')
        return own.facts.repairs.includes(day)
          ? []
          : [sentences.repaired(dayShort(day), cohort.name, own.streak)];
      if (became !== 'frozen' && became !== 'missed') return [];
      const given = answeredFor({ day, due, closes }, lessonId, own.facts.answers);
      const left = questionsToRepair(askedIn(curriculum, lessonId)) - given;
      const isDone = record.done.has(lessonId);
      // Where nothing is left and it still isn't repaired, all of it kept other days: one more answer is needed.
      if (left > 0 || isDone) return [sentences.left(dayShort(day), Math.max(1, left), until)];
      return [sentences.toDo(dayShort(day), until)];
    });
  });
}
