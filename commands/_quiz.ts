/** A quiz: begun, taken up again, and shown question by question. Spoken by every command that asks something. */
import { randomBytes } from 'node:crypto';
import { type QuizPlace, questionCard } from '../src/cards/quiz-card.ts';
import { type Card, text } from '../src/cards/reply.ts';
import { count } from '../src/cards/words.ts';
import { hintFor } from '../src/core/hint.ts';
import { type Candidate, pickMixed } from '../src/core/pick-questions.ts';
import type { Lesson, Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { type AnswerKey, findOpenAnswer, findOwnHint } from '../src/store/open-answers.ts';
import { type Answer, addQuiz, findLastAnswer, listNewestAnswers, type Quiz } from '../src/store/quizzes.ts';
import { findHeldBack, type HeldBack, leadTo, waitingAmong } from './_held-back.ts';
import { findQuestion, fullId, isClosed, nextPlace, quizTitles } from './_question.ts';
import { howItWent } from './_result.ts';
import { cohortFor, lessonNamed } from './_study.ts';

export { findQuestion, fullId, isClosed } from './_question.ts';

export const quizSentences = {
  none: 'There are no questions here yet.',
  gone: 'That question is no longer asked, so nothing was changed. Type `/quiz` for a new quiz.',
  busy: 'This question is being corrected at this very moment, so your answer was not taken yet. Give it again in a few seconds.',
  foreign: 'That quiz belongs to somebody else. Type `/quiz` to get your own.',
  live: 'A live quiz is answered with the buttons of its own message, while its question is open.',
  notInCohort:
    'This quiz is for people in its cohort. Use `/join` to study along, or `/quiz` to practise alone.',
  inDaily:
    'All questions on this are in the daily quiz that is still open for you. Take that first; afterwards they are open as practice.',
  inLive:
    'All questions on this are being asked in a live quiz just now. In a few minutes, when that is over, they are open as practice again.',
  fewer: (found: number, others: string) =>
    `There ${found === 1 ? 'is' : 'are'} only ${count(found, 'question')} on this${others}.`,
  others: {
    daily: ' for now; others wait in your daily quiz',
    live: ' for now; others are being asked in a live quiz',
  } as Readonly<Record<string, string>>,
};

/** What a practice quiz is about. */
export interface Wish {
  /** Two equal wishes share it: an unfinished quiz of the same wish is taken up again. */
  readonly word: string;
  readonly lessons: readonly Lesson[];
  readonly count: number;
  /** Whether so many were asked for: then it is said where there are fewer. */
  readonly isCounted?: boolean;
}

export const usualCount = 5;
export const ofLesson = (lesson: Lesson): Wish => ({
  word: `lesson=${lesson.id}`,
  lessons: [lesson],
  count: usualCount,
});

/**
 * A new practice quiz, saved before its first question is shown: it goes on after a restart. What waits in a daily quiz, or is asked live,
 * isn't asked here before: it would be given away. Where nothing else is left, it is said where it waits.
 */
export async function startQuiz(asked: Asked, wish: Wish, pressedIn?: string): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const all = wish.lessons.flatMap(lesson => lesson.questions).filter(question => !question.retired);
  if (all.length === 0) throw new Refusal(quizSentences.none);
  const [cohorts, newest, heldBack] = await Promise.all([
    listCohortsOfMember(db, guildId, memberId),
    listNewestAnswers(db, guildId, memberId),
    findHeldBack(asked),
  ]);
  const questions = all.filter(question => !heldBack.has(fullId(question)));
  const waiting = waitingAmong(all.map(fullId), heldBack);
  if (questions.length === 0 && waiting) return leadTo(waiting, quizSentences);
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
  const card = await currentCard(asked, quiz, [], false);
  const found = quiz.questionIds.length;
  if (!wish.isCounted || found >= wish.count) return card;
  const others = quizSentences.others[waiting?.kind ?? ''] ?? '';
  return { ...card, blocks: [text(quizSentences.fewer(found, others)), ...card.blocks] };
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

/** The first question without an answer, or how it went. `isLate`: an answer came after the close. */
export async function currentCard(
  asked: Asked,
  quiz: Quiz,
  given: readonly Answer[],
  replaces: boolean,
  isLate = false,
): Promise<Card> {
  const [heldBack, last] = await Promise.all([heldBackFrom(asked, quiz), lastElsewhere(asked, quiz, given)]);
  const place = nextPlace(asked.curriculum, quiz, given, heldBack, last);
  const question = findQuestion(asked.curriculum, quiz.questionIds[place] ?? '');
  if (!question || isClosed(quiz, asked.now))
    return howItWent(asked, quiz, given, { replaces, isLate, heldBack });
  return ask(asked, quiz, question, place, replaces);
}

/** What somebody's own quiz doesn't ask now. A quiz that many answer together asks everything. */
export const heldBackFrom = async (asked: Asked, quiz: Quiz): Promise<HeldBack> =>
  quiz.memberId === null ? new Map() : findHeldBack(asked);

/**
 * Whether a quiz that was broken off has a question left that can be asked now. The one that was just answered elsewhere is none: it would
 * be asked again at once.
 */
export async function goesOn(asked: Asked, quiz: Quiz, given: readonly Answer[]): Promise<boolean> {
  const [heldBack, last] = await Promise.all([heldBackFrom(asked, quiz), lastElsewhere(asked, quiz, given)]);
  const passedBy = new Set([...heldBack.keys(), ...(last === undefined ? [] : [last])]);
  return nextPlace(asked.curriculum, quiz, given, passedBy) >= 0;
}

/** What is kept of a question before its answer counts. */
export const keyOf = ({ guildId, memberId }: Asked, quiz: Quiz, question: Question): AnswerKey => ({
  ...{ guildId, memberId, quizId: quiz.id, questionId: fullId(question) },
});

/** The full id of the question answered last, when that was after all that was answered in this quiz, and the quiz is somebody's own. */
async function lastElsewhere(
  { db, guildId, memberId }: Asked,
  quiz: Quiz,
  given: readonly Answer[],
): Promise<string | undefined> {
  const last = quiz.memberId === null ? undefined : await findLastAnswer(db, guildId, memberId);
  return last && given.every(one => one.answeredAt < last.answeredAt) ? last.questionId : undefined;
}

/** A question, with the hint that was taken and the answer that isn't locked yet. `picks`: of a window that was no answer, for the next one. */
export async function ask(
  asked: Asked,
  quiz: Quiz,
  question: Question,
  place: number,
  replaces: boolean,
  picks: readonly string[] = [],
): Promise<Card> {
  const at = placeIn(asked, quiz, question, place);
  const key = keyOf(asked, quiz, question);
  const hint = hintFor(question);
  const [open, own] = await Promise.all([
    findOpenAnswer(asked.db, key),
    hint ? findOwnHint(asked.db, key) : undefined,
  ]);
  return questionCard(question, at, {
    ...{ replaces, picks },
    ...(own ? { hasHint: true, isHintFree: own.isFree } : {}),
    ...(hint && own?.taken ? { hint, isHintBefore: own.taken === 'before' } : {}),
    ...(open ? { open } : {}),
  });
}

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
  const title = quizTitles[quiz.kind];
  return {
    ...{ quizId: quiz.id, seed, place, total: quiz.questionIds.length, lesson },
    ...(title === undefined ? {} : { title }),
    ...(quiz.closesAt ? { closesAt: quiz.closesAt } : {}),
  };
}

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
