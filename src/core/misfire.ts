/** What becomes of a post whose time has passed: rules of `reliability.md` §3.2 in words of the ledger. */

/** What moderators chose for days that couldn't be posted in time. */
export const LATE_POLICIES = ['slip', 'skip', 'double', 'post'] as const;
/** `slip`: the plan moves. `skip`: it is left out. `double`: two come on the next study day. `post`: it is posted however late. */
export type LatePolicy = (typeof LATE_POLICIES)[number];

/** What is posted because of the plan, and what is posted beside it. */
export type PostKind = 'plan' | 'quiz' | 'reminder' | 'board' | 'notice';

export type LateDecision =
  | 'on-time'
  /** Posted once, with a word on how late it is. */
  | 'late'
  /** Not posted; the plan is laid out again so that it comes first. */
  | 'slip'
  /** Not posted, and left out of the plan. */
  | 'skip'
  /** Not posted now; it comes on the next study day together with that day's own. */
  | 'double'
  /** Not posted; nobody loses anything by it. */
  | 'drop'
  /** Not posted yet: enough late posts for now. */
  | 'wait';

const HOUR = 3_600_000;
/** Hours after its time in which a post is still worth sending. A cohort may choose another window for its lessons. */
export const WINDOW_HOURS: Readonly<Record<PostKind, number>> = {
  plan: 12,
  quiz: 6,
  reminder: 2,
  board: 24,
  notice: 24,
};
/** Nobody calls a post late that comes a few minutes after its time. */
const GRACE_MS = 15 * 60_000;
/** More late posts than this on one day would bury a channel. */
export const MOST_LATE_A_DAY = 2;

export interface Lateness {
  readonly kind: PostKind;
  readonly policy: LatePolicy;
  /** Calendar time since the post was due, in ms. */
  readonly lateMs: number;
  readonly windowHours: number;
  /** Posts of this cohort and kind that came late on this day, and in this tick. */
  readonly lateToday: number;
  readonly lateThisTick: number;
}

/** Decides about a post that hasn't been sent; whether it stands in the channel all the same was looked up before. */
export function decideLate({
  kind,
  policy,
  lateMs,
  windowHours,
  lateToday,
  lateThisTick,
}: Lateness): LateDecision {
  if (lateMs < GRACE_MS) return 'on-time';
  const inWindow = lateMs <= windowHours * HOUR;
  if (inWindow || (kind === 'plan' && policy === 'post')) {
    if (lateThisTick > 0) return 'wait';
    if (lateToday < MOST_LATE_A_DAY) return 'late';
    // The day's share is used up: what must not be lost waits for tomorrow.
    return kind === 'plan' ? 'wait' : 'drop';
  }
  if (kind !== 'plan') return 'drop';
  return policy === 'post' ? 'late' : policy;
}
