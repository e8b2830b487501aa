/** What is said to who has just made a missed study day good by doing its lesson and its quiz, or is on the way to it. */
import { dayShort } from '../src/cards/day-words.ts';
import { count, plain, time } from '../src/cards/words.ts';
import type { CountedDay } from '../src/core/freezes.ts';
import { lessonsOf, ownStreak } from '../src/core/own-streak.ts';
import { questionsLeft, repairUntil } from '../src/core/repair.ts';
import type { ClosedDay, OwnDay } from '../src/core/streak.ts';
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
  left: {
    answer: (questions: number) => `Answer ${count(questions, 'more question')} of this lesson`,
    mark: 'Mark this lesson done',
    both: (questions: number) =>
      `Mark this lesson done and answer ${count(questions, 'more question')} of it`,
  },
  repairs: (left: string, until: Date, day: string) =>
    `${left} by ${time(until)}, and ${day} is repaired for your streak.`,
};

/** A line for each study day that this lesson was posted for and that can still be repaired, or has been in that time. */
export async function repairLines(asked: Asked, lessonId: string): Promise<readonly string[]> {
  return (await listOwn(asked)).flatMap(({ cohort, own }) =>
    repairableIn(own, asked.now).flatMap(({ closed, became }) => {
      if (!lessonsOf(own.facts, closed.day).includes(lessonId)) return [];
      if (became === 'repaired') return toldRepaired(cohort, own, closed);
      if (became !== 'frozen' && became !== 'missed') return [];
      const questions = questionsLeft(closed, lessonId, {
        ...own.facts,
        asked: askedIn(asked.curriculum, lessonId),
      });
      const left = leftToDo(questions, own.facts.done.has(lessonId));
      return [sentences.repairs(left, repairUntil(closed.closes), dayShort(closed.day))];
    }),
  );
}

/** A line for each study day that a quiz of whatever lessons repaired: without these answers to it the day wouldn't be. */
export async function repairedBy(asked: Asked, given: readonly Answer[]): Promise<readonly string[]> {
  if (given.length === 0) return [];
  const keyOf = (questionId: string, at: Date) => `${questionId} ${at.getTime()}`;
  const these = new Set(given.map(one => keyOf(one.questionId, one.answeredAt)));
  return (await listOwn(asked)).flatMap(({ cohort, own }) => {
    const repaired = repairableIn(own, asked.now).filter(({ became }) => became === 'repaired');
    if (repaired.length === 0) return [];
    const answers = own.facts.answers.filter(one => !these.has(keyOf(one.questionId, one.at)));
    const { days } = ownStreak({ ...own.facts, answers }, id => askedIn(asked.curriculum, id), asked.now);
    const without = new Set(days.flatMap(one => (one.became === 'repaired' ? [one.own.day] : [])));
    return repaired.flatMap(({ closed }) =>
      without.has(closed.day) ? [] : toldRepaired(cohort, own, closed),
    );
  });
}

interface Own {
  readonly cohort: Cohort;
  readonly own: MemberStreak;
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
  return memberships.map(membership => ({
    cohort: membership.cohort,
    own: streakIn(curriculum, { membership, posts, record, breaks }, now),
  }));
}

interface Repairable {
  readonly closed: ClosedDay;
  readonly became: CountedDay['became'];
}

/** Days that closed without the member, as long as doing can still repair them. */
const repairableIn = ({ days }: MemberStreak, now: Date): readonly Repairable[] =>
  days.flatMap(({ own: { day, due, closes }, became }: CountedDay<OwnDay>) =>
    closes && now < repairUntil(closes) ? [{ closed: { day, due, closes }, became }] : [],
  );

/** What a moderator repaired they have told of themselves. */
const toldRepaired = (cohort: Cohort, { facts, streak }: MemberStreak, { day }: ClosedDay): string[] =>
  facts.repairs.includes(day) ? [] : [sentences.repaired(dayShort(day), cohort.name, streak)];

/** `questions`: different ones that are still to be answered. */
function leftToDo(questions: number, isDone: boolean): string {
  if (isDone) return sentences.left.answer(questions);
  return questions > 0 ? sentences.left.both(questions) : sentences.left.mark;
}
