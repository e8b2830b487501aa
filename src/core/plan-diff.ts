/** What a change moves: two layouts compared, in dates. */
import type { DayKind, PlannedDay } from './plan-inputs.ts';
import type { StudyDay } from './time.ts';

export interface Move {
  readonly key: string;
  readonly kind: DayKind;
  readonly lessonId: string | null;
  /** Null: it is new. */
  readonly from: StudyDay | null;
  /** Null: it has no day any more. */
  readonly to: StudyDay | null;
  /** The day that is null is only held back by a pause without an end. */
  readonly isHeld?: boolean;
}

/** Keys of what a pause without an end holds back, before and after. */
export interface Held {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface PlanDiff {
  /** What changes its day, comes or goes, in the order of the later plan; what goes stands last. */
  readonly moves: readonly Move[];
  /** Null also while something is held back: then the plan has no end. */
  readonly lastBefore: StudyDay | null;
  readonly lastAfter: StudyDay | null;
  /** Catch-up days of the week that come (positive) or go. */
  readonly catchUpDays: number;
}

export function diffPlans(
  before: readonly PlannedDay[],
  after: readonly PlannedDay[],
  held: Held = { before: [], after: [] },
): PlanDiff {
  const heldIn = { before: new Set(held.before), after: new Set(held.after) };
  const heldMark = (side: keyof Held, key: string) => (heldIn[side].has(key) ? { isHeld: true } : {});
  const dayBefore = new Map(before.map(({ key, day }) => [key, day]));
  const keysAfter = new Set(after.map(({ key }) => key));
  const moved = after.flatMap(({ key, kind, lessonId, day }): Move[] =>
    key === null || dayBefore.get(key) === day
      ? []
      : [
          {
            ...{ key, kind, lessonId, from: dayBefore.get(key) ?? null, to: day },
            ...(dayBefore.has(key) ? {} : heldMark('before', key)),
          },
        ],
  );
  const gone = before.flatMap(({ key, kind, lessonId, day }): Move[] =>
    key === null || keysAfter.has(key)
      ? []
      : [{ key, kind, lessonId, from: day, to: null, ...heldMark('after', key) }],
  );
  return {
    moves: [...moved, ...gone],
    lastBefore: held.before.length > 0 ? null : lastDay(before),
    lastAfter: held.after.length > 0 ? null : lastDay(after),
    catchUpDays: weekly(after) - weekly(before),
  };
}

const lastDay = (days: readonly PlannedDay[]): StudyDay | null => days.at(-1)?.day ?? null;
const weekly = (days: readonly PlannedDay[]): number => days.filter(({ key }) => key === null).length;
