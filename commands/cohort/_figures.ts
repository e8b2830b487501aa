/** What each member of a cohort sees of themselves in `/progress`, in numbers: reckoned by the same rules, so that no table says otherwise. */
import type { Asked } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { countAnswers, listAnswersTo, noAnswers } from '../../src/store/given-answers.ts';
import { findPlan } from '../../src/store/plans.ts';
import { listScores } from '../../src/store/points.ts';
import type { Answer } from '../../src/store/quizzes.ts';
import { listStreakRecords } from '../../src/store/streaks.ts';
import { correctedIds } from '../_errata.ts';
import { rightNow } from '../_judged.ts';
import { plannedLessons } from '../_progress.ts';
import { postedIn } from '../_streak.ts';
import { studyDaysOf } from '../_study-days.ts';
import type { ReportRead } from './_report.ts';

export interface MemberFigures {
  /** Of the plan's lessons, wherever they were done. */
  readonly lessonsDone: number;
  readonly lessonsPlanned: number;
  /** Study days kept or made good, of those that count. */
  readonly daysKept: number;
  readonly daysCounted: number;
  /** Earned in the cohort, as its board since the start says. */
  readonly points: number;
  /** How many of all answers given here are right by the keys of now, in whole percent; empty before the first. */
  readonly quizShare: number | '';
}

/** Figures of those who may be reported on, by member. */
export async function listFigures(
  { db, guildId, curriculum, now }: Asked,
  cohort: Cohort,
  { placed, posts }: ReportRead,
): Promise<(memberId: string) => MemberFigures> {
  const memberIds = placed.map(({ memberId }) => memberId);
  const [records, plan, counts, corrected, scores] = await Promise.all([
    listStreakRecords(db, guildId, memberIds, [cohort.id]),
    findPlan(db, cohort),
    countAnswers(db, guildId, memberIds),
    listAnswersTo(db, guildId, memberIds, correctedIds(curriculum)),
    listScores(db, guildId, cohort.id),
  ]);
  const planned = plannedLessons(plan);
  const posted = postedIn(cohort, posts);
  const points = new Map(scores.map(one => [one.memberId, one.points]));
  const turned = new Map<string, Answer[]>();
  for (const one of corrected) turned.set(one.memberId, [...(turned.get(one.memberId) ?? []), one]);
  const figures = new Map(
    placed.flatMap(({ memberId, firstJoinedAt, rested }) => {
      const record = records.get(memberId);
      if (!record) return [];
      const source = { membership: { cohort, firstJoinedAt }, posts, posted, record, breaks: rested };
      const { kept, counted } = studyDaysOf(curriculum, source, now);
      const answers = counts.get(memberId) ?? noAnswers;
      const right = rightNow(curriculum, answers, turned.get(memberId) ?? []);
      const found: MemberFigures = {
        ...{ lessonsDone: planned.filter(id => record.done.has(id)).length, lessonsPlanned: planned.length },
        ...{ daysKept: kept, daysCounted: counted, points: points.get(memberId) ?? 0 },
        quizShare: answers.given === 0 ? '' : Math.round((100 * right) / answers.given),
      };
      return [[memberId, found] as const];
    }),
  );
  return memberId => {
    const found = figures.get(memberId);
    if (!found) throw new Error('figures of somebody who may not be reported on');
    return found;
  };
}
