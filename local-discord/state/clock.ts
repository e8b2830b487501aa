/** The movable calendar clock: it runs at the machine's speed and jumps when it is told to. */

export interface MovableClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rises with every jump. */
  readonly version: () => number;
  readonly jumpTo: (instant: number) => void;
  /** Settles after a jump beyond `version`, or after `patience` milliseconds; at once if there was one already. */
  readonly jumpAfter: (version: number, patience: number, signal: AbortSignal) => Promise<void>;
}

/** `elapsed` is a monotonic time in milliseconds; `jumped` is called after each jump. */
export function startClock(
  start: { readonly now: number; readonly version: number },
  elapsed: () => number,
  jumped: () => void,
): MovableClock {
  let base = start.now;
  let since = elapsed();
  let version = start.version;
  const waiting = new Set<() => void>();
  return {
    now: () => base + (elapsed() - since),
    version: () => version,
    jumpTo(instant) {
      base = instant;
      since = elapsed();
      version += 1;
      for (const wake of [...waiting]) wake();
      jumped();
    },
    jumpAfter(known, patience, signal) {
      if (version > known || signal.aborted) return Promise.resolve();
      return new Promise(resolve => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, patience);
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    },
  };
}
