/** Questions and quizzes as commands name them, and what of them is still asked. */
import { isAsked } from '../src/core/held-back.ts';
import type { Curriculum, Question } from '../src/curriculum/types.ts';
import type { Answer, Quiz } from '../src/store/quizzes.ts';

export function findQuestion(curriculum: Curriculum, id: string): Question | undefined {
  const [lessonId = '', questionId] = id.split('#');
  return curriculum.lessons.get(lessonId)?.questions.find(one => one.id === questionId);
}

/** Unique in the whole curriculum: `db/acid#durable`. */
export const fullId = (question: Question): string => `${question.lessonId}#${question.id}`;

/**
 * 0-based place of the first question that still waits for an answer; -1 when none does. What was taken out or is held back is passed by,
 * and `last` (the full id answered last) comes only where nothing else waits.
 */
export function nextPlace(
  curriculum: Curriculum,
  { questionIds }: Pick<Quiz, 'questionIds'>,
  given: readonly Pick<Answer, 'questionId'>[],
  heldBack?: { has(id: string): boolean },
  last?: string,
): number {
  const answered = new Set(given.map(one => one.questionId));
  const waits = (id: string) => !answered.has(id) && !heldBack?.has(id) && isAsked(curriculum, id);
  const other = questionIds.findIndex(id => id !== last && waits(id));
  return other >= 0 ? other : questionIds.findIndex(waits);
}

export const isClosed = ({ closesAt }: Pick<Quiz, 'closesAt'>, now: Date): boolean =>
  closesAt !== null && closesAt <= now;

/** What is small above a quiz that isn't plain practice. */
export const quizTitles: Readonly<Record<string, string>> = {
  daily: 'Daily quiz',
  live: 'Live quiz',
  review: 'Review',
};
