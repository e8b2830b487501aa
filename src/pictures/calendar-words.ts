/** The same calendar in words: for those who can't see the picture, and for those who want the titles. */
import { dateWords, dayOfMonth, dayShort, kindWords } from '../cards/day-words.ts';
import { count, cut, plain, visible } from '../cards/words.ts';
import type { Rest } from '../core/plan-inputs.ts';
import type { StudyDay } from '../core/time.ts';
import {
  type CalendarDay,
  type CalendarFacts,
  type CalendarView,
  type Row,
  slotsByDay,
  viewCalendar,
  weeksOf,
} from './calendar-view.ts';

const causes = { holiday: 'Rest', pause: 'Pause', shift: 'Moved on' } as const satisfies Record<
  Rest['cause'],
  string
>;

export const sentences = {
  untitled: 'Study plan',
  nothing: 'Nothing is planned.',
  noEnd: 'no end yet',
  noStudy: 'nothing planned',
  nothingComes: 'nothing comes',
  rest: 'Rest',
  past: 'past',
  today: 'today',
  more: (slots: number, last: string) => `and ${slots} more until ${last}`,
  moreRests: (rests: number) => `and ${count(rests, 'more rest')}`,
  weeks: (weeks: number) => count(weeks, 'week'),
};

/** Together with what a command says around them, the lines fit into one message. */
const mostLetters = 2_800;

/** `Winter break`, else what it comes from. */
export const restName = ({ name, cause }: Rest): string => visible(name ?? '') || causes[cause];

/** `24 Dec–6 Jan`; `16–17 Dec`; `from 24 Dec, no end yet`. */
export function restDays({ from, to }: Pick<Rest, 'from' | 'to'>): string {
  if (to === null) return `from ${dayOfMonth(from)}, ${sentences.noEnd}`;
  if (from === to) return dayOfMonth(from);
  const start = from.slice(0, 7) === to.slice(0, 7) ? `${Number(from.slice(8))}` : dayOfMonth(from);
  return `${start}–${dayOfMonth(to)}`;
}

/** A line for each day and rest that the picture shows, in order. Markdown; titles of slots stand as they are given. */
export function calendarLines(facts: CalendarFacts): string[] {
  const view = viewCalendar(facts);
  const days = shownDays(view, facts).map(([day, slots]) => ({
    day,
    line: `**${dayShort(day)}**${markOf(day, facts.today)}: ${slots.map(slotWords).join('; ')}`,
    slots: slots.length,
  }));
  const rests = view.rests.map(rest => ({
    day: rest.from,
    line: `${restDays(rest)}: ${plain(restName(rest))}, ${sentences.nothingComes}`,
    slots: 0,
  }));
  const lines: string[] = [];
  let { more } = view;
  let letters = 0;
  for (const { line, slots } of [...days, ...rests].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    letters += line.length + 1;
    if (letters > mostLetters) more += slots;
    else lines.push(line);
  }
  if (facts.days.length === 0) lines.push(sentences.nothing);
  if (more > 0 && view.last) lines.push(sentences.more(more, dateWords(view.last)));
  return lines;
}

/** What the picture shows, in one paragraph of at most 1,024 characters: Discord's limit for a description. */
export function calendarAlt(facts: CalendarFacts): string {
  const view = viewCalendar(facts);
  const name = visible(facts.title);
  const head = `Calendar${name ? ` of ${name}` : ''}, ${dateWords(view.from)} to ${dateWords(view.to)}, days of ${facts.zone}.`;
  const days = shownDays(view, facts).map(
    ([day, slots]) => `${dayShort(day)}: ${slots.map(({ kind }) => kindWords[kind]).join(', ')}`,
  );
  const rests = view.rests.map(rest => `${restName(rest)} ${restDays(rest)}`);
  const tail = view.more > 0 && view.last ? [sentences.more(view.more, dateWords(view.last))] : [];
  const all = [...days, ...rests, ...tail].join('; ');
  return cut(`${head} ${all === '' ? sentences.nothing : `${all}.`}`, 1024);
}

function shownDays(
  { from, to }: CalendarView,
  { days }: CalendarFacts,
): (readonly [StudyDay, readonly CalendarDay[]])[] {
  return [...slotsByDay(days.filter(({ day }) => from <= day && day <= to))];
}

const slotWords = ({ kind, title }: CalendarDay): string =>
  title === '' || title === kindWords[kind]
    ? kindWords[kind]
    : kind === 'lesson'
      ? title
      : `${kindWords[kind]}: ${title}`;

function markOf(day: StudyDay, today: StudyDay): string {
  if (day === today) return ` (${sentences.today})`;
  return day < today ? ` (${sentences.past})` : '';
}

/** What stands in the thin row of weeks without study. */
export function gapWords({ from, to, rests }: Extract<Row, { kind: 'gap' }>): string {
  const [rest] = rests;
  if (to === null) return `${rest ? restName(rest) : sentences.noStudy}: ${restDays({ from, to })}`;
  if (rest && rests.length === 1) return `${restDays(rest)}: ${restName(rest)}`;
  const names = [...new Set(rests.map(restName))].join(', ') || sentences.noStudy;
  return `${sentences.weeks(weeksOf({ from, to }))}: ${names}`;
}
