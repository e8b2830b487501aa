/**
 * What follows a post that stands in its channel: a lesson's thread and pin, which never touch the post itself; and the result of a daily
 * quiz is put anew once one of its questions is corrected, or what it held back may be told.
 */
import { noticeDay } from '../core/beside.ts';
import { retryDelay } from '../core/delivery.ts';
import { failureOf, waitOf } from '../discord/send.ts';
import { type Cohort, findCohort } from '../store/cohorts.ts';
import type { Delivery } from '../store/deliveries.ts';
import {
  claimFollowUps,
  correctedFor,
  findPostBefore,
  setFollowUp,
  setResultPut,
} from '../store/follow-ups.ts';
import { dailyResultNow } from './daily-cards.ts';
import type { DeliveryParts } from './deliver-due.ts';
import { addNotice } from './notices.ts';

const batch = 10;

/** Doing it twice does nothing, so that it is simply done again after a crash. Answers how many posts are done with. */
export async function followUp(parts: DeliveryParts, isStopping: () => boolean): Promise<number> {
  let settled = 0;
  while (!isStopping()) {
    const { db, leaseSeconds } = parts;
    const claimed = await claimFollowUps(db, { now: parts.now(), limit: batch, leaseSeconds });
    const done = await Promise.all(claimed.map(delivery => followOne(parts, delivery)));
    settled += done.filter(Boolean).length;
    // The next of the same cohort may be taken only now.
    if (claimed.length === 0) break;
  }
  return settled;
}

async function followOne(parts: DeliveryParts, delivery: Delivery): Promise<boolean> {
  const { db, log, leaseSeconds, random = Math.random } = parts;
  const cohort = await findCohort(db, delivery.guildId, delivery.cohortId);
  const signal = AbortSignal.timeout(Math.floor((leaseSeconds * 1000 * 2) / 3));
  let what: 'thread' | 'pin' | 'correction' = delivery.lane === 'plan' ? 'thread' : 'correction';
  try {
    if (what === 'correction') {
      await setResultPut(db, delivery, await putAnew(parts, delivery, cohort, signal));
      return true;
    }
    if (cohort?.hasThreads) await openThread(parts, delivery, signal);
    what = 'pin';
    if (cohort?.hasPins) await pinInstead(parts, delivery, signal);
    await setFollowUp(db, delivery, 'done');
    return true;
  } catch (error) {
    const failure = failureOf(error);
    log.warn({ delivery: delivery.id, failure, what, err: error }, 'what follows a post could not be done');
    if (failure === 'transient' || failure === 'rate-limited') {
      await setFollowUp(db, delivery, 'waiting', waitOf(error) ?? retryDelay(5, random()));
      return false;
    }
    await setFollowUp(db, delivery, 'refused');
    if (cohort && what !== 'correction' && (failure === 'missing-permission' || failure === 'missing-access'))
      await tellOf(parts, delivery, cohort, what);
    return true;
  }
}

/**
 * An edit pings nobody. Of a post that is gone, or can't be reached, nothing is told: what it said is no longer there to be read. Answers
 * until when something of it is held back; undefined for nothing, and where the post is so old that it stays as it is.
 */
async function putAnew(
  parts: DeliveryParts,
  delivery: Delivery,
  cohort: Cohort | undefined,
  signal: AbortSignal,
): Promise<Date | undefined> {
  const { messageId, sentAt } = delivery;
  if (!cohort || !messageId || delivery.kind !== 'daily-result') return undefined;
  const result = await dailyResultNow(parts, delivery, cohort);
  if (!result) return undefined;
  await parts.sender.edit(delivery.channelId, messageId, result.card, signal);
  const isOld = sentAt !== null && parts.now().getTime() - sentAt.getTime() > correctedFor * 24 * 3_600_000;
  return isOld ? undefined : result.heldUntil;
}

async function openThread({ sender, curriculum }: DeliveryParts, delivery: Delivery, signal: AbortSignal) {
  const lesson = curriculum().lessons.get(delivery.lessonId ?? '');
  if (!lesson || !delivery.messageId) return;
  await sender.startThread(delivery.channelId, delivery.messageId, lesson.title, signal);
}

/** One lesson of a cohort is pinned at a time: the one before loses its pin. */
async function pinInstead({ db, sender }: DeliveryParts, delivery: Delivery, signal: AbortSignal) {
  if (!delivery.messageId) return;
  await sender.pin(delivery.channelId, delivery.messageId, signal);
  const before = await findPostBefore(db, delivery);
  if (before?.messageId && before.followUp === 'done')
    await sender.unpin(before.channelId, before.messageId, signal);
}

async function tellOf(
  { db, now }: DeliveryParts,
  { channelId }: Delivery,
  cohort: Cohort,
  what: 'thread' | 'pin',
): Promise<void> {
  const day = noticeDay(cohort, now());
  await addNotice(db, cohort, { kind: 'notice-follow-up', day, facts: { channelId, what }, now: now() });
}
