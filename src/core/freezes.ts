/**
 * Freezes: what keeps a streak on a study day that was missed. They are never counted anywhere: the days alone say how many somebody
 * holds, so that a day made good gives back what it took. Values: research/learning.md §4; why so: docs/decisions/0032.
 */
import { type DayState, isHarmless } from './streak.ts';

const FREEZES_AT_JOINING = 2;
export const MOST_FREEZES = 3;
/** Study days to be kept for another freeze. */
export const DAYS_FOR_A_FREEZE = 7;

/** A study day with what it made of the streak. */
export interface CountedDay<D extends DayState = DayState> {
  readonly own: D;
  /** `frozen`: missed, and a freeze was used. */
  readonly became: DayState['state'] | 'frozen';
  /** The streak, and the freezes held, when this day was over. */
  readonly streak: number;
  readonly freezes: number;
}

export interface Streak<D extends DayState = DayState> {
  /** Study days kept in a row, up to now. */
  readonly streak: number;
  /** Freezes held. */
  readonly freezes: number;
  /** Study days to keep for the next freeze; undefined while they hold as many as they can. */
  readonly toNext: number | undefined;
  /** Oldest first. */
  readonly days: readonly CountedDay<D>[];
}

/**
 * Goes through a member's study days in a cohort, oldest first. A kept day adds to the streak and to the next freeze; a missed one takes
 * a freeze, or else the streak is at its end, and with it what was collected for the next freeze. Others change nothing, and neither does
 * what was missed before the first kept day: there was nothing to keep yet.
 *
 * Freezes are kept in seventh parts, and never more than fill the pocket: then keeping a day more, after the first, can never
 * leave anybody with less.
 */
export function decideStreak<D extends DayState>(own: readonly D[]): Streak<D> {
  let sevenths = FREEZES_AT_JOINING * DAYS_FOR_A_FREEZE;
  let streak = 0;
  let hasBegun = false;
  const freezes = () => Math.floor(sevenths / DAYS_FOR_A_FREEZE);
  const days = own.map((day): CountedDay<D> => {
    let became: CountedDay['became'] = day.state;
    if (day.state === 'kept' || day.state === 'repaired') {
      hasBegun = true;
      streak += 1;
      sevenths = Math.min(sevenths + 1, MOST_FREEZES * DAYS_FOR_A_FREEZE);
    } else if (day.state === 'missed' && hasBegun && freezes() > 0) {
      became = 'frozen';
      sevenths -= DAYS_FOR_A_FREEZE;
    } else if (day.state === 'missed' && hasBegun) {
      streak = 0;
      sevenths = 0;
    }
    return { own: day, became, streak, freezes: freezes() };
  });
  const toNext = freezes() === MOST_FREEZES ? undefined : DAYS_FOR_A_FREEZE - (sevenths % DAYS_FOR_A_FREEZE);
  return { streak, freezes: freezes(), toNext, days };
}

/** The latest study days that are over and whose streak a freeze has kept, oldest first; none once another day was kept after them. */
export function justFrozen<D extends DayState>({ days }: Streak<D>): readonly CountedDay<D>[] {
  const decided = days.filter(({ became }) => became !== 'open' && !isHarmless(became));
  const end = decided.findLastIndex(({ became }) => became !== 'frozen');
  return decided.slice(end + 1).filter(({ streak }) => streak > 0);
}
