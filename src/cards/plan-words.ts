/** Plans and their changes in words. Days are a cohort's own: whoever shows them names its zone once. */

import { openPause } from '../core/plan-change.ts';
import type { Move, PlanDiff } from '../core/plan-diff.ts';
import {
  type DayKind,
  insertedKey,
  type Load,
  type PlanInputs,
  type PlannedDay,
} from '../core/plan-inputs.ts';
import type { PostTime } from '../core/plan-next.ts';
import type { StudyDay } from '../core/time.ts';
import { dateWords, dayShort, dayWords, kindWords, shortWeekday, weekdayWord } from './day-words.ts';
import { count } from './words.ts';

export { dateWords, dayShort, dayWords, weekdayWord } from './day-words.ts';

const sentences = {
  isNew: (day: string) => `new on ${day}`,
  comes: (day: string) => `comes on ${day}`,
  isGone: (day: string) => `no day any more (was ${day})`,
  waits: (day: string) => `waits (was ${day})`,
  moreMove: (rest: readonly Move[]) => {
    const what = rest.every(({ kind }) => kind === 'lesson') ? 'lesson' : 'day';
    const [one, many] = verbOf(rest);
    return `and ${count(rest.length, `more ${what} ${one}`, `more ${what}s ${many}`)}`;
  },
  catchUpDays: (change: number) =>
    change > 0
      ? `${count(change, 'more catch-up day', 'more catch-up days')}.`
      : `${count(-change, 'catch-up day')} fewer.`,
  ends: (after: string, before: string) => `The plan ends on ${after} instead of ${before}.`,
  noEnd: (before: string) => `The plan has no last day for now; it was ${before}.`,
  newEnd: (after: string) => `The plan ends on ${after}.`,
};

/** `Mon–Thu`; `Mon, Wed, Fri`; three or more in a row become a range. */
export function weekdayWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 7) return 'every day';
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap(run =>
      run.length < 3
        ? run.map(shortWeekday)
        : [`${shortWeekday(run[0] ?? 1)}–${shortWeekday(run.at(-1) ?? 7)}`],
    )
    .join(', ');
}

export interface PlanInWords extends PostTime {
  readonly inputs: PlanInputs;
  /** The plan as it is laid out. */
  readonly days: readonly PlannedDay[];
}

/** `49 lessons, Mon–Thu with Friday for catching up, 09:00 Europe/Rome, first 23 Nov 2026, last 15 Feb 2027`; no last day while a pause has no end. */
export function planSummary({ inputs, days, zone, postTime }: PlanInWords): string {
  const held = openPause(inputs) ? unplacedIn(inputs, days) : [];
  const first = days[0]?.day;
  const last = held.length > 0 ? undefined : days.at(-1)?.day;
  const study = inputs.weekdays.filter(day => day !== inputs.catchUpWeekday);
  const catchUp =
    inputs.catchUpWeekday === null ? '' : ` with ${weekdayWord(inputs.catchUpWeekday)} for catching up`;
  return [
    whatComes([...days, ...held]),
    ...loadWords(inputs.loads.at(-1)?.load),
    `${weekdayWords(study)}${catchUp}`,
    `${postTime} ${zone}`,
    ...(first ? [`first ${dateWords(first)}`] : []),
    ...(last ? [`last ${dateWords(last)}`] : []),
  ].join(', ');
}

/** More than this would bury what matters; the rest is counted. */
const mostMoves = 12;

/**
 * What a change moves, a line each: `**Title**: Mon 23 Nov → Tue 24 Nov`, at most twelve and the rest counted, then the plan's new end.
 * `openEnd`: a pause has no end yet, so neither has the plan.
 */
export function diffWords(
  { moves, lastBefore, lastAfter, catchUpDays }: PlanDiff,
  titleOf: (move: Move) => string,
  { openEnd = false }: { readonly openEnd?: boolean } = {},
): string[] {
  const rest = moves.slice(mostMoves);
  return [
    ...moves.slice(0, mostMoves).map(move => `**${titleOf(move)}**: ${moveWords(move)}`),
    ...(rest.length > 0 ? [sentences.moreMove(rest)] : []),
    ...(moves.length === 0 && catchUpDays !== 0 ? [sentences.catchUpDays(catchUpDays)] : []),
    ...endWords(lastBefore, openEnd ? null : lastAfter),
  ];
}

function moveWords({ from, to, isHeld = false }: Move): string {
  if (from === null) return to === null ? '' : sentences[isHeld ? 'comes' : 'isNew'](dayWords(to));
  if (to === null) return sentences[isHeld ? 'waits' : 'isGone'](dayWords(from));
  const words = from.slice(0, 4) === to.slice(0, 4) ? dayShort : dayWords;
  return `${words(from)} → ${words(to)}`;
}

function verbOf(moves: readonly Move[]): readonly [one: string, many: string] {
  if (!moves.every(({ isHeld }) => isHeld)) return ['moves', 'move'];
  if (moves.every(({ to }) => to === null)) return ['waits', 'wait'];
  return moves.every(({ from }) => from === null) ? ['comes', 'come'] : ['moves', 'move'];
}

function endWords(before: StudyDay | null, after: StudyDay | null): string[] {
  if (before === after) return [];
  if (after === null) return before === null ? [] : [sentences.noEnd(dateWords(before))];
  return [
    before === null
      ? sentences.newEnd(dateWords(after))
      : sentences.ends(dateWords(after), dateWords(before)),
  ];
}

/** `9 lessons, 4 practice days, 1 review day`; the weekly catch-up day belongs to the calendar and isn't counted. */
function whatComes(days: readonly Pick<PlannedDay, 'kind' | 'key'>[]): string {
  const number = (kind: DayKind) => days.filter(day => day.kind === kind && day.key !== null).length;
  const lessons = count(number('lesson'), 'lesson');
  const others = (Object.keys(kindWords) as DayKind[])
    .filter(kind => kind !== 'lesson' && number(kind) > 0)
    .map(kind => count(number(kind), `${kindWords[kind].toLowerCase()} day`));
  return [lessons, ...others].join(', ');
}

/** What waits for a day. */
function unplacedIn(
  { units, skipped, inserted }: PlanInputs,
  days: readonly PlannedDay[],
): readonly Pick<PlannedDay, 'kind' | 'key'>[] {
  const known = new Set([...days.map(({ key }) => key), ...skipped]);
  const own = inserted.map(one => ({ kind: one.kind, key: insertedKey(one) }));
  return [...units, ...own].filter(({ key }) => !known.has(key));
}

function loadWords(load: Load | undefined): string[] {
  if (!load) return [];
  if ('minutes' in load) return [`up to ${load.minutes} minutes a day`];
  return load.lessons > 1 ? [`${load.lessons} lessons a day`] : [];
}
