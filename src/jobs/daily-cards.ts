/** What the posts of a daily quiz say, gathered when they are sent. */
import { type DailyResult, dailyPost, dailyResult } from '../cards/daily-card.ts';
import type { Card } from '../cards/reply.ts';
import { type DailyQuestion, minutesFor, tallyDaily } from '../core/daily.ts';
import { countDay } from '../core/day-count.ts';
import type { Curriculum, Question } from '../curriculum/types.ts';
import { type Cohort, listPlanDays, type PlanDay } from '../store/cohorts.ts';
import { listAllAnswers } from '../store/daily-answers.ts';
import type { Delivery } from '../store/deliveries.ts';
import { hasOpenPause } from '../store/plans.ts';
import { findQuiz, type Quiz } from '../store/quizzes.ts';
import type { CardParts } from './card-for.ts';
import { lockLeftOpen } from './daily-close.ts';
import { curriculumOf } from './daily-quiz.ts';

interface Facts {
  readonly quizId?: string;
}

/** Undefined when there is none, or it is too late to take it: there is nothing to say any more. */
export async function dailyQuizCard(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  { quizId }: Facts,
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
  { quizId }: Facts,
): Promise<Card | undefined> {
  // Another process may have noticed the end only now.
  await lockLeftOpen(parts, parts.now());
  const known = await resultOf(parts, delivery, cohort, quizId);
  const isSilent = !known || known.tally.tookPart === 0 || known.questions.every(({ retired }) => retired);
  return isSilent ? undefined : dailyResult(known);
}

/** For a result that stands already: as it is now, with a word that it was corrected. Undefined when its quiz is gone. */
export async function dailyResultNow(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
): Promise<Card | undefined> {
  const known = await resultOf(parts, delivery, cohort, (delivery.facts as Facts).quizId);
  return known && dailyResult({ ...known, correctedSince: true });
}

async function resultOf(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  quizId = '',
): Promise<DailyResult | undefined> {
  const quiz = await findQuiz(parts.db, cohort.guildId, quizId);
  if (!quiz) return undefined;
  const answers = await listAllAnswers(parts.db, quiz);
  const [curriculum, plan] = await Promise.all([
    curriculumOf(parts, cohort.guildId),
    listPlanDays(parts.db, cohort.guildId, cohort.id),
  ]);
  const questions = questionsOf(curriculum, quiz);
  const tally = tallyDaily(questions.map(keyOf), answers);
  const first = questions[tally.missedMost ?? 0];
  return {
    ...(await whereOf(parts, curriculum, delivery, cohort, plan)),
    tally,
    questions,
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

const keyOf = (question: Question): DailyQuestion => ({
  ...question,
  id: `${question.lessonId}#${question.id}`,
});

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
