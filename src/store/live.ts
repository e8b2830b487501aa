/** Live quizzes: where each one stands, who plays, and who leads it on. What comes next is told in core/live-round.ts. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import type { LiveState, LiveStep } from '../core/live-round.ts';
import type { Db } from './connect.ts';
import { leaseEnd } from './deliveries.ts';
import type { Quiz } from './quizzes.ts';
import { cohorts, deliveries, livePlayers, liveRounds, quizzes } from './schema.ts';

export type LiveRound = Omit<typeof liveRounds.$inferSelect, 'step'> & { readonly step: LiveStep };
export type NewLiveRound = Pick<LiveRound, 'channelId' | 'secondsEach' | 'stepEndsAt' | 'actorId'>;
export type LiveKey = Pick<LiveRound, 'guildId' | 'quizId'>;
/** A round with the lease under which it is ours. */
type Claimed = LiveKey & Pick<LiveRound, 'leaseUntil'>;

/** Opens the lobby of a live quiz. False when another one is under way in this channel: then nothing is kept. */
export async function addLiveRound(
  db: Db,
  quiz: typeof quizzes.$inferInsert,
  round: NewLiveRound,
): Promise<boolean> {
  return db.transaction(async tx => {
    // One after another: of two who begin at once the second must see the first.
    await tx.execute(lockOf('exclusive', 'channel', round.channelId));
    const [other] = await tx
      .select({ quizId: liveRounds.quizId })
      .from(liveRounds)
      .where(and(eq(liveRounds.guildId, quiz.guildId), eq(liveRounds.channelId, round.channelId), isUnderWay))
      .limit(1);
    if (other) return false;
    await tx.insert(quizzes).values(quiz);
    await tx.insert(liveRounds).values({ ...round, guildId: quiz.guildId, quizId: quiz.id });
    return true;
  });
}

export async function findLiveRound(db: Db, guildId: string, quizId: string): Promise<LiveRound | undefined> {
  const [row] = await db.select().from(liveRounds).where(isOf({ guildId, quizId }));
  return row && asRound(row);
}

/** The last live quiz of a channel that wasn't called off: what it asked, and its step. */
export async function findLastLive(
  db: Db,
  guildId: string,
  channelId: string,
): Promise<{ readonly questionIds: readonly string[]; readonly step: LiveStep } | undefined> {
  const [row] = await db
    .select({ questionIds: quizzes.questionIds, step: liveRounds.step })
    .from(liveRounds)
    .innerJoin(quizzes, and(eq(quizzes.guildId, liveRounds.guildId), eq(quizzes.id, liveRounds.quizId)))
    .where(
      and(
        eq(liveRounds.guildId, guildId),
        eq(liveRounds.channelId, channelId),
        ne(liveRounds.step, 'cancelled'),
      ),
    )
    .orderBy(desc(quizzes.openedAt), desc(quizzes.id))
    .limit(1);
  return row && { ...row, step: row.step as LiveStep };
}

/** The cohorts that study in a channel, or whose lesson's thread it is. */
export async function listCohortsOfChannel(
  db: Db,
  guildId: string,
  channelId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly pathwayId: string }[]> {
  return db
    .select({ id: cohorts.id, name: cohorts.name, pathwayId: cohorts.pathwayId })
    .from(cohorts)
    .where(
      sql`${cohorts.guildId} = ${guildId} and ${cohorts.state} <> 'archived' and (${cohorts.channelId} = ${channelId}
        or exists (select 1 from ${deliveries} as post where post.guild_id = ${cohorts.guildId} and post.cohort_id = ${cohorts.id}
          and post.message_id = ${channelId}))`,
    )
    .orderBy(asc(cohorts.createdAt), asc(cohorts.id));
}

/** Ends the lobby now, as somebody wished. False when it is over already, or nobody plays. */
export async function setLobbyEnded(db: Db, key: LiveKey, now: Date): Promise<boolean> {
  const ended = await db
    .update(liveRounds)
    .set({ stepEndsAt: now })
    .where(
      sql`${isOf(key)} and ${liveRounds.step} = 'lobby' and exists (select 1 from ${livePlayers} as player
        where player.guild_id = ${liveRounds.guildId} and player.quiz_id = ${liveRounds.quizId})`,
    )
    .returning({ quizId: liveRounds.quizId });
  return ended.length === 1;
}

/** Calls a round off that is still in its lobby. Whoever leads it shows so: an ended round with a lease isn't shown yet. */
export async function setLobbyCancelled(db: Db, key: LiveKey): Promise<boolean> {
  const called = await db
    .update(liveRounds)
    .set({ step: 'cancelled', leaseUntil: sql`coalesce(${liveRounds.leaseUntil}, ${leaseEnd(0)})` })
    .where(and(isOf(key), eq(liveRounds.step, 'lobby')))
    .returning({ quizId: liveRounds.quizId });
  return called.length === 1;
}

