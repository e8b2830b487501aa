/** What is still to be done with messages that stand: their threads, their pins, what was corrected since. */
import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { asDelivery, byId, type Delivery, leaseEnd } from './deliveries.ts';
import { deliveries, quizzes } from './schema.ts';

type Claimed = Pick<Delivery, 'guildId' | 'id' | 'leaseUntil'>;

/**
 * Takes messages that stand and with which something is still to be done; others pass them by for `leaseSeconds` of elapsed time.
 * `now`, calendar time, decides only which results of daily quizzes need hold nothing back any more.
 * Of a cohort's lane they are taken one at a time, the earliest first: of two pinned side by side none would know of the other, and both
 * would stay.
 */
export async function claimFollowUps(
  db: Db,
  { now, limit, leaseSeconds }: { readonly now: Date; readonly limit: number; readonly leaseSeconds: number },
): Promise<Delivery[]> {
  const waiting = db
    .select({ guildId: deliveries.guildId, id: deliveries.id })
    .from(deliveries)
    .where(
      sql`${deliveries.followUp} = 'waiting' and ${deliveries.messageId} is not null
        and (${deliveries.leaseUntil} is null or ${deliveries.leaseUntil} < clock_timestamp())
        and (${deliveries.retryAt} is null or ${deliveries.retryAt} <= clock_timestamp())
        and ${isFree(sql`${deliveries.facts}`, now)}
        and not exists (
          select 1 from ${deliveries} as earlier
          where earlier.guild_id = ${deliveries.guildId} and earlier.cohort_id = ${deliveries.cohortId}
            and earlier.follow_up = 'waiting' and earlier.lane = ${deliveries.lane} and earlier.message_id is not null
            and ${isFree(sql`earlier.facts`, now)}
            and (earlier.study_day, earlier.slot) < (${deliveries.studyDay}, ${deliveries.slot}))`,
    )
    .orderBy(asc(deliveries.sentAt))
    .limit(limit)
    .for('update', { skipLocked: true })
    .as('waiting');
  const rows = await db
    .update(deliveries)
    .set({ leaseUntil: leaseEnd(leaseSeconds) })
    .from(waiting)
    .where(and(eq(deliveries.guildId, waiting.guildId), eq(deliveries.id, waiting.id)))
    .returning();
  return rows.map(asDelivery).sort((a, b) => (a.studyDay < b.studyDay ? -1 : 1));
}

/** Whether it needn't wait for what it holds back. */
const isFree = (facts: SQL, now: Date) =>
  sql`coalesce((${facts}->>'heldUntil')::timestamptz <= ${now.toISOString()}::timestamptz, true)`;

/** `delayMs`: elapsed time until it is tried again, where it waits. Nothing happens when it isn't ours any more: then it waits. */
export async function setFollowUp(
  db: Db,
  claimed: Claimed,
  followUp: 'waiting' | 'done' | 'refused',
  delayMs = 0,
): Promise<void> {
  const retryAt = sql`clock_timestamp() + make_interval(secs => ${delayMs / 1000})`;
  await db
    .update(deliveries)
    .set({ followUp, leaseUntil: null, retryAt: followUp === 'waiting' ? retryAt : null })
    .where(stillOurs(claimed));
}

const stillOurs = (claimed: Claimed) =>
  sql`${byId(claimed)} and ${deliveries.leaseUntil} = ${claimed.leaseUntil?.toISOString() ?? null}::timestamptz`;

/**
 * A result is about to be posted that holds something back until `heldUntil`, or nothing: then it is put anew at that time. Called before
 * its card is made, so that a correction which that doesn't know of comes after this, and is waited for by nothing.
 */
export async function setResultHeld(
  db: Db,
  key: Pick<Delivery, 'guildId' | 'id'>,
  heldUntil: Date | undefined,
): Promise<void> {
  await db
    .update(deliveries)
    .set({ facts: factsHeld(heldUntil), ...(heldUntil ? { followUp: 'waiting' } : {}) })
    .where(byId(key));
}

/** A result was put anew; one that still holds something back waits on until `heldUntil`. Nothing happens when it isn't ours any more. */
export async function setResultPut(db: Db, claimed: Claimed, heldUntil: Date | undefined): Promise<void> {
  await db
    .update(deliveries)
    .set({
      ...{ followUp: heldUntil ? 'waiting' : 'done', facts: factsHeld(heldUntil) },
      ...{ leaseUntil: null, retryAt: null },
    })
    .where(stillOurs(claimed));
}

const factsHeld = (heldUntil: Date | undefined) =>
  heldUntil
    ? sql`${deliveries.facts} || ${JSON.stringify({ heldUntil: heldUntil.toISOString() })}::jsonb`
    : sql`${deliveries.facts} - 'heldUntil'`;

/** Results of daily quizzes that are older than this (calendar days) stay as they are: nobody reads so far up. */
export const correctedFor = 14;

/**
 * Results of daily quizzes that asked this question are to be put anew, since it is corrected at `now`: those that stand, and those that
 * may stand without our knowing it yet, with the words of before. Called in the correction's own transaction, so that none is forgotten.
 */
export async function setResultsOutdated(
  db: Db,
  { guildId, questionId }: { readonly guildId: string; readonly questionId: string },
  now: Date,
): Promise<void> {
  await db
    .update(deliveries)
    .set({
      followUp: 'waiting',
      facts: sql`jsonb_set(${deliveries.facts} - 'heldUntil', '{corrected}',
        coalesce(${deliveries.facts}->'corrected', '[]') || to_jsonb(${questionId}::text))`,
      // Whoever edits it at this moment may have read what stood before. Their lease isn't theirs any more, so they don't call it done; and
      // it ends when it would have, so that nobody edits beside them.
      leaseUntil: sql`case when ${deliveries.messageId} is null then ${deliveries.leaseUntil}
        else ${deliveries.leaseUntil} + interval '1 millisecond' end`,
    })
    .where(
      sql`${deliveries.guildId} = ${guildId} and ${deliveries.kind} = 'daily-result'
        and (${deliveries.messageId} is null and (${deliveries.tried} or ${deliveries.state} = 'sending')
          or (${deliveries.state} in ('sent', 'late') and ${deliveries.sentAt} > ${now.toISOString()}::timestamptz - make_interval(days => ${correctedFor})))
        and exists (select 1 from ${quizzes} as quiz where quiz.guild_id = ${deliveries.guildId}
          and quiz.id = ${deliveries.facts}->>'quizId' and ${questionId} = any (quiz.question_ids))`,
    );
}

/** The lesson post of this cohort that stands right before another: the one that was pinned until now. */
export async function findPostBefore(
  db: Db,
  { guildId, cohortId, studyDay, slot }: Pick<Delivery, 'guildId' | 'cohortId' | 'studyDay' | 'slot'>,
): Promise<Delivery | undefined> {
  const [row] = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        eq(deliveries.cohortId, cohortId),
        eq(deliveries.kind, 'lesson'),
        isNotNull(deliveries.messageId),
        sql`(${deliveries.studyDay}, ${deliveries.slot}) < (${studyDay}::date, ${slot}::smallint)`,
      ),
    )
    .orderBy(desc(deliveries.studyDay), desc(deliveries.slot))
    .limit(1);
  return row && asDelivery(row);
}
