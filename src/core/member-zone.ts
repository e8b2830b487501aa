/** In which zone a member's days end. A move changes no day that is over, and can't be used to gain one. */
import { addDays, dayIn, instantOf } from './time.ts';

/** A zone (IANA name) that a member chose, and the instant from which it holds. */
export interface ChosenZone {
  readonly from: Date;
  readonly zone: string;
}

const WEEK = 7 * 24 * 3_600_000;

/** The zone that held at an instant; `usual` (the cohort's, or the guild's) for whoever had chosen none by then. */
export function zoneAt(chosen: readonly ChosenZone[], at: Date, usual: string): string {
  let latest: ChosenZone | undefined;
  for (const one of chosen) if (one.from <= at && (!latest || one.from > latest.from)) latest = one;
  return latest?.zone ?? usual;
}

export type ZoneChange =
  | { readonly kind: 'from'; readonly from: Date }
  | { readonly kind: 'same' }
  /** A zone was chosen less than seven days ago. `again`: when another may be. */
  | { readonly kind: 'too-soon'; readonly again: Date };

/**
 * What becomes of a member's wish for another zone at `now`. The first choice holds at once: it only says where they have been all along.
 * A later one holds from the next midnight of the zone left, and not within seven days of the one before (shared rule of the field: a
 * traveller is helped, a day can't be stretched again and again).
 */
export function planZoneChange(chosen: readonly ChosenZone[], zone: string, now: Date): ZoneChange {
  const [latest] = [...chosen].sort((a, b) => b.from.getTime() - a.from.getTime());
  if (!latest) return { kind: 'from', from: now };
  if (latest.zone === zone) return { kind: 'same' };
  const again = new Date(latest.from.getTime() + WEEK);
  if (now < again) return { kind: 'too-soon', again };
  return { kind: 'from', from: instantOf(addDays(dayIn(latest.zone, now), 1), '00:00', latest.zone) };
}
