/** Sends what was decided. A post whose request may already have left is looked for in the channel before it is sent again. */
import type { Logger } from 'pino';
import {
  type DeliveryFailure,
  decideAfterFailure,
  historyStart,
  mustLookUp,
  nonceOf,
  retryDelay,
} from '../core/delivery.ts';
import { failureOf, type Sender, waitOf, wasRefusedAtOnce } from '../discord/send.ts';
import { type Cohort, findCohort } from '../store/cohorts.ts';
import {
  claimDeliveries,
  type Delivery,
  setSent,
  setSettled,
  setTried,
  setWaiting,
} from '../store/deliveries.ts';
import { listLaterOfDay } from '../store/ledger.ts';
import { type CardParts, cardFor } from './card-for.ts';
import { missDay } from './late-day.ts';
import { decideLateness, type Lateness } from './lateness.ts';
import { findLaterDay } from './later-days.ts';
import { tellOfStuck } from './notices.ts';

export interface DeliveryParts extends CardParts {
  readonly sender: Sender;
  readonly log: Logger;
  /** Elapsed seconds after which another process may take over; longer than any request of ours may take. */
  readonly leaseSeconds: number;
  /** From 0 to 1: leaves the length of a wait to chance. */
  readonly random?: () => number;
  /** Told of each post that was sent: how late it is in ms of calendar time, and whether it says so. */
  readonly onSent?: (state: 'sent' | 'late', lateMs: number) => void;
  /** Told of each batch that is done with: a long morning goes on. */
  readonly onBatch?: () => void;
}

const batch = 20;
/** A blocked post asks again this often by itself; a change of channels or roles wakes it sooner. */
const blockedMs = 2 * 60_000;
/** Enough late posts for now: look again with the next minute. */
const enoughLateMs = 55_000;

/** Sends all that waits, until nothing does or `isStopping`. Answers how many posts are done with, sent or not. */
export async function deliverDue(parts: DeliveryParts, isStopping: () => boolean): Promise<number> {
  let settled = 0;
  while (!isStopping()) {
    const claimed = await claimDeliveries(parts.db, {
      now: parts.now(),
      limit: batch,
      leaseSeconds: parts.leaseSeconds,
    });
    const outcomes = await Promise.allSettled(claimed.map(delivery => deliver(parts, delivery)));
    const broken = outcomes.find(outcome => outcome.status === 'rejected');
    // The row keeps its lease: whoever finds it run out looks in the channel first.
    if (broken) throw broken.reason;
    parts.onBatch?.();
    settled += outcomes.filter(outcome => outcome.status === 'fulfilled' && outcome.value).length;
    if (claimed.length === 0) break;
  }
  return settled;
}

/** One post under way. */
interface UnderWay {
  readonly delivery: Delivery;
  readonly cohort: Cohort;
  /** All requests for a post together, with their repetitions and waits, end well before its lease does. */
  readonly signal: AbortSignal;
}

/** Whether it is done with. */
async function deliver(parts: DeliveryParts, delivery: Delivery): Promise<boolean> {
  const cohort = await findCohort(parts.db, delivery.guildId, delivery.cohortId);
  if (!cohort || cohort.state === 'archived') {
    return setSettled(parts.db, delivery, { state: 'cancelled', reason: 'archived' });
  }
  const signal = AbortSignal.timeout(Math.floor((parts.leaseSeconds * 1000 * 2) / 3));
  const underWay = { delivery, cohort, signal };
  let isSending = false;
  try {
    if (await lookUp(parts, underWay, delivery)) return true;
    const late = await decideLateness(parts.db, delivery, cohort, parts.now());
    switch (late.decision) {
      case 'on-time':
      case 'late':
        return await send(parts, underWay, late, () => {
          isSending = true;
        });
      case 'wait':
        await setWaiting(parts.db, delivery, { ...waiting, reason: 'enough-late', delayMs: enoughLateMs });
        return false;
      case 'drop':
        return setSettled(parts.db, delivery, { state: 'missed', reason: 'late' });
      default:
        return await giveUpDay(parts, underWay, late.decision);
    }
  } catch (error) {
    await putBack(parts, underWay, error, isSending);
    return false;
  }
}

const waiting = { state: 'due', countsAsTry: false } as const;

/** Whether a message of this delivery, ours or one of its day, stands in the channel; then the ledger is told so. */
async function lookUp(parts: DeliveryParts, { cohort, signal }: UnderWay, of: Delivery): Promise<boolean> {
  if (!mustLookUp(of, parts.now())) return false;
  const from = await historyFrom(parts, of, signal);
  const found = await findIn(parts, of, from, signal);
  if (found === undefined) return false;
  await setSent(parts.db, of, found, parts.now(), { followUp: followUpOf(of, cohort) });
  return true;
}

