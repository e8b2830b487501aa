/** What changed settings do to a cohort that runs: its row, its plan and when it is next looked at. */
import { createHash } from 'node:crypto';
import { layOutPlan } from '../../src/core/plan.ts';
import { changePlan, heldBack, type PlanChange } from '../../src/core/plan-change.ts';
import { diffPlans, type PlanDiff } from '../../src/core/plan-diff.ts';
import type { PlanInputs, PlannedDay } from '../../src/core/plan-inputs.ts';
import { firstFreeDay, nextDueOf } from '../../src/core/plan-next.ts';
import { settledAt } from '../../src/core/plan-settled.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { type CohortSettings, setCohortSettings } from '../../src/store/cohort-settings.ts';
import { type CohortKey, findCohort, setNextDue } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { addPlanVersion, findPlan, listDecided, type Plan } from '../../src/store/plans.ts';
import { catchUpOf } from './_plan.ts';
import type { Settings } from './_settings.ts';

const sentences = {
  gone: 'That cohort is no longer here. Nothing was changed.',
  'no-study-days':
    'No study day is left besides the one for catching up. Choose one more study day. Nothing was changed.',
};

export interface SettingsChange {
  readonly row: Partial<CohortSettings>;
  /** Undefined while the calendar and the clock stay as they are: then no day can move. */
  readonly calendar?: CalendarChange;
}

interface CalendarChange {
  readonly before: Plan;
  readonly inputs: PlanInputs;
  readonly days: readonly PlannedDay[];
  readonly diff: PlanDiff;
  readonly openEnd: boolean;
  /** What a new version of the plan is said to come from; null when the plan stays the same and only its time changes. */
  readonly change: PlanChange | null;
  readonly isNewVersion: boolean;
  readonly nextDueAt: Date | null;
}

const columns = [
  'name',
  'channelId',
  'zone',
  'postTime',
  'latePolicy',
  'lateWindowHours',
  'hasThreads',
  'hasPins',
  'hasDayEnd',
  'hasWeeklyBoard',
  'dailyQuestions',
  'hasDigest',
] as const;

/** `base`: the settings as the panel found them; only what differs from them is changed, so that two moderators don't undo each other. */
export async function settingsChange(
  db: Db,
  cohort: CohortKey,
  { base, wanted, now }: { readonly base: Settings; readonly wanted: Settings; readonly now: Date },
): Promise<SettingsChange> {
  const changed = columns.filter(name => wanted[name] !== base[name]);
  const roleOf = ({ roleId, pings }: Settings) => (pings ? roleId : null);
  const row: Partial<CohortSettings> = {
    ...Object.fromEntries(changed.map(name => [name, wanted[name]])),
    ...(roleOf(wanted) === roleOf(base) ? {} : { roleId: roleOf(wanted) }),
  };
  const days = { weekdays: wanted.weekdays, catchUpWeekday: catchUpOf(wanted) };
  const newDays =
    String(days.weekdays) !== String(base.weekdays) || days.catchUpWeekday !== base.catchUpWeekday;
  if (!newDays && wanted.zone === base.zone && wanted.postTime === base.postTime) return { row };

  const [clock, before] = [await findCohort(db, cohort.guildId, cohort.id), await findPlan(db, cohort)];
  if (!clock || !before) throw new Refusal(sentences.gone);
  const known = await listDecided(db, cohort);
  // As the cohort is now: another moderator may have changed its time since the panel was opened.
  const newClock = { zone: row.zone ?? clock.zone, postTime: row.postTime ?? clock.postTime };
  // What was due by the old clock keeps its day; what wasn't must be to come by the new one.
  const { decided } = settledAt(before.days, known, clock, now);
  const context = { decided, from: firstFreeDay(decided, newClock, now) };
  const change = newDays ? ({ kind: 'weekdays', ...days } as const) : null;
  const inputs = change ? changedInputs(before.inputs, change, context) : before.inputs;
  const after = layOutPlan(inputs, context);
  const held = { before: heldBack(before.inputs, context), after: heldBack(inputs, context) };
  const diff = diffPlans(before.days, after.days, held);
  return {
    row,
    calendar: {
      before,
      inputs,
      days: after.days,
      diff,
      openEnd: held.after.length > 0,
      change,
      isNewVersion: newDays || diff.moves.length > 0 || diff.catchUpDays !== 0,
      nextDueAt: nextDueOf(after.days, known, newClock),
    },
  };
}

/** Call it in the transaction that took the cohort and reckoned the change. False when the name is taken: nothing may be kept then. */
export async function applyChange(
  tx: Db,
  cohort: CohortKey,
  { row, calendar }: SettingsChange,
  { memberId, now }: Pick<Asked, 'memberId' | 'now'>,
): Promise<boolean> {
  if (!(await setCohortSettings(tx, cohort, row, { actorId: memberId, now }))) return false;
  if (!calendar) return true;
  const { before, inputs, days, change, isNewVersion, nextDueAt } = calendar;
  if (!isNewVersion) {
    await setNextDue(tx, cohort, nextDueAt);
    return true;
  }
  const cause = change ? 'weekdays' : 'time';
  const made = { follows: before.version, inputs, days, cause, actorId: memberId, now, nextDueAt };
  if (!(await addPlanVersion(tx, cohort, change ? { ...made, change } : made)))
    throw new Error('the plan changed although its cohort was held');
  return true;
}

/** What was shown of a change, as a short text: another one means that other dates are true now. */
export const fingerprintOf = ({ row, calendar }: SettingsChange): string =>
  createHash('sha256')
    .update(JSON.stringify([row, calendar?.diff ?? null, calendar?.before.inputs ?? null]))
    .digest('hex')
    .slice(0, 32);

function changedInputs(
  inputs: PlanInputs,
  change: Extract<PlanChange, { kind: 'weekdays' }>,
  context: Parameters<typeof changePlan>[2],
): PlanInputs {
  const outcome = changePlan(inputs, change, context);
  if (outcome.kind === 'changed') return outcome.inputs;
  if (outcome.reason === 'no-study-days') throw new Refusal(sentences['no-study-days']);
  // Other study days that move nothing (the plan is over, or paused): they hold all the same.
  const { weekdays, catchUpWeekday } = change;
  return { ...inputs, weekdays, catchUpWeekday };
}
