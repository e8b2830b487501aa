/** What became of a member's study days in a cohort: the one place that asks the rules of streaks for a picture or a card. */
import type { CountedDay } from '../src/core/freezes.ts';
import type { StudyDay } from '../src/core/time.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { DayMark } from '../src/pictures/progress.ts';
import { type StreakSource, streakIn } from './_streak.ts';

/** Where it had begun when they joined, or our own post came too late, nobody missed anything: it looks like a day of rest. */
const markOf = {
  kept: 'kept',
  repaired: 'repaired',
  frozen: 'frozen',
  open: 'open',
  missed: 'missed',
  rest: 'rest',
  joined: 'rest',
  late: 'rest',
} as const satisfies Record<CountedDay['became'], DayMark>;

export interface OwnDays {
  /** Days that were theirs, oldest first. */
  readonly days: readonly { readonly day: StudyDay; readonly mark: DayMark }[];
  readonly streak: number;
  readonly freezes: number;
  /** How many days were kept, of those that count. */
  readonly kept: number;
  readonly counted: number;
}

export function studyDaysOf(curriculum: Curriculum, source: StreakSource, now: Date): OwnDays {
  const { streak, freezes, days } = streakIn(curriculum, source, now);
  const marks = days.map(({ own, became }) => ({ day: own.day, mark: markOf[became] }));
  return {
    ...{ days: marks, streak, freezes },
    kept: marks.filter(({ mark }) => mark === 'kept' || mark === 'repaired').length,
    counted: marks.filter(({ mark }) => mark !== 'rest').length,
  };
}