async function findIn(
  { sender }: DeliveryParts,
  { channelId, id }: Delivery,
  from: Date,
  signal: AbortSignal,
) {
  try {
    return await sender.findSent(channelId, id, from, signal);
  } catch (error) {
    // Nothing stands in a channel that is gone.
    if (failureOf(error) === 'unknown-channel') return undefined;
    throw error;
  }
}

async function send(
  parts: DeliveryParts,
  { delivery, cohort, signal }: UnderWay,
  { decision, lateMs }: Lateness,
  begins: () => void,
): Promise<boolean> {
  const { db, sender, now } = parts;
  const underWay = { delivery, cohort, signal };
  const isLate = decision === 'late';
  const card = await cardFor(parts, delivery, cohort, isLate ? lateMs : undefined);
  if (!card && delivery.lane !== 'plan') {
    return setSettled(db, delivery, { state: 'cancelled', reason: 'nothing-to-say' });
  }
  if (!card && lateMs > cohort.lateWindowHours * 3_600_000) return giveUpDay(parts, underWay, 'slip');
  if (!card) {
    await setWaiting(db, delivery, {
      state: 'blocked',
      reason: 'lesson-missing',
      delayMs: blockedMs,
      countsAsTry: false,
    });
    await tellOfStuck(db, delivery, cohort, { state: 'blocked', reason: 'lesson-missing', now: now() });
    return false;
  }
  if (!(await setTried(db, delivery, await historyFrom(parts, delivery, signal)))) return false;
  begins();
  const messageId = await sender.send(delivery.channelId, card, nonceOf(delivery.id), signal);
  await setSent(db, delivery, messageId, now(), {
    state: isLate ? 'late' : 'sent',
    followUp: followUpOf(delivery, cohort),
  });
  parts.onSent?.(isLate ? 'late' : 'sent', now().getTime() - delivery.dueAt.getTime());
  return true;
}

/** The rest of the day goes with it, but for what stands in the channel all the same. */
async function giveUpDay(
  parts: DeliveryParts,
  underWay: UnderWay,
  policy: 'slip' | 'skip' | 'double',
): Promise<boolean> {
  const { db, now, log } = parts;
  const { delivery, cohort, signal } = underWay;
  const others: Delivery[] = [];
  for (const other of await listLaterOfDay(db, delivery)) {
    if (!(await lookUp(parts, underWay, other))) others.push(other);
  }
  const goesOn = policy === 'skip' ? undefined : await findLaterDay(parts, delivery, cohort, signal);
  const done = await missDay(db, cohort, { delivery, others, policy, goesOn, now: now() });
  if (done) log.info({ delivery: delivery.id, policy }, 'a study day could not be posted in time');
  return done;
}

async function historyFrom(
  parts: DeliveryParts,
  { historyFrom: kept, dueAt }: Delivery,
  signal: AbortSignal,
) {
  if (kept) return kept;
  const now = parts.now();
  return historyStart({ due: dueAt, now, discordNow: (await parts.sender.discordNow(signal)) ?? now });
}

async function putBack(
  { db, now, log, random = Math.random }: DeliveryParts,
  { delivery, cohort }: UnderWay,
  error: unknown,
  wasSending: boolean,
): Promise<void> {
  const failure = failureOf(error);
  const after = decideAfterFailure({ attempts: delivery.attempts, failure });
  log.warn({ delivery: delivery.id, failure, state: after.state, err: error }, 'a post could not be sent');
  await setWaiting(db, delivery, {
    state: after.state,
    reason: failure satisfies DeliveryFailure,
    delayMs: waitOf(error) ?? delayOf(after.state, delivery.attempts, random()),
    countsAsTry: after.countsAsTry && wasSending,
    // Whatever was tried before was looked for before this one left.
    neverLeft: wasSending && wasRefusedAtOnce(error),
  });
  await tellOfStuck(db, delivery, cohort, { state: after.state, reason: failure, now: now() });
}

function delayOf(state: string, attempts: number, random01: number): number | null {
  if (state === 'dead') return null;
  return state === 'blocked' ? blockedMs : retryDelay(attempts, random01);
}

const followUpOf = ({ lane, kind }: Delivery, { hasThreads, hasPins }: Cohort): 'waiting' | 'none' =>
  lane === 'plan' && kind === 'lesson' && (hasThreads || hasPins) ? 'waiting' : 'none';
