/** Days and times as people type them: what somebody most likely meant who wrote one that can't be read. */
import { addDays, parseDay, parseTime, type StudyDay, weekday } from './time.ts';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'mon tue wed thu fri sat sun'.split(' ');

/**
 * The valid day nearest to what was typed (`31.2.2027`, `23 Nov`, `tomorrow`, `friday`), not before `today`; undefined when nothing is.
 * Where day and month could be either, the day comes first, as in most of the world.
 */
export function nearestDay(typed: string, today: StudyDay): StudyDay | undefined {
  const text = typed.trim().toLowerCase();
  if (text === 'today' || text === 'now') return today;
  if (text === 'tomorrow') return addDays(today, 1);
  return weekdayAhead(text, today) ?? dateAhead(text, today);
}

/** The valid time (HH:MM) nearest to what was typed (`9`, `9.30`, `9pm`, `0900`), or undefined where there is none, such as for `25:00`. */
export function nearestTime(typed: string): string | undefined {
  // `930` is half past nine.
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/^(\d)(\d\d)(?!\d)/, '$1:$2');
  const match = /^(\d{1,2})(?:[:.,h ]?(\d{1,2}))? ?(am|pm|h|o'clock)?$/.exec(text);
  if (!match) return undefined;
  const [, hours = '', minutes = '0', half] = match;
  const afternoon = half === 'pm' && Number(hours) < 12 ? 12 : 0;
  const hour = half === 'am' && hours === '12' ? 0 : Number(hours) + afternoon;
  // Midnight at a day's end is written as the next day's beginning.
  return parseTime(`${hour === 24 ? 0 : hour}:${minutes.padStart(2, '0')}`);
}

function weekdayAhead(text: string, today: StudyDay): StudyDay | undefined {
  const name = text.replace(/^(next|on) /, '');
  const wanted = weekdays.findIndex(start => name.startsWith(start)) + 1;
  if (wanted === 0 || !/^[a-z]+$/.test(name)) return undefined;
  return addDays(today, (wanted - weekday(today) + 7) % 7 || 7);
}

function dateAhead(text: string, today: StudyDay): StudyDay | undefined {
  const parts = text.match(/\d+|[a-z]{3,}/g) ?? [];
  const named = parts.findIndex(part => months.includes(part.slice(0, 3)));
  const numbers = parts.filter(part => /^\d+$/.test(part));
  if (parts.length > 3 || numbers.length !== parts.length - (named < 0 ? 0 : 1)) return undefined;
  const order =
    named >= 0 ? withMonth(numbers, months.indexOf(parts[named]?.slice(0, 3) ?? '') + 1) : inOrder(numbers);
  if (!order) return undefined;
  const { day, month } = order;
  const thisYear = Number(today.slice(0, 4));
  let year = order.year ?? thisYear;
  if (year < 100) year += 2000;
  for (const candidate of [year, thisYear, thisYear + 1]) {
    const near = nearestDate(candidate, month, day);
    if (near && near >= today) return near;
  }
  return undefined;
}

interface DayParts {
  readonly day: number;
  readonly month: number;
  readonly year?: number | undefined;
}

function withMonth(numbers: readonly string[], month: number): DayParts | undefined {
  const [first, second] = numbers;
  if (first === undefined) return undefined;
  if (first.length === 4)
    return second === undefined ? undefined : { day: Number(second), month, year: Number(first) };
  return { day: Number(first), month, year: second === undefined ? undefined : Number(second) };
}

function inOrder(numbers: readonly string[]): DayParts | undefined {
  const [a = '', b, c] = numbers;
  if (b === undefined) return undefined;
  if (a.length === 4)
    return c === undefined ? undefined : { year: Number(a), month: Number(b), day: Number(c) };
  const year = c === undefined ? undefined : Number(c);
  const monthFirst = Number(b) > 12 && Number(a) <= 12;
  return monthFirst ? { month: Number(a), day: Number(b), year } : { day: Number(a), month: Number(b), year };
}

/** The date itself, or the last of its month when the month is shorter; undefined for what is no year, month or day at all. */
function nearestDate(year: number, month: number, day: number): StudyDay | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 2000 || year > 9998) return undefined;
  for (let near = day; near > 27; near -= 1) {
    const found = parseDay(written(year, month, near));
    if (found) return found;
  }
  return parseDay(written(year, month, day));
}

const written = (year: number, month: number, day: number): string =>
  [year, month, day].map(number => String(number).padStart(2, '0')).join('-');
