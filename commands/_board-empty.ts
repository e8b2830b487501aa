/** What a board says where there are no points: nobody earned any, or corrections took back what was earned. */
import type { Score } from '../src/store/points.ts';

/** Whether points can still come: to a board of this week or the whole time; to one that is over never. */
type Span = 'now' | 'week' | 'ever';

const nobody = {
  now: {
    earned:
      'Nobody has points here at the moment: corrections took back what was earned. The next answer makes the difference.',
    nothing: 'Nobody has earned a point yet. The first answer makes the difference.',
  },
  week: {
    earned: 'Nobody has points in that week: corrections took back what was earned.',
    nothing: 'Nobody earned a point in that week.',
  },
  ever: {
    earned: 'Nobody has points here: corrections took back what was earned.',
    nothing: 'Nobody earned a point here.',
  },
};

const none = {
  now: {
    earned:
      'You have no points here at the moment: a correction took back what you had earned. The next answer makes the difference.',
    nothing: 'You have no points here yet. The first answer makes the difference.',
  },
  week: {
    earned: 'You have no points in that week: a correction took back what you had earned.',
    nothing: 'You had no points in that week.',
  },
  ever: {
    earned: 'You have no points here: a correction took back what you had earned.',
    nothing: 'You had no points here.',
  },
};

/** Somebody who is hidden may have points: then nothing is said of anybody's. */
export const nobodyWords = (scores: readonly Pick<Score, 'points' | 'hasEarned'>[], span: Span): string => {
  const isTaken = scores.some(one => one.hasEarned) && scores.every(({ points }) => points <= 0);
  return nobody[span][isTaken ? 'earned' : 'nothing'];
};

/** `own`: of whoever reads; undefined for who has no score. */
export const noneWords = (own: Pick<Score, 'hasEarned'> | undefined, span: Span): string =>
  none[span][own?.hasEarned ? 'earned' : 'nothing'];
