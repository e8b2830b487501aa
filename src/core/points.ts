/**
 * What an action is worth. A lesson earns the same for everybody, a question what its type asks of a learner (half for true or false,
 * where every second guess is right), and only the first attempt counts. Speed is worth nothing: it would punish those who read in
 * their second language, with a screen reader or on a bad line. Only a live quiz adds a little for being first (core/live-round.ts).
 */
export type QuestionType = 'single' | 'multi' | 'truefalse' | 'order' | 'fill' | 'output';

const LESSON_POINTS = 5;
const QUESTION_POINTS = {
  single: 10,
  multi: 10,
  truefalse: 5,
  order: 10,
  fill: 10,
  output: 10,
} satisfies Record<QuestionType, number>;

/** Points for marking a lesson done; a lesson that the member has done already, in whatever pathway, earns nothing again. */
export function pointsForLesson({ alreadyDone }: { readonly alreadyDone: boolean }): number {
  return alreadyDone ? 0 : LESSON_POINTS;
}

/**
 * Points for an answer: that share (percent) of the type's value which is right, half of it after a hint, whole points; nothing unless it
 * is the member's first to this question.
 */
export function pointsForAnswer({
  type,
  share,
  hinted,
  firstAttempt,
}: {
  readonly type: QuestionType;
  readonly share: number;
  readonly hinted: boolean;
  readonly firstAttempt: boolean;
}): number {
  return firstAttempt ? Math.round((QUESTION_POINTS[type] * share * (hinted ? 0.5 : 1)) / 100) : 0;
}

/** The reason of a row of points, unique for each member: the ledger can't hold the same lesson twice. */
export function lessonReason(lessonId: string): string {
  return `lesson:${lessonId}`;
}

/** As `lessonReason`, for a question of a lesson (its id without the lesson's). */
export function answerReason(lessonId: string, questionId: string): string {
  return `answer:${lessonId}#${questionId}`;
}
