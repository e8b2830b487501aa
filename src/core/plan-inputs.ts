/** What a plan is made of. A plan is never edited: a change makes new inputs, and `layOutPlan` lays them out again. */
import type { StudyDay } from './time.ts';

/** `project` is a lab of a phase or step; on a `catch-up` day nothing new comes. */
export type DayKind = 'lesson' | 'practice' | 'resource' | 'review' | 'project' | 'catch-up';

/** Something that takes a study day, or a part of one. */
export interface PlanUnit {
  /** Unique in the plan and the same for ever: a lesson's id, or `node#lab-1`. */
  readonly key: string;
  readonly kind: DayKind;
  readonly lessonId: string | null;
  readonly nodeId: string | null;
  /** Minutes to read and practise. */
  readonly minutes: number;
  /** Keys of units that must come earlier, where the plan holds them. */
  readonly after: readonly string[];
  /** Shares no day, whatever the load says. */
  readonly alone?: boolean;
  /** Shares the day of the unit before it, whatever the load says. */
  readonly withPrevious?: boolean;
}

/** How much comes on one study day. */
export type Load = { readonly lessons: number } | { readonly minutes: number };

interface LoadFrom {
  /** Null: from the start. */
  readonly from: StudyDay | null;
  readonly load: Load;
}

/** Days, both included, on which nothing comes. `to` is null while nobody knows the end. */
export interface Rest {
  readonly from: StudyDay;
  readonly to: StudyDay | null;
  readonly cause: 'holiday' | 'pause' | 'shift';
  readonly name: string | null;
}

/** A catch-up or review day that moderators put in: on `day`, or on the first study day after it. */
export interface InsertedDay {
  readonly day: StudyDay;
  readonly kind: 'catch-up' | 'review';
}

export interface PlanInputs {
  /** The first day that may be a study day, in the cohort's calendar. */
  readonly start: StudyDay;
  /** 1 (Monday) to 7 (Sunday), the catch-up day among them. */
  readonly weekdays: readonly number[];
  readonly catchUpWeekday: number | null;
  /** In the order of their days, the first from null. */
  readonly loads: readonly LoadFrom[];
  /** In teaching order, those already taught included. */
  readonly units: readonly PlanUnit[];
  readonly rests: readonly Rest[];
  readonly inserted: readonly InsertedDay[];
  /** Keys of units that are left out. */
  readonly skipped: readonly string[];
}

/** One slot of one study day. */
export interface PlannedDay {
  readonly day: StudyDay;
  readonly slot: number;
  readonly kind: DayKind;
  /** Null on the weekly catch-up day, which belongs to the calendar. */
  readonly key: string | null;
  readonly lessonId: string | null;
  readonly nodeId: string | null;
}

/** A slot that was decided: posted, or known not to come. */
export interface DecidedDay extends PlannedDay {
  /** False when it never came and its unit must come again. */
  readonly taught: boolean;
}

/** How the keys of inserted days begin. */
export const INSERTED = 'inserted#';

/** The key of an inserted day: it moves with the plan, so its wanted day is part of its name. */
export const insertedKey = ({ day, kind }: InsertedDay): string => `${INSERTED}${kind}#${day}`;

/** Inputs as a new cohort has them: nothing skipped, inserted or rested yet. */
export const newPlanInputs = ({
  catchUpWeekday = null,
  load = { lessons: 1 },
  ...given
}: Pick<PlanInputs, 'start' | 'weekdays' | 'units'> & {
  readonly catchUpWeekday?: number | null;
  readonly load?: Load;
}): PlanInputs => ({
  ...given,
  catchUpWeekday,
  loads: [{ from: null, load }],
  rests: [],
  inserted: [],
  skipped: [],
});
