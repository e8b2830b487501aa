/** The way back to a cohort's pace: which open lessons on which days, in the time that a member has. */
import { addDays, type StudyDay } from './time.ts';

export interface LessonToDo {
  readonly lessonId: string;
  /** Minutes to read and practise. */
  readonly minutes: number;
}

/** A lesson that the cohort is still to get. */
export interface ComingLesson extends LessonToDo {
  readonly day: StudyDay;
}

/** `minutes` a day for everything; or so many of the `lessons` that are open, beside those that come on the day. */
export type DailyShare = { readonly minutes: number } | { readonly lessons: number };

export interface CatchUpDay {
  readonly day: StudyDay;
  readonly lessons: readonly LessonToDo[];
  readonly minutes: number;
}

export interface CatchUp {
  /** From today on, a day each, until nothing is open any more. */
  readonly days: readonly CatchUpDay[];
  /** The day at whose end nothing is open; null when that is further away than `mostDays`. */
  readonly levelOn: StudyDay | null;
}

/** A backlog that takes longer than this is none that anybody should look at. */
export const LONGEST_CATCH_UP_DAYS = 21;
const DAY = 86_400_000;
/** So many open lessons are nothing to speak of. */
export const ON_TRACK = 2;

/**
 * Every day, weekends too: the open lessons first and then what the cohort gets meanwhile, in order, until the member is level with the
 * cohort or `mostDays` are over. A lesson that is longer than a day's minutes has a day of its own.
 */
export function planCatchUp({
  open,
  coming,
  today,
  share,
  mostDays = LONGEST_CATCH_UP_DAYS,
}: {
  /** Lessons that came already and aren't done, in the order of the plan. */
  readonly open: readonly LessonToDo[];
  /** In the order of the plan; lessons of days before `today` count as those of today. */
  readonly coming: readonly ComingLesson[];
  readonly today: StudyDay;
  readonly share: DailyShare;
  readonly mostDays?: number;
}): CatchUp {
  const queue = [...open];
  const later = [...coming];
  const days: CatchUpDay[] = [];
  let day = today;
  for (let left = mostDays; left > 0; left -= 1) {
    const arrived = later.filter(lesson => lesson.day <= day).length;
    queue.push(...later.splice(0, arrived).map(({ lessonId, minutes }) => ({ lessonId, minutes })));
    if (queue.length > 0) days.push(takeDay(queue, share, arrived, day));
    if (queue.length === 0) return { days, levelOn: day };
    day = addDays(day, 1);
  }
  return { days, levelOn: null };
}

/** Takes what fits into a day: at least one lesson, so that there is always an end. */
function takeDay(queue: LessonToDo[], share: DailyShare, arrived: number, day: StudyDay): CatchUpDay {
  const lessons: LessonToDo[] = [];
  let minutes = 0;
  for (let next = queue[0]; next; next = queue[0]) {
    const fits =
      'minutes' in share ? minutes + next.minutes <= share.minutes : lessons.length < share.lessons + arrived;
    if (lessons.length > 0 && !fits) break;
    lessons.push(next);
    minutes += next.minutes;
    queue.shift();
  }
  return { day, lessons, minutes };
}

/**
 * Until when `lessons` old ones take at so many a day, today being the first day. Never longer than three weeks: `left` are those that
 * don't fit, and nobody is asked for them.
 */
export function planOldLessons({
  lessons,
  aDay,
  today,
}: {
  readonly lessons: number;
  readonly aDay: number;
  readonly today: StudyDay;
}): { readonly until: StudyDay; readonly left: number } {
  const days = Math.min(Math.max(1, Math.ceil(lessons / aDay)), LONGEST_CATCH_UP_DAYS);
  return { until: addDays(today, days - 1), left: Math.max(0, lessons - days * aDay) };
}

/** Whether somebody still catches up: three weeks after they chose to they take part like everybody. */
export function isCatchingUp(
  { mode, joinedAt }: { readonly mode: string; readonly joinedAt: Date },
  now: Date,
): boolean {
  return mode === 'catch-up' && now.getTime() - joinedAt.getTime() < LONGEST_CATCH_UP_DAYS * DAY;
}

/** A lesson of the plan that has been posted. */
export interface PostedLesson {
  readonly lessonId: string;
  readonly studyDay: StudyDay;
}

/** What of the lessons posted so far is open for a member: those since the day on which they joined, and the earlier ones. */
export function openLessons<L extends PostedLesson>(
  posted: readonly L[],
  done: ReadonlySet<string>,
  joinedOn: StudyDay,
): { readonly since: readonly L[]; readonly earlier: readonly L[] } {
  const open = posted.filter(
    ({ lessonId }, place) =>
      !done.has(lessonId) && posted.findIndex(other => other.lessonId === lessonId) === place,
  );
  return {
    since: open.filter(({ studyDay }) => studyDay >= joinedOn),
    earlier: open.filter(({ studyDay }) => studyDay < joinedOn),
  };
}
