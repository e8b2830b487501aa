import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, notFirst, pickMixed } from '../../src/core/pick-questions.ts';

const candidate = fc.record({
  id: fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('recall', 'apply', 'analyse'),
  lastRight: fc.option(fc.boolean(), { nil: undefined }),
});
const candidates = fc.uniqueArray(candidate, { selector: one => one.id, maxLength: 30 });

test('a quiz asks as many as wished or there are, each once, and mixes memory with thought where nothing is new or all is', () => {
  fc.assert(
    fc.property(
      candidates,
      fc.integer({ min: 0, max: 12 }),
      fc.string(),
      fc.boolean(),
      (drawn, count, seed, known) => {
        const list = drawn.map(one => ({ ...one, lastRight: known ? (one.lastRight ?? false) : undefined }));
        const asked = pickMixed(list as Candidate[], count, seed);
        expect(asked.length).toBe(Math.min(count, list.length));
        expect(new Set(asked).size).toBe(asked.length);
        const kinds = asked.map(id => list.find(one => one.id === id)?.kind === 'recall');
        const recalls = list.filter(one => one.kind === 'recall').length;
        if (asked.length >= 3 && recalls > 0) expect(kinds).toContain(true);
        if (asked.length >= 2 && recalls < list.length) expect(kinds).toContain(false);
        expect(pickMixed([...(list as Candidate[])].reverse(), count, seed)).toEqual(asked);
      },
    ),
  );
});

test('the question answered last is never the next one, unless there is no other', () => {
  fc.assert(
    fc.property(
      candidates.filter(list => list.length > 0),
      fc.integer({ min: 1, max: 5 }),
      fc.string(),
      fc.nat(),
      (list, count, seed, at) => {
        const last = list[at % list.length]?.id;
        const asked = pickMixed(list as Candidate[], count, seed, last);
        expect(asked).toHaveLength(Math.min(count, list.length));
        if (list.length > 1) expect(asked[0]).not.toBe(last);
      },
    ),
  );
});

test('only the question answered last moves, and only from the first place', () => {
  expect(notFirst(['a', 'b', 'c'], 'a')).toEqual(['b', 'a', 'c']);
  expect(notFirst(['a', 'b', 'c'], 'b')).toEqual(['a', 'b', 'c']);
  expect(notFirst(['a', 'b'], undefined)).toEqual(['a', 'b']);
  expect(notFirst(['a'], 'a')).toEqual(['a']);
  expect(notFirst([], 'a')).toEqual([]);
});

test('what is new comes before what went wrong, and that before what went right', () => {
  const of = (lastRight: boolean | undefined, from: number): Candidate[] =>
    Array.from({ length: 5 }, (_, n) => ({ id: `${from + n}`, kind: 'apply' as const, lastRight }));
  const list = [...of(true, 10), ...of(false, 20), ...of(undefined, 30)];
  const asked = pickMixed(list, 8, 'seed').map(id => id[0]);
  expect(asked.filter(first => first === '3')).toHaveLength(5);
  expect(asked.filter(first => first === '2')).toHaveLength(3);
});

test('what was never asked goes before what was answered, whatever its kind', () => {
  fc.assert(
    fc.property(candidates, fc.integer({ min: 0, max: 12 }), fc.string(), (list, count, seed) => {
      const asked = pickMixed(list as Candidate[], count, seed);
      const fresh = list.filter(one => one.lastRight === undefined).map(({ id }) => id);
      expect(asked).toHaveLength(Math.min(count, list.length));
      expect(asked.filter(id => fresh.includes(id))).toHaveLength(Math.min(count, fresh.length));
    }),
  );
});

test.each([
  ['new', undefined],
  ['answered', true],
])(
  'of many quizzes over what is %s, also of one question, about a third asks for memory',
  (_what, lastRight) => {
    const list: Candidate[] = ['recall', 'apply', 'analyse', 'apply', 'recall', 'analyse'].map((kind, n) => ({
      ...{ id: `${n}`, kind: kind as Candidate['kind'], lastRight },
    }));
    for (const count of [1, 2, 4]) {
      let recall = 0;
      for (let n = 0; n < 1_500; n += 1)
        recall += pickMixed(list, count, `${n}`).filter(id => list[Number(id)]?.kind === 'recall').length;
      // Seven standard deviations at most, and these seeds are fixed.
      expect.soft(recall / (1_500 * count), `${count}`).toBeGreaterThan(0.25);
      expect.soft(recall / (1_500 * count), `${count}`).toBeLessThan(0.42);
    }
  },
);
