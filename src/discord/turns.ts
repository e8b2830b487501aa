/**
 * Who floods waits for themselves: of one member a few interactions are worked on at a time, the rest stand in line and go on only while
 * nobody else's are worked on, and whoever comes too often is told to slow down before the database is asked anything. Kept in memory, for
 * this process alone: only the one that leads hears people.
 */
import { type Bucket, isFull, type Rate, takeToken } from '../core/rate-limit.ts';

export interface TurnLimits extends Rate {
  /** Interactions of one member that are worked on at the same time. */
  readonly atOnce: number;
  /** Of one member that wait; more are refused. */
  readonly inLine: number;
  /** Milliseconds for which what stood in line lets others go first, and no longer: else it might never come. */
  readonly givesWayMs: number;
}

/** Nobody who presses buttons gets there; a script does within a second. */
const usual: TurnLimits = { burst: 600, perSecond: 30, atOnce: 2, inLine: 60, givesWayMs: 50 };

export interface Turns {
  /** Does the work when it is this member's turn. Refused: `undefined`, and the work isn't begun. */
  take<T>(memberId: string, work: () => Promise<T>): Promise<T> | undefined;
}

interface Place {
  bucket: Bucket | undefined;
  /** Interactions that have their turn, and how many of these are really worked on. */
  working: number;
  running: number;
  readonly waiting: (() => void)[];
}

/** A turn that lets others go first. */
interface Yielding {
  readonly place: Place;
  readonly begin: () => void;
}

/** `elapsedMs` never jumps. */
export function createTurns(
  limits: TurnLimits = usual,
  elapsedMs: () => number = () => performance.now(),
): Turns {
  const places = new Map<string, Place>();
  const yielding = new Set<Yielding>();
  let running = 0;
  let takes = 0;

  function placeOf(memberId: string): Place {
    const known = places.get(memberId) ?? { bucket: undefined, working: 0, running: 0, waiting: [] };
    places.set(memberId, known);
    takes += 1;
    // Whoever has been quiet for a while is forgotten; else everybody who ever came would be kept.
    if (takes % 1_000 === 0)
      for (const [id, place] of places) if (id !== memberId && isQuiet(place)) places.delete(id);
    return known;
  }
  const isQuiet = ({ bucket, working, waiting }: Place) =>
    working === 0 && waiting.length === 0 && (!bucket || isFull(bucket, elapsedMs(), limits));

  async function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
    if (place.working >= limits.atOnce) await new Promise<void>(resolve => place.waiting.push(resolve));
    else place.working += 1;
    running += 1;
    place.running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      place.running -= 1;
      const next = place.waiting.shift();
      if (next) giveWay(place, next);
      else place.working -= 1;
      for (const one of yielding) if (isAlone(one.place)) one.begin();
    }
  }

  const isAlone = (place: Place) => running === place.running;

  /** Begins what stood in line, as soon as nobody else's work is under way. */
  function giveWay(place: Place, next: () => void): void {
    if (isAlone(place)) {
      next();
      return;
    }
    const timer = setTimeout(() => one.begin(), limits.givesWayMs);
    const one: Yielding = {
      place,
      begin() {
        clearTimeout(timer);
        if (yielding.delete(one)) next();
      },
    };
    yielding.add(one);
  }

  return {
    take(memberId, work) {
      const place = placeOf(memberId);
      if (place.waiting.length >= limits.inLine) return undefined;
      const { bucket, waitMs } = takeToken(place.bucket, elapsedMs(), limits);
      place.bucket = bucket;
      return waitMs > 0 ? undefined : inTurn(place, work);
    },
  };
}
