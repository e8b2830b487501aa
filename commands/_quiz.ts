/** A quiz on a lesson: begun, and shown question by question. Spoken by `/quiz` and by the buttons of `/today`. */
import { randomBytes } from 'node:crypto';
import { type ButtonQuestion, type QuizPlace, questionCard, resultCard } from '../src/cards/quiz-card.ts';
import type { Card } from '../src/cards/reply.ts';
import { pickQuestions } from '../src/core/option-order.ts';
import type { Curriculum, Lesson, Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { type Answer, addQuiz, type Quiz } from '../src/store/quizzes.ts';
import { cohortFor, lessonNamed } from './_study.ts';

export const quizSentences = {
  none: 'There are no questions here yet.',
  gone: 'That question is no longer asked, so nothing was changed. Type `/quiz` for a new quiz.',
};

const mostQuestions = 5;

/** A new quiz on a lesson, saved before its first question is shown: it goes on after a restart. */
export async function startQuiz(asked: Asked, lesson: Lesson, pressedIn?: string): Promise<Card> {
  const ids = lesson.questions
    .filter(isButtonQuestion)
    .filter(question => !question.retired)
    .map(fullId);
  if (ids.length === 0) throw new Refusal(quizSentences.none);
  const cohorts = await listCohortsOfMember(asked.db, asked.guildId, asked.memberId);
  const seed = randomBytes(12).toString('hex');
  const quiz: Quiz = {
    guildId: asked.guildId,
    id: randomBytes(9).toString('hex'),
    kind: 'practice',
    memberId: asked.memberId,
    cohortId: cohortFor(cohorts, asked.curriculum, lesson.id, pressedIn)?.id ?? null,
    studyDay: null,
    lessonId: lesson.id,
    seed,
    questionIds: pickQuestions(ids, mostQuestions, seed),
    openedAt: asked.now,
    closesAt: null,
  };
  await addQuiz(asked.db, quiz);
  return currentCard(asked, quiz, [], false);
}

/** The first question without an answer, or how it went. */
export async function currentCard(
  asked: Asked,
  quiz: Quiz,
  given: readonly Answer[],
  replaces: boolean,
): Promise<Card> {
  const { curriculum, db, guildId, memberId } = asked;
  const answered = new Set(given.map(one => one.questionId));
  const place = quiz.questionIds.findIndex(id => !answered.has(id) && findQuestion(curriculum, id));
  const question = findQuestion(curriculum, quiz.questionIds[place] ?? '');
  if (question) return questionCard(question, placeIn(curriculum, quiz, question, place), replaces);

  const lesson = lessonNamed(curriculum, quiz.lessonId ?? '');
  if (!lesson) throw new Refusal(quizSentences.gone);
  const done = await listLessonsDone(db, guildId, memberId);
  const right = given.filter(one => one.right).length;
  return resultCard({ lesson, right, total: given.length, isDone: done.has(lesson.id), replaces });
}

/** Where a question stands in its quiz. Throws a refusal when its lesson is no longer taught. */
export function placeIn(
  curriculum: Curriculum,
  quiz: Quiz,
  question: ButtonQuestion,
  place: number,
): QuizPlace {
  const lesson = lessonNamed(curriculum, question.lessonId);
  if (!lesson) throw new Refusal(quizSentences.gone);
  return { quizId: quiz.id, seed: quiz.seed, place, total: quiz.questionIds.length, lesson };
}

export function findQuestion(curriculum: Curriculum, id: string): ButtonQuestion | undefined {
  const [lessonId = '', questionId] = id.split('#');
  const question = curriculum.lessons.get(lessonId)?.questions.find(one => one.id === questionId);
  return question && isButtonQuestion(question) ? question : undefined;
}

/** Unique in the whole curriculum: `db/acid#durable`. */
export const fullId = (question: Question): string => `${question.lessonId}#${question.id}`;
const isButtonQuestion = (question: Question): question is ButtonQuestion =>
  question.type === 'single' ||
  question.type === 'truefalse' ||
  (question.type === 'output' && question.options.length > 0);
