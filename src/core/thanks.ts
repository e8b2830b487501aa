/** Thanks for help: whom a member may thank, and what that pays. */
import { addDays, dayIn, type StudyDay, weekday } from './time.ts';

/** Paid to whoever helped. */
export const THANKS_POINTS = 3;
/** So many thanks pay in a week; those beyond are told all the same. */
const MOST_PAID_A_WEEK = 3;

export type ThanksRefusal = 'oneself' | 'not-together';
export type ThanksOutcome<C> =
  | {
      readonly kind: 'thanked';
      readonly cohort: C /** Its Monday, in the cohort's zone. */;
      readonly week: StudyDay;
    }
  | { readonly kind: 'refused'; readonly reason: ThanksRefusal };

/** In the first of `own` cohorts in which the other studies, too. A bot is in none, for it can't join. */
export function decideThanks<C extends { readonly id: string; readonly zone: string }>(
  { from, to }: { readonly from: string; readonly to: string },
  own: readonly C[],
  theirs: readonly { readonly id: string }[],
  now: Date,
): ThanksOutcome<C> {
  if (from === to) return { kind: 'refused', reason: 'oneself' };
  const cohort = own.find(({ id }) => theirs.some(other => other.id === id));
  if (!cohort) return { kind: 'refused', reason: 'not-together' };
  const today = dayIn(cohort.zone, now);
  return { kind: 'thanked', cohort, week: addDays(today, 1 - weekday(today)) };
}

/** The reasons under which a week's thanks are paid; the ledger holds each once, which is the cap. */
export const thanksReasons = (week: StudyDay): readonly string[] =>
  Array.from({ length: MOST_PAID_A_WEEK }, (_, n) => `thanks:${week}:${n + 1}`);
