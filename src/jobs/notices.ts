/** What the moderators of a guild are told by itself: into the channel that they chose for it, and nowhere when they chose none. */
import { type BesideFacts, noticeDay, type StuckReason } from '../core/beside.ts';
import { type DeliveryState, deliveryId } from '../core/delivery.ts';
import { addDays, type StudyDay } from '../core/time.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { addDeliveries, type Delivery } from '../store/deliveries.ts';
import { findGuild } from '../store/guilds.ts';
import { hasPostSince } from '../store/ledger.ts';

type NoticeKind = Extract<keyof BesideFacts, `notice-${string}`>;

export interface Notice<K extends NoticeKind> {
  readonly kind: K;
  /** Told once for each day and slot. */
  readonly day: StudyDay;
  readonly slot?: number;
  readonly facts: BesideFacts[K];
  readonly now: Date;
  /** Not again within a month, however the plan moves. */
  readonly once?: boolean;
}

export async function addNotice<K extends NoticeKind>(
  db: Db,
  cohort: Cohort,
  { kind, day, slot = 0, facts, now, once = false }: Notice<K>,
): Promise<void> {
  const { guildId } = cohort;
  const channelId = (await findGuild(db, guildId))?.noticeChannelId;
  if (!channelId) return;
  if (once && (await hasPostSince(db, cohort, kind, addDays(day, -30)))) return;
  const key = { guildId, cohortId: cohort.id, kind, studyDay: day, slot };
  await addDeliveries(db, [{ ...key, id: deliveryId(key), lane: 'beside', facts, channelId, dueAt: now }]);
}

/** Of a post that is blocked once a day and cohort, of one that is dead once. */
export async function tellOfStuck(
  db: Db,
  { lane, kind, channelId, dueAt, studyDay, slot, lessonId }: Delivery,
  cohort: Cohort,
  { state, reason, now }: { readonly state: DeliveryState; readonly reason: StuckReason; readonly now: Date },
): Promise<void> {
  // A notice that can't be posted is no reason for another.
  if (lane === 'beside' && kind.startsWith('notice-')) return;
  if (state === 'blocked') {
    const facts = { reason, channelId, since: dueAt.toISOString() };
    await addNotice(db, cohort, { kind: 'notice-blocked', day: noticeDay(cohort, now), facts, now });
  }
  if (state === 'dead') {
    const facts = { channelId, studyDay, lessonId };
    await addNotice(db, cohort, { kind: 'notice-dead', day: studyDay, slot, facts, now });
  }
}
