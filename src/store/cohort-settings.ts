/** What moderators change of a cohort that is there: its settings, and its end. */
import { and, desc, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import { addAudit } from './audit.ts';
import type { Cohort, CohortKey } from './cohorts.ts';
import { type Db, sqlState } from './connect.ts';
import { cohorts, deliveries } from './schema.ts';

export type CohortSettings = Pick<
  Cohort,
  | 'name'
  | 'channelId'
  | 'roleId'
  | 'zone'
  | 'postTime'
  | 'latePolicy'
  | 'lateWindowHours'
  | 'hasThreads'
  | 'hasPins'
  | 'hasDayEnd'
  | 'hasWeeklyBoard'
  | 'dailyQuestions'
  | 'hasDigest'
>;

interface By {
  readonly actorId: string;
  /** Calendar time. */
  readonly now: Date;
}

/** Every cohort that the guild ever had, the archived ones too, the newest first. */
export async function listEveryCohort(db: Db, guildId: string): Promise<Cohort[]> {
  return db
    .select()
    .from(cohorts)
    .where(eq(cohorts.guildId, guildId))
    .orderBy(desc(cohorts.createdAt), desc(cohorts.id));
}

/**
 * Changes settings, with an audit entry. Posts that wait go to a new channel with their cohort, but not those of which a request may have
 * left: they must be looked for where they were sent. False, and nothing is changed, when the guild has another cohort of that name.
 */
export async function setCohortSettings(
  db: Db,
  { guildId, id }: CohortKey,
  change: Partial<CohortSettings>,
  { actorId, now }: By,
): Promise<boolean> {
  if (Object.keys(change).length === 0) return true;
  try {
    // A transaction of its own, within another one too: a name that is taken undoes this change only.
    await db.transaction(async tx => {
      await tx.update(cohorts).set(change).where(isCohort({ guildId, id }));
      if (change.channelId !== undefined) {
        await tx
          .update(deliveries)
          .set({ channelId: change.channelId, retryAt: null })
          .where(
            and(
              waitsIn({ guildId, id }),
              eq(deliveries.tried, false),
              // What only moderators are told stays in their channel.
              sql`${deliveries.kind} not like 'notice-%'`,
            ),
          );
      }
      const detail = { changed: Object.keys(change) };
      await addAudit(tx, { guildId, cohortId: id, actorId, action: 'cohort-changed', detail, at: now });
    });
    return true;
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return false;
    throw error;
  }
}

/** Ends a cohort for good: nothing more is posted, and its name is free. What was learned stays. False when it was archived before. */
export async function setCohortArchived(
  db: Db,
  { guildId, id }: CohortKey,
  { actorId, now }: By,
): Promise<boolean> {
  return db.transaction(async tx => {
    const ours = await tx
      .update(cohorts)
      .set({
        state: 'archived',
        nextDueAt: null,
        endedAt: sql`coalesce(${cohorts.endedAt}, ${now.toISOString()}::timestamptz)`,
      })
      .where(and(isCohort({ guildId, id }), ne(cohorts.state, 'archived')))
      .returning({ name: cohorts.name });
    const [cohort] = ours;
    if (!cohort) return false;
    await tx
      .update(deliveries)
      .set({ state: 'cancelled', reason: 'archived', leaseUntil: null, retryAt: null })
      .where(waitsIn({ guildId, id }));
    const detail = { name: cohort.name };
    await addAudit(tx, { guildId, cohortId: id, actorId, action: 'cohort-archived', detail, at: now });
    return true;
  });
}

const uniqueViolation = '23505';
const isCohort = ({ guildId, id }: CohortKey) => and(eq(cohorts.guildId, guildId), eq(cohorts.id, id));
/** Posts that nobody is sending at this moment: a lease that ran out belonged to a process that died. */
const waitsIn = ({ guildId, id }: CohortKey) =>
  and(
    eq(deliveries.guildId, guildId),
    eq(deliveries.cohortId, id),
    or(
      inArray(deliveries.state, ['due', 'blocked']),
      and(eq(deliveries.state, 'sending'), lt(deliveries.leaseUntil, sql`clock_timestamp()`)),
    ),
  );
