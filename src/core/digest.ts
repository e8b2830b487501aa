/** The week of a cohort, told on its Sunday: when, of which days, and which question is worth talking about. */
import { FEWEST_TOLD } from './daily.ts';
import type { Alike } from './item-analysis.ts';
import { addDays, instantOf, type StudyDay, weekday } from './time.ts';

/** Late enough that the week is over for most, early enough to talk about it that evening. */
const DIGEST_TIME = '18:00';
/** A lesson that comes on that Sunday itself is given so long. */
const afterLessonMs = 3 * 3_600_000;

/**
 * The Monday (a date in the cohort's zone) of the week in which a study day lies, and when its digest is due: Sunday at 18:00 there, at
 * least three hours after that day's post, which is due at `due`. Any study day of the week gives the same Monday: it is decided once.
 */
export function weeklyDigest(
  studyDay: StudyDay,
  due: Date,
  zone: string,
): { readonly week: StudyDay; readonly dueAt: Date } {
  const week = addDays(studyDay, 1 - weekday(studyDay));
  const sunday = instantOf(addDays(week, 6), DIGEST_TIME, zone);
  return { week, dueAt: new Date(Math.max(sunday.getTime(), due.getTime() + afterLessonMs)) };
}

/** From its Monday's first instant until before the next one's, in the cohort's zone. */
export const weekBounds = (week: StudyDay, zone: string): { readonly from: Date; readonly until: Date } => ({
  from: instantOf(week, '00:00', zone),
  until: instantOf(addDays(week, 7), '00:00', zone),
});

/** Percent of answers that were wholly right; undefined when so few gave them that it would tell who answered what. */
export function percentRight(answers: readonly Alike[]): number | undefined {
  const members = new Set(answers.flatMap(one => one.members));
  if (members.size < FEWEST_TOLD) return undefined;
  const [right, all] = [true, false].map(only =>
    answers.filter(one => one.right || !only).reduce((sum, one) => sum + one.members.length, 0),
  );
  return Math.round((100 * (right ?? 0)) / (all ?? 1));
}

/**
 * The question of a lesson's section `Interview`, which begins with it in italics; undefined where it doesn't. It is open, so that there
 * is something to say; a quiz's question with options to choose from is settled by one word.
 */
export function interviewQuestion(
  sections: readonly { readonly title: string; readonly body: string }[],
): string | undefined {
  const body = sections.find(({ title }) => title === 'Interview')?.body.trim() ?? '';
  return /^\*([^*\n]+)\*/.exec(body)?.[1];
}

/**
 * Of the week's lessons that have such a question, the one of which most went wrong in the week's daily quizzes: there talking helps
 * most. Where the quizzes say nothing of any, or the same of several, the latest. `lessonIds` are in the order in which they came.
 */
export function lessonToDiscuss(lessonIds: readonly string[], answers: readonly Alike[]): string | undefined {
  const rightOf = (lessonId: string) =>
    percentRight(answers.filter(({ questionId }) => questionId.split('#')[0] === lessonId)) ?? 100;
  return [...lessonIds]
    .reverse()
    .reduce<string | undefined>(
      (best, one) => (best === undefined || rightOf(one) < rightOf(best) ? one : best),
      undefined,
    );
}
