/** A streak that explains itself: each study day with what it did, the freezes, and what can still be repaired. */
import { DAYS_FOR_A_FREEZE, MOST_FREEZES } from '../core/freezes.ts';
import type { StudyDay } from '../core/time.ts';
import { dayShort, weekdayWord } from './day-words.ts';
import { quizButton, readButton } from './lesson-card.ts';
import { type Block, type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, cut, plain, time } from './words.ts';

/** What is told of a study day. */
export type DayTold =
  | { readonly what: 'kept'; readonly by: string; readonly streak: number }
  | { readonly what: 'repaired'; readonly reason: string | undefined; readonly streak: number }
  | { readonly what: 'open'; readonly until: Date }
  | { readonly what: 'frozen'; readonly streak: number }
  | { readonly what: 'missed' | 'joined' | 'rest' | 'late' };

/** A day that closed unkept and that its member can still repair. */
export interface ToRepair {
  readonly day: StudyDay;
  readonly weekday: number;
  readonly until: Date;
  readonly lesson: { readonly id: string; readonly title: string };
  readonly isDone: boolean;
  /** Different questions that are still to be answered. */
  readonly questions: number;
  /** The streak when it alone is repaired. */
  readonly streak: number;
  readonly givesFreezeBack: boolean;
}

export interface StreakCard {
  /** Whose streak it is: a lesson is opened at its place there. */
  readonly cohortId: string;
  readonly cohortName: string;
  readonly pathwayTitle: string | undefined;
  readonly streak: number;
  readonly freezes: number;
  readonly toNext: number | undefined;
  /** A part of the list, the newest day first. */
  readonly days: readonly { readonly day: StudyDay; readonly told: DayTold }[];
  readonly page: string | undefined;
  readonly repairs: readonly ToRepair[];
  /** The streak when each of `repairs` is repaired. */
  readonly streakWithAll: number;
  /** Said before everything else, such as that the member is on a break. */
  readonly notes: readonly string[];
  /** Whether a day is open that isn't kept yet. */
  readonly hasOpen: boolean;
  readonly pages: readonly Button[];
  /** In which the member takes part, too. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly replaces: boolean;
}

/** A row holds no more. */
const mostOthers = 5;
/** A row has to hold them beside the way to today’s lesson. */
const mostRepairs = 4;

const sentences = {
  title: (streak: number) => `## Your streak: ${count(streak, 'study day')}`,
  freezes: (held: number) =>
    held === 0 ? 'You hold no freeze now.' : `You hold ${count(held, 'freeze')}, of ${MOST_FREEZES} at most.`,
  use: 'A freeze keeps your streak by itself on a study day that you miss.',
  next: (days: number) =>
    days === DAYS_FOR_A_FREEZE
      ? `${count(days, 'kept study day')} earn the next one.`
      : `${count(days, 'more kept study day')} ${days === 1 ? 'earns' : 'earn'} the next one.`,
  nothing:
    'No study day has been yours yet. Your first one counts from the moment you learn something on it.',
  how: 'A lesson done, or a question answered, keeps a study day. Weekends, holidays and pauses are no study days.',
  repair: ({ day, until }: ToRepair, left: string) =>
    `**${dayShort(day)} can be repaired** until ${time(until)}: ${left}.`,
  makes: (streak: number) => ` Your streak is ${streak} then.`,
  all: (repairs: number, streak: number) =>
    `**With ${repairs === 2 ? 'both' : `all ${repairs}`} repaired, your streak is ${streak}.**`,
  back: ' Its freeze comes back too.',
  mark: (lesson: string) => `mark “${lesson}” as done`,
  answer: (n: number, lesson: string) =>
    `answer ${count(n, 'more question', 'different questions')} of ${lesson}`,
};

const actions: Readonly<Record<string, string>> = {
  lesson: 'a lesson',
  quiz: 'a quiz',
  review: 'a review',
};

export function streakCard(card: StreakCard): Card {
  const { streak, freezes, toNext, days, repairs, page } = card;
  const where = [card.pathwayTitle, plain(card.cohortName), page].filter(part => part !== undefined);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    replaces: card.replaces,
    blocks: [
      text(
        `-# ${where.join(' ▸ ')}`,
        sentences.title(streak),
        ...card.notes,
        [
          sentences.freezes(freezes),
          ...(freezes > 0 ? [sentences.use] : []),
          ...(toNext === undefined ? [] : [sentences.next(toNext)]),
        ].join(' '),
      ),
      divider,
      text(
        ...(days.length === 0 ? [sentences.nothing] : days.map(({ day, told }) => dayLine(day, told))),
        `-# ${sentences.how}`,
      ),
      ...(repairs.length > 0 ? [divider, text(...repairLines(card))] : []),
      ...buttonRows(card),
    ],
  };
}

function buttonRows({ repairs, cohortId, pages, hasOpen, others }: StreakCard): Block[] {
  const today: Button = { label: 'Today’s lesson', press: { command: 'today', action: 'open' } };
  const first = [
    ...repairs.slice(-mostRepairs).map(one => repairButton(one, cohortId)),
    ...(hasOpen ? [today] : []),
  ].map((button, place): Button => (place === 0 ? { ...button, style: 'primary' } : button));
  const elsewhere = others.slice(0, mostOthers).map(
    ({ id, name }): Button => ({
      label: cut(name, 80),
      press: { command: 'streak', action: 'page', argument: `0.${id}` },
    }),
  );
  return [first, pages, elsewhere].filter(row => row.length > 0).map(row => buttons(...row));
}

const repairButton = ({ weekday, lesson, isDone }: ToRepair, cohortId: string): Button => ({
  ...(isDone ? quizButton(lesson.id) : readButton(lesson.id, cohortId)),
  label: `Repair ${weekdayWord(weekday)}`,
});

/** One of several may help only with the others: then what comes of all together is told, and nothing of it alone. */
function repairLines({ repairs, streak, streakWithAll }: StreakCard): readonly string[] {
  const [isOne, isSeveral] = [repairs.length === 1, repairs.length > 1];
  return [
    ...repairs.map(repair => repairLine(repair, isOne || repair.streak > streak)),
    ...(isSeveral ? [sentences.all(repairs.length, streakWithAll)] : []),
  ];
}

function repairLine(repair: ToRepair, tellsStreak: boolean): string {
  const { lesson, isDone, questions, givesFreezeBack, streak } = repair;
  const left = [
    ...(isDone ? [] : [sentences.mark(lesson.title)]),
    ...(questions > 0 ? [sentences.answer(questions, isDone ? `“${lesson.title}”` : 'it')] : []),
  ].join(' and ');
  return [
    sentences.repair(repair, left),
    ...(tellsStreak ? [sentences.makes(streak)] : []),
    ...(givesFreezeBack ? [sentences.back] : []),
  ].join('');
}

const dayLine = (day: StudyDay, told: DayTold): string => `**${dayShort(day)}**: ${dayTold(told)}`;

function dayTold(told: DayTold): string {
  switch (told.what) {
    case 'kept':
      return `kept by ${actions[told.by] ?? 'learning'}, that makes ${told.streak}`;
    case 'repaired':
      return `repaired${told.reason === undefined ? '' : ` by a moderator (${plain(told.reason)})`}, that makes ${told.streak}`;
    case 'open':
      return `open until ${time(told.until)}`;
    case 'frozen':
      return 'missed, freeze used';
    case 'missed':
      return 'missed, a new streak begins after it';
    case 'joined':
      return 'it had begun when you joined, so it breaks nothing';
    case 'rest':
      return 'you were on a break';
    case 'late':
      return 'my post came too late, so it breaks nothing';
  }
}
