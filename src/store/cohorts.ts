/** Cohorts and the days that were planned for them. */
import { and, asc, eq, isNotNull, lte, ne, sql } from 'drizzle-orm';
import type { PlanInputs, PlannedDay } from '../core/plan-inputs.ts';
import type { StudyDay } from '../core/time.ts';
import { addAudit } from './audit.ts';
import type { Db } from './connect.ts';
import { addPlanDays } from './plans.ts';
import { cohorts, planDays, planVersions } from './schema.ts';

export type Cohort = typeof cohorts.$inferSelect;

export type CohortKey = Pick<Cohort, 'guildId' | 'id'>;

export interface PlanDay {
  readonly studyDay: StudyDay;
  readonly slot: number;
  readonly kind: string;
  /** Null on the weekly catch-up day. */
  readonly unitKey: string | null;
  readonly lessonId: string | null;
  readonly nodeId: string | null;
}

export interface NewCohort {
  /** What is left out is as the table has it by default: no track, no threads, late posts slip after 12 hours. */
  readonly cohort: Omit<typeof cohorts.$inferInsert, 'state' | 'planVersion'>;
  readonly inputs: PlanInputs;
  readonly days: readonly PlannedDay[];
  readonly actorId: string;
}

/** Saves a cohort with the first version of its plan, whole or not at all. False when the guild has one of that name. */
export async function addCohort(db: Db, { cohort, inputs, days, actorId }: NewCohort): Promise<boolean> {
  return db.transaction(async tx => {
    const added = await tx
      .insert(cohorts)
      .values({ ...cohort, planVersion: 1 })
      .onConflictDoNothing()
      .returning({ id: cohorts.id });
    if (added.length === 0) return false;

    const key = { guildId: cohort.guildId, cohortId: cohort.id, version: 1 };
    await tx
      .insert(planVersions)
      .values({ ...key, inputs, cause: 'created', createdAt: cohort.createdAt, actorId });
    await addPlanDays(tx, key, days);
    await addAudit(tx, {
      guildId: cohort.guildId,
      cohortId: cohort.id,
      actorId,
      action: 'cohort-created',
      detail: { name: cohort.name, pathway: cohort.pathwayId, start: cohort.startDay },
      at: cohort.createdAt,
    });
    return true;
  });
}

export async function listCohorts(db: Db, guildId: string): Promise<Cohort[]> {
  return db
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.guildId, guildId), ne(cohorts.state, 'archived')))
    .orderBy(asc(cohorts.createdAt), asc(cohorts.id));
}

/** Also those that are archived, after all others: a name that was used again means the cohort that runs. */
export async function listEveryCohort(db: Db, guildId: string): Promise<Cohort[]> {
  return db
    .select()
    .from(cohorts)
    .where(eq(cohorts.guildId, guildId))
    .orderBy(sql`${cohorts.state} = 'archived'`, asc(cohorts.createdAt), asc(cohorts.id));
}

export async function findCohort(db: Db, guildId: string, id: string): Promise<Cohort | undefined> {
  const [row] = await db
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id)));
  return row;
}

/** The days of the version that is in force, in order. */
export async function listPlanDays(db: Db, guildId: string, cohortId: string): Promise<PlanDay[]> {
  const rows = await db
    .select({
      studyDay: planDays.studyDay,
      slot: planDays.slot,
      kind: planDays.kind,
      unitKey: planDays.unitKey,
      lessonId: planDays.lessonId,
      nodeId: planDays.nodeId,
    })
    .from(planDays)
    .innerJoin(
      cohorts,
      and(
        eq(cohorts.guildId, planDays.guildId),
        eq(cohorts.id, planDays.cohortId),
        eq(cohorts.planVersion, planDays.version),
      ),
    )
    .where(and(eq(planDays.guildId, guildId), eq(planDays.cohortId, cohortId)))
    .orderBy(asc(planDays.studyDay), asc(planDays.slot));
  return rows.map(row => ({ ...row, studyDay: row.studyDay as StudyDay }));
}

/** Study days of the version in force; one with several slots counts once. */
export async function countPlanDays(db: Db, { guildId, id }: CohortKey): Promise<number> {
  const [row] = await db
    .select({ days: sql<number>`count(distinct ${planDays.studyDay})::int` })
    .from(planDays)
    .innerJoin(
      cohorts,
      and(
        eq(cohorts.guildId, planDays.guildId),
        eq(cohorts.id, planDays.cohortId),
        eq(cohorts.planVersion, planDays.version),
      ),
    )
    .where(and(eq(planDays.guildId, guildId), eq(planDays.cohortId, id)));
  return row?.days ?? 0;
}

/**
 * Takes cohorts that may have something due, those after `after` in the order of their ids. Call it in the transaction that decides for
 * them: others pass them by until it ends.
 */
export async function claimDueCohorts(
  tx: Db,
  now: Date,
  { limit, after }: { readonly limit: number; readonly after?: CohortKey | undefined },
): Promise<Cohort[]> {
  return tx
    .select()
    .from(cohorts)
    .where(
      and(
        eq(cohorts.state, 'running'),
        lte(cohorts.nextDueAt, now),
        after && sql`(${cohorts.guildId}, ${cohorts.id}) > (${after.guildId}, ${after.id})`,
      ),
    )
    .orderBy(asc(cohorts.guildId), asc(cohorts.id))
    .limit(limit)
    .for('update', { skipLocked: true });
}

/**
 * Takes one cohort until the transaction ends: nobody decides, slips or changes its plan meanwhile. Whoever makes new days out of old
 * ones calls this before reading them. Undefined when it is gone.
 */
export async function claimCohort(tx: Db, { guildId, id }: CohortKey): Promise<Cohort | undefined> {
  const [row] = await tx
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id)))
    .for('update');
  return row;
}

export async function setNextDue(tx: Db, cohort: CohortKey, nextDueAt: Date | null): Promise<void> {
  await tx
    .update(cohorts)
    .set({ nextDueAt })
    .where(and(eq(cohorts.guildId, cohort.guildId), eq(cohorts.id, cohort.id)));
}

/** The next instant at which any cohort has something due; undefined when none has. */
export async function findNextDue(db: Db): Promise<Date | undefined> {
  const [row] = await db
    .select({ at: sql<string | null>`min(${cohorts.nextDueAt})` })
    .from(cohorts)
    .where(eq(cohorts.state, 'running'));
  return row?.at ? new Date(row.at) : undefined;
}

/** Has every running cohort looked at by the next tick: new time-zone data may have moved what is due. */
export async function setAllDue(db: Db, now: Date): Promise<void> {
  await db
    .update(cohorts)
    .set({ nextDueAt: now })
    .where(and(eq(cohorts.state, 'running'), isNotNull(cohorts.nextDueAt)));
}
