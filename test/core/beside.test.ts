import { expect, test } from 'vitest';
import { closingAt, dayEndAt, isEndNear, noticeDay, postKindOf } from '../../src/core/beside.ts';
import { countDay } from '../../src/core/day-count.ts';
import { asStudyDay } from '../../src/core/time.ts';

const rome = { zone: 'Europe/Rome', postTime: '09:00' };
const at = (text: string) => new Date(text);

test('moderators are told once a day, and their day begins with the cohort’s post', () => {
  expect(noticeDay(rome, at('2026-11-23T07:59Z'))).toBe('2026-11-22');
  expect(noticeDay(rome, at('2026-11-23T08:00Z'))).toBe('2026-11-23');
  expect(noticeDay(rome, at('2026-11-23T23:30Z'))).toBe('2026-11-23');
});

test('a study day ends at nine in the evening, of the next day when its lesson comes late in the day', () => {
  const day = asStudyDay('2026-11-23');
  expect(dayEndAt(day, rome)).toEqual(at('2026-11-23T20:00Z'));
  expect(dayEndAt(day, { ...rome, postTime: '18:00' })).toEqual(at('2026-11-23T20:00Z'));
  expect(dayEndAt(day, { ...rome, postTime: '20:30' })).toEqual(at('2026-11-24T20:00Z'));
});

test('a cohort is told goodbye a day after its last lesson', () => {
  expect(closingAt(rome, at('2026-11-23T08:00Z'))).toEqual(at('2026-11-24T08:00Z'));
});

test('the end is near when five study days or fewer are left, and never in a plan of five days', () => {
  expect([6, 5, 1, 0].map(coming => isEndNear(coming, 49))).toEqual([false, true, true, false]);
  expect(isEndNear(4, 5)).toBe(false);
});

test('what comes beside the plan has a late rule of its own', () => {
  expect(postKindOf({ lane: 'plan', kind: 'review' })).toBe('plan');
  expect(postKindOf({ lane: 'beside', kind: 'day-end' })).toBe('reminder');
  expect(postKindOf({ lane: 'beside', kind: 'closing' })).toBe('notice');
  expect(postKindOf({ lane: 'beside', kind: 'of a later version' })).toBe('notice');
});

test('days are counted by date, however many lessons come on one', () => {
  const slots = ['2026-11-23', '2026-11-23', '2026-11-25'].map(day => ({ studyDay: asStudyDay(day) }));
  expect(countDay(slots, asStudyDay('2026-11-25'))).toEqual({ day: 2, days: 2 });
  expect(countDay(slots, asStudyDay('2026-11-24'))).toEqual({ day: 0, days: 2 });
});
