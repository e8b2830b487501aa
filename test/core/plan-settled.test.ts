import { expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { settledAt } from '../../src/core/plan-settled.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { planOfLessons } from '../support/plans.ts';

const clock = { zone: 'Europe/Rome', postTime: '09:00' };
const lessons = ['a', 'b', 'c', 'd'].map(lessonId => ({ lessonId, nodeId: 'n' }));
const { inputs, days } = planOfLessons({ start: asStudyDay('2026-11-23'), lessons });
const at = (iso: string, decided = 0, taught = true) =>
  settledAt(
    days,
    days.slice(0, decided).map(day => ({ ...day, taught })),
    clock,
    new Date(iso),
  );

test('before a post is due its day can be changed; from then on it can’t, whether the ledger knows it or not', () => {
  expect(at('2026-11-23T07:59:59Z')).toEqual({ decided: [], from: '2026-11-23' });
  for (const decided of [0, 1]) {
    const settled = at('2026-11-23T08:00:00Z', decided);
    expect(settled).toEqual({ decided: [{ ...days[0], taught: true }], from: '2026-11-24' });
    expect(layOutPlan(inputs, settled).days).toEqual(days);
  }
});

test('a day that was decided before its time is settled too', () => {
  expect(at('2026-11-20T08:00:00Z', 1).from).toBe('2026-11-24');
});

test('after an outage every day that is over stays where it is until the ledger has decided', () => {
  const settled = at('2026-11-25T20:00:00Z', 1);
  expect(settled.decided.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(settled.from).toBe('2026-11-26');
  expect(layOutPlan(inputs, settled).days).toEqual(days);
});

test('what is known not to have come isn’t taken for taught', () => {
  const settled = at('2026-11-23T21:00:00Z', 1, false);
  expect(settled.decided).toEqual([{ ...days[0], taught: false }]);
  expect(layOutPlan(inputs, settled).days[0]).toMatchObject({ day: '2026-11-24', key: 'a' });
});
