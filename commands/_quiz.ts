/** A quiz: begun, taken up again, and shown question by question. Spoken by every command that asks something. */
import { randomBytes } from 'node:crypto';
import { doneButton, readButton } from '../src/cards/lesson-card.ts';
import { type QuizPlace, questionCard, resultCard } from '../src/cards/quiz-card.ts';
import type { Button, Card } from '../src/cards/reply.ts';
import { time } from '../src/cards/words.ts';
import { hintFor } from '../src/core/hint.ts';
import { type Candidate, pickMixed } from '../src/core/pick-questions.ts';
import type { Curriculum, Lesson, Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { findOpenAnswer, listHints } from '../src/store/open-answers.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { type Answer, addQuiz, listNewestAnswers, type Quiz } from '../src/store/quizzes.ts';
import { cohortFor, lessonNamed } from './_study.ts';

export const quizSentences = {
  none: 'There are no questions here yet.',
  gone: 'That question is no longer asked, so nothing was changed. Type `/quiz` for a new quiz.',
  foreign: 'That quiz belongs to somebody else. Type `/quiz` to get your own.',
  live: 'A live quiz is answered with the buttons of its own message, while its question is open.',
  notInCohort:
    'This quiz is for people in its cohort. Use `/join` to study along, or `/quiz` to practise alone.',
  closed: (at: Date) =>
    `This quiz closed on ${time(at)}. Here is how it went for you; the same questions are open as practice.`,
  closes: (at: Date) =>
    `That is all for today. When the quiz closes, ${time(at)}, the channel shows how it went for all together.`,
};

const titles: Readonly<Record<string, string>> = { daily: 'Daily quiz', live: 'Live quiz', review: 'Review' };

/** What a practice quiz is about. */
export interface Wish {
  /** Two equal wishes share it: an unfinished quiz of the same wish is taken up again. At most 90 characters. */
  readonly word: string;
  readonly lessons: readonly Lesson[];
  readonly count: number;
}

export const usualCount = 5;
export const ofLesson = (lesson: Lesson): Wish => ({
  word: `lesson=${lesson.id}`,
  lessons: [lesson],
  count: usualCount,
});

/** A new practice quiz, saved before its first question is shown: it goes on after a restart. */
export async function startQuiz(asked: Asked, wish: Wish, pressedIn?: string): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const questions = wish.lessons.flatMap(lesson => lesson.questions).filter(question => !question.retired);
  if (questions.length === 0) throw new Refusal(quizSentences.none);
  const [cohorts, newest] = await Promise.all([
    listCohortsOfMember(db, guildId, memberId),
    listNewestAnswers(db, guildId, memberId),
  ]);
  const seed = randomBytes(12).toString('hex');
  const [only] = wish.lessons;
  const lessonId = wish.lessons.length === 1 ? (only?.id ?? null) : null;
  const last = [...newest].sort((a, b) => b.answeredAt.getTime() - a.answeredAt.getTime())[0];
  const quiz: Quiz = {
    guildId,
    id: randomBytes(9).toString('hex'),
    kind: 'practice',
    memberId,
    cohortId: cohortFor(cohorts, curriculum, questions[0]?.lessonId ?? '', pressedIn)?.id ?? null,
    studyDay: null,
    lessonId,
    seed,
    questionIds: [...pickMixed(candidatesOf(questions, newest), wish.count, seed, last?.questionId)],
    wish: wish.word,
    openedAt: now,
    closesAt: null,
  };
  await addQuiz(db, quiz);
  return currentCard(asked, quiz, [], false);
}

/** Questions with how the member's newest answer to each went. */
export function candidatesOf(
  questions: readonly Question[],
  newest: readonly { readonly questionId: string; readonly right: boolean }[],
): readonly Candidate[] {
  const went = new Map(newest.map(one => [one.questionId, one.right]));
  return questions.map(question => ({
    id: fullId(question),
    kind: question.kind,
    lastRight: went.get(fullId(question)),
  }));
}

/** The first question without an answer, or how it went. */
export async function currentCard(
  asked: Asked,
  quiz: Quiz,
  given: readonly Answer[],
  replaces: boolean,
): Promise<Card> {
  const answered = new Set(given.map(one => one.questionId));
  // One that was taken out since is passed by.
  const isAsked = (id: string) => findQuestion(asked.curriculum, id)?.retired === false;
  const place = quiz.questionIds.findIndex(id => !answered.has(id) && isAsked(id));
  const question = findQuestion(asked.curriculum, quiz.questionIds[place] ?? '');
  if (!question || isClosed(quiz, asked.now)) return howItWent(asked, quiz, given, replaces);
  return ask(asked, quiz, question, place, replaces);
}

