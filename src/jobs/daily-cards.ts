/** What the posts of a daily quiz say, gathered when they are sent. */
import { type DailyResult, dailyPost, dailyResult } from '../cards/daily-card.ts';
import type { Card } from '../cards/reply.ts';
import type { BesideFacts } from '../core/beside.ts';
import { minutesFor, tallyDaily } from '../core/daily.ts';
import { countDay } from '../core/day-count.ts';
import { heldUntil } from '../core/held-back.ts';
import type { Curriculum, Question } from '../curriculum/types.ts';
import { type Cohort, listPlanDays, type PlanDay } from '../store/cohorts.ts';
import { listAllAnswers } from '../store/daily-answers.ts';
import type { Delivery } from '../store/deliveries.ts';
import { setResultHeld } from '../store/follow-ups.ts';
import { type AskedNow, listAskedNow } from '../store/held-back.ts';
import { hasOpenPause } from '../store/plans.ts';
import { findQuiz, type Quiz } from '../store/quizzes.ts';
import type { CardParts } from './card-for.ts';
import { lockLeftOpen } from './daily-close.ts';
import { curriculumOf } from './daily-quiz.ts';

/** Undefined when there is none, or it is too late to take it: there is nothing to say any more. */
export async function dailyQuizCard(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  { quizId }: BesideFacts['daily-quiz'],
): Promise<Card | undefined> {
  const quiz = await findQuiz(parts.db, cohort.guildId, quizId ?? '');
  if (!quiz?.closesAt || quiz.closesAt <= parts.now()) return undefined;
  const [curriculum, plan] = await Promise.all([
    curriculumOf(parts, cohort.guildId),
    listPlanDays(parts.db, cohort.guildId, cohort.id),
  ]);
  const ofDay = new Set(
    plan.filter(slot => slot.studyDay === delivery.studyDay).flatMap(({ lessonId }) => lessonId ?? []),
  );
  const lessons = quiz.questionIds.map(lessonOf);
  return dailyPost({
    ...(await whereOf(parts, curriculum, delivery, cohort, plan)),
    questions: quiz.questionIds.length,
    minutes: minutesFor(quiz.questionIds.length),
    lessons: [...new Set(lessons)].filter(id => ofDay.has(id)).length,
    earlier: lessons.filter(id => !ofDay.has(id)).length,
    closesAt: quiz.closesAt,
  });
}

/** Undefined when nobody took part, or nothing of it is asked any more. */
export async function dailyResultCard(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  { quizId }: BesideFacts['daily-result'],
): Promise<Card | undefined> {
  // Another process may have noticed the end only now.
  await lockLeftOpen(parts, parts.now());
  const asked = await askedElsewhere(parts, cohort.guildId, quizId);
  await setResultHeld(parts.db, delivery, asked && heldUntil(asked.elsewhere, parts.now()));
  const known = asked && (await resultOf(parts, delivery, cohort, asked));
  const isSilent = !known || known.tally.tookPart === 0 || known.questions.every(({ retired }) => retired);
  return isSilent ? undefined : dailyResult(known);
}

/**
 * For a result that stands already: as it is now, with a word that it was corrected where it was, and until when something is held back.
 * Undefined when its quiz is gone.
 */
export async function dailyResultNow(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
): Promise<{ readonly card: Card; readonly heldUntil: Date | undefined } | undefined> {
  const { quizId, corrected = [] } = delivery.facts as BesideFacts['daily-result'];
  const asked = await askedElsewhere(parts, cohort.guildId, quizId);
  if (!asked) return undefined;
  const known = await resultOf(parts, delivery, cohort, asked);
  // That something was corrected is told with what was.
  const correctedSince = corrected.some(id => !asked.elsewhere.has(id));
  return {
    card: dailyResult({ ...known, correctedSince }),
    heldUntil: heldUntil(asked.elsewhere, parts.now()),
  };
}

/** A closed quiz, and which of its questions are asked in another one at this moment: their key would be given away. */
interface Asked {
  readonly quiz: Quiz;
  readonly elsewhere: AskedNow;
}

/** Undefined when the quiz is gone. */
async function askedElsewhere(
  { db, now }: CardParts,
  guildId: string,
  quizId: string,
): Promise<Asked | undefined> {
  const quiz = await findQuiz(db, guildId, quizId);
  if (!quiz) return undefined;
  const asked = await listAskedNow(db, guildId, now());
  return { quiz, elsewhere: new Map([...asked].filter(([id]) => quiz.questionIds.includes(id))) };
}

async function resultOf(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  { quiz, elsewhere }: Asked,
): Promise<DailyResult> {
  const answers = await listAllAnswers(parts.db, quiz);
  const [curriculum, plan] = await Promise.all([
    curriculumOf(parts, cohort.guildId),
    listPlanDays(parts.db, cohort.guildId, cohort.id),
  ]);
  const questions = questionsOf(curriculum, quiz);
  // What was taken out is asked nowhere any more.
  const held = new Set(questions.filter(question => !question.retired && elsewhere.has(idOf(question))));
  const keys = questions.map(question => ({
    ...{ ...question, id: idOf(question), isUntold: question.retired || held.has(question) },
  }));
  const tally = tallyDaily(keys, answers);
  const first = questions[tally.missedMost ?? 0];
  return {
    ...(await whereOf(parts, curriculum, delivery, cohort, plan)),
    tally,
    questions,
    held,
    gone: quiz.questionIds.length - questions.length,
    lesson: curriculum.lessons.get(first?.lessonId ?? ''),
  };
}

const lessonOf = (questionId: string): string => questionId.split('#')[0] ?? '';

/** Those that the curriculum still has, the ones that moderators took out since included: whoever answered them looks for them. */
const questionsOf = (curriculum: Curriculum, { questionIds }: Quiz): readonly Question[] =>
  questionIds.flatMap(
    full =>
      curriculum.lessons
        .get(lessonOf(full))
        ?.questions.find(({ lessonId, id }) => `${lessonId}#${id}` === full) ?? [],
  );

const idOf = ({ lessonId, id }: Question): string => `${lessonId}#${id}`;

async function whereOf(
  { db }: CardParts,
  { pathways }: Curriculum,
  { id, studyDay }: Delivery,
  cohort: Cohort,
  plan: readonly PlanDay[],
) {
  const { day, days } = countDay(plan, studyDay);
  return {
    deliveryId: id,
    pathway: pathways.get(cohort.pathwayId),
    day,
    days: (await hasOpenPause(db, cohort)) ? undefined : days,
  };
}
