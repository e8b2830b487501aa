import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decideStep,
  firstRight,
  firstsOf,
  type LiveAnswer,
  type LiveStep,
  pointsForFirst,
  renewStep,
  winnersOf,
} from '../../src/core/live-round.ts';
import { shuffle } from '../../src/core/shuffle.ts';

const ends = new Date('2026-11-20T12:00:00Z');
const later = (seconds: number) => new Date(ends.getTime() + seconds * 1000);

test('each step leads to the next when its time is over, and late ones are made up for or end the round', () => {
  const usual = { players: 2, following: 3, settledMs: 1_500 };
  type Row = readonly [
    step: LiveStep,
    late: number,
    facts: { players?: number; following?: number | undefined; settledMs?: number },
    next: readonly [LiveStep, place: number, ends: number] | undefined,
  ];
  const table: readonly Row[] = [
    ['lobby', -1, {}, undefined],
    ['lobby', 0, {}, ['asking', 3, 25]],
    ['lobby', 90, {}, ['asking', 3, 115]],
    ['lobby', 0, { players: 0 }, ['cancelled', 2, 0]],
    ['lobby', 0, { following: undefined }, ['cancelled', 2, 0]],
    ['lobby', 121, {}, ['cancelled', 2, 0]],
    ['asking', -0.001, {}, undefined],
    ['asking', 0, { settledMs: 1_499 }, undefined],
    ['asking', 2, {}, ['showing', 2, 10]],
    ['asking', 119, {}, ['showing', 2, 127]],
    // Its time stays over: the end is due at once.
    ['asking', 121, {}, ['showing', 2, 0]],
    ['asking', 121, { settledMs: 0 }, undefined],
    ['showing', -1, {}, undefined],
    ['showing', 0, {}, ['asking', 3, 25]],
    ['showing', 100, {}, ['asking', 3, 125]],
    ['showing', 0, { following: undefined }, ['over', 2, 0]],
    ['showing', 121, {}, ['over', 2, 0]],
    ['over', 1_000, {}, undefined],
    ['cancelled', 1_000, {}, undefined],
  ];
  for (const [step, late, facts, next] of table) {
    const decided = decideStep({ step, place: 2, stepEndsAt: ends }, later(late), {
      ...{ secondsEach: 25, ...usual },
      ...facts,
    });
    const wanted = next && { step: next[0], place: next[1], stepEndsAt: later(next[2]) };
    expect.soft(decided, `${step}, ${late} s late, ${JSON.stringify(facts)}`).toEqual(wanted);
  }
});

test('a step that nobody could see begins anew, but not after more than two minutes, and only where people need the time', () => {
  const facts = { secondsEach: 30, awayMs: 4_000 };
  const at = (step: LiveStep) => ({ step, place: 1, stepEndsAt: ends });
  expect(renewStep(at('asking'), later(9), facts)).toEqual({ ...at('asking'), stepEndsAt: later(39) });
  expect(renewStep(at('showing'), later(9), facts)).toEqual({ ...at('showing'), stepEndsAt: later(17) });
  expect(renewStep(at('asking'), later(9), { ...facts, awayMs: 120_001 })).toBeUndefined();
  for (const step of ['lobby', 'over', 'cancelled'] as const)
    expect(renewStep(at(step), later(9), facts)).toBeUndefined();
});

/** Ids as Discord makes them, in the order in which people pressed; some are a digit shorter than others. */
const idsInOrder = fc
  .uniqueArray(fc.bigInt(10n ** 17n - 10n ** 6n, 10n ** 17n + 10n ** 6n), { minLength: 1, maxLength: 30 })
  .map(ids => [...ids].sort((a, b) => (a < b ? -1 : 1)).map(String));

test('in 1,000 rounds whose answers arrive in any order the first right answer is that with the smallest id', () => {
  fc.assert(
    fc.property(idsInOrder, fc.infiniteStream(fc.boolean()), fc.string(), (ids, rights, seed) => {
      const pressed: readonly LiveAnswer[] = ids.map((interactionId, n) => ({
        ...{ memberId: `m${n}`, questionId: 'q', interactionId },
        right: rights.next().value === true,
      }));
      // In the order in which they were pressed the first right one is simply the first.
      const wanted = pressed.find(one => one.right);
      expect(firstRight(shuffle(pressed, seed))).toEqual(wanted);
    }),
    { numRuns: 1_000 },
  );
});

const answersOfRound = fc
  .record({
    people: fc.integer({ min: 0, max: 9 }),
    questions: fc.integer({ min: 1, max: 10 }),
    chances: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
    seed: fc.string(),
  })
  .map(({ people, questions, chances, seed }) => {
    const all = Array.from({ length: questions }, (_, q) =>
      shuffle(
        Array.from({ length: people }, (_, m) => `m${m}`),
        `${seed}${q}`,
      ).flatMap((memberId, n) => {
        const chance = chances.next().value;
        const interactionId = String(10n ** 17n - 3n + BigInt(q * 100 + n));
        return chance === 0 ? [] : [{ memberId, questionId: `q${q}`, right: chance === 1, interactionId }];
      }),
    ).flat();
    return { answers: all, shuffled: shuffle(all, `arrival ${seed}`) };
  });

test('whatever was answered: at most three winners, none without a right answer, nobody better left out, whatever arrived when', () => {
  fc.assert(
    fc.property(answersOfRound, ({ answers, shuffled }) => {
      const winners = winnersOf(shuffled);
      expect(winners).toEqual(winnersOf(answers));
      const firsts = firstsOf(answers);
      const people = [...new Set(answers.map(one => one.memberId))];
      const rightOf = (memberId: string) =>
        answers.filter(one => one.memberId === memberId && one.right).length;
      expect(winners.length).toBe(Math.min(3, people.filter(one => rightOf(one) > 0).length));
      for (const one of winners)
        expect(one).toMatchObject({ right: rightOf(one.memberId), firsts: firsts.get(one.memberId) ?? 0 });
      // `answers` stand in the order in which they were pressed.
      const key = (memberId: string) => {
        const last = answers.findLastIndex(one => one.memberId === memberId && one.right);
        return [-rightOf(memberId), -(firsts.get(memberId) ?? 0), last] as const;
      };
      const ordered = people
        .filter(one => rightOf(one) > 0)
        .sort((a, b) => {
          const [left, other] = [key(a), key(b)];
          return left[0] - other[0] || left[1] - other[1] || left[2] - other[2];
        });
      expect(winners.map(one => one.memberId)).toEqual(ordered.slice(0, 3));
      expect(winners.map(one => one.rank)).toEqual([1, 2, 3].slice(0, winners.length));
    }),
    { numRuns: 500 },
  );
});

test('those who have done equally well share a place, and a fourth is never named', () => {
  const same = ['a', 'b', 'c', 'd'].map(memberId => ({
    ...{ memberId, questionId: `only for ${memberId}`, right: true, interactionId: '100000000000000000' },
  }));
  expect(winnersOf(same).map(one => [one.memberId, one.rank])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ]);
});

test('being first is worth at most a fifth of a right answer', () => {
  expect([pointsForFirst('single'), pointsForFirst('output'), pointsForFirst('truefalse')]).toEqual([
    2, 2, 1,
  ]);
});
