/** The lists from which a cohort's settings are chosen, and what a choice in each of them changes. */

import { weekdayWord } from '../../src/cards/plan-words.ts';
import type { Block, Choice, Press } from '../../src/cards/reply.ts';
import { count } from '../../src/cards/words.ts';
import { DAILY_COUNTS } from '../../src/core/daily.ts';
import { LATE_POLICIES, type LatePolicy } from '../../src/core/misfire.ts';
import { Refusal } from '../../src/discord/define-command.ts';
import type { Settings } from './_settings.ts';

const sentences = {
  weekdays: 'Choose at least one study day. Nothing was saved.',
  catchUp: 'The day for catching up must be one of the study days. Nothing was saved.',
  daily: 'I don’t know that number of questions. Choose one from the list. Nothing was saved.',
  late: 'I don’t know that choice. Choose one from the list. Nothing was saved.',
};

export const lateWords = {
  slip: [
    'Late lessons: the plan moves',
    'What couldn’t be posted in time comes on the next study day, the rest after it',
  ],
  skip: [
    'Late lessons: left out',
    'What couldn’t be posted in time isn’t posted; everything else keeps its day',
  ],
  double: [
    'Late lessons: two on the next day',
    'What couldn’t be posted in time comes along with the next lesson',
  ],
  post: ['Late lessons: posted however late', 'It is posted as soon as I can, with a word on how late it is'],
} as const satisfies Record<LatePolicy, readonly [string, string]>;

const extras = {
  threads: ['hasThreads', 'A thread for each lesson', 'A place to discuss it, made from its post'],
  pins: ['hasPins', 'Pin the newest lesson', 'The one before it is unpinned'],
  ping: ['pings', 'Mention the role', 'With each post'],
  'day-end': [
    'hasDayEnd',
    'A note at the day’s end',
    'In the evening: how many have done the lesson, without names',
  ],
  board: [
    'hasWeeklyBoard',
    'The week’s board',
    'With the first lesson of a week: who led the week before, under the names that they chose',
  ],
  digest: [
    'hasDigest',
    'A digest of the week',
    'On Sunday: what was learned, who helped, a question to talk about',
  ],
} as const satisfies Record<string, readonly [keyof Settings, string, string]>;

export const dailyWords = (questions: number): string =>
  questions === 0 ? 'No daily quiz' : `Daily quiz: ${count(questions, 'question')}`;

type To = (action: string) => Press;

/** Study days, the day for catching up, what becomes of late lessons, the daily quiz, and what comes with each lesson. */
export function calendarLists(to: To, { weekdays, catchUpWeekday }: Settings): Block[] {
  const chosen = weekdays.map(String);
  const days = [1, 2, 3, 4, 5, 6, 7].map(day => ({ label: weekdayWord(day), value: String(day) }));
  const forCatchUp = weekdays.map(day => ({
    label: `${weekdayWord(day)} for catching up`,
    value: String(day),
  }));
  const none = { label: 'No day for catching up', value: 'none' };
  const catchUp =
    catchUpWeekday !== null && weekdays.includes(catchUpWeekday) ? String(catchUpWeekday) : 'none';
  return [
    list(to('days'), 'Study days', days, chosen, { least: 1, most: 7 }),
    list(to('catch-up'), 'A day for catching up', [none, ...forCatchUp], [catchUp]),
  ];
}

export function otherLists(to: To, settings: Settings): Block[] {
  const late = LATE_POLICIES.map(value => {
    const [label, description] = lateWords[value];
    return { label, description, value };
  });
  const offered = Object.entries(extras).filter(([name]) => name !== 'ping' || settings.roleId !== null);
  const more = offered.map(([value, [, label, description]]) => ({ value, label, description }));
  const daily = DAILY_COUNTS.map(questions => ({ label: dailyWords(questions), value: String(questions) }));
  const chosen = offered.filter(([, [field]]) => settings[field]).map(([value]) => value);
  return [
    list(to('late'), 'Late lessons', late, [settings.latePolicy]),
    list(to('daily'), 'Daily quiz', daily, [String(settings.dailyQuestions)]),
    list(to('extras'), 'With each lesson: nothing more', more, chosen, { least: 0, most: more.length }),
  ];
}

export const list = (
  press: Press,
  placeholder: string,
  choices: readonly Choice[],
  chosen: readonly string[],
  bounds: { readonly least?: number; readonly most?: number } = {},
): Block => ({ kind: 'choose', press, placeholder, choices, chosen, ...bounds });

/** What a choice in one of these lists changes. Throws a `Refusal` for what was never offered. */
export const settingsChosen = {
  days(chosen: readonly string[]): Partial<Settings> {
    const weekdays = [...new Set(chosen.map(Number))].filter(isWeekday).sort((a, b) => a - b);
    if (weekdays.length === 0) throw new Refusal(sentences.weekdays);
    return { weekdays };
  },
  'catch-up'(chosen: readonly string[], { weekdays }: Settings): Partial<Settings> {
    if (chosen[0] === 'none') return { catchUpWeekday: null };
    const day = Number(chosen[0]);
    if (!weekdays.includes(day)) throw new Refusal(sentences.catchUp);
    return { catchUpWeekday: day };
  },
  late([chosen]: readonly string[]): Partial<Settings> {
    const policy = LATE_POLICIES.find(one => one === chosen);
    if (!policy) throw new Refusal(sentences.late);
    return { latePolicy: policy };
  },
  daily([chosen]: readonly string[]): Partial<Settings> {
    const dailyQuestions = DAILY_COUNTS.find(one => String(one) === chosen);
    if (dailyQuestions === undefined) throw new Refusal(sentences.daily);
    return { dailyQuestions };
  },
  extras(chosen: readonly string[], { roleId }: Settings): Partial<Settings> {
    return {
      hasThreads: chosen.includes('threads'),
      hasPins: chosen.includes('pins'),
      hasDayEnd: chosen.includes('day-end'),
      hasWeeklyBoard: chosen.includes('board'),
      hasDigest: chosen.includes('digest'),
      pings: chosen.includes('ping') && roleId !== null,
    };
  },
} as const;

const isWeekday = (day: number): boolean => Number.isInteger(day) && day >= 1 && day <= 7;
