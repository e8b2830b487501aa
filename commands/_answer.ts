/** The one way in which a quiz takes an answer: graded, kept with its points and study days, and told why. */
import { answerCard } from '../src/cards/answer-card.ts';
import type { Button, Card } from '../src/cards/reply.ts';
import { unpaidWords } from '../src/cards/unpaid-words.ts';
import { gradeAnswer, rightOf } from '../src/core/grading.ts';
import { isAsked } from '../src/core/held-back.ts';
import { answerReason, type Pay, whyUnpaid, worthOfAnswer } from '../src/core/points.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { removeOpenAnswer } from '../src/store/open-answers.ts';
import { findPointsAt } from '../src/store/points.ts';
import { findPracticeTerms } from '../src/store/practice-reason.ts';
import type { PostedDay } from '../src/store/progress.ts';
import { addAnswer, listAnswers, type Quiz } from '../src/store/quizzes.ts';
import type { HeldBack } from './_held-back.ts';
import { byKeysOfNow } from './_keys.ts';
import { nextPlace } from './_question.ts';
import { fullId, placeIn, quizSentences } from './_quiz.ts';
import { daysToKeep } from './_study.ts';

export interface Given {
  readonly quiz: Quiz;
  readonly question: Question;
  readonly place: number;
  /** What waits in a daily quiz: the rest of this one passes it by. */
  readonly heldBack: HeldBack;
  /** Ids of options, ids of items in their order, or the text typed. */
  readonly chosen: readonly string[];
  /** Of the quiz's cohort, an IANA name; undefined outside of one. */
  readonly zone: string | undefined;
  /** What was posted to the member's cohorts lately. */
  readonly days: readonly PostedDay[];
}

/**
 * The first answer is the only one: a later one changes nothing and is shown the first. Throws a refusal for what is no answer, and where
 * the question was taken out meanwhile.
 */
export const takeAnswer = (asked: Asked, given: Given): Promise<Card> =>
  byKeysOfNow(asked, fullId(given.question), given.question, (taught, question) =>
    takeGraded({ ...asked, ...taught }, { ...given, question }),
  );

async function takeGraded(asked: Asked, given: Given): Promise<Card | 'stale'> {
  const { db, guildId, memberId, now, interactionId } = asked;
  const { quiz, question, place, chosen, zone, days } = given;
  const grade = gradeAnswer(question, chosen);
  if (!grade) throw new Refusal(quizSentences.gone);
  const questionId = fullId(question);
  const reason = answerReason(question.lessonId, question.id);
  const key = { guildId, quizId: quiz.id, memberId, questionId };
  const worth = worthOfAnswer({ ...question, ...grade }, { kind: quiz.kind, zone, posted: days, now });
  const kept = await addAnswer(
    db,
    {
      ...key,
      questionRev: question.rev,
      chosen: [...chosen],
      rightThen: [...rightOf(question)],
      ...grade,
      interactionId,
      answeredAt: now,
    },
    {
      reason,
      lessonId: question.lessonId,
      cohortId: quiz.cohortId,
      action: quiz.kind === 'review' ? 'review' : 'quiz',
      ...worth,
      days: daysToKeep(asked, days),
      keyRevision: asked.keyRevision,
    },
  );
  if (kept === 'stale') return kept;
  await (question.type === 'multi' || question.type === 'order' ? removeOpenAnswer(db, key) : undefined);

  const at = placeIn(asked, quiz, question, place);
  // A quiz that many answer is asked in its order; one's own may have begun with a later question.
  const all = kept && quiz.memberId === null ? undefined : await listAnswers(db, guildId, quiz.id, memberId);
  const isLast = all
    ? nextPlace(asked.curriculum, quiz, all, given.heldBack) < 0
    : !quiz.questionIds.slice(place + 1).some(id => isAsked(asked.curriculum, id));
  const onward: Button = {
    label: isLast ? 'See how it went' : 'Next question',
    style: 'primary',
    press: { command: 'quiz', action: 'next', argument: quiz.id },
  };
  if (kept) {
    const practised = { guildId, cohortId: quiz.cohortId, monday: worth.again.monday, date: worth.date };
    const isUnpaid = grade.right && kept.points === 0;
    const unpaid = isUnpaid
      ? unpaidWords(kept.pay, whyUnpaid(await findPracticeTerms(db, practised)), now)
      : '';
    return answerCard(question, at, { chosen, ...grade, ...kept, wasAnswered: false, unpaid }, onward);
  }
  const first = all?.find(one => one.questionId === questionId);
  const stands = first
    ? { chosen: first.chosen, right: first.right, share: first.share, hinted: first.hinted }
    : { chosen, ...grade, hinted: false };
  const points = first ? await findPointsAt(db, guildId, memberId, reason, first.answeredAt) : 0;
  const pay = (first?.pay ?? 'first') as Pay;
  return answerCard(question, at, { ...stands, points, pay, wasAnswered: true }, onward);
}
