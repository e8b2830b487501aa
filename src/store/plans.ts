/** Plans: their versions, each whole and never edited, and what of them is decided. */
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { PlanChange } from '../core/plan-change.ts';
import type { DayKind, DecidedDay, PlanInputs, PlannedDay } from '../core/plan-inputs.ts';
import type { StudyDay } from '../core/time.ts';
import { addAudit } from './audit.ts';
import type { Cohort } from './cohorts.ts';
import type { Db } from './connect.ts';
import { cohorts, deliveries, planDays, planVersions } from './schema.ts';

type Key = Pick<Cohort, 'guildId' | 'id'>;

export interface PlanVersion {
  readonly version: number;
  readonly inputs: PlanInputs;
  readonly cause: string;
  readonly change: PlanChange | null;
  readonly reverts: number | null;
  readonly createdAt: Date;
  readonly actorId: string;
}

export interface Plan extends PlanVersion {
  /** As saved: every slot of the version in force, those already taught included. */
  readonly days: readonly PlannedDay[];
}

/** The plan in force; undefined when the cohort is gone. */
export async function findPlan(db: Db, { guildId, id }: Key): Promise<Plan | undefined> {
  const [row] = await db
    .select({ version: planVersions })
    .from(cohorts)
    .innerJoin(
      planVersions,
      and(
        eq(planVersions.guildId, cohorts.guildId),
        eq(planVersions.cohortId, cohorts.id),
        eq(planVersions.version, cohorts.planVersion),
      ),
    )
    .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id)));
  if (!row) return undefined;
  const days = await listDaysOfVersion(db, { guildId, id }, row.version.version);
  return { ...asVersion(row.version, days), days };
}

/** Whether the plan in force has a pause without an end, begun or ahead. */
export async function hasOpenPause(db: Db, { guildId, id }: Key): Promise<boolean> {
  const rows = await db
    .select({ version: planVersions.version })
    .from(cohorts)
    .innerJoin(
      planVersions,
      and(
        eq(planVersions.guildId, cohorts.guildId),
        eq(planVersions.cohortId, cohorts.id),
        eq(planVersions.version, cohorts.planVersion),
      ),
    )
    .where(
      and(
        eq(cohorts.guildId, guildId),
        eq(cohorts.id, id),
        sql`${planVersions.inputs} @? '$.rests[*] ? (@.cause == "pause" && @.to == null)'`,
      ),
    );
  return rows.length > 0;
}

/** More than moderators and outages make in a day: whoever takes back what is a day old needs no more. */
const mostVersions = 200;

/** The latest versions of a plan, the newest first. */
export async function listPlanVersions(db: Db, { guildId, id }: Key): Promise<PlanVersion[]> {
  const rows = await db
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.guildId, guildId), eq(planVersions.cohortId, id)))
    .orderBy(desc(planVersions.version))
    .limit(mostVersions);
  const oldShaped = rows.some(row => !isPlanInputs(row.inputs));
  const first = oldShaped ? await listDaysOfVersion(db, { guildId, id }, 1) : [];
  return rows.map(row => asVersion(row, first));
}

/** The slots of a cohort that the ledger has decided, in order. A slot that was missed or cancelled wasn't taught. */
export async function listDecided(db: Db, { guildId, id }: Key): Promise<DecidedDay[]> {
  const rows = await db
    .select({
      day: deliveries.studyDay,
      slot: deliveries.slot,
      kind: deliveries.kind,
      key: deliveries.unitKey,
      lessonId: deliveries.lessonId,
      nodeId: deliveries.nodeId,
      state: deliveries.state,
    })
    .from(deliveries)
    .where(and(eq(deliveries.guildId, guildId), eq(deliveries.cohortId, id), eq(deliveries.lane, 'plan')))
    .orderBy(asc(deliveries.studyDay), asc(deliveries.slot));
  return rows.map(({ state, ...row }) => ({
    ...row,
    day: row.day as StudyDay,
    kind: row.kind as DayKind,
    taught: state !== 'missed' && state !== 'cancelled',
  }));
}

export interface NewVersion {
  /** The version that this one follows: nothing is saved when another came first. */
  readonly follows: number;
  readonly inputs: PlanInputs;
  readonly days: readonly PlannedDay[];
  readonly cause: string;
  readonly change?: PlanChange | undefined;
  readonly reverts?: number | undefined;
  readonly actorId: string;
  readonly now: Date;
  /** When the tick must next look at the cohort; null when nothing more comes. */
  readonly nextDueAt: Date | null;
}

