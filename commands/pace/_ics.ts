/** Holidays out of a calendar file (.ics, RFC 5545): its events as days of a cohort's calendar, repeated ones within a span. */
import ICAL from 'ical.js';
import { cut, visible } from '../../src/cards/words.ts';
import { type FreeRange, LONGEST_REST_DAYS } from '../../src/core/plan-change.ts';
import { addDays, canonicalZone, dayIn, instantOf, parseDay, type StudyDay } from '../../src/core/time.ts';

/** Both days included. */
export interface Span {
  readonly from: StudyDay;
  readonly to: StudyDay;
}

export type IcsRefusal = 'broken' | 'no-events' | 'outside' | 'too-much';
export type IcsOutcome =
  | {
      readonly kind: 'read';
      /** In order, none overlapping another. */
      readonly ranges: readonly FreeRange[];
      /** Events that repeat in a way that isn't followed here, or whose days can't be read. */
      readonly unread: number;
    }
  | { readonly kind: 'refused'; readonly reason: IcsRefusal };

/** Whole days and times that are no longer than that; more is no list of holidays. */
const MOST_EVENTS = 5_000;
const MOST_OCCURRENCES = 20_000;
/** Elapsed milliseconds: an answer must leave within three seconds. */
const PATIENCE_MS = 1_000;
const MOST_NAME = 60;
const EARLIEST = '1900';
/** Further apart repeats no holiday, and the library counts every day in between. */
const MOST_INTERVAL = 400;

/**
 * An all-day event rests its days; a timed one every day that it touches in `zone` (IANA). A time without a zone, or with one that only
 * the file knows, is taken as the cohort's own.
 */
export function holidaysIn(
  text: string,
  { zone, span }: { readonly zone: string; readonly span: Span },
): IcsOutcome {
  const events = eventsIn(text);
  if (!events) return refused('broken');
  if (events.length === 0) return refused('no-events');
  if (events.length > MOST_EVENTS) return refused('too-much');
  const budget = { left: MOST_OCCURRENCES, until: performance.now() + PATIENCE_MS };
  const found: FreeRange[] = [];
  let unread = 0;
  for (const event of events) {
    const ranges = rangesOf(event, { zone, span, budget });
    if (isSpent(budget)) return refused('too-much');
    if (ranges) found.push(...ranges);
    else unread += 1;
  }
  const ranges = apart(found.filter(({ from, to }) => to >= span.from && from <= span.to));
  return ranges.length === 0
    ? refused(unread === events.length ? 'broken' : 'outside')
    : { kind: 'read', ranges, unread };
}

interface Budget {
  left: number;
  readonly until: number;
}
interface Frame {
  readonly zone: string;
  readonly span: Span;
  readonly budget: Budget;
}

/** Events with what changes single occurrences of them; undefined for what is no calendar. */
function eventsIn(text: string): ICAL.Event[] | undefined {
  const components = calendarsIn(text)?.flatMap(calendar => {
    // A zone of the file's own may repeat without end; none of its rules is ever run.
    calendar.removeAllSubcomponents('vtimezone');
    return calendar.getAllSubcomponents('vevent');
  });
  if (!components) return undefined;
  const changesByUid = new Map<string, ICAL.Component[]>();
  const whole: ICAL.Component[] = [];
  for (const component of components) {
    const uid = String(component.getFirstPropertyValue('uid') ?? '');
    if (uid === '' || !component.hasProperty('recurrence-id')) whole.push(component);
    else changesByUid.set(uid, [...(changesByUid.get(uid) ?? []), component]);
  }
  const known = new Set(whole.map(component => String(component.getFirstPropertyValue('uid') ?? '')));
  const single = [...changesByUid].filter(([uid]) => !known.has(uid)).flatMap(([, changes]) => changes);
  return [...whole, ...single]
    .filter(component => !isCancelled(component))
    .map(component => {
      const uid = String(component.getFirstPropertyValue('uid') ?? '');
      return new ICAL.Event(component, { exceptions: changesByUid.get(uid) ?? [] });
    });
}

