/** Live quizzes under way, led on twice a second for as long as there are any. Where each one stands is in the database alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isEnded } from '../core/live-round.ts';
import { type ClaimedRound, claimLiveRounds, hasLiveRounds, setLiveReleased } from '../store/live.ts';
import { type Held, type LiveParts, leadRound } from './lead-round.ts';

export interface LiveRounds {
  /** Looks at once, and goes on for as long as a round is under way. */
  wake(): void;
  /** Waits for what is under way, and leaves the rounds to the next process. */
  stop(): Promise<void>;
}

/** Elapsed ms. */
const lookMs = 500;
const afterTroubleMs = 2_000;
/** A round stands still for no longer when its process dies; enough for a request and its repetitions. */
const longestLease = 9;

export function startLiveRounds(given: LiveParts): LiveRounds {
  const parts = { ...given, leaseSeconds: Math.min(given.leaseSeconds, longestLease) };
  const { db, log, leaseSeconds } = parts;
  const held = new Map<string, Held>();
  const busy = new Map<string, Promise<void>>();
  let nap = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  let stopping = false;

  /** Whether there is anything to come back for. */
  async function look(): Promise<boolean> {
    // What we don't get this time, since somebody changes it at this moment, is ours all the same until its lease runs out.
    for (const [key, { claimedAt }] of held)
      if (!busy.has(key) && performance.now() - claimedAt > leaseSeconds * 1000) held.delete(key);
    const free = [...held].filter(([key]) => !busy.has(key)).map(([, one]) => one.round);
    const claimed = await claimLiveRounds(db, { ours: free, busy: [...busy.keys()], leaseSeconds });
    for (const one of claimed) {
      const { quizId } = one.round;
      const kept = keep(held.get(quizId), one);
      held.set(quizId, kept);
      const work = leadRound(parts, one.quiz, kept)
        .catch(error => {
          // Its lease brings it back, to us or to another.
          log.warn({ quiz: quizId, err: error }, 'a live quiz could not be led on');
        })
        .finally(() => busy.delete(quizId));
      busy.set(quizId, work);
    }
    return claimed.length > 0 || busy.size > 0 || (await hasLiveRounds(db));
  }

  async function run(): Promise<void> {
    for (let goesOn = true; goesOn && !stopping; ) {
      let pause = lookMs;
      again = false;
      try {
        goesOn = await look();
      } catch (error) {
        // The database is away: whether a round is under way is known when it is back.
        log.warn({ err: error }, 'live quizzes could not be looked at');
        pause = afterTroubleMs;
      }
      nap = new AbortController();
      if (again) continue;
      if (goesOn && !stopping) await sleep(pause, undefined, { signal: nap.signal }).catch(() => {});
    }
  }

  function wake(): void {
    if (stopping) return;
    again = true;
    nap.abort();
    running ??= run().finally(() => {
      running = undefined;
      if (again) wake();
    });
  }

  return {
    wake,
    async stop() {
      stopping = true;
      nap.abort();
      await running;
      await Promise.all(busy.values());
      // By its lease one without a message tells that it must be looked for, and one that has ended that its end is to be shown.
      const left = [...held.values()].filter(({ round }) => round.messageId !== null && !isEnded(round));
      await Promise.allSettled(left.map(({ round }) => setLiveReleased(db, round)));
    },
  };
}

/** What we remember of it, unless somebody else led it since. */
function keep(known: Held | undefined, { round, before }: ClaimedRound): Held {
  const claimedAt = performance.now();
  if (known && known.round.leaseUntil?.getTime() === before?.getTime())
    return Object.assign(known, { round, claimedAt });
  return { round, claimedAt, mayStand: before !== null, failures: 0, failingSince: 0, restsUntil: 0 };
}
