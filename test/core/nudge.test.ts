import { expect, test } from 'vitest';
import { situationOf } from '../../src/core/nudge.ts';

test('who has done nothing yet has just started, however long ago; who was here lately is behind, is missed after two weeks, and long silent after a month', () => {
  expect(situationOf({ hasBegun: false, silentDays: 90 })).toBe('just-started');
  expect(situationOf({ hasBegun: true, silentDays: 0 })).toBe('behind');
  expect(situationOf({ hasBegun: true, silentDays: 13 })).toBe('behind');
  expect(situationOf({ hasBegun: true, silentDays: 14 })).toBe('was-active');
  expect(situationOf({ hasBegun: true, silentDays: 27 })).toBe('was-active');
  expect(situationOf({ hasBegun: true, silentDays: 28 })).toBe('long-silent');
});
