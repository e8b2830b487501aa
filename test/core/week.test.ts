import { expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import { mondayIn, mondayOf, weekBounds } from '../../src/core/week.ts';

test('a week begins on Monday, and Sunday is its last day', () => {
  const days = ['2026-11-23', '2026-11-25', '2026-11-29'].map(asStudyDay);
  expect(days.map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23']);
  expect(mondayOf(asStudyDay('2026-11-30'))).toBe('2026-11-30');
});

test('it begins at midnight where the cohort is', () => {
  const now = new Date('2026-11-29T23:30:00Z');
  expect(mondayIn('UTC', now)).toBe('2026-11-23');
  expect(mondayIn('Europe/Berlin', now)).toBe('2026-11-30');
  expect(weekBounds(asStudyDay('2026-11-30'), 'Europe/Berlin')).toEqual({
    from: new Date('2026-11-29T23:00:00Z'),
    until: new Date('2026-12-06T23:00:00Z'),
  });
});

test('a week in which the clocks change is an hour shorter or longer, and touches the next', () => {
  const { from, until } = weekBounds(asStudyDay('2026-10-19'), 'Europe/Berlin');
  expect(until.getTime() - from.getTime()).toBe((7 * 24 + 1) * 3_600_000);
  expect(weekBounds(asStudyDay('2026-10-26'), 'Europe/Berlin').from).toEqual(until);
});
