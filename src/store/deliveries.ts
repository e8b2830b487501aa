/** The ledger of posts. States and their ways are told in core/delivery.ts; here they are only kept. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { DeliveryState } from '../core/delivery.ts';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';
import { deliveries } from './schema.ts';

export type Delivery = Omit<typeof deliveries.$inferSelect, 'state' | 'studyDay'> & {
  readonly state: DeliveryState;
  readonly studyDay: StudyDay;
};
export type NewDelivery = Pick<
  Delivery,
  'guildId' | 'cohortId' | 'kind' | 'studyDay' | 'slot' | 'id' | 'channelId' | 'dueAt'
> &
  Partial<Pick<Delivery, 'unitKey' | 'lessonId' | 'nodeId' | 'lane' | 'facts'>>;
type Key = Pick<Delivery, 'guildId' | 'id'>;
/** A claimed post, with the lease under which it is ours. */
type Claimed = Key & Pick<Delivery, 'leaseUntil'>;

/** Decides posts, each once for ever: what stands already is left as it is. In portions, since one statement takes at most 65,535 parameters. */
export async function addDeliveries(db: Db, list: readonly NewDelivery[]): Promise<void> {
  for (let start = 0; start < list.length; start += 1_000) {
    await db
      .insert(deliveries)
      .values(list.slice(start, start + 1_000))
      .onConflictDoNothing();
  }
}

/**
 * Takes posts that wait, for `leaseSeconds` of elapsed time; a lease that ran out (its owner died) is taken too.
 * A cohort's posts of the plan are taken one at a time, the earliest first, so that they stand in the channel in their order. What comes
 * beside the plan waits only for earlier posts of its own kind.
 * `now` is calendar time and decides only what is due; leases and retries are compared with the database's own clock.
 */
