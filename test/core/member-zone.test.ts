import { expect, test } from 'vitest';
import { planZoneChange, zoneAt } from '../../src/core/member-zone.ts';

const at = (text: string) => new Date(text);
const moved = [
  { from: at('2026-11-02T10:00:00Z'), zone: 'Europe/Rome' },
  { from: at('2026-11-16T23:00:00Z'), zone: 'Asia/Tokyo' },
];

test('a day is judged in the zone that held then', () => {
  expect(zoneAt([], at('2026-11-01T00:00:00Z'), 'UTC')).toBe('UTC');
  expect(zoneAt(moved, at('2026-11-02T09:59:59Z'), 'UTC')).toBe('UTC');
  expect(zoneAt(moved, at('2026-11-02T10:00:00Z'), 'UTC')).toBe('Europe/Rome');
  expect(zoneAt([...moved].reverse(), at('2026-11-16T22:59:59Z'), 'UTC')).toBe('Europe/Rome');
  expect(zoneAt(moved, at('2027-01-01T00:00:00Z'), 'UTC')).toBe('Asia/Tokyo');
});

test('the first zone holds at once, the next from tomorrow, and another only a week later', () => {
  const now = at('2026-11-16T12:00:00Z');
  expect(planZoneChange([], 'Europe/Rome', now)).toEqual({ kind: 'from', from: now });
  expect(planZoneChange(moved.slice(0, 1), 'Europe/Rome', now)).toEqual({ kind: 'same' });
  // Midnight in Rome, one hour ahead of UTC in November.
  expect(planZoneChange(moved.slice(0, 1), 'Asia/Tokyo', now)).toEqual({
    kind: 'from',
    from: at('2026-11-16T23:00:00Z'),
  });
  expect(planZoneChange(moved, 'UTC', at('2026-11-23T22:59:59Z'))).toEqual({
    kind: 'too-soon',
    again: at('2026-11-23T23:00:00Z'),
  });
  expect(planZoneChange(moved, 'UTC', at('2026-11-23T23:00:00Z')).kind).toBe('from');
});
