/** Rate limits as a profile: none, or about those of Discord. Buckets refill when their window ends. */

export type RateLimits = 'off' | 'realistic';

interface Asked {
  readonly method: string;
  /** As in the table of routes. */
  readonly path: string;
  /** The channel, guild or webhook of the path: each has its own buckets. */
  readonly major: string;
}

interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Present when there were too many. */
  readonly refused?: { readonly retryAfterMs: number; readonly global: boolean };
}

export interface Limiter {
  readonly profile: () => RateLimits;
  readonly set: (profile: RateLimits) => void;
  readonly take: (asked: Asked) => Verdict;
  /** Counts a new direct conversation; false when there were too many of them (40003). */
  readonly mayOpenDirect: () => boolean;
}

interface Window {
  until: number;
  used: number;
}

interface Rule {
  readonly bucket: string;
  readonly limit: number;
  readonly everyMs: number;
}

const one = '/channels/:channel/messages/:message';

/** Discord documents none of them ("read the headers"); these are the ones that bots have long observed. */
const rules: Readonly<Record<string, Rule>> = {
  'POST /channels/:channel/messages': { bucket: 'create-message', limit: 5, everyMs: 5000 },
  [`PATCH ${one}`]: { bucket: 'edit-message', limit: 5, everyMs: 5000 },
  [`DELETE ${one}`]: { bucket: 'delete-message', limit: 5, everyMs: 1000 },
  [`PUT ${one}/reactions/:emoji/@me`]: { bucket: 'reaction', limit: 1, everyMs: 250 },
  [`DELETE ${one}/reactions/:emoji/@me`]: { bucket: 'reaction', limit: 1, everyMs: 250 },
};

/** Source: "Global Rate Limit" of Discord's documentation. */
const everything: Rule = { bucket: 'global', limit: 50, everyMs: 1000 };
/** How fast is too fast is a secret of Discord's; ten in ten minutes is slower than any flood. */
const directs: Rule = { bucket: 'directs', limit: 10, everyMs: 10 * 60_000 };

/** `elapsed` in milliseconds; `now` is the calendar, in which X-RateLimit-Reset is written. */
export function makeLimiter(start: RateLimits, elapsed: () => number, now: () => number): Limiter {
  let profile = start;
  const windows = new Map<string, Window>();
  const count = (key: string, rule: Rule) => {
    const at = elapsed();
    let window = windows.get(key);
    if (!window || window.until <= at) {
      window = { until: at + rule.everyMs, used: 0 };
      windows.set(key, window);
    }
    const full = window.used >= rule.limit;
    if (!full) window.used += 1;
    return { full, left: rule.limit - window.used, waitMs: window.until - at };
  };
  return {
    profile: () => profile,
    set(wanted) {
      profile = wanted;
      windows.clear();
    },
    take({ method, path, major }) {
      if (profile === 'off') return { headers: {} };
      forgetEnded(windows, elapsed());
      const rule = rules[`${method} ${path}`];
      const own = rule && count(`${rule.bucket} ${major}`, rule);
      const headers: Record<string, string> = own
        ? {
            'X-RateLimit-Limit': String(rule.limit),
            'X-RateLimit-Remaining': String(own.left),
            'X-RateLimit-Reset': ((now() + own.waitMs) / 1000).toFixed(3),
            'X-RateLimit-Reset-After': (own.waitMs / 1000).toFixed(3),
            'X-RateLimit-Bucket': rule.bucket,
          }
        : {};
      if (own?.full) return { headers, refused: { retryAfterMs: own.waitMs, global: false } };
      const all = count(everything.bucket, everything);
      return all.full ? { headers: {}, refused: { retryAfterMs: all.waitMs, global: true } } : { headers };
    },
    mayOpenDirect: () => profile === 'off' || !count(directs.bucket, directs).full,
  };
}

function forgetEnded(windows: Map<string, Window>, at: number): void {
  if (windows.size < 1000) return;
  for (const [key, window] of windows) if (window.until <= at) windows.delete(key);
}
