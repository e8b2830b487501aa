import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isQuiet } from '../../src/core/quiet-hours.ts';
import '../support/seed.ts';

const night = { quietFrom: '22:00', quietUntil: '08:00' };

test('quiet hours go over midnight; their first minute is quiet, their end is not', () => {
  const told = ['21:59', '22:00', '23:59', '00:00', '07:59', '08:00', '12:00'].map(time =>
    isQuiet(time, night),
  );
  expect(told).toEqual([false, true, true, true, true, false, false]);
});

test('quiet hours in the middle of the day, and none at all', () => {
  const noon = { quietFrom: '12:00', quietUntil: '13:30' };
  expect(['11:59', '12:00', '13:29', '13:30'].map(time => isQuiet(time, noon))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isQuiet('09:00', { quietFrom: '09:00', quietUntil: '09:00' })).toBe(false);
});

test('of any two different ends, a time is quiet between them one way round and not the other', () => {
  const time = fc
    .integer({ min: 0, max: 1_439 })
    .map(minute => new Date(minute * 60_000).toISOString().slice(11, 16));
  fc.assert(
    fc.property(time, time, time, (at, from, until) => {
      fc.pre(from !== until);
      const there = isQuiet(at, { quietFrom: from, quietUntil: until });
      expect(isQuiet(at, { quietFrom: until, quietUntil: from })).toBe(!there);
    }),
  );
});
