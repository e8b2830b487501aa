/** Requests to Discord, one after another at an even pace: in bursts they would meet its limit though their sum doesn't. */

/**
 * Requests a second of all bots with one token together. Discord counts 50 in windows of its own; the rest is for a network that
 * hands some over late, all at once. Source: "Global Rate Limit" of Discord's documentation.
 */
const REQUESTS_A_SECOND = 46;

export interface Pace {
  /** Waits for this request's turn. Rejects when `signal` is aborted before it. */
  turn(signal?: AbortSignal): Promise<void>;
  /** How many processes have to share the limit from now on. */
  share(processes: number): void;
}

export function createPace(perSecond: number = REQUESTS_A_SECOND): Pace {
  const waiting: (() => void)[] = [];
  let everyMs = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function go(): void {
    timer = undefined;
    for (let now = performance.now(); waiting.length > 0 && next <= now; now = performance.now()) {
      // A turn that came late is made up for, by one: nobody saves up turns for a burst.
      next = Math.max(next, now - everyMs) + everyMs;
      waiting.shift()?.();
    }
    if (waiting.length > 0) timer ??= setTimeout(go, Math.max(1, next - performance.now()));
  }

  return {
    turn(signal) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          const at = waiting.indexOf(enter);
          waiting.splice(at, 1);
          if (waiting.length === 0) {
            clearTimeout(timer);
            timer = undefined;
          }
          reject(signal?.reason);
        };
        const enter = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', leave, { once: true });
        waiting.push(enter);
        if (timer === undefined) go();
      });
    },
    share(processes) {
      everyMs = (1000 / perSecond) * Math.max(1, processes);
    },
  };
}
