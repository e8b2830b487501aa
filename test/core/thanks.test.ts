import { expect, test } from 'vitest';
import { decideThanks, THANKS_POINTS, thanksReasons } from '../../src/core/thanks.ts';
import { asStudyDay } from '../../src/core/time.ts';

const cohort = (id: string, zone = 'UTC') => ({ id, zone });
const now = new Date('2026-11-22T23:30:00Z');
const pair = { from: 'ada', to: 'lee' };

test('thanks count in the first cohort that both are in, and in its week', () => {
  expect(
    decideThanks(pair, [cohort('a'), cohort('b'), cohort('c')], [cohort('c'), cohort('b')], now),
  ).toEqual({
    kind: 'thanked',
    cohort: cohort('b'),
    week: '2026-11-16',
  });
  // In Tokyo it is Monday already.
  const tokyo = cohort('t', 'Asia/Tokyo');
  expect(decideThanks(pair, [tokyo], [tokyo], now)).toMatchObject({ week: '2026-11-23' });
});

test('nobody thanks themselves, or somebody who studies elsewhere', () => {
  const both = [cohort('a')];
  expect(decideThanks({ from: 'ada', to: 'ada' }, both, both, now)).toMatchObject({ reason: 'oneself' });
  expect(decideThanks(pair, both, [cohort('b')], now)).toMatchObject({ reason: 'not-together' });
  expect(decideThanks(pair, both, [], now)).toMatchObject({ reason: 'not-together' });
});

test('help pays nine points a week at most, and each week has reasons of its own', () => {
  const week = thanksReasons(asStudyDay('2026-11-16'));
  expect(week).toEqual(['thanks:2026-11-16:1', 'thanks:2026-11-16:2', 'thanks:2026-11-16:3']);
  expect(week.length * THANKS_POINTS).toBe(9);
  expect(thanksReasons(asStudyDay('2026-11-23')).filter(reason => week.includes(reason))).toEqual([]);
});