function calendarsIn(text: string): ICAL.Component[] | undefined {
  try {
    const parsed: unknown = ICAL.parse(text);
    if (!Array.isArray(parsed)) return undefined;
    const all: unknown[] = Array.isArray(parsed[0]) ? parsed : [parsed];
    const calendars = all.map(
      one => new ICAL.Component(one as ConstructorParameters<typeof ICAL.Component>[0]),
    );
    return calendars.length > 0 && calendars.every(({ name }) => name === 'vcalendar')
      ? calendars
      : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when the event can't be read. */
function rangesOf(event: ICAL.Event, frame: Frame): readonly FreeRange[] | undefined {
  try {
    if (!event.startDate || !isDate(event.component) || !isShort(event.component)) return undefined;
    if (!event.isRecurring()) {
      frame.budget.left -= 1;
      return rangeOf(event, event.startDate, event.endDate, frame);
    }
    return repeated(event, frame);
  } catch {
    return undefined;
  }
}

function repeated(event: ICAL.Event, frame: Frame): readonly FreeRange[] | undefined {
  const rules = event.component.getAllProperties('rrule').map(property => property.getFirstValue());
  if (!rules.every(isFollowed)) return undefined;
  const ranges: FreeRange[] = [];
  const occurrences = event.iterator();
  for (let next = occurrences.next(); next && !isSpent(frame.budget); next = occurrences.next()) {
    frame.budget.left -= 1;
    if (dateOf(next) > addDays(frame.span.to, 1)) break;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCancelled(item.component)) ranges.push(...(rangeOf(item, startDate, endDate, frame) ?? []));
  }
  return ranges;
}

function rangeOf(
  event: ICAL.Event,
  start: ICAL.Time,
  end: ICAL.Time | null,
  { zone, span }: Frame,
): readonly FreeRange[] | undefined {
  // Two days off, whatever the zones: most events of a file needn't be looked at closer.
  if (dateOf(start) > addDays(span.to, 2) || dateOf(end ?? start) < addDays(span.from, -2)) return [];
  const name = cut(visible(event.summary ?? ''), MOST_NAME) || null;
  if (start.isDate) {
    const from = dateOf(start);
    const to = end ? addDays(dateOf(end), -1) : from;
    return [{ from, to: to < from ? from : to, name }];
  }
  const begins = instantIn(start, event, zone);
  const ends = end ? instantIn(end, event, zone) : begins;
  // The end is the first instant that is free again.
  const last = ends > begins ? new Date(ends.getTime() - 1) : begins;
  return [{ from: dayIn(zone, begins), to: dayIn(zone, last), name }];
}

function instantIn(time: ICAL.Time, { component }: ICAL.Event, zone: string): Date {
  const named = component.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  const own = time.zone === ICAL.Timezone.utcTimezone ? 'UTC' : (named && canonicalZone(named)) || zone;
  const two = (number: number) => String(number).padStart(2, '0');
  return instantOf(dateOf(time), `${two(time.hour)}:${two(time.minute)}`, own);
}

/** Throws for a date that doesn't exist. */
function dateOf({ year, month, day }: ICAL.Time): StudyDay {
  const date = parseDay(
    `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
  if (!date) throw new RangeError('an event on a date that does not exist');
  return date;
}

/** The library takes the 99th of a month for a day of a later one; we take it for a mistake. From the year 1 on it counts for seconds. */
function isDate(component: ICAL.Component): boolean {
  const raw: unknown = component.getFirstProperty('dtstart')?.toJSON()[3];
  return typeof raw === 'string' && raw >= EARLIEST && parseDay(raw.slice(0, 10)) !== undefined;
}

/** The library walks through every day of a duration. */
function isShort(component: ICAL.Component): boolean {
  const duration: unknown = component.getFirstPropertyValue('duration');
  return !(duration instanceof ICAL.Duration) || Math.abs(duration.toSeconds()) <= LONGEST_REST_DAYS * 86_400;
}

/** Parts of a rule that this library follows to an end for every value; with others some rules keep it busy for ever. */
const followed: Readonly<Record<string, readonly string[]>> = {
  DAILY: ['BYDAY'],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYDAY', 'BYMONTHDAY', 'BYSETPOS'],
  YEARLY: ['BYDAY', 'BYMONTHDAY', 'BYMONTH'],
};

function isFollowed(rule: unknown): boolean {
  if (!(rule instanceof ICAL.Recur)) return false;
  const parts = Object.keys(rule.parts);
  const allowed = followed[rule.freq];
  if (!allowed || parts.some(part => !allowed.includes(part))) return false;
  if (rule.interval > MOST_INTERVAL) return false;
  if (rule.freq === 'DAILY' && rule.interval > 1 && parts.length > 0) return false;
  // "The ninth Monday" of a day or a week is none, and is looked for without end.
  const isCounted = (day: unknown) => !/^[A-Z]{2}$/.test(String(day));
  if (['DAILY', 'WEEKLY'].includes(rule.freq) && rule.parts.BYDAY?.some(isCounted)) return false;
  return !(parts.includes('BYDAY') && parts.includes('BYMONTHDAY'));
}

/** Ranges in order; what two of them share belongs to the one that begins first. */
function apart(ranges: readonly FreeRange[]): FreeRange[] {
  const inOrder = [...ranges].sort((a, b) =>
    a.from === b.from ? (a.to > b.to ? -1 : 1) : a.from < b.from ? -1 : 1,
  );
  const kept: FreeRange[] = [];
  for (const range of inOrder) {
    const last = kept.at(-1);
    if (!last || range.from > last.to) kept.push(range);
    else if (range.to > last.to) kept.push({ ...range, from: addDays(last.to, 1) });
  }
  return kept;
}

const isCancelled = (component: ICAL.Component): boolean =>
  String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
const isSpent = ({ left, until }: Budget): boolean => left <= 0 || performance.now() > until;
const refused = (reason: IcsRefusal): IcsOutcome => ({ kind: 'refused', reason });
