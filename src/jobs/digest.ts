/** Tells a cohort of its week: decided with the first study day of the week, reckoned when it is sent. */
import { digestPost } from '../cards/digest-post.ts';
import type { Card } from '../cards/reply.ts';
import type { BesideFacts } from '../core/beside.ts';
import { deliveryId } from '../core/delivery.ts';
import {
  interviewQuestion,
  lessonToDiscuss,
  percentRight,
  weekBounds,
  weeklyDigest,
} from '../core/digest.ts';
import { withCorrections } from '../core/errata.ts';
import { judgeAlike } from '../core/item-analysis.ts';
import { addDays, type StudyDay } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { dueInstant } from '../store/decide.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { countLessonsDone, findThanked, listLessonsOfWeek, type WeekLesson } from '../store/digest.ts';
import { listErrata } from '../store/errata.ts';
import { listDailyAnswers } from '../store/insights.ts';

/** Call it in the transaction that decides these days: a cohort's week has one digest, whichever of its days comes first. */
export async function decideDigests(
  tx: Db,
  days: readonly { readonly cohort: Cohort; readonly studyDay: StudyDay }[],
): Promise<void> {
  await addDeliveries(
    tx,
    days.flatMap(({ cohort, studyDay }): NewDelivery[] => {
      const { guildId, id: cohortId, channelId, zone, hasDigest } = cohort;
      if (!hasDigest) return [];
      const { week, dueAt } = weeklyDigest(studyDay, dueInstant(cohort, studyDay), zone);
      const key = { guildId, cohortId, kind: 'digest', studyDay: week, slot: 0 };
      const facts: BesideFacts['digest'] = { week };
      return [{ ...key, id: deliveryId(key), lane: 'beside', facts, channelId, dueAt }];
    }),
  );
}

/** Undefined after a week in which nothing happened, and where moderators switched it off meanwhile. */
export async function digestCard(
  { db, curriculum }: { readonly db: Db; readonly curriculum: () => Curriculum },
  cohort: Cohort,
  { week }: BesideFacts['digest'],
  told: { readonly deliveryId: string; readonly cohortName: string },
): Promise<Card | undefined> {
  if (!cohort.hasDigest) return undefined;
  const [errata, posted, done, thanked, answers] = await Promise.all([
    listErrata(db, cohort.guildId),
    listLessonsOfWeek(db, cohort, week),
    countLessonsDone(db, cohort, weekBounds(week, cohort.zone)),
    findThanked(db, cohort, week),
    listDailyAnswers(db, cohort, { from: week, until: addDays(week, 7) }),
  ]);
  if (done.times === 0 && answers.length === 0 && thanked.people === 0) return undefined;
  const { lessons } = withCorrections(curriculum(), errata);
  const questionOf = (questionId: string) => {
    const [lessonId = '', id] = questionId.split('#');
    const question = lessons.get(lessonId)?.questions.find(one => one.id === id);
    return question?.retired ? undefined : question;
  };
  const judged = judgeAlike(
    answers.filter(({ questionId }) => questionOf(questionId)),
    questionOf,
  );
  const topics = posted.flatMap(one => topicOf(lessons, one) ?? []);
  const chosen = lessonToDiscuss(
    topics.map(({ lesson }) => lesson.id),
    judged,
  );
  return digestPost({
    ...{ ...told, week, sunday: addDays(week, 6), done, thanked, percentRight: percentRight(judged) },
    titles: [...new Set(posted.flatMap(({ lessonId }) => lessons.get(lessonId)?.title ?? []))],
    topic: topics.find(({ lesson }) => lesson.id === chosen),
  });
}

function topicOf(lessons: Curriculum['lessons'], { lessonId, deliveryId: id, hasThread }: WeekLesson) {
  const lesson = lessons.get(lessonId);
  const question = lesson && interviewQuestion(lesson.sections);
  return lesson && question ? { lesson, question, deliveryId: id, hasThread } : undefined;
}
