import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderOptions, pickQuestions } from '../../src/core/option-order.ts';

const options = (...texts: string[]) => texts.map(text => ({ text }));
const texts = (ordered: readonly { text: string }[]) => ordered.map(({ text }) => text).join('');
const distinctTexts = fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 });

/** How far counts lie from all being equal: the larger, the less likely by chance. */
function chiSquare(counts: ReadonlyMap<string, number>, kinds: number, total: number): number {
  const expected = total / kinds;
  const missing = (kinds - counts.size) * expected;
  return [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, missing);
}

function count(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

describe('the order of options', () => {
  test('shows every option once', () => {
    fc.assert(
      fc.property(distinctTexts, fc.string(), (all, seed) => {
        expect(
          orderOptions(options(...all), seed)
            .map(o => o.text)
            .sort(),
        ).toEqual([...all].sort());
      }),
    );
  });

  test('does not depend on the order in the file, nor on which one is right', () => {
    const shuffledTwice = distinctTexts.chain(all =>
      fc.tuple(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.shuffledSubarray(all, { minLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(shuffledTwice, fc.string(), ([some, others], seed) => {
        const one = orderOptions(
          some.map((text, n) => ({ text, id: `a${n}`, right: n === 0 })),
          seed,
        );
        const two = orderOptions(
          others.map((text, n) => ({ right: n > 0, id: `z${n}`, text })),
          seed,
        );
        expect(one.map(o => o.text)).toEqual(two.map(o => o.text));
      }),
    );
  });

  test('leaves the options that it was given as they were', () => {
    const given = Object.freeze(options('d', 'c', 'b', 'a'));
    orderOptions(given, 'seed');
    expect(texts(given)).toBe('dcba');
  });

  // Quizzes keep their seed, so an update must not put the options of an open quiz in another order.
  test('stays the same from one version to the next', () => {
    expect(
      ['quiz-1', 'quiz-2', ''].map(seed => texts(orderOptions(options('a', 'b', 'c', 'd'), seed))),
    ).toEqual(['dacb', 'dcab', 'dabc']);
  });

  test('sorts by code point, so that rare letters cannot depend on the machine', () => {
    // By UTF-16 unit the first would come after the second.
    const pair = options('\u{FF5E}', '\u{1F600}');
    const plain = options('a', 'b');
    for (const seed of ['1', '2', '3', '4']) {
      const places = orderOptions(plain, seed).map(o => plain.indexOf(o));
      expect(orderOptions(pair, seed).map(o => pair.indexOf(o))).toEqual(places);
    }
    const prefixes = options('ab', 'abc');
    expect(orderOptions(prefixes, '1').map(o => prefixes.indexOf(o))).toEqual(
      orderOptions(plain, '1').map(o => plain.indexOf(o)),
    );
  });

  test.each([
    [2, 'ab', 10.8],
    [3, 'abc', 20.5],
    [4, 'abcd', 49.7],
  ])('of %i options every permutation is about equally likely', (size, letters, oneInAThousand) => {
    const kinds = [1, 2, 6, 24][size - 1] ?? 0;
    const total = kinds * 500;
    const seen = count(
      Array.from({ length: total }, (_, n) => texts(orderOptions(options(...letters), `seed ${n}`))),
    );
    expect(seen.size).toBe(kinds);
    expect(chiSquare(seen, kinds, total)).toBeLessThan(oneInAThousand);
  });

  test('of ten items, more than one hash can serve, each place is about equally likely for each', () => {
    const total = 5_000;
    const orders = Array.from({ length: total }, (_, n) =>
      texts(orderOptions(options(...'abcdefghij'), `seed ${n}`)),
    );
    for (const letter of 'abcdefghij') {
      const places = count(orders.map(order => String(order.indexOf(letter))));
      expect(chiSquare(places, 10, total)).toBeLessThan(33);
    }
  });
});

describe('the questions of a quiz', () => {
  const ids = ['q1', 'q2', 'q3', 'q4', 'q5'];

  test('are as many as asked for, or all there are', () => {
    expect(pickQuestions(ids, 3, 'seed')).toHaveLength(3);
    expect(pickQuestions(ids, 9, 'seed').sort()).toEqual(ids);
    expect(pickQuestions(ids, 0, 'seed')).toEqual([]);
    expect(pickQuestions(ids, -1, 'seed')).toEqual([]);
    expect(pickQuestions([], 3, 'seed')).toEqual([]);
  });

  test('are never asked twice, and depend on neither order nor repetition in the list', () => {
    expect(pickQuestions(['q1', 'q1', 'q2'], 3, 'seed').sort()).toEqual(['q1', 'q2']);
    expect(pickQuestions([...ids].reverse(), 3, 'seed')).toEqual(pickQuestions(ids, 3, 'seed'));
  });

  test('are each about equally likely to be picked, and to be asked first', () => {
    const picks = Array.from({ length: 5_000 }, (_, n) => pickQuestions(ids, 2, `seed ${n}`));
    expect(chiSquare(count(picks.flat()), 5, 10_000)).toBeLessThan(18.5);
    expect(chiSquare(count(picks.map(([first = '']) => first)), 5, 5_000)).toBeLessThan(18.5);
  });
});