/**
 * Saves the next version of a plan with its audit entry, whole or not at all. False when the plan has changed since `follows`.
 * Machine-made versions (a slip) have the actor `lockstep`.
 */
export async function addPlanVersion(db: Db, { guildId, id }: Key, made: NewVersion): Promise<boolean> {
  return db.transaction(async tx => {
    const version = made.follows + 1;
    const ours = await tx
      .update(cohorts)
      .set({ planVersion: version, nextDueAt: made.nextDueAt })
      .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id), eq(cohorts.planVersion, made.follows)))
      .returning({ id: cohorts.id });
    if (ours.length === 0) return false;
    const key = { guildId, cohortId: id, version };
    await tx.insert(planVersions).values({
      ...key,
      inputs: made.inputs,
      cause: made.cause,
      change: made.change ?? null,
      reverts: made.reverts ?? null,
      createdAt: made.now,
      actorId: made.actorId,
    });
    await addPlanDays(tx, key, made.days);
    await addAudit(tx, {
      guildId,
      cohortId: id,
      actorId: made.actorId,
      action: `plan-${made.cause}`,
      detail: { version, ...(made.reverts === undefined ? {} : { reverts: made.reverts }) },
      at: made.now,
    });
    return true;
  });
}

/** In portions, since one statement takes at most 65,535 parameters. */
export async function addPlanDays(
  db: Db,
  key: { readonly guildId: string; readonly cohortId: string; readonly version: number },
  days: readonly PlannedDay[],
): Promise<void> {
  for (let start = 0; start < days.length; start += 1_000) {
    const portion = days.slice(start, start + 1_000);
    await db
      .insert(planDays)
      .values(portion.map(({ day, key: unitKey, ...slot }) => ({ ...key, ...slot, studyDay: day, unitKey })));
  }
}

/** The slots of one version, as they were saved. */
export async function listDaysOfVersion(
  db: Db,
  { guildId, id }: Key,
  version: number,
): Promise<PlannedDay[]> {
  const rows = await db
    .select()
    .from(planDays)
    .where(and(eq(planDays.guildId, guildId), eq(planDays.cohortId, id), eq(planDays.version, version)))
    .orderBy(asc(planDays.studyDay), asc(planDays.slot));
  return rows.map(({ studyDay, slot, kind, unitKey, lessonId, nodeId }) => ({
    day: studyDay as StudyDay,
    slot,
    kind: kind as DayKind,
    key: unitKey,
    lessonId,
    nodeId,
  }));
}

function asVersion(row: typeof planVersions.$inferSelect, days: readonly PlannedDay[]): PlanVersion {
  const { version, cause, reverts, createdAt, actorId } = row;
  const inputs = isPlanInputs(row.inputs) ? row.inputs : inputsOfDays(row.inputs as FirstInputs, days);
  return { version, inputs, cause, change: row.change as PlanChange | null, reverts, createdAt, actorId };
}

/** What was written before plans had units: one lesson a weekday from a start. */
interface FirstInputs {
  readonly start: StudyDay;
  readonly weekdays: readonly number[];
}

const isPlanInputs = (inputs: unknown): inputs is PlanInputs =>
  typeof inputs === 'object' && inputs !== null && 'units' in inputs;

const inputsOfDays = ({ start, weekdays }: FirstInputs, days: readonly PlannedDay[]): PlanInputs => ({
  start,
  weekdays,
  catchUpWeekday: null,
  loads: [{ from: null, load: { lessons: 1 } }],
  units: days.flatMap(({ key, kind, lessonId, nodeId }) =>
    key === null ? [] : [{ key, kind, lessonId, nodeId, minutes: 0, after: [] }],
  ),
  rests: [],
  inserted: [],
  skipped: [],
});

/** Call it in the transaction that adds the version: a paused cohort has nothing due, a running one is looked at by each tick. */
export async function setCohortState(
  tx: Db,
  { guildId, id }: Key,
  state: 'running' | 'paused',
): Promise<void> {
  await tx
    .update(cohorts)
    .set({ state, endedAt: null })
    .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id)));
}
