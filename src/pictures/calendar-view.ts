/** What a calendar shows of a plan: the coming weeks, and nothing that a phone couldn't show. */
import type { DayKind, Rest } from '../core/plan-inputs.ts';
import { addDays, daysBetween, type StudyDay, weekday } from '../core/time.ts';

/** A slot of a plan with the title of what comes on it. */
export interface CalendarDay {
  readonly day: StudyDay;
  readonly kind: DayKind;
  readonly title: string;
}

export interface CalendarFacts {
  /** Of the cohort; as a person typed it. */
  readonly title: string;
  /** IANA name of the zone to which the days belong. */
  readonly zone: string;
  readonly today: StudyDay;
  /** The whole plan, in order. */
  readonly days: readonly CalendarDay[];
  readonly rests: readonly Rest[];
}

export interface Cell {
  readonly day: StudyDay;
  readonly isToday: boolean;
  readonly isPast: boolean;
  readonly slots: readonly CalendarDay[];
  readonly rest: Rest | undefined;
}

export type Row =
  | { readonly kind: 'week'; readonly cells: readonly Cell[] }
  /** Weeks in which nothing comes, taken together. `to` is null while nobody knows when it goes on. */
  | {
      readonly kind: 'gap';
      readonly from: StudyDay;
      readonly to: StudyDay | null;
      readonly rests: readonly Rest[];
    };

export interface CalendarView {
  /** 1 (Monday) to 7 (Sunday): the columns. */
  readonly weekdays: readonly number[];
  readonly rows: readonly Row[];
  readonly from: StudyDay;
  readonly to: StudyDay;
  /** Rests that touch what is shown. */
  readonly rests: readonly Rest[];
  /** Slots after the last week shown, and the plan's last day. */
  readonly more: number;
  readonly last: StudyDay | undefined;
}

/** More weeks would make a picture that a phone has to shrink until nobody can read it. */
const mostWeeks = 6;

/** The weeks from today's on, or from the plan's first if it hasn't begun; when all is past, its last week. */
export function viewCalendar({ days, today, rests }: Omit<CalendarFacts, 'title' | 'zone'>): CalendarView {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  const from = mondayOf(
    first === undefined ? today : first > today ? first : last && last < today ? last : today,
  );
  const weekdays = columnsOf(days, today);
  const byDay = slotsByDay(days);
  const rows: Row[] = [];
  let monday = from;
  for (let weeks = 0; weeks < mostWeeks && (weeks === 0 || (last !== undefined && monday <= last)); ) {
    const week = weekdays.map(number => addDays(monday, number - 1));
    const isEmpty = week.every(day => !byDay.has(day) && day !== today);
    if (isEmpty) addGap(rows, monday, rests);
    else {
      rows.push({ kind: 'week', cells: week.map(day => cellOf(day, byDay.get(day) ?? [], today, rests)) });
      weeks += 1;
    }
    monday = addDays(monday, 7);
    if (last === undefined) break;
  }
  // The last column's day: a weekend that isn't shown isn't named either.
  const to = addDays(monday, weekdays.length - 8);
  const isShown = (rest: Rest) => rest.from <= to && (rest.to === null || rest.to >= from);
  const endless = rests.find(({ to: end }) => end === null);
  if (endless && (last === undefined || last <= to) && rows.length > 0)
    rows.push({ kind: 'gap', from: endless.from, to: null, rests: [endless] });
  return {
    weekdays,
    rows,
    from,
    to,
    rests: rests.filter(rest => isShown(rest) || rest === endless).sort((a, b) => (a.from < b.from ? -1 : 1)),
    more: days.filter(({ day }) => day > to).length,
    last,
  };
}

function cellOf(day: StudyDay, slots: readonly CalendarDay[], today: StudyDay, rests: readonly Rest[]): Cell {
  const rest = slots.length > 0 ? undefined : rests.find(one => covers(one, day));
  return { day, slots, rest, isToday: day === today, isPast: day < today };
}

function addGap(rows: Row[], monday: StudyDay, rests: readonly Rest[]): void {
  const before = rows.at(-1);
  const from = before?.kind === 'gap' ? before.from : monday;
  const to = addDays(monday, 6);
  if (before?.kind === 'gap') rows.pop();
  rows.push({ kind: 'gap', from, to, rests: rests.filter(one => one.from <= to && (one.to ?? to) >= from) });
}

/** Weekends only where somebody studies then, or today is one. */
function columnsOf(days: readonly CalendarDay[], today: StudyDay): readonly number[] {
  const used = [...days.map(({ day }) => weekday(day)), weekday(today)];
  return [1, 2, 3, 4, 5, 6, 7].slice(0, used.some(number => number > 5) ? 7 : 5);
}

/** The days in order, each with its slots. */
export function slotsByDay(days: readonly CalendarDay[]): ReadonlyMap<StudyDay, readonly CalendarDay[]> {
  const byDay = new Map<StudyDay, CalendarDay[]>();
  for (const slot of days) byDay.set(slot.day, [...(byDay.get(slot.day) ?? []), slot]);
  return byDay;
}

const covers = ({ from, to }: Rest, day: StudyDay): boolean => from <= day && (to === null || day <= to);
const mondayOf = (day: StudyDay): StudyDay => addDays(day, 1 - weekday(day));

/** Whole weeks of a gap. */
export const weeksOf = ({ from, to }: { readonly from: StudyDay; readonly to: StudyDay }): number =>
  Math.round((daysBetween(from, to) + 1) / 7);
