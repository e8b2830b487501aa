/** Which lesson a cohort learns on which study day. */
import { addDays, dayIn, type StudyDay, weekday } from './time.ts';

/** Monday to Friday. */
export const DEFAULT_WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];
/** A start further away is more likely a typing error than a plan. */
const FURTHEST_START_DAYS = 366;

export interface PlanInputs {
  /** The first day that may be a study day, in the cohort's calendar. */
  readonly start: StudyDay;
  /** 1 (Monday) to 7 (Sunday), in any order. */
  readonly weekdays?: readonly number[];
  /** In teaching order. */
  readonly lessons: readonly PlannedLesson[];
}

interface PlannedLesson {
  readonly lessonId: string;
  readonly nodeId: string;
}

interface PlannedDay extends PlannedLesson {
  readonly day: StudyDay;
  readonly slot: number;
  readonly kind: 'lesson';
}

export type PlanRefusal = 'no-study-days' | 'no-lessons';
export type PlanOutcome =
  | { readonly kind: 'planned'; readonly days: readonly PlannedDay[] }
  | { readonly kind: 'refused'; readonly reason: PlanRefusal };

/** One lesson a study day: every lesson once, in the order given (its first place counts), on the asked weekdays from `start` on. */
export function planCohort({ start, weekdays = DEFAULT_WEEKDAYS, lessons }: PlanInputs): PlanOutcome {
  const studied = new Set(weekdays.filter(isWeekday));
  if (studied.size === 0) return { kind: 'refused', reason: 'no-study-days' };
  if (lessons.length === 0) return { kind: 'refused', reason: 'no-lessons' };

  const once = new Map<string, PlannedLesson>();
  for (const lesson of lessons) if (!once.has(lesson.lessonId)) once.set(lesson.lessonId, lesson);

  const days: PlannedDay[] = [];
  let day = nextStudyDay(start, studied);
  for (const { lessonId, nodeId } of once.values()) {
    days.push({ day, slot: 0, kind: 'lesson', lessonId, nodeId });
    day = nextStudyDay(addDays(day, 1), studied);
  }
  return { kind: 'planned', days };
}

export type StartRefusal = 'start-in-past' | 'start-too-far';
export type StartOutcome =
  | { readonly kind: 'accepted'; readonly start: StudyDay }
  | { readonly kind: 'refused'; readonly reason: StartRefusal };

/** The day on which a new cohort starts, in its own zone: the asked one, or today. Not before today, nor more than 366 days ahead. */
export function decideStart({
  asked,
  zone,
  now,
}: {
  readonly asked: StudyDay | undefined;
  readonly zone: string;
  readonly now: Date;
}): StartOutcome {
  const today = dayIn(zone, now);
  const start = asked ?? today;
  if (start < today) return { kind: 'refused', reason: 'start-in-past' };
  if (start > addDays(today, FURTHEST_START_DAYS)) return { kind: 'refused', reason: 'start-too-far' };
  return { kind: 'accepted', start };
}

function nextStudyDay(from: StudyDay, studied: ReadonlySet<number>): StudyDay {
  let day = from;
  while (!studied.has(weekday(day))) day = addDays(day, 1);
  return day;
}

/** Anything else would never come round, and the search for it never end. */
function isWeekday(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 7;
}
