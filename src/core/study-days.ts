/** When a study day begins, until when it is open to a member, and which day an action counts for: the only place that says so. */
import { addDays, dayIn, instantOf, type StudyDay } from './time.ts';

const HOUR = 3_600_000;
/** Nobody gets less than this to keep a study day, however their zone lies to the cohort's. */
const LEAST_OPEN = 18 * HOUR;
/**
 * Milliseconds. Nowhere is a day open for longer: after those 18 h the next morning is at most a day away, and an hour or two where
 * the clocks go back. Whoever looks for open days needn't look further back.
 */
export const LONGEST_OPEN = 48 * HOUR;
/** Late enough that an evening's work belongs to the evening. */
const CLOSING_TIME = '03:00';

/** In the cohort's zone. Who learns in the evening must have found the post by then. */
const LATEST_POST = '20:00';

/**
 * Whether a study day's post stood in time: at its own time, or late but before 20:00 of that day in the cohort's zone. One that came
 * later is an outage of ours: who learns with it keeps the day, and nobody can miss it.
 */
export function cameInTime(
  {
    studyDay: day,
    state,
    sentAt,
  }: { readonly studyDay: StudyDay; readonly state: string; readonly sentAt: Date | null },
  zone: string,
): boolean {
  return state !== 'late' || sentAt === null || sentAt < instantOf(day, LATEST_POST, zone);
}

/** A day of a cohort's plan and the instant at which its post is due. */
export interface DueDay {
  readonly day: StudyDay;
  readonly due: Date;
}

/** The instant at which a study day's post is due: `time` (HH:MM) on that day in the cohort's zone; DST as in `instantOf`. */
export function dueAt({
  day,
  time,
  zone,
}: {
  readonly day: StudyDay;
  readonly time: string;
  readonly zone: string;
}): Date {
  return instantOf(day, time, zone);
}

/** Milliseconds. Who begins a few seconds after the planned time means that time; and the day would else close a whole night later. */
const STILL_THAT_TIME = 10 * 60_000;

/** When a day is due that was planned for `planned` and couldn't come before `earliest`. */
export const dueNotBefore = (planned: Date, earliest: Date): Date =>
  earliest.getTime() - planned.getTime() > STILL_THAT_TIME ? earliest : planned;

/** The first instant at which a day due at `due` is closed to a member: 03:00 in their zone, on the first morning at least 18 h later. */
export function closesAt(due: Date, memberZone: string): Date {
  const least = new Date(due.getTime() + LEAST_OPEN);
  let day = dayIn(memberZone, least);
  while (true) {
    const morning = instantOf(day, CLOSING_TIME, memberZone);
    // A date that a zone left out has no morning: its 03:00 falls on the next date.
    if (morning >= least && dayIn(memberZone, morning) === day) return morning;
    day = addDays(day, 1);
  }
}

/** Those study days on which a member can still act at `now`, oldest first. */
export function openStudyDays<D extends DueDay>(
  days: readonly D[],
  memberZone: string,
  now: Date,
): readonly D[] {
  return byDue(days).filter(({ due }) => isOpen(due, memberZone, now));
}

const isOpen = (due: Date, memberZone: string, now: Date): boolean =>
  due <= now && now.getTime() - due.getTime() < LONGEST_OPEN && now < closesAt(due, memberZone);
/** What was posted to a cohort for a study day. `zone`: in which the member's days ended then, an IANA name; `lessonId` is null where the slot has no lesson. */
export interface PostedLesson extends DueDay {
  readonly lessonId: string | null;
  readonly zone: string;
}

/** Whether a lesson was posted for a study day that is open at `now`, kept or not. */
export const isLessonOpen = (posted: readonly PostedLesson[], lessonId: string, now: Date): boolean =>
  posted.some(
    slot =>
      slot.lessonId === lessonId &&
      slot.due <= now &&
      // The usual case asks for no local time.
      (now.getTime() - slot.due.getTime() < LEAST_OPEN || openStudyDays([slot], slot.zone, now).length > 0),
  );

/** The study day on which a cohort is at `now`: the latest that has fallen due. Undefined before the first. */
export function studyDay<D extends DueDay>(days: readonly D[], now: Date): D | undefined {
  return byDue(days)
    .filter(({ due }) => due <= now)
    .at(-1);
}

/** The day that a member's action keeps: the oldest open one that isn't kept yet, or none. `open` comes from `openStudyDays`. */
export function dayThatCounts<D extends { readonly day: StudyDay }>(
  open: readonly D[],
  keptDays: Iterable<StudyDay>,
): D | undefined {
  const kept = new Set(keptDays);
  return open.find(({ day }) => !kept.has(day));
}

/**
 * In each cohort, the day that an action at `now` keeps: its oldest open study day that isn't kept yet. One action keeps at most one day
 * of a cohort. `zone`: the one in which that day closes to the member, an IANA name; after a move it isn't the same for each.
 */
export function daysThatCount(
  posted: readonly (DueDay & {
    readonly cohortId: string;
    readonly zone: string;
    readonly isKept: boolean;
  })[],
  now: Date,
): readonly { readonly cohortId: string; readonly studyDay: StudyDay }[] {
  const cohortIds = new Set(posted.map(({ cohortId }) => cohortId));
  return [...cohortIds].flatMap(cohortId => {
    // Kept days are left out first: to find out whether a day is open takes longer.
    const days = posted.filter(day => day.cohortId === cohortId && !day.isKept);
    const open = byDue(days).filter(({ due, zone }) => isOpen(due, zone, now));
    const counts = dayThatCounts(open, []);
    return counts ? [{ cohortId, studyDay: counts.day }] : [];
  });
}

function byDue<D extends DueDay>(days: readonly D[]): readonly D[] {
  return [...days].sort((a, b) => a.due.getTime() - b.due.getTime());
}
