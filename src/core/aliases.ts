/** Aliases: two friendly words under which a member stands on a cohort's boards for a season, unless they choose their own name. */
import { BEINGS, MANNERS } from './alias-words.ts';
import type { StudyDay } from './time.ts';

/** How many there are of two words. */
export const ALIASES = MANNERS.length * BEINGS.length;

/** The alias of a number from 0 to `ALIASES - 1`. The number is drawn by lot: no alias follows from anything that is known of a member. */
export function aliasOf(lot: number): string {
  const [manner, being] = [MANNERS[lot % MANNERS.length], BEINGS[Math.floor(lot / MANNERS.length)]];
  if (manner === undefined || being === undefined) throw new RangeError(`there is no alias ${lot}`);
  return `${manner} ${being}`;
}

/** The season of a day (cohort's zone): its month. With each, everybody gets another alias, so that none can be followed for long. */
export const seasonOf = (day: StudyDay): string => day.slice(0, 7);
