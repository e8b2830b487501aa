/** Weeks of a cohort: from Monday 00:00 to the next in its zone (IANA name). */
import { addDays, dayIn, instantOf, type StudyDay, weekday } from './time.ts';

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: StudyDay): StudyDay => addDays(day, 1 - weekday(day));

/** The Monday of the week in which `now` lies. */
export const mondayIn = (zone: string, now: Date): StudyDay => mondayOf(dayIn(zone, now));

/** From the first instant of the week that begins on `monday` to the first of the next one. */
export const weekBounds = (
  monday: StudyDay,
  zone: string,
): { readonly from: Date; readonly until: Date } => ({
  from: instantOf(monday, '00:00', zone),
  until: instantOf(addDays(monday, 7), '00:00', zone),
});
