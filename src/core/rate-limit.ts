/** A token bucket: bursts up to its size, its rate in the long run. Pure: whoever keeps it hands in the elapsed time. */

export interface Bucket {
  readonly tokens: number;
  /** Elapsed time at which it held so many, in ms. */
  readonly at: number;
}

export interface Rate {
  /** Tokens that a full bucket holds. */
  readonly burst: number;
  readonly perSecond: number;
}

/** Takes one token. `ms` is elapsed time; a bucket that isn't there yet is full. `waitMs` is 0 when the token was there. */
export function takeToken(
  bucket: Bucket | undefined,
  ms: number,
  { burst, perSecond }: Rate,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const tokens = bucket
    ? Math.min(burst, bucket.tokens + (Math.max(0, ms - bucket.at) / 1000) * perSecond)
    : burst;
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, at: ms }, waitMs: 0 };
  return { bucket: { tokens, at: ms }, waitMs: ((1 - tokens) / perSecond) * 1000 };
}

/** Whether a bucket is full again, so that nothing needs to be kept of it. */
export const isFull = (bucket: Bucket, ms: number, { burst, perSecond }: Rate): boolean =>
  bucket.tokens + ((ms - bucket.at) / 1000) * perSecond >= burst;
