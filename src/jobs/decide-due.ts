/** Decides what is due: the next study day of each cohort whose time has come. Sending is another matter. */
import { isEndNear, noticeDay } from '../core/beside.ts';
import type { StudyDay } from '../core/time.ts';
import {
  type Cohort,
  type CohortKey,
  claimDueCohorts,
  countPlanDays,
  type PlanDay,
  setNextDue,
} from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { decideFirst, dueInstant, slotsAhead } from '../store/decide.ts';
import { keyOf, listUndecided, type Undecided } from '../store/ledger.ts';
import { hasOpenPause } from '../store/plans.ts';
import { decideDigests } from './digest.ts';
import { decideForgets } from './forgets.ts';
import { addNotice } from './notices.ts';
import { decideWeeklyBoards } from './weekly-board.ts';

const batch = 50;

/**
 * Decides at most one study day of each cohort, its first that isn't decided, and none while a post of an earlier day still waits: what
 * becomes of that one may move all others. Call it again after sending. Answers how many posts were decided.
 * Safe to run in several processes at once: a cohort is decided by one of them, and a post is decided once for ever.
 */
export async function decideDue(db: Db, now: Date): Promise<number> {
  let decided = 0;
  let after: CohortKey | undefined;
  do {
    after = await db.transaction(async tx => {
      const cohorts = await claimDueCohorts(tx, now, { limit: batch, after });
      const undecided = await listUndecided(tx, cohorts, slotsAhead);
      const days: { cohort: Cohort; studyDay: StudyDay }[] = [];
      for (const cohort of cohorts) {
        const next = undecided.get(keyOf(cohort));
        const posts = await decideCohort(tx, cohort, next, now);
        const studyDay = next?.slots[0]?.studyDay;
        if (posts > 0 && studyDay !== undefined) days.push({ cohort, studyDay });
        decided += posts;
      }
      await decideForgets(tx, days);
      await decideWeeklyBoards(tx, days, now);
      await decideDigests(tx, days);
      return cohorts.length === batch ? cohorts.at(-1) : undefined;
    });
  } while (after);
  return decided;
}

async function decideCohort(tx: Db, cohort: Cohort, next: Undecided | undefined, now: Date): Promise<number> {
  const [first] = next?.slots ?? [];
  const due = first ? dueInstant(cohort, first.studyDay) : null;
  if (!next || !due || due > now || next.isWaiting) {
    await setNextDue(tx, cohort, due);
    return 0;
  }
  const { decided, rest } = await decideFirst(tx, cohort, next.slots, due);
  await warnOfEnd(tx, cohort, rest, now);
  return decided;
}

async function warnOfEnd(tx: Db, cohort: Cohort, rest: readonly PlanDay[], now: Date): Promise<void> {
  const coming = new Set(rest.map(slot => slot.studyDay)).size;
  const lastDay = rest.at(-1)?.studyDay;
  if (rest.length >= slotsAhead - 1 || lastDay === undefined || !isEndNear(coming, Number.POSITIVE_INFINITY))
    return;
  if (!isEndNear(coming, await countPlanDays(tx, cohort))) return;
  // What a pause without an end holds back has no days yet: this isn't the end.
  if (await hasOpenPause(tx, cohort)) return;
  await addNotice(tx, cohort, {
    kind: 'notice-content-ends',
    day: noticeDay(cohort, now),
    facts: { days: coming, lastDay },
    now,
    once: true,
  });
}