/** A question, with the hint that was taken and the answer that isn't locked yet. */
export async function ask(
  asked: Asked,
  quiz: Quiz,
  question: Question,
  place: number,
  replaces: boolean,
): Promise<Card> {
  const at = placeIn(asked, quiz, question, place);
  const key = {
    guildId: asked.guildId,
    quizId: quiz.id,
    memberId: asked.memberId,
    questionId: fullId(question),
  };
  const [open, taken] = await Promise.all([
    findOpenAnswer(asked.db, key),
    listHints(asked.db, asked.guildId, quiz.id, asked.memberId),
  ]);
  const hint = hintFor(question, quiz.seed);
  return questionCard(question, at, {
    replaces,
    ...(hint ? { hasHint: true } : {}),
    ...(hint && taken.has(fullId(question)) ? { hint } : {}),
    ...(open ? { open } : {}),
  });
}

async function howItWent(
  asked: Asked,
  quiz: Quiz,
  given: readonly Answer[],
  replaces: boolean,
): Promise<Card> {
  const { curriculum, db, guildId, memberId } = asked;
  const lesson = lessonNamed(curriculum, quiz.lessonId ?? '');
  const done = lesson ? await listLessonsDone(db, guildId, memberId) : new Set<string>();
  const onward: Button[] = [
    ...(lesson && !done.has(lesson.id) ? [doneButton(lesson.id)] : []),
    ...(lesson ? [readButton(lesson.id)] : []),
    { label: 'Practise again', press: { command: 'quiz', action: 'again', argument: quiz.id } },
  ];
  return resultCard({
    where: [titles[quiz.kind] ?? 'Quiz', ...(lesson ? [lesson.title] : [])].join(' ▸ '),
    right: given.filter(one => one.right).length,
    total: isClosed(quiz, asked.now) ? quiz.questionIds.length : given.length,
    ...(quiz.closesAt
      ? { note: quizSentences[isClosed(quiz, asked.now) ? 'closed' : 'closes'](quiz.closesAt) }
      : {}),
    onward,
    replaces,
  });
}

export const isClosed = ({ closesAt }: Quiz, now: Date): boolean => closesAt !== null && closesAt <= now;

/** Where a question stands in its quiz, as this member sees it. Throws a refusal when its lesson is no longer taught. */
export function placeIn(
  { curriculum, memberId }: Asked,
  quiz: Quiz,
  question: Question,
  place: number,
): QuizPlace {
  const lesson = lessonNamed(curriculum, question.lessonId);
  if (!lesson) throw new Refusal(quizSentences.gone);
  // A quiz that many answer shows each of them an order of their own.
  const seed = quiz.memberId === null ? `${quiz.seed}:${memberId}` : quiz.seed;
  const title = titles[quiz.kind];
  return {
    ...{ quizId: quiz.id, seed, place, total: quiz.questionIds.length, lesson },
    ...(title === undefined ? {} : { title }),
  };
}

export function findQuestion(curriculum: Curriculum, id: string): Question | undefined {
  const [lessonId = '', questionId] = id.split('#');
  return curriculum.lessons.get(lessonId)?.questions.find(one => one.id === questionId);
}

/** Unique in the whole curriculum: `db/acid#durable`. */
export const fullId = (question: Question): string => `${question.lessonId}#${question.id}`;

/** The quiz, if this member may answer it. Throws a refusal otherwise. */
export async function mayAnswer({ db, guildId, memberId }: Asked, quiz: Quiz | undefined): Promise<Quiz> {
  if (!quiz) throw new Refusal(quizSentences.gone);
  if (quiz.memberId !== null) {
    if (quiz.memberId !== memberId) throw new Refusal(quizSentences.foreign);
    return quiz;
  }
  // A live quiz in a channel of no cohort is for everybody there.
  if (quiz.kind === 'live' && quiz.cohortId === null) return quiz;
  const cohorts = await listCohortsOfMember(db, guildId, memberId);
  if (!cohorts.some(cohort => cohort.id === quiz.cohortId)) throw new Refusal(quizSentences.notInCohort);
  return quiz;
}
