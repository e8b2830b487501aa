/** Days, local times and instants: every sum that a time zone has a say in. Instants are `Date`; zones are IANA names. */
import { Temporal } from 'temporal-polyfill';

export { canonicalZone, hasSeveralZones, isZone, suggestZones } from './zones.ts';

const DAY = 86_400_000;

/** A date in a cohort's or member's own calendar, written YYYY-MM-DD; such strings sort in the order of time. */
export type StudyDay = string & { readonly __brand: 'StudyDay' };

/** The day that a text names (YYYY-MM-DD, a date that exists), or undefined. */
export function parseDay(text: string): StudyDay | undefined {
  const trimmed = text.trim();
  return isDay(trimmed) ? trimmed : undefined;
}

/** For days that we wrote ourselves, such as a column. Throws a RangeError if the text is no date. */
export function asStudyDay(text: string): StudyDay {
  if (!isDay(text)) throw new RangeError('A study day is a date that exists, written YYYY-MM-DD.');
  return text;
}

/** A local time as HH:MM from what a person typed (`9:00`, `09:00`), or undefined. */
export function parseTime(text: string): string | undefined {
  const typed = /^(\d{1,2}):([0-5]\d)$/.exec(text.trim());
  if (!typed) return undefined;
  const [, hour = '', minute = ''] = typed;
  return Number(hour) < 24 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
}

/** The date on the wall calendar of `zone` at `instant`. Throws a RangeError for an unknown zone. */
export function dayIn(zone: string, instant: Date): StudyDay {
  return asStudyDay(localAt(zone, instant).toPlainDate().toString());
}

/** What a clock in `zone` shows at `instant`, as HH:MM. Throws a RangeError for an unknown zone. */
export function timeIn(zone: string, instant: Date): string {
  return localAt(zone, instant).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The day `count` calendar days later (earlier if negative). Throws a RangeError beyond the years 0000 to 9999. */
export function addDays(day: StudyDay, count: number): StudyDay {
  const text = new Date(midnight(day) + count * DAY).toISOString();
  // Further years have a sign and six digits.
  if (text.length !== 24 || !Number.isInteger(count))
    throw new RangeError('A study day lies between the years 0000 and 9999.');
  return text.slice(0, 10) as StudyDay;
}

/** Calendar days from one day to a later one; negative when it is earlier. */
export function daysBetween(from: StudyDay, to: StudyDay): number {
  return (midnight(to) - midnight(from)) / DAY;
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: StudyDay): number {
  return new Date(midnight(day)).getUTCDay() || 7;
}

/**
 * The instant at which clocks in `zone` show `time` (HH:MM) on `day`.
 * In autumn, when they show it twice, the first of the two. In spring, when they never show it, the first instant after the gap,
 * so that a post is never an hour later than it has to be; a date that a zone left out (Apia, 30 December 2011) is such a gap.
 * Throws a RangeError for an unknown zone or a malformed time.
 */
export function instantOf(day: StudyDay, time: string, zone: string): Date {
  const asked = Temporal.PlainDateTime.from(`${day}T${time}`);
  const found = asked.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (found.toPlainDateTime().equals(asked)) return new Date(found.epochMilliseconds);

  // In a gap Temporal steps back by the gap's length, to just before it: the next change of the clocks is where the gap ends.
  const after =
    found.getTimeZoneTransition('next') ?? asked.toZonedDateTime(zone, { disambiguation: 'later' });
  return new Date(after.epochMilliseconds);
}

/** Dates alone know no zone, so they are counted in UTC, whose days all have 24 hours: plans walk over thousands of them. */
const midnight = (day: StudyDay): number => Date.parse(`${day}T00:00Z`);

function localAt(zone: string, instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

function isDay(text: string): text is StudyDay {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  // Date.parse rolls 30 February over into March, so the text must also survive the way back.
  const parsed = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}
