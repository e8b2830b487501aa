/** What a cohort forgets: questions that were met before, came again, and went wrong. */
import type { Alike } from './item-analysis.ts';
import { addDays, type StudyDay, weekday } from './time.ts';

export interface Forgotten {
  readonly questionId: string;
  /** Answers that weren't the member's first to the question; how many of them weren't wholly right. */
  readonly answers: number;
  readonly wrong: number;
}

/** Milliseconds: what was answered longer ago says nothing about this week. */
export const forgetsWithin = 28 * 24 * 3_600_000;
/** Fewer may be chance, or one person. */
const leastAnswers = 5;
const leastMembers = 3;
/** Percent wrong. Reviews come when one in ten is about to be forgotten: only what is well above that is worth a word. */
const leastWrong = 25;
const most = 5;

/** At most five, the most forgotten first. `again`: answers that weren't first ones; who gave several stands there several times. */
export function mostForgotten(again: readonly Alike[]): readonly Forgotten[] {
  const found = new Map<string, { answers: number; wrong: number; members: Set<number> }>();
  for (const { questionId, right, members } of again) {
    const one = found.get(questionId) ?? { answers: 0, wrong: 0, members: new Set() };
    found.set(questionId, one);
    one.answers += members.length;
    if (!right) one.wrong += members.length;
    for (const member of members) one.members.add(member);
  }
  return [...found]
    .filter(
      ([, { answers, wrong, members }]) =>
        answers >= leastAnswers && members.size >= leastMembers && 100 * wrong >= leastWrong * answers,
    )
    .map(([questionId, { answers, wrong }]) => ({ questionId, answers, wrong }))
    .sort(
      (a, b) =>
        b.wrong / b.answers - a.wrong / a.answers ||
        b.wrong - a.wrong ||
        (a.questionId < b.questionId ? -1 : 1),
    )
    .slice(0, most);
}

/** A minute after the lesson: nobody waits for it because moderators are told something. */
const afterLessonMs = 60_000;

/**
 * Under which day moderators are told, and when: the week's Monday, so that they are told once a week, whichever of its study days is
 * the first to be decided; just after that one's post, which is due at `due`.
 */
export function weeklyNotice(
  studyDay: StudyDay,
  due: Date,
): { readonly day: StudyDay; readonly dueAt: Date } {
  return { day: addDays(studyDay, 1 - weekday(studyDay)), dueAt: new Date(due.getTime() + afterLessonMs) };
}