export async function claimDeliveries(
  db: Db,
  { now, limit, leaseSeconds }: { readonly now: Date; readonly limit: number; readonly leaseSeconds: number },
): Promise<Delivery[]> {
  const waiting = db
    .select({ guildId: deliveries.guildId, id: deliveries.id })
    .from(deliveries)
    .where(
      sql`${deliveries.state} in ('due', 'sending', 'blocked') and ${deliveries.dueAt} <= ${now.toISOString()}::timestamptz
        and (${deliveries.leaseUntil} is null or ${deliveries.leaseUntil} < clock_timestamp())
        and (${deliveries.retryAt} is null or ${deliveries.retryAt} <= clock_timestamp())
        and not exists (
          select 1 from ${deliveries} as earlier
          where earlier.guild_id = ${deliveries.guildId} and earlier.cohort_id = ${deliveries.cohortId}
            and earlier.lane = ${deliveries.lane} and (earlier.lane = 'plan' or earlier.kind = ${deliveries.kind})
            and earlier.state in ('due', 'sending', 'blocked')
            and (earlier.study_day, earlier.slot) < (${deliveries.studyDay}, ${deliveries.slot}))`,
    )
    // By no more than the index has: with 10,000 due at one instant a second key made each claim sort them all.
    .orderBy(asc(deliveries.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
    .as('waiting');
  const rows = await db
    .update(deliveries)
    .set({ state: 'sending', leaseUntil: leaseEnd(leaseSeconds) })
    .from(waiting)
    .where(and(eq(deliveries.guildId, waiting.guildId), eq(deliveries.id, waiting.id)))
    .returning();
  return rows.map(asDelivery).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/**
 * Written before the first request leaves, so that whoever comes after a crash knows to look before sending.
 * False when the lease ran out and somebody else took the post: then it isn't ours to send.
 */
export async function setTried(db: Db, claimed: Claimed, historyFrom: Date): Promise<boolean> {
  const ours = await db
    .update(deliveries)
    .set({
      tried: true,
      historyFrom: sql`coalesce(${deliveries.historyFrom}, ${historyFrom.toISOString()}::timestamptz)`,
    })
    .where(stillOurs(claimed))
    .returning({ id: deliveries.id });
  return ours.length === 1;
}

/** That a message stands is a fact, whoever found it out. What is to be done with it already stays so (store/follow-ups.ts). */
export async function setSent(
  db: Db,
  key: Key,
  messageId: string,
  now: Date,
  {
    state = 'sent',
    followUp = 'none',
  }: { readonly state?: 'sent' | 'late'; readonly followUp?: 'none' | 'waiting' } = {},
): Promise<void> {
  await db
    .update(deliveries)
    .set({
      ...{ state, messageId, sentAt: now, leaseUntil: null, retryAt: null, reason: null },
      ...(followUp === 'waiting' ? { followUp } : {}),
    })
    .where(byId(key));
}

/** Puts a post back, to be looked at again after `delayMs` of elapsed time; null: never by itself. Nothing happens when it isn't ours any more. */
export async function setWaiting(
  db: Db,
  claimed: Claimed,
  after: {
    readonly state: DeliveryState;
    readonly reason: string | null;
    readonly delayMs: number | null;
    readonly countsAsTry: boolean;
    /** Discord refused the only request that ever left: nothing can stand in the channel. */
    readonly neverLeft?: boolean;
  },
): Promise<void> {
  await db
    .update(deliveries)
    .set({
      state: after.state,
      reason: after.reason,
      leaseUntil: null,
      retryAt:
        after.delayMs === null
          ? null
          : sql`clock_timestamp() + make_interval(secs => ${after.delayMs / 1000})`,
      // Counted here and not at the first request: a process that dies says nothing against the post.
      ...(after.countsAsTry ? { attempts: sql`${deliveries.attempts} + 1` } : {}),
      ...(after.neverLeft ? { tried: false } : {}),
      // Somebody wanted it then; when it can be sent at last may be another day, and that one has its rules.
      ...(after.state === 'blocked' ? { facts: sql`${deliveries.facts} - 'asked'` } : {}),
    })
    .where(stillOurs(claimed));
}

/** Settles a post that will not come. False, and nothing is changed, when it isn't ours any more. */
export async function setSettled(
  db: Db,
  claimed: Claimed,
  after: { readonly state: 'missed' | 'cancelled'; readonly reason: string },
): Promise<boolean> {
  const ours = await db
    .update(deliveries)
    .set({ ...after, leaseUntil: null, retryAt: null })
    .where(stillOurs(claimed))
    .returning({ id: deliveries.id });
  return ours.length === 1;
}

export async function findDelivery(db: Db, guildId: string, id: string): Promise<Delivery | undefined> {
  const [row] = await db.select().from(deliveries).where(byId({ guildId, id }));
  return row && asDelivery(row);
}

/** What was decided of these cohorts' plans, oldest study day first. */
export async function listDeliveries(
  db: Db,
  guildId: string,
  cohortIds: readonly string[],
): Promise<Delivery[]> {
  if (cohortIds.length === 0) return [];
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        inArray(deliveries.cohortId, [...cohortIds]),
        eq(deliveries.lane, 'plan'),
      ),
    )
    .orderBy(asc(deliveries.studyDay), asc(deliveries.slot));
  return rows.map(asDelivery);
}

/** Milliseconds of elapsed time until the next lease or retry of a due post runs out; undefined when none waits. */
export async function findNextWait(db: Db, now: Date): Promise<number | undefined> {
  const [row] = await db
    .select({
      ms: sql<
        number | null
      >`(extract(epoch from min(greatest(${deliveries.leaseUntil}, ${deliveries.retryAt})) - clock_timestamp()) * 1000)::float8`,
    })
    .from(deliveries)
    .where(
      sql`${deliveries.state} in ('due', 'sending', 'blocked') and ${deliveries.dueAt} <= ${now.toISOString()}::timestamptz`,
    );
  return row?.ms == null ? undefined : Math.max(0, row.ms);
}

/** Lets a guild's blocked posts be tried at once: something there has changed. */
export async function setBlockedReady(db: Db, guildId: string): Promise<boolean> {
  const ready = await db
    .update(deliveries)
    .set({ retryAt: null })
    .where(and(eq(deliveries.guildId, guildId), eq(deliveries.state, 'blocked')))
    .returning({ id: deliveries.id });
  return ready.length > 0;
}

/**
 * Lets one post that is dead or blocked be tried at once, with all its tries before it. Somebody asked for it, so it comes however late it is
 * (`wasAskedFor`). Whether a request may have left stays known. False when it is neither.
 */
export async function setDeliveryReady(db: Db, guildId: string, id: string): Promise<boolean> {
  const ready = await db
    .update(deliveries)
    .set({
      state: 'due',
      retryAt: null,
      leaseUntil: null,
      attempts: 0,
      facts: sql`coalesce(${deliveries.facts}, '{}'::jsonb) || '{"asked": true}'::jsonb`,
    })
    .where(and(byId({ guildId, id }), inArray(deliveries.state, ['dead', 'blocked'])))
    .returning({ id: deliveries.id });
  return ready.length === 1;
}

export const wasAskedFor = ({ facts }: Pick<Delivery, 'facts'>): boolean =>
  typeof facts === 'object' && facts !== null && 'asked' in facts;

// Whole milliseconds, so that the instant survives the way through a Date and can be compared.
export const leaseEnd = (seconds: number) =>
  sql`date_trunc('milliseconds', clock_timestamp() + make_interval(secs => ${seconds}))`;
const stillOurs = (claimed: Claimed) =>
  sql`${byId(claimed)} and ${deliveries.state} = 'sending' and ${deliveries.leaseUntil} = ${claimed.leaseUntil?.toISOString() ?? null}::timestamptz`;
export const byId = ({ guildId, id }: Key) => and(eq(deliveries.guildId, guildId), eq(deliveries.id, id));
export const asDelivery = (row: typeof deliveries.$inferSelect): Delivery => row as Delivery;
