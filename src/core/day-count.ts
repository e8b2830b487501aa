import type { StudyDay } from './time.ts';

/** Which study day of a plan this is: 1-based, of all its days; a day with several slots counts once. 0 for a day that isn't in it. */
export function countDay(
  slots: readonly { readonly studyDay: StudyDay }[],
  studyDay: StudyDay,
): { readonly day: number; readonly days: number } {
  const days = [...new Set(slots.map(slot => slot.studyDay))].sort();
  return { day: days.indexOf(studyDay) + 1, days: days.length };
}
