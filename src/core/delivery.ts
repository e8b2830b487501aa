/** Deliveries: the life of one decided post, and what follows when sending it fails. */
import { createHash } from 'node:crypto';
import type { StudyDay } from './time.ts';

/** `late` was delivered, with a word that it is late; `missed` never will be, for its time is over; `dead` has failed too often. */
export type DeliveryState = 'due' | 'sending' | 'sent' | 'blocked' | 'late' | 'missed' | 'cancelled' | 'dead';

/**
 * Where each state can lead. `sending` may follow itself: the lease of a process that died is taken over by another. It leads to `missed`
 * and `cancelled` too, since whoever decides that a post comes no more must hold its lease.
 */
export const NEXT_STATES = {
  due: ['sending', 'blocked', 'missed', 'cancelled'],
  sending: ['sending', 'sent', 'late', 'due', 'blocked', 'dead', 'missed', 'cancelled'],
  blocked: ['due', 'sending', 'missed', 'cancelled'],
  dead: ['due', 'cancelled'],
  sent: [],
  late: [],
  missed: [],
  cancelled: [],
} as const satisfies Record<DeliveryState, readonly DeliveryState[]>;

type NextState<From extends DeliveryState> = (typeof NEXT_STATES)[From][number];

/** Tries that count before a delivery is dead. */
export const MAX_ATTEMPTS = 12;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const LONGEST_RETRY_DELAY = 10 * MINUTE;
/** How far clocks may differ before the history look-up could miss a post. */
const HISTORY_MARGIN = 10 * MINUTE;
const ID_LENGTH = 20;

/** What makes a delivery the one it is: the ledger holds it once. */
export interface DeliveryKey {
  readonly guildId: string;
  readonly cohortId: string;
  readonly kind: string;
  readonly studyDay: StudyDay;
  readonly slot: number;
}

/** 20 characters a-z0-9 made from the key alone, so that a restored backup finds the posts that it doesn't remember. */
export function deliveryId({ guildId, cohortId, kind, studyDay, slot }: DeliveryKey): string {
  const key = JSON.stringify([guildId, cohortId, kind, studyDay, slot]);
  const hash = createHash('sha256').update(key).digest('hex');
  return BigInt(`0x${hash}`).toString(36).padStart(ID_LENGTH, '0').slice(-ID_LENGTH);
}

/** States in which a message stands in the channel: only such days are study days, which can be kept or missed. */
export const POSTED: readonly DeliveryState[] = ['sent', 'late'];

export const isPosted = ({ state }: { readonly state: DeliveryState }): boolean => POSTED.includes(state);

/** From when a study day could be kept: its due instant, or that of its late post. An outage of ours takes no time away from anybody. */
export const openFrom = ({
  state,
  dueAt,
  sentAt,
}: {
  readonly state: DeliveryState;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
}): Date => (state === 'late' ? (sentAt ?? dueAt) : dueAt);

/** Posts that are older than this when they are first tried may stem from before a restored backup. */
const LOOK_AFTER_MS = 2 * MINUTE;

/**
 * Whether the channel must be searched before anything is sent or given up: an earlier request may have left, or it is late and was never
 * looked at. Once a first try was refused for certain (`tried` is false again, with the moment to search from kept), nothing can stand there.
 */
export function mustLookUp(
  {
    tried,
    historyFrom,
    dueAt,
  }: { readonly tried: boolean; readonly historyFrom: Date | null; readonly dueAt: Date },
  now: Date,
): boolean {
  return tried || (historyFrom === null && now.getTime() - dueAt.getTime() > LOOK_AFTER_MS);
}

/** The nonce by which Discord itself drops a second send within minutes: at most 25 characters, unique for the bot over all guilds. */
export function nonceOf(id: string): string {
  return `d${id}`;
}

/**
 * How long to wait, in ms of elapsed time, after `attempt` counted tries (0 = none yet): up to 2 s, doubling, up to 10 min.
 * `random01` is a number from 0 to 1; the whole delay is left to chance ("full jitter") so that posts which failed together don't come back together.
 */
export function retryDelay(attempt: number, random01: number): number {
  return random01 * Math.min(LONGEST_RETRY_DELAY, 2 * SECOND * 2 ** attempt);
}

/** `refused`: Discord found fault with the post itself (4xx). `transient`: no answer, or 5xx. */
export type DeliveryFailure =
  | 'missing-permission'
  | 'missing-access'
  | 'unknown-channel'
  | 'unreadable-history'
  | 'transient'
  | 'rate-limited'
  | 'refused';

export interface AfterFailure {
  readonly state: Extract<NextState<'sending'>, 'blocked' | 'due' | 'dead'>;
  /** Whether the ledger's count of tries goes up by one. */
  readonly countsAsTry: boolean;
}

/**
 * What becomes of a delivery whose sending failed. `attempts`: the tries counted before this one.
 * What a moderator must mend blocks it, without end and without using up tries; a rate limit is nobody's failure. A post that Discord
 * finds fault with has 12 tries. An outage never makes it dead, however long: it is tried again at most ten minutes after it is over.
 */
export function decideAfterFailure({
  attempts,
  failure,
}: {
  readonly attempts: number;
  readonly failure: DeliveryFailure;
}): AfterFailure {
  switch (failure) {
    case 'missing-permission':
    case 'missing-access':
    case 'unknown-channel':
    case 'unreadable-history':
      return { state: 'blocked', countsAsTry: false };
    case 'rate-limited':
      return { state: 'due', countsAsTry: false };
    case 'transient':
      return { state: 'due', countsAsTry: true };
    case 'refused':
      return { state: attempts + 1 >= MAX_ATTEMPTS ? 'dead' : 'due', countsAsTry: true };
  }
}

/**
 * From when a channel's history is searched before a second try: 10 minutes before the earliest of the due instant, our clock and
 * Discord's at the first try. Discord's counts because the messages carry its time, ours because a clock can be moved.
 */
export function historyStart({
  due,
  now,
  discordNow,
}: {
  readonly due: Date;
  readonly now: Date;
  readonly discordNow: Date;
}): Date {
  return new Date(Math.min(due.getTime(), now.getTime(), discordNow.getTime()) - HISTORY_MARGIN);
}
