/** Tells moderators once a week what their cohort forgets: decided with the first study day of the week, reckoned when it is sent. */
import { type ForgottenQuestion, forgetsNotice } from '../cards/forgets-notice.ts';
import type { Card } from '../cards/reply.ts';
import type { BesideFacts } from '../core/beside.ts';
import { deliveryId } from '../core/delivery.ts';
import { withCorrections } from '../core/errata.ts';
import { forgetsWithin, mostForgotten, weeklyNotice } from '../core/forgets.ts';
import { judgeAlike } from '../core/item-analysis.ts';
import type { StudyDay } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { dueInstant } from '../store/decide.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { listErrata } from '../store/errata.ts';
import { listNoticeChannels } from '../store/guilds.ts';
import { listLaterAnswers } from '../store/insights.ts';

/** Call it in the transaction that decides these days: each cohort gets one notice a week, whichever day comes first. */
export async function decideForgets(
  tx: Db,
  days: readonly { readonly cohort: Cohort; readonly studyDay: StudyDay }[],
): Promise<void> {
  const channels = await listNoticeChannels(tx, [...new Set(days.map(({ cohort }) => cohort.guildId))]);
  await addDeliveries(
    tx,
    days.flatMap(({ cohort, studyDay }): NewDelivery[] => {
      const { guildId, id: cohortId } = cohort;
      const channelId = channels.get(guildId);
      if (channelId === undefined) return [];
      const { day, dueAt } = weeklyNotice(studyDay, dueInstant(cohort, studyDay));
      const key = { guildId, cohortId, kind: 'notice-forgets', studyDay: day, slot: 0 };
      const facts: BesideFacts['notice-forgets'] = { until: dueAt.toISOString() };
      return [{ ...key, id: deliveryId(key), lane: 'beside', facts, channelId, dueAt }];
    }),
  );
}

/** Undefined when there is too little to tell: then nothing is posted. */
export async function forgetsCard(
  { db, curriculum }: { readonly db: Db; readonly curriculum: () => Curriculum },
  cohort: Cohort,
  facts: BesideFacts['notice-forgets'],
  told: { readonly deliveryId: string; readonly cohortName: string },
): Promise<Card | undefined> {
  const until = new Date(facts.until);
  const since = new Date(until.getTime() - forgetsWithin);
  const [errata, answers] = await Promise.all([
    listErrata(db, cohort.guildId),
    listLaterAnswers(db, cohort, { since, until }),
  ]);
  const { lessons } = withCorrections(curriculum(), errata);
  const find = (questionId: string) => {
    const [lessonId = '', id] = questionId.split('#');
    const lesson = lessons.get(lessonId);
    const question = lesson?.questions.find(one => one.id === id);
    return lesson && question && !question.retired ? { lesson, question } : undefined;
  };
  const asked = answers.filter(({ questionId, rev }) => find(questionId)?.question.rev === rev);
  const list = mostForgotten(judgeAlike(asked, questionId => find(questionId)?.question)).flatMap(
    (forgotten): ForgottenQuestion[] => {
      const found = find(forgotten.questionId);
      return found ? [{ ...forgotten, lessonTitle: found.lesson.title, stem: found.question.stem }] : [];
    },
  );
  return list.length > 0 ? forgetsNotice(list, told) : undefined;
}
