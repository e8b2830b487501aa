/** A change of a plan in words: what it is, and what it means for those who study. */
import type { PlanChange } from '../core/plan-change.ts';
import type { Load } from '../core/plan-inputs.ts';
import { dayWords } from './day-words.ts';
import { weekdayWords } from './plan-words.ts';
import { count, plain } from './words.ts';

const sentences = {
  moreHolidays: (rest: number) => `- and ${count(rest, 'more holiday')}`,
};

/** What a change means for those who study. */
const effects = {
  rest: 'Nobody loses anything: a day on which nothing comes breaks no streak, and quizzes and old lessons stay open.',
  sooner: 'Whoever was waiting gets on; nobody’s streak or points change.',
  skip: 'It stays in `/lesson` and can be done by anybody; it is not posted, and nobody is behind because of it.',
  swap: 'Whoever has done one of them already keeps it.',
  insert: 'On that day nothing new comes, and it can be used to catch up. Nobody loses anything.',
  speed: 'What was posted stays as it is. Streaks count study days, so nobody’s streak changes.',
  refresh: 'What people have done stays done; what is new waits for everybody alike.',
  weekdays: 'A day that is no study day any more breaks no streak.',
} as const;

/** What taking a change back means for them. */
export const undoneEffect =
  'What is posted stays posted; what is still to come stands as it would without that change. Nobody loses anything.';

/** What was typed, in a few words: `a pause from … to …`. `titleOf` names a unit of the plan. */
export function changeWords(change: PlanChange, titleOf: (key: string) => string): string {
  switch (change.kind) {
    case 'pause':
      return change.until === null
        ? `a pause from ${dayWords(change.from)}, no end yet`
        : `a pause from ${dayWords(change.from)}, lessons again from ${dayWords(change.until)}`;
    case 'resume':
      return `lessons again from ${dayWords(change.on)}`;
    case 'shift':
      return `the plan moves ${count(Math.abs(change.days), 'study day')} ${change.days > 0 ? 'later' : 'earlier'}`;
    case 'holiday':
      return holidayWords(change.ranges);
    case 'skip':
      return `“${titleOf(change.key)}” is left out`;
    case 'swap':
      return `“${titleOf(change.keys[0])}” and “${titleOf(change.keys[1])}” change places`;
    case 'insert':
      return `a ${change.what} day on ${dayWords(change.day)}`;
    case 'speed':
      return `${loadWords(change.minutesADay === undefined ? change.load : { minutes: change.minutesADay })} from ${dayWords(change.from)}`;
    case 'refresh':
      return 'the plan follows the curriculum';
    case 'weekdays':
      return `study days ${weekdayWords(change.weekdays)}`;
  }
}

function holidayWords(ranges: Extract<PlanChange, { kind: 'holiday' }>['ranges']): string {
  const [first, ...more] = ranges;
  if (!first) return 'no holiday';
  if (more.length > 0) return count(ranges.length, 'holiday');
  const name = first.name ? ` (${plain(first.name)})` : '';
  if (first.from === first.to) return `a holiday on ${dayWords(first.from)}${name}`;
  return `a holiday from ${dayWords(first.from)} to ${dayWords(first.to)}${name}`;
}

/** More than these would bury the dates that move; the rest is counted. */
const mostHolidays = 8;

/** Several holidays, such as those of a file, a line each; nothing for one, which stands in the title. */
export function holidayLines(change: PlanChange): string[] {
  if (change.kind !== 'holiday' || change.ranges.length < 2) return [];
  const rest = change.ranges.length - mostHolidays;
  return [
    ...change.ranges.slice(0, mostHolidays).map(({ from, to, name }) => {
      const days = from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;
      return `- ${days}${name ? `: ${plain(name)}` : ''}`;
    }),
    ...(rest > 0 ? [sentences.moreHolidays(rest)] : []),
  ];
}

const loadWords = (load: Load): string =>
  'minutes' in load ? `${count(load.minutes, 'minute')} a day` : `${count(load.lessons, 'lesson')} a day`;

/** What the change means for people. */
export function effectOf(change: PlanChange): string {
  switch (change.kind) {
    case 'pause':
    case 'holiday':
      return effects.rest;
    case 'shift':
      return change.days > 0 ? effects.rest : effects.sooner;
    case 'resume':
      return effects.sooner;
    case 'skip':
    case 'swap':
    case 'insert':
    case 'speed':
    case 'refresh':
    case 'weekdays':
      return effects[change.kind];
  }
}
