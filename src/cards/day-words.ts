/** Days of a cohort's calendar and kinds of day in words: the same in cards and pictures. Zones have no say here. */
import type { DayKind } from '../core/plan-inputs.ts';
import { type StudyDay, weekday } from '../core/time.ts';

const weekdayNames = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const monthNames =
  'January February March April May June July August September October November December'.split(' ');

/** The kinds of day as a reader knows them. */
export const kindWords = {
  lesson: 'Lesson',
  practice: 'Practice',
  resource: 'Reading',
  review: 'Review',
  project: 'Project',
  'catch-up': 'Catch-up',
} as const satisfies Record<DayKind, string>;

/** The name of a weekday from 1 (Monday) to 7 (Sunday). */
export const weekdayWord = (number: number): string => weekdayNames[number - 1] ?? '';

/** `Mon` */
export const shortWeekday = (number: number): string => weekdayWord(number).slice(0, 3);

/** `Mon 23 Nov 2026` */
export const dayWords = (day: StudyDay): string => `${dayShort(day)} ${yearOf(day)}`;

/** `Mon 23 Nov` */
export const dayShort = (day: StudyDay): string => `${shortWeekday(weekday(day))} ${dayOfMonth(day)}`;

/** `23 Nov 2026` */
export const dateWords = (day: StudyDay): string => `${dayOfMonth(day)} ${yearOf(day)}`;

/** `23 Nov` */
export const dayOfMonth = (day: StudyDay): string =>
  `${Number(day.slice(8, 10))} ${monthWord(day).slice(0, 3)}`;

const monthWord = (day: StudyDay): string => monthNames[Number(day.slice(5, 7)) - 1] ?? '';
const yearOf = (day: StudyDay): string => day.slice(0, 4);
