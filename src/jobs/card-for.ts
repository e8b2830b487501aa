/** The card of a decided post, made when it is sent: facts of the ledger, words of the cards. */
import { announcementPost, closingPost, dayEndPost } from '../cards/beside-post.ts';
import { blockedNotice, deadNotice, endsNotice, followUpNotice } from '../cards/notices.ts';
import { planPost } from '../cards/plan-post.ts';
import type { Card } from '../cards/reply.ts';
import type { BesideFacts, BesideKind } from '../core/beside.ts';
import { isBesideKind } from '../core/beside.ts';
import type { LatePolicy } from '../core/misfire.ts';
import { closesAt } from '../core/study-days.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { type Cohort, listPlanDays } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import type { Delivery } from '../store/deliveries.ts';
import { countDoneOfDay } from '../store/ledger.ts';
import { hasOpenPause } from '../store/plans.ts';
import { dailyQuizCard, dailyResultCard } from './daily-cards.ts';
import { digestCard } from './digest.ts';
import { forgetsCard } from './forgets.ts';
import { reportNoticeCard } from './report-notices.ts';
import { weeklyBoardCard } from './weekly-board.ts';

export interface CardParts {
  readonly db: Db;
  readonly curriculum: () => Curriculum;
  /** Calendar time. */
  readonly now: () => Date;
}

/** `lateBy`: ms of calendar time. Undefined when there is nothing to say any more, such as a lesson that is gone from the curriculum. */
export async function cardFor(
  parts: CardParts,
  delivery: Delivery,
  cohort: Cohort,
  lateBy: number | undefined,
): Promise<Card | undefined> {
  if (delivery.lane === 'plan') {
    const [plan, openEnd] = await Promise.all([
      listPlanDays(parts.db, cohort.guildId, cohort.id),
      hasOpenPause(parts.db, cohort),
    ]);
    const curriculum = parts.curriculum();
    return planPost({ deliveryId: delivery.id, slot: delivery, plan, openEnd, cohort, curriculum, lateBy });
  }
  if (!isBesideKind(delivery.kind)) return undefined;
  const make: (
    parts: CardParts,
    post: BesidePost<BesideKind>,
  ) => Promise<Card | undefined> | Card | undefined = besideCards[delivery.kind] as never;
  return make(parts, {
    delivery,
    cohort,
    facts: delivery.facts as BesideFacts[BesideKind],
    told: { deliveryId: delivery.id, cohortName: cohort.name },
  });
}

interface BesidePost<K extends BesideKind> {
  readonly delivery: Delivery;
  readonly cohort: Cohort;
  readonly facts: BesideFacts[K];
  readonly told: { readonly deliveryId: string; readonly cohortName: string };
}

type Made = Card | undefined | Promise<Card | undefined>;

const besideCards: { readonly [K in BesideKind]: (parts: CardParts, post: BesidePost<K>) => Made } = {
  'notice-blocked': (_parts, { facts, cohort, told }) =>
    blockedNotice(facts, {
      ...told,
      latePolicy: cohort.latePolicy as LatePolicy,
      lateWindowHours: cohort.lateWindowHours,
    }),
  'notice-dead': ({ curriculum }, { facts, told }) =>
    deadNotice(facts, { ...told, lessonTitle: curriculum().lessons.get(facts.lessonId ?? '')?.title }),
  'notice-follow-up': (_parts, { facts, told }) => followUpNotice(facts, told),
  'notice-content-ends': (_parts, { facts, told }) => endsNotice(facts, told),
  'notice-forgets': (parts, { facts, cohort, told }) => forgetsCard(parts, cohort, facts, told),
  'notice-report': ({ db }, { cohort, told }) => reportNoticeCard(db, cohort.guildId, told),
  announcement: (_parts, { facts, cohort, told }) =>
    announcementPost(facts, { ...told, roleId: cohort.roleId ?? undefined }),
  closing: ({ curriculum }, { facts, cohort, told }) =>
    closingPost(facts, {
      ...told,
      pathwayTitle: curriculum().pathways.get(cohort.pathwayId)?.title ?? cohort.pathwayId,
    }),
  digest: (parts, { facts, cohort, told }) => digestCard(parts, cohort, facts, told),
  async 'day-end'({ db }, { facts, cohort, told }) {
    const counted = await countDoneOfDay(db, cohort, facts.studyDay);
    if (!counted || counted.members === 0) return undefined;
    const { due, ...numbers } = counted;
    return dayEndPost({ ...numbers, until: closesAt(due, cohort.zone), deliveryId: told.deliveryId });
  },
  'daily-quiz': (parts, { delivery, cohort, facts }) => dailyQuizCard(parts, delivery, cohort, facts),
  'daily-result': (parts, { delivery, cohort, facts }) => dailyResultCard(parts, delivery, cohort, facts),
  'weekly-board': ({ db }, { cohort, facts, told }) => weeklyBoardCard(db, cohort, facts, told),
};
