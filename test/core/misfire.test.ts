import { describe, expect, test } from 'vitest';
import {
  decideLate,
  LATE_POLICIES,
  type Lateness,
  MOST_LATE_A_DAY,
  type PostKind,
  WINDOW_HOURS,
} from '../../src/core/misfire.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const post = (facts: Partial<Lateness>) =>
  decideLate({
    kind: 'plan',
    policy: 'slip',
    lateMs: 2 * HOUR,
    windowHours: 12,
    lateToday: 0,
    lateThisTick: 0,
    ...facts,
  });

/** An outage begins right before a post is due, and ends after so long. */
const outages = {
  '1 min': MINUTE,
  '2 h': 2 * HOUR,
  '13 h': 13 * HOUR,
  '3 d': 72 * HOUR,
  '40 d': 960 * HOUR,
} as const;
const kinds = ['plan', 'quiz', 'reminder', 'board'] as const satisfies readonly PostKind[];

/** A table for people; run with `--update` after a rule was changed on purpose, and read what that changes. */
function outageTable(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const policies = LATE_POLICIES.map(policy => `\`${policy}\``);
  const lines = kinds.flatMap(kind =>
    Object.entries(outages).map(([outage, lateMs]) =>
      row([
        kind,
        outage,
        ...LATE_POLICIES.map(policy => post({ kind, policy, lateMs, windowHours: WINDOW_HOURS[kind] })),
      ]),
    ),
  );
  const head = [row(['kind', 'outage', ...policies]), row(['---', '---', ...policies.map(() => '---')])];
  return [
    '# What becomes of a post after an outage',
    '',
    'Outage × kind of post × policy of its cohort: 80 cases. Windows: plan 12 h, quiz 6 h, reminder 2 h, board 24 h.',
    '',
    ...head,
    ...lines,
    '',
  ].join('\n');
}

test('what becomes of a post after an outage stands in a table of 80 cases', async () => {
  expect(Object.keys(outages).length * kinds.length * LATE_POLICIES.length).toBe(80);
  await expect(outageTable()).toMatchFileSnapshot('outages.golden.md');
});

describe('a late post', () => {
  test.each([
    ['a minute before fifteen', 14 * MINUTE, 'on-time'],
    ['fifteen minutes', 15 * MINUTE, 'late'],
    ['the whole window', 12 * HOUR, 'late'],
    ['a moment more than the window', 12 * HOUR + 1, 'slip'],
    ['before its time, since a clock was set back', -HOUR, 'on-time'],
  ])('that is late by %s', (_what, lateMs, decision) => {
    expect(post({ lateMs })).toBe(decision);
  });

  test('has the window that its cohort chose', () => {
    expect(post({ lateMs: 3 * HOUR, windowHours: 2, policy: 'skip' })).toBe('skip');
    expect(post({ lateMs: 3 * HOUR, windowHours: 72, policy: 'skip' })).toBe('late');
  });

  test('waits while another came in this tick, or two on this day; what is not of the plan is dropped then', () => {
    expect(post({ lateThisTick: 1 })).toBe('wait');
    expect(post({ lateToday: MOST_LATE_A_DAY - 1 })).toBe('late');
    expect(post({ lateToday: MOST_LATE_A_DAY })).toBe('wait');
    expect(post({ kind: 'board', lateToday: MOST_LATE_A_DAY })).toBe('drop');
    expect(post({ policy: 'post', lateMs: 960 * HOUR, lateToday: MOST_LATE_A_DAY })).toBe('wait');
    // A post in time is nobody's late post.
    expect(post({ lateMs: 0, lateToday: 5, lateThisTick: 1 })).toBe('on-time');
  });

  test('that has used up its window while it waited for its turn falls under the policy', () => {
    expect(post({ lateMs: 13 * HOUR, lateToday: MOST_LATE_A_DAY, policy: 'double' })).toBe('double');
  });
});
