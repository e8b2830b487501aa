/** What `/progress` reads about a member, in two round trips, and who may look at it. */
import type { Break } from '../src/core/streak.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { listCohorts } from '../src/store/cohorts.ts';
import { type Delivery, listDeliveries } from '../src/store/deliveries.ts';
import { type AnswerCount, countAnswers, listAnswersTo, noAnswers } from '../src/store/given-answers.ts';
import {
  type DoneLesson,
  type FormerStudy,
  type GivenAnswer,
  listDone,
  listFormerStudies,
  listNewestGiven,
} from '../src/store/learned.ts';
import { listMemberSettings, type MemberSettings, usualSettings } from '../src/store/member-settings.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { findPlan, type Plan } from '../src/store/plans.ts';
import { sumPoints } from '../src/store/points.ts';
import type { Answer } from '../src/store/quizzes.ts';
import { listSoloStudies, type SoloStudy } from '../src/store/solo.ts';
import { findStreakRecord, type StreakRecord } from '../src/store/streaks.ts';
import { mayModerate } from './_cohort.ts';
import { correctedIds } from './_errata.ts';
import { findHeldBack } from './_held-back.ts';
import { judged } from './_judged.ts';

const sentences = {
  theirs:
    'What somebody has learned is theirs to show, and you can’t see it here. Who shares a cohort with you can choose in `/settings` to let you.',
};

/** More would not fit into one message. */
export const shownAtOnce = 8;

export interface Progress {
  readonly memberships: readonly Membership[];
  readonly done: ReadonlyMap<string, DoneLesson>;
  /** One for each question that was met, by the keys that hold now. */
  readonly newest: readonly GivenAnswer[];
  readonly answers: AnswerCount;
  /** To questions that moderators corrected here, without those that wait in a quiz. */
  readonly corrected: readonly Pick<Answer, 'questionId' | 'questionRev' | 'chosen' | 'right'>[];
  readonly points: number;
  readonly breaks: readonly Break[];
  readonly alone: readonly SoloStudy[];
  /** Only for oneself: what moderators and others see is what somebody studies now. */
  readonly former: readonly FormerStudy[];
  /** Whether there is a cohort to join; asked for who is in none. */
  readonly hasCohorts: boolean;
  readonly posts: readonly Delivery[];
  readonly record: StreakRecord;
  /** By cohort. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Of whoever looks. */
  readonly settings: MemberSettings;
}

/** The lessons of a cohort's plan, those that it skips left out: of so many its members see how many they have done. */
export function plannedLessons(plan: Plan | undefined): readonly string[] {
  const skipped = new Set(plan?.inputs.skipped);
  return (plan?.inputs.units ?? [])
    .filter(({ kind, key }) => kind === 'lesson' && !skipped.has(key))
    .map(({ lessonId }) => lessonId ?? '');
}

/** Of `memberId`, who may be somebody else. Throws a refusal, always the same, when whoever asks may not look at it. */
export async function readProgress(asked: Asked, memberId: string): Promise<Progress> {
  const { db, guildId } = asked;
  const person = { guildId, memberId };
  const isOwn = memberId === asked.memberId;
  const [settings, all, theirs, done, newest, answers, corrected, points, breaks, alone, former, heldBack] =
    await Promise.all([
      listMemberSettings(db, guildId, [...new Set([asked.memberId, memberId])]),
      listMemberships(db, guildId, memberId),
      isOwn ? [] : listMemberships(db, guildId, asked.memberId),
      listDone(db, person),
      listNewestGiven(db, person),
      countAnswers(db, guildId, [memberId]),
      listAnswersTo(db, guildId, [memberId], correctedIds(asked.curriculum)),
      sumPoints(db, guildId, memberId),
      listPauses(db, person),
      listSoloStudies(db, guildId, memberId),
      isOwn ? listFormerStudies(db, person) : [],
      findHeldBack(asked),
    ]);
  const shares = all.some(one => theirs.some(other => other.cohort.id === one.cohort.id));
  const isShown = shares && settings.get(memberId)?.progressFor === 'cohort';
  if (!isOwn && !isShown && !mayModerate(asked)) throw new Refusal(sentences.theirs);

  const memberships = all.slice(0, shownAtOnce);
  const ids = memberships.map(({ cohort }) => cohort.id);
  const [cohorts, posts, record, ...plans] = await Promise.all([
    ids.length === 0 ? listCohorts(db, guildId) : [],
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, person, ids),
    ...memberships.map(({ cohort }) => findPlan(db, cohort)),
  ]);
  return {
    ...{ memberships, done, points, breaks, posts, record },
    answers: answers.get(memberId) ?? noAnswers,
    newest: judged(asked.curriculum, newest, heldBack),
    corrected: corrected.filter(({ questionId }) => !heldBack.has(questionId)),
    ...{ former, hasCohorts: cohorts.length > 0 },
    alone: alone.slice(0, shownAtOnce),
    plans: new Map(plans.flatMap((plan, place) => (plan ? [[ids[place] ?? '', plan] as const] : []))),
    settings: settings.get(asked.memberId) ?? usualSettings,
  };
}
