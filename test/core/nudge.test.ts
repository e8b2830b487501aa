import { expect, test } from 'vitest';
import { situationOf } from '../../src/core/nudge.ts';

test('who has done nothing yet has just started, however long ago; who was there is missed for a month, then long silent', () => {
  expect(situationOf({ hasBegun: false, silentDays: 90 })).toBe('just-started');
  expect(situationOf({ hasBegun: true, silentDays: 0 })).toBe('was-active');
  expect(situationOf({ hasBegun: true, silentDays: 27 })).toBe('was-active');
  expect(situationOf({ hasBegun: true, silentDays: 28 })).toBe('long-silent');
});
