/** What a change of a plan can be, and why it may not be. */
import type { DecidedDay, InsertedDay, Load, PlanInputs, PlanUnit } from './plan-inputs.ts';
import type { StudyDay } from './time.ts';

export interface FreeRange {
  readonly from: StudyDay;
  readonly to: StudyDay;
  readonly name: string | null;
}

export type PlanChange =
  /** `until`: the first day on which study goes on; null while nobody knows. */
  | { readonly kind: 'pause'; readonly from: StudyDay; readonly until: StudyDay | null }
  | { readonly kind: 'resume'; readonly on: StudyDay }
  /** Everything that is to come moves by so many study days; before the first post also to earlier ones (negative). */
  | { readonly kind: 'shift'; readonly days: number }
  | { readonly kind: 'holiday'; readonly ranges: readonly FreeRange[] }
  | { readonly kind: 'skip'; readonly key: string }
  | { readonly kind: 'swap'; readonly keys: readonly [string, string] }
  | { readonly kind: 'insert'; readonly day: StudyDay; readonly what: InsertedDay['kind'] }
  /** `units` where the pathway's pace makes other units of another load. */
  | {
      readonly kind: 'speed';
      readonly from: StudyDay;
      readonly load: Load;
      readonly units?: readonly PlanUnit[];
      /** The minutes a day of which these units were made. */
      readonly minutesADay?: number;
    }
  | { readonly kind: 'refresh'; readonly units: readonly PlanUnit[] }
  | {
      readonly kind: 'weekdays';
      readonly weekdays: readonly number[];
      readonly catchUpWeekday: number | null;
    };

export type ChangeRefusal =
  | 'day-decided'
  | 'ends-before-it-starts'
  | 'too-long'
  | 'already-paused'
  | 'not-paused'
  | 'shift-out-of-range'
  | 'shift-before-start'
  | 'plan-over'
  | 'unknown-unit'
  | 'already-taught'
  | 'already-skipped'
  | 'same-unit'
  | 'breaks-order'
  | 'not-a-study-day'
  | 'day-taken'
  | 'load-out-of-range'
  | 'no-study-days'
  | 'nothing-new'
  | 'nothing-changes';

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly inputs: PlanInputs }
  /** `units`: for `breaks-order` the unit that would come too early and the one that it needs. */
  | { readonly kind: 'refused'; readonly reason: ChangeRefusal; readonly units?: readonly [string, string] };

export interface ChangeContext {
  readonly decided: readonly DecidedDay[];
  /** The first day that isn't decided and whose time hasn't come. */
  readonly from: StudyDay;
}

export const refused = (reason: ChangeRefusal): ChangeOutcome => ({ kind: 'refused', reason });
