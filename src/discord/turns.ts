/**
 * Who floods waits for themselves: of one member a few interactions are worked on at a time, the rest stand in line, and whoever comes
 * too often is told to slow down before the database is asked anything. Others don't notice. Kept in memory, for this process alone:
 * only the one that leads hears people.
 */
import { type Bucket, isFull, type Rate, takeToken } from '../core/rate-limit.ts';

export interface TurnLimits extends Rate {
  /** Interactions of one member that are worked on at the same time. */
  readonly atOnce: number;
  /** Of one member that wait; more are refused. */
  readonly inLine: number;
}

/** Nobody who presses buttons gets there; a script does within a second. */
const usual: TurnLimits = { burst: 600, perSecond: 30, atOnce: 2, inLine: 60 };

export interface Turns {
  /** Does the work when it is this member's turn. Refused: `undefined`, and the work isn't begun. */
  take<T>(memberId: string, work: () => Promise<T>): Promise<T> | undefined;
}

interface Place {
  bucket: Bucket | undefined;
  working: number;
  readonly waiting: (() => void)[];
}

/** `elapsedMs` never jumps. */
export function createTurns(
  limits: TurnLimits = usual,
  elapsedMs: () => number = () => performance.now(),
): Turns {
  const places = new Map<string, Place>();
  let takes = 0;

  function placeOf(memberId: string): Place {
    const known = places.get(memberId) ?? { bucket: undefined, working: 0, waiting: [] };
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
    try {
      return await work();
    } finally {
      const next = place.waiting.shift();
      if (next) next();
      else place.working -= 1;
    }
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
