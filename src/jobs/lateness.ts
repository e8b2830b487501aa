/** How late a post is, and what the rules make of it. */
import { postKindOf } from '../core/beside.ts';
import {
  decideLate,
  type LateDecision,
  type LatePolicy,
  type PostKind,
  WINDOW_HOURS,
} from '../core/misfire.ts';
import { dayIn, instantOf } from '../core/time.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { type Delivery, wasAskedFor } from '../store/deliveries.ts';
import { findLatePosts } from '../store/ledger.ts';

export interface Lateness {
  readonly decision: LateDecision;
  /** Calendar time since it was due. */
  readonly lateMs: number;
}

/** Two late posts of a channel are at least so far apart: then they don't come in one tick, whichever process sends them. */
const apartMs = 50_000;

export async function decideLateness(
  db: Db,
  delivery: Delivery,
  cohort: Cohort,
  now: Date,
): Promise<Lateness> {
  const lateMs = now.getTime() - delivery.dueAt.getTime();
  const kind = postKindOf(delivery);
  // Somebody wants this one now: however late it is and whatever came before it.
  const isAsked = wasAskedFor(delivery);
  const facts = {
    kind,
    policy: cohort.latePolicy as LatePolicy,
    lateMs,
    windowHours: isAsked ? Number.POSITIVE_INFINITY : windowOf(kind, cohort),
  };
  const alone = decideLate({ ...facts, lateToday: 0, lateThisTick: 0 });
  // Only late posts must make room for one another.
  if (isAsked || alone !== 'late') return { decision: alone, lateMs };
  const midnight = instantOf(dayIn(cohort.zone, now), '00:00', cohort.zone);
  const { count, latest } = await findLatePosts(db, delivery, midnight);
  const isClose = latest !== null && Math.abs(now.getTime() - latest.getTime()) < apartMs;
  return { decision: decideLate({ ...facts, lateToday: count, lateThisTick: isClose ? 1 : 0 }), lateMs };
}

const windowOf = (kind: PostKind, { lateWindowHours }: Cohort): number =>
  kind === 'plan' ? lateWindowHours : WINDOW_HOURS[kind];
