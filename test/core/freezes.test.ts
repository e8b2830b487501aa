import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideStreak, justFrozen } from '../../src/core/freezes.ts';
import type { DayState } from '../../src/core/streak.ts';
import { addDays, asStudyDay } from '../../src/core/time.ts';

const words = { k: 'kept', o: 'open', p: 'repaired', r: 'rest', l: 'late', m: 'missed' } as const;
type Letter = keyof typeof words;
const days = (marks: readonly string[]): DayState[] =>
  marks.map((mark, n) => ({ day: addDays(asStudyDay('2026-11-23'), n), state: words[mark as Letter] }));
const streakOf = (marks: string) => decideStreak(days([...marks]));
const anyDays = fc.array(fc.constantFrom('k', 'k', 'k', 'm', 'o', 'p', 'r', 'l'), { maxLength: 60 });
/** Runs of kept days with a few missed ones between, where freezes are earned and used. */
const runs = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 3 })), { maxLength: 7 })
  .map(list => list.flatMap(([kept, missed]) => [...'k'.repeat(kept), ...'m'.repeat(missed)]));

describe('a streak', () => {
  test.each([
    ['', 0],
    ['k', 1],
    ['kkk', 3],
    ['o', 0],
    ['m', 0],
    ['kko', 2],
    ['kkok', 3],
    ['kkm', 2],
    ['kkmk', 3],
    ['kkmmk', 3],
    ['kkmmm', 0],
    ['kkmmmk', 1],
    ['mmkk', 2],
    ['mmkkm', 2],
    ['mmmmmkmmk', 2],
    ['kmmmkkkkkkmk', 1],
    ['kmmmkkkkkkkmk', 8],
    ['kkr', 2],
    ['kkrrrk', 3],
    ['kkllllp', 3],
    ['krlrlk', 2],
    ['rrr', 0],
  ])('over the days %j (kept, open, missed, rested, repaired, late) is %i', (marks, streak) => {
    expect(streakOf(marks).streak).toBe(streak);
  });

  test('never falls when a day more is kept after the first, and holds no fewer freezes then', () => {
    fc.assert(
      fc.property(fc.oneof(anyDays, runs), fc.nat(59), (marks, place) => {
        const first = marks.findIndex(mark => mark === 'k' || mark === 'p');
        if (first === -1) return;
        const at = Math.max(place, first);
        const [before, after] = [marks, marks.map((mark, n) => (n === at ? 'k' : mark))].map(list =>
          decideStreak(days(list)),
        );
        expect(after?.streak).toBeGreaterThanOrEqual(before?.streak ?? 0);
        expect(after?.freezes).toBeGreaterThanOrEqual(before?.freezes ?? 0);
      }),
      { numRuns: 5_000 },
    );
  });

  test('never falls when a missed day was an outage of ours, or a day of rest', () => {
    fc.assert(
      fc.property(anyDays, fc.nat(59), fc.constantFrom('l', 'r', 'o'), (marks, place, instead) => {
        const spared = marks.map((mark, n) => (n === place && mark === 'm' ? instead : mark));
        expect(decideStreak(days(spared)).streak).toBeGreaterThanOrEqual(decideStreak(days(marks)).streak);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is as long as the days kept since it began, when nothing of it was missed', () => {
    fc.assert(
      fc.property(anyDays, marks => {
        const unbroken = marks.filter(mark => mark !== 'm');
        const kept = unbroken.filter(mark => mark === 'k' || mark === 'p').length;
        expect(decideStreak(days(unbroken)).streak).toBe(kept);
      }),
    );
  });
});

describe('freezes', () => {
  test('are two at joining, one more for seven kept days, and never more than three', () => {
    expect(streakOf('')).toMatchObject({ freezes: 2, toNext: 7 });
    expect(streakOf('kkkkkk')).toMatchObject({ freezes: 2, toNext: 1 });
    expect(streakOf('kkkkkkk')).toMatchObject({ freezes: 3, toNext: undefined });
    expect(streakOf('k'.repeat(40))).toMatchObject({ freezes: 3, toNext: undefined });
  });

  test('are used on the earliest missed days, and each day says how many are left', () => {
    const { days: told, freezes, toNext } = streakOf('kmkmkmk');
    expect(told.map(day => [day.became, day.streak, day.freezes])).toEqual([
      ['kept', 1, 2],
      ['frozen', 1, 1],
      ['kept', 2, 1],
      ['frozen', 2, 0],
      ['kept', 3, 0],
      ['missed', 0, 0],
      ['kept', 1, 0],
    ]);
    expect([freezes, toNext]).toEqual([0, 6]);
  });

  test('none is used before the first kept day, and nothing that was missed then is said to be kept by one', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('m', 'o', 'r', 'l'), { maxLength: 20 }), before => {
        const told = streakOf(before.join(''));
        expect(told).toMatchObject({ streak: 0, freezes: 2 });
        expect(told.days.some(({ became }) => became === 'frozen')).toBe(false);
        expect(streakOf(`${before.join('')}k`)).toMatchObject({ streak: 1, freezes: 2, toNext: 6 });
      }),
    );
  });

  test('a full pocket collects nothing, and a streak’s end takes what was collected', () => {
    // After one is used, seven days earn the next, however many came before.
    expect(streakOf(`${'k'.repeat(13)}m`)).toMatchObject({ freezes: 2, toNext: 7 });
    expect(streakOf('kmmkkkkkm')).toMatchObject({ streak: 0, freezes: 0, toNext: 7 });
  });

  test('never exceed three nor fall below none, and list and number agree, whatever happens', () => {
    fc.assert(
      fc.property(anyDays, marks => {
        const { streak, freezes, toNext, days: told } = decideStreak(days(marks));
        for (const day of told) {
          expect(day.freezes).toBeGreaterThanOrEqual(0);
          expect(day.freezes).toBeLessThanOrEqual(3);
        }
        const since = told.slice(told.findLastIndex(({ became }) => became === 'missed') + 1);
        const counted = since.filter(({ became }) => became === 'kept' || became === 'repaired').length;
        expect(counted).toBe(streak);
        expect(told.at(-1)?.streak ?? 0).toBe(streak);
        expect(told.at(-1)?.freezes ?? 2).toBe(freezes);
        expect(toNext === undefined).toBe(freezes === 3);
        expect(told).toHaveLength(marks.length);
      }),
      { numRuns: 1_000 },
    );
  });

  test('what was just frozen is told until the next day is kept, and only where there was a streak', () => {
    const told = (marks: string) => justFrozen(streakOf(marks)).map(({ own }) => own.day.slice(-2));
    expect(told('kkm')).toEqual(['25']);
    expect(told('kkmm')).toEqual(['25', '26']);
    expect(told('kkmolr')).toEqual(['25']);
    expect(told('kkmk')).toEqual([]);
    expect(told('kkmp')).toEqual([]);
    expect(told('kkmmm')).toEqual([]);
    expect(told('mm')).toEqual([]);
    expect(told('')).toEqual([]);
  });
});
