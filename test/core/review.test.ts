import fc from 'fast-check';
import { Rating } from 'ts-fsrs';
import { expect, test } from 'vitest';
import { mostOverdue, type ReviewEvent, ratingOf, reviewAfter } from '../../src/core/review.ts';

const start = Date.parse('2026-01-05T18:00:00Z');
const day = 86_400_000;
const always = (share: number, times: number, seed = 'ada:db/acid#durable') => {
  const days: number[] = [];
  let card: ReturnType<typeof reviewAfter>;
  for (let n = 0; n < times; n += 1) {
    const at = card ? new Date(card.due) : new Date(start);
    card = reviewAfter(seed, [{ share, hinted: false, at }], card);
    days.push(card?.scheduledDays ?? 0);
  }
  return { days, card };
};

test('what is known comes back after days, then weeks, then months; what is not, in a day or two', () => {
  const good = always(100, 5).days;
  expect(good[0]).toBeGreaterThanOrEqual(2);
  expect(good[0]).toBeLessThanOrEqual(4);
  for (let n = 1; n < 4; n += 1) expect(good[n]).toBeGreaterThan(2 * (good[n - 1] ?? 0));
  expect(good.at(-1)).toBeLessThanOrEqual(180);
  for (const days of always(0, 4).days) expect(days).toBeLessThanOrEqual(2);
});

test('partly right, or right with a hint, counts as hard', () => {
  const at = new Date(start);
  expect(ratingOf({ share: 49, hinted: false, at })).toBe(Rating.Again);
  expect(ratingOf({ share: 50, hinted: false, at })).toBe(Rating.Hard);
  expect(ratingOf({ share: 99, hinted: false, at })).toBe(Rating.Hard);
  expect(ratingOf({ share: 100, hinted: true, at })).toBe(Rating.Hard);
  expect(ratingOf({ share: 100, hinted: false, at })).toBe(Rating.Good);
});

const log = fc
  .array(
    fc.record({
      share: fc.constantFrom(0, 33, 50, 67, 100),
      hinted: fc.boolean(),
      hours: fc.integer({ min: 0, max: 2_000 }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map(steps => {
    let at = start;
    return steps.map(({ share, hinted, hours }): ReviewEvent => {
      at += hours * 3_600_000;
      return { share, hinted, at: new Date(at) };
    });
  });

test('500 random logs replayed give equal cards byte for byte, whole or in pieces, from memory or from JSON', () => {
  fc.assert(
    fc.property(log, fc.string(), fc.nat(), (events, seed, at) => {
      const whole = JSON.stringify(reviewAfter(seed, events));
      expect(JSON.stringify(reviewAfter(seed, events))).toBe(whole);
      const cut = at % (events.length + 1);
      const first = reviewAfter(seed, events.slice(0, cut));
      const kept = first && JSON.parse(JSON.stringify(first));
      expect(JSON.stringify(reviewAfter(seed, events.slice(cut), kept))).toBe(whole);
    }),
    { numRuns: 500 },
  );
});

test('not everything that was learned on one day comes back on one day, and a card is never due before it was answered', () => {
  const dues = new Set(
    Array.from({ length: 30 }, (_, n) => always(100, 3, `ada:q${n}`).card?.due.slice(0, 10)),
  );
  expect(dues.size).toBeGreaterThan(3);
  fc.assert(
    fc.property(log, fc.string(), (events, seed) => {
      const card = reviewAfter(seed, events);
      expect(Date.parse(card?.due ?? '')).toBeGreaterThanOrEqual((events.at(-1)?.at.getTime() ?? 0) + day);
    }),
  );
});

test('what has waited longest is asked first, and nothing before its time', () => {
  const cards = [3, 1, 2, 9].map(n => ({ id: `q${n}`, dueAt: new Date(start + n * day) }));
  expect(mostOverdue(cards, new Date(start + 4 * day), 2).map(card => card.id)).toEqual(['q1', 'q2']);
  expect(mostOverdue(cards, new Date(start), 10)).toEqual([]);
  expect(reviewAfter('seed', [])).toBeUndefined();
});
