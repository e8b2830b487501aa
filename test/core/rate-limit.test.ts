import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bucket, isFull, takeToken } from '../../src/core/rate-limit.ts';

const rate = { burst: 3, perSecond: 2 };

test('a burst passes, then one each half second, and a pause fills the bucket no further than its size', () => {
  let bucket: Bucket | undefined;
  const waits = [0, 0, 0, 0, 400, 500, 10_000, 10_000, 10_000, 10_000].map(ms => {
    const taken = takeToken(bucket, ms, rate);
    bucket = taken.bucket;
    return Math.round(taken.waitMs);
  });
  expect(waits).toEqual([0, 0, 0, 500, 100, 0, 0, 0, 0, 500]);
});

test('in any time no more pass than the burst and what the rate adds, and whoever waits as told passes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000), { maxLength: 60 }), pauses => {
      let bucket: Bucket | undefined;
      let ms = 0;
      let passed = 0;
      for (const pause of pauses) {
        ms += pause;
        const taken = takeToken(bucket, ms, rate);
        bucket = taken.bucket;
        if (taken.waitMs === 0) passed += 1;
        else expect(takeToken(bucket, ms + taken.waitMs + 0.001, rate).waitMs).toBe(0);
      }
      expect(passed).toBeLessThanOrEqual(rate.burst + (ms / 1000) * rate.perSecond + 1e-6);
      if (bucket) expect(isFull(bucket, ms + 10_000, rate)).toBe(true);
    }),
  );
});
