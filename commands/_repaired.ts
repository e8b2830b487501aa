/** What is said to who has just made a study day good by doing its lesson and its quiz, or is on the way to it. */
import { dayShort } from '../src/cards/day-words.ts';
import { count, listWords, plain, time } from '../src/cards/words.ts';
import {
  type AskedIn,
  lessonsOf,
  listRepairable,
  type Repairable,
  repairedBy,
  streakWith,
} from '../src/core/own-streak.ts';
import { repairUntil } from '../src/core/repair.ts';
import type { StudyDay } from '../src/core/time.ts';
import type { Asked } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import type { Answer } from '../src/store/quizzes.ts';
import { findStreakRecord } from '../src/store/streaks.ts';
import { askedIn, type MemberStreak, streakIn } from './_streak.ts';

const sentences = {
  repaired: (day: string, cohort: string, streak: number) =>
    `**${day} is repaired.** Your streak in ${plain(cohort)} is ${streak}.`,
  more: (days: readonly string[], streak: number) =>
    ` With ${listWords(days)} repaired too, it is ${streak}.`,
  left: {
    answer: (questions: number) => `Answer ${count(questions, 'more question')} of this lesson`,
    mark: 'Mark this lesson done',
    both: (questions: number) =>
      `Mark this lesson done and answer ${count(questions, 'more question')} of it`,
  },
  repairs: (left: string, until: Date, day: string) =>
    `${left} by ${time(until)}, and ${day} is repaired for your streak.`,
};

/** A line for each study day that marking this lesson done makes good, or has, in the time for it, and for each that waits for its questions. */
export const repairLines = async (asked: Asked, lessonId: string): Promise<readonly string[]> =>
  (await listOwn(asked)).flatMap(one => [
    ...toldRepaired(
      one,
      one.own.days.flatMap(({ own: { day, closes, state } }) => {
        const isInTime = closes && asked.now < repairUntil(closes);
        const isRepaired = state === 'repaired' && !one.own.facts.repairs.includes(day);
        return isInTime && isRepaired && lessonsOf(one.own.facts, day).includes(lessonId) ? [day] : [];
      }),
    ),
    ...linesLeft(one, lessonId),
  ]);

/**
 * What a quiz's result says: a line for each study day whose repair these answers to it completed, however long ago. `lessonId`: the one
 * lesson that it was about, of which it is also said what is left to do.
 */
export async function resultLines(
  asked: Asked,
  given: readonly Answer[],
  lessonId: string | undefined,
): Promise<readonly string[]> {
  if (given.length === 0 && lessonId === undefined) return [];
  const these = given.map(({ questionId, answeredAt }) => ({ questionId, at: answeredAt }));
  return (await listOwn(asked)).flatMap(one => [
    ...toldRepaired(one, repairedBy(one.own.facts, one.own, these, one.askedIn)),
    ...(lessonId === undefined ? [] : linesLeft(one, lessonId)),
  ]);
}

interface Own {
  readonly cohort: Cohort;
  readonly own: MemberStreak;
  readonly repairable: readonly Repairable[];
  readonly askedIn: AskedIn;
  readonly now: Date;
}

/** The streak of whoever asks in each cohort in which one is counted. */
async function listOwn(asked: Asked): Promise<readonly Own[]> {
  const { db, guildId, memberId, curriculum, now } = asked;
  const memberships = (await listMemberships(db, guildId, memberId)).filter(({ mode }) => mode !== 'audit');
  const ids = memberships.map(({ cohort }) => cohort.id);
  if (ids.length === 0) return [];
  const [posts, record, breaks] = await Promise.all([
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, asked, ids),
    listPauses(db, asked),
  ]);
  const asksIn: AskedIn = id => askedIn(curriculum, id);
  return memberships.map(membership => {
    const own = streakIn(curriculum, { membership, posts, record, breaks }, now);
    const repairable = listRepairable(own.facts, own, asksIn, now);
    return { cohort: membership.cohort, own, repairable, askedIn: asksIn, now };
  });
}

/** What is left to do of a lesson for each study day that it can repair. */
const linesLeft = ({ repairable }: Own, lessonId: string): readonly string[] =>
  repairable.flatMap(({ closed, ways }) => {
    const way = ways.find(one => one.lessonId === lessonId);
    return way ? [sentences.repairs(leftToDo(way), repairUntil(closed.closes), dayShort(closed.day))] : [];
  });

function toldRepaired(
  { cohort, own, repairable, askedIn, now }: Own,
  repaired: readonly StudyDay[],
): readonly string[] {
  if (repaired.length === 0) return [];
  const rest = repairable.map(({ closed }) => closed.day);
  const withRest = streakWith(own.facts, rest, askedIn, now);
  const more = rest.length > 0 ? sentences.more(rest.map(dayShort), withRest) : '';
  return repaired.map(day => `${sentences.repaired(dayShort(day), cohort.name, own.streak)}${more}`);
}

function leftToDo({ questions, isDone }: Repairable['ways'][number]): string {
  if (isDone) return sentences.left.answer(questions);
  return questions > 0 ? sentences.left.both(questions) : sentences.left.mark;
}