export interface ClaimedRound {
  readonly round: LiveRound;
  readonly quiz: Quiz;
  /** The lease before this one. Whose it was may have sent its message, or not; null after somebody let go of it, or nobody ever led it. */
  readonly before: Date | null;
}

const mostAtOnce = 200;

/**
 * Takes the rounds under way that nobody leads, and keeps those that are ours, for `leaseSeconds` of elapsed time. `ours` are those with
 * their leases; those in `busy` are left as they are. A round that has ended is taken as long as its end isn't shown.
 */
export async function claimLiveRounds(
  db: Db,
  {
    ours,
    busy,
    leaseSeconds,
  }: { readonly ours: readonly Claimed[]; readonly busy: readonly string[]; readonly leaseSeconds: number },
): Promise<readonly ClaimedRound[]> {
  const ids = sql.param(ours.map(one => one.quizId));
  const leases = sql.param(ours.map(one => one.leaseUntil?.toISOString() ?? null));
  const waiting = db
    .select({
      guildId: liveRounds.guildId,
      quizId: liveRounds.quizId,
      before: sql<Date | null>`${liveRounds.leaseUntil}`.mapWith(liveRounds.leaseUntil).as('before'),
    })
    .from(liveRounds)
    .where(
      sql`(${isUnderWay} or ${liveRounds.leaseUntil} is not null) and ${liveRounds.quizId} <> all (${sql.param([...busy])}::text[])
        and (${liveRounds.leaseUntil} is null or ${liveRounds.leaseUntil} < clock_timestamp()
          or (${liveRounds.quizId}, ${liveRounds.leaseUntil}) in (
            select led.id, led.lease::timestamptz from unnest(${ids}::text[], ${leases}::text[]) as led (id, lease)))`,
    )
    .orderBy(asc(liveRounds.stepEndsAt))
    .limit(mostAtOnce)
    .for('update', { skipLocked: true })
    .as('waiting');
  const rows = await db
    .update(liveRounds)
    .set({ leaseUntil: leaseEnd(leaseSeconds) })
    .from(waiting)
    .innerJoin(quizzes, and(eq(quizzes.guildId, waiting.guildId), eq(quizzes.id, waiting.quizId)))
    .where(and(eq(liveRounds.guildId, waiting.guildId), eq(liveRounds.quizId, waiting.quizId)))
    .returning({ round: liveRounds, quiz: quizzes, before: waiting.before });
  return rows.map(({ round, ...row }) => ({ ...row, round: asRound(round) }));
}

/** Whether any round is under way, whoever leads it, or has an end to be shown. */
export async function hasLiveRounds(db: Db): Promise<boolean> {
  const rows = await db
    .select({ quizId: liveRounds.quizId })
    .from(liveRounds)
    .where(sql`${isUnderWay} or ${liveRounds.leaseUntil} is not null`)
    .limit(1);
  return rows.length > 0;
}

/** That a message stands is a fact, whoever found it out. */
export async function setLiveMessage(db: Db, key: LiveKey, messageId: string): Promise<void> {
  await db.update(liveRounds).set({ messageId }).where(isOf(key));
}

/** Takes a round from one step to the next. False when it isn't ours any more, or somebody changed its step meanwhile. */
export async function setLiveStep(db: Db, from: LiveRound, to: LiveState): Promise<boolean> {
  const moved = await db
    .update(liveRounds)
    .set({ step: to.step, place: to.place, stepEndsAt: to.stepEndsAt })
    .where(and(stillOurs(from), eq(liveRounds.step, from.step), eq(liveRounds.place, from.place)))
    .returning({ quizId: liveRounds.quizId });
  return moved.length === 1;
}

/** Lets go of a round: of one that has ended, since its end is shown; of another, so that the next process need not wait. */
export async function setLiveReleased(db: Db, claimed: Claimed): Promise<void> {
  await db.update(liveRounds).set({ leaseUntil: null }).where(stillOurs(claimed));
}

const ended = sql`('over', 'cancelled')`;
const isUnderWay = sql`${liveRounds.step} not in ${ended}`;
export const isOf = ({ guildId, quizId }: LiveKey) =>
  and(eq(liveRounds.guildId, guildId), eq(liveRounds.quizId, quizId));
const stillOurs = (claimed: Claimed) =>
  sql`${isOf(claimed)} and ${liveRounds.leaseUntil} = ${claimed.leaseUntil?.toISOString() ?? null}::timestamptz`;
const asRound = (row: typeof liveRounds.$inferSelect): LiveRound => row as LiveRound;

/** Held until the transaction ends. Fair, unlike a lock on the row: who closes a question isn't overtaken by more and more answers. */
export function lockOf(kind: 'shared' | 'exclusive', what: 'channel' | 'round', id: string) {
  const key = sql`hashtextextended(${`live:${what}:${id}`}, 0)`;
  return kind === 'shared'
    ? sql`select pg_advisory_xact_lock_shared(${key})`
    : sql`select pg_advisory_xact_lock(${key})`;
}
