/** Sends what was decided. A post whose request may already have left is looked for in the channel before it is sent again. */
import type { Logger } from 'pino';
import { lessonPost } from '../cards/lesson-post.ts';
import type { Card } from '../cards/reply.ts';
import {
  type DeliveryFailure,
  decideAfterFailure,
  historyStart,
  nonceOf,
  retryDelay,
} from '../core/delivery.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { failureOf, type Sender, waitOf } from '../discord/send.ts';
import { findCohort, listPlanDays } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { claimDeliveries, type Delivery, setSent, setTried, setWaiting } from '../store/deliveries.ts';

export interface DeliveryParts {
  readonly db: Db;
  readonly sender: Sender;
  readonly curriculum: () => Curriculum;
  /** Calendar time. */
  readonly now: () => Date;
  readonly log: Logger;
  /** Elapsed seconds after which another process may take over; longer than any request of ours may take. */
  readonly leaseSeconds: number;
}

const batch = 20;
/** Older than this when first tried, a post may stem from before a restored backup: look before sending. */
const lateMs = 5 * 60_000;
/** A blocked post asks again this often by itself; a change of channels or roles wakes it sooner. */
const blockedMs = 2 * 60_000;

/** Sends all that waits, until nothing does or `isStopping`. */
export async function deliverDue(parts: DeliveryParts, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const claimed = await claimDeliveries(parts.db, {
      now: parts.now(),
      limit: batch,
      leaseSeconds: parts.leaseSeconds,
    });
    // All requests for a post together, with their repetitions and waits, end well before its lease does.
    const patience = () => AbortSignal.timeout(Math.floor((parts.leaseSeconds * 1000 * 2) / 3));
    const outcomes = await Promise.allSettled(claimed.map(delivery => deliver(parts, delivery, patience())));
    const broken = outcomes.find(outcome => outcome.status === 'rejected');
    // The row keeps its lease: whoever finds it run out looks in the channel first.
    if (broken) throw broken.reason;
    if (claimed.length === 0) return;
  }
}

async function deliver(parts: DeliveryParts, delivery: Delivery, signal: AbortSignal): Promise<void> {
  const { db, sender, now, log } = parts;
  const card = await cardFor(parts, delivery);
  if (!card) {
    await setWaiting(db, delivery, {
      state: 'blocked',
      reason: 'lesson-missing',
      delayMs: blockedMs,
      countsAsTry: false,
    });
    return;
  }
  let tried = false;
  try {
    const discordNow = (await sender.discordNow(signal)) ?? now();
    const historyFrom = delivery.historyFrom ?? historyStart({ due: delivery.dueAt, now: now(), discordNow });
    if (!(await setTried(db, delivery, historyFrom))) return;
    tried = true;
    const mustLook = delivery.tried || now().getTime() - delivery.dueAt.getTime() > lateMs;
    const messageId =
      (mustLook ? await sender.findSent(delivery.channelId, delivery.id, historyFrom, signal) : undefined) ??
      (await sender.send(delivery.channelId, card, nonceOf(delivery.id), signal));
    await setSent(db, delivery, messageId, now());
  } catch (error) {
    const failure = failureOf(error);
    const after = decideAfterFailure({ attempts: delivery.attempts, failure });
    log.warn({ delivery: delivery.id, failure, state: after.state, err: error }, 'a post could not be sent');
    await setWaiting(db, delivery, {
      state: after.state,
      reason: failure satisfies DeliveryFailure,
      delayMs: waitOf(error) ?? delayOf(after.state, delivery.attempts),
      countsAsTry: after.countsAsTry && tried,
    });
  }
}

function delayOf(state: string, attempts: number): number | null {
  if (state === 'dead') return null;
  return state === 'blocked' ? blockedMs : retryDelay(attempts, Math.random());
}

async function cardFor({ db, curriculum }: DeliveryParts, delivery: Delivery): Promise<Card | undefined> {
  const known = curriculum();
  const lesson = known.lessons.get(delivery.lessonId ?? '');
  const cohort = await findCohort(db, delivery.guildId, delivery.cohortId);
  if (!lesson || !cohort) return undefined;
  const days = await listPlanDays(db, delivery.guildId, delivery.cohortId);
  return lessonPost({
    lesson,
    pathway: known.pathways.get(cohort.pathwayId),
    node: known.nodes.get(delivery.nodeId ?? ''),
    resources: known.resources,
    deliveryId: delivery.id,
    day: days.findIndex(day => day.studyDay === delivery.studyDay && day.slot === delivery.slot) + 1,
    days: days.length,
    roleId: cohort.roleId ?? undefined,
  });
}
