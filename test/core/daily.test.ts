import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DailyAnswer,
  type DailyQuestion,
  FEWEST_TOLD,
  minutesFor,
  pickDaily,
  tallyDaily,
} from '../../src/core/daily.ts';
import type { Candidate } from '../../src/core/pick-questions.ts';

const kinds = ['recall', 'apply', 'analyse'] as const;
const bank = (prefix: string, size: number): Candidate[] =>
  Array.from({ length: size }, (_, n) => ({
    id: `${prefix}#${n}`,
    kind: kinds[n % 3] ?? 'recall',
    lastRight: n % 4 === 3 ? true : undefined,
  }));

describe('which questions a day has', () => {
  test('as many as are wished for where there are enough, none twice, and the same again for the same seed', () => {
    fc.assert(
      fc.property(
        fc.nat(8),
        fc.nat(12),
        fc.integer({ min: 0, max: 10 }),
        fc.string(),
        (today, before, count, seed) => {
          const draw = { ofDay: bank('db/today', today), earlier: bank('db/before', before), count, seed };
          const asked = pickDaily(draw);
          expect(asked).toHaveLength(Math.min(count, today + before));
          expect(new Set(asked).size).toBe(asked.length);
          expect(pickDaily({ ...draw, earlier: [...draw.earlier].reverse() })).toEqual(asked);
        },
      ),
    );
  });

  test('the last is of a lesson before, all others of today while there are some; a single one is of today', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.string(), (count, seed) => {
        const asked = pickDaily({ ofDay: bank('db/today', 10), earlier: bank('db/before', 10), count, seed });
        const before = asked.filter(id => id.startsWith('db/before'));
        expect(before).toEqual(count === 1 ? [] : [asked.at(-1)]);
      }),
    );
  });

  test('what is asked elsewhere comes only where all else is asked, or for half of the quiz to be of the day; the number stays whole', () => {
    fc.assert(
      fc.property(
        fc.nat(8),
        fc.nat(8),
        fc.integer({ min: 1, max: 10 }),
        fc.string(),
        fc.func(fc.boolean()),
        (today, before, count, seed, isShared) => {
          const draw = { ofDay: bank('db/today', today), earlier: bank('db/before', before), count, seed };
          const all = [...draw.ofDay, ...draw.earlier].map(({ id }) => id);
          const elsewhere = new Set(all.filter(isShared));
          const asked = pickDaily({ ...draw, elsewhere });
          expect(asked).toHaveLength(Math.min(count, all.length));
          expect(new Set(asked).size).toBe(asked.length);
          const shared = asked.filter(id => elsewhere.has(id));
          const freeOfDay = draw.ofDay.filter(({ id }) => !elsewhere.has(id)).length;
          const least = Math.min(today, Math.ceil(count / 2));
          const lacks = Math.max(0, least - freeOfDay);
          expect(shared).toHaveLength(Math.max(lacks, asked.length - (all.length - elsewhere.size)));
          const ofDay = asked.filter(id => draw.ofDay.some(one => one.id === id));
          expect(ofDay.length).toBeGreaterThanOrEqual(least);
          expect(pickDaily({ ...draw, elsewhere: new Set([...elsewhere].reverse()) })).toEqual(asked);
        },
      ),
    );
  });

  test('what the cohort was asked before comes only where nothing new is left', () => {
    const earlier = bank('db/before', 4);
    for (let n = 0; n < 50; n += 1) {
      const [asked] = pickDaily({ ofDay: bank('db/today', 5), earlier, count: 2, seed: `${n}` }).slice(-1);
      expect(earlier.find(({ id }) => id === asked)?.lastRight).toBeUndefined();
    }
  });

  test('a daily of one question, and the one older question, ask for memory about every third day', () => {
    const bankOf = (prefix: string) => bank(prefix, 9).map(one => ({ ...one, lastRight: undefined }));
    const [ofDay, earlier] = [bankOf('db/today'), bankOf('db/before')];
    const isRecall = (id: string | undefined) =>
      [...ofDay, ...earlier].find(one => one.id === id)?.kind === 'recall';
    let [single, older] = [0, 0];
    for (let n = 0; n < 600; n += 1) {
      if (isRecall(pickDaily({ ofDay, earlier, count: 1, seed: `${n}` })[0])) single += 1;
      if (isRecall(pickDaily({ ofDay, earlier, count: 3, seed: `${n}` }).at(-1))) older += 1;
    }
    for (const times of [single, older]) {
      expect.soft(times).toBeGreaterThan(150);
      expect.soft(times).toBeLessThan(250);
    }
  });

  test('it takes about a minute for each, and never none', () => {
    expect([0, 1, 3, 10].map(minutesFor)).toEqual([1, 1, 3, 10]);
  });
});

const single = (id: string): DailyQuestion => ({
  id,
  type: 'single',
  options: [
    { id: 'a', right: true },
    { id: 'b', right: false },
    { id: 'c', right: false },
  ],
});
const fill: DailyQuestion = {
  id: 'fill',
  type: 'fill',
  accept: ['MVCC'],
  normalise: 'loose',
  tolerance: undefined,
  wrong: [{ answer: 'locking' }, { answer: 'Two-phase commit' }],
};
const order: DailyQuestion = {
  id: 'order',
  type: 'order',
  items: [{ id: 'x' }, { id: 'y' }, { id: 'z' }],
  wrong: [{ answer: 'z > y > x' }],
};
const answer = (
  questionId: string,
  memberId: string,
  chosen: string | readonly string[],
  first?: string,
): DailyAnswer => ({
  questionId,
  memberId,
  chosen: typeof chosen === 'string' ? [chosen] : chosen,
  first: first === undefined ? undefined : [first],
});

describe('what is told when it is closed', () => {
  test('percent for every option, of those who answered', () => {
    const { tookPart, questions } = tallyDaily(
      [single('q')],
      [answer('q', '1', 'a'), answer('q', '2', 'a'), answer('q', '3', 'a'), answer('q', '4', 'b')],
    );
    expect(tookPart).toBe(4);
    expect(questions[0]).toMatchObject({ answered: 4, right: 75 });
    expect(Object.fromEntries(questions[0]?.chosen ?? [])).toEqual({ a: 75, b: 25, c: 0 });
  });

  test('of several options each has the share of those who picked it', () => {
    const options = ['a', 'b', 'c'].map(id => ({ id, right: id !== 'c' }));
    const question: DailyQuestion = { id: 'q', type: 'multi', options };
    const { questions } = tallyDaily(
      [question],
      [answer('q', '1', ['a', 'b']), answer('q', '2', ['a']), answer('q', '3', ['a', 'c'])],
    );
    expect(Object.fromEntries(questions[0]?.chosen ?? [])).toEqual({ a: 100, b: 33, c: 33 });
    expect(questions[0]?.right).toBe(33);
  });

  test('what fewer than three answered has no numbers at all, whatever they answered', () => {
    expect(FEWEST_TOLD).toBe(3);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(undefined, 'a', 'b')), {
          maxLength: FEWEST_TOLD - 1,
        }),
        given => {
          const tally = tallyDaily(
            [single('q')],
            given.map(([chosen, first], n) => answer('q', `${n}`, chosen, first)),
          );
          expect(tally.questions[0]).toMatchObject({ right: undefined, slip: undefined });
          expect(tally.questions[0]?.chosen.size).toBe(0);
          expect(tally).toMatchObject({ missedMost: undefined, bestExplained: undefined });
        },
      ),
    );
  });

  test('a wrong answer is told only as the bank writes it, and only where it is the commonest', () => {
    const told = (...typed: string[]) =>
      tallyDaily(
        [fill],
        typed.map((text, n) => answer('fill', `${n}`, text)),
      ).questions[0]?.slip;
    expect(told('mvcc', 'two-phase  commit', 'TWO-PHASE COMMIT.', 'a secret of mine')).toBe(
      'Two-phase commit',
    );
    expect(told('mvcc', 'a secret of mine', 'a secret of mine', 'locking')).toBeUndefined();
    expect(told('mvcc', 'MVCC', '`mvcc`')).toBeUndefined();
    expect(told('two-phase commit', 'locking', 'mvcc')).toBe('locking');
  });

  test('no text that a member typed is ever in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 8 }), typed => {
        const { slip } =
          tallyDaily(
            [fill],
            typed.map((text, n) => answer('fill', `${n}`, text)),
          ).questions[0] ?? {};
        expect([undefined, 'locking', 'Two-phase commit']).toContain(slip);
      }),
    );
  });

  test('the commonest wrong order is known by its items', () => {
    const { questions } = tallyDaily(
      [order],
      [
        answer('order', '1', ['z', 'y', 'x']),
        answer('order', '2', ['z', 'y', 'x']),
        answer('order', '3', ['x', 'y', 'z']),
      ],
    );
    expect(questions[0]).toMatchObject({ right: 33, slip: 'z > y > x' });
  });
});

describe('which question deserves another look', () => {
  const people = ['1', '2', '3', '4'];
  const all = (id: string, chosen: string, first?: string) =>
    people.map(person => answer(id, person, chosen, first));

  test('the one that the fewest had right is the one missed most; nothing is, when all had all right', () => {
    const { missedMost } = tallyDaily(
      [single('one'), single('two'), single('three')],
      [...all('one', 'a'), ...all('two', 'b'), ...all('three', 'c')],
    );
    expect(missedMost).toBe(1);
    expect(tallyDaily([single('one')], all('one', 'a'))).toMatchObject({
      missedMost: undefined,
      bestExplained: undefined,
    });
  });

  test('best explained is where those who had met it before got better most, not where newcomers are strong', () => {
    const { bestExplained } = tallyDaily(
      [single('better'), single('best'), single('newcomers'), single('missed')],
      [
        ...people.map((person, n) => answer('better', person, n < 2 ? 'a' : 'b', 'b')),
        ...people.map((person, n) => answer('best', person, n < 3 ? 'a' : 'b', 'b')),
        ...all('newcomers', 'a'),
        ...all('missed', 'b'),
      ],
    );
    expect(bestExplained).toEqual({ place: 1, rise: { before: 0, now: 75 } });
  });

  test('newcomers to a question don’t flatter it: the same people stand on both sides', () => {
    const { bestExplained } = tallyDaily(
      [single('q')],
      [
        ...people.slice(0, 3).map(person => answer('q', person, 'b', 'b')),
        ...['5', '6', '7', '8'].map(person => answer('q', person, 'a')),
      ],
    );
    expect(bestExplained).toEqual({ place: 0, rise: undefined });
  });

  test('where nobody got better, or only two had met it, the question missed most takes its place', () => {
    const worse = tallyDaily(
      [single('fine'), single('worse')],
      [...all('fine', 'a', 'a'), ...all('worse', 'b', 'a')],
    );
    expect(worse.bestExplained).toEqual({ place: 1, rise: undefined });
    const two = tallyDaily(
      [single('q')],
      [answer('q', '1', 'a', 'b'), answer('q', '2', 'a', 'b'), answer('q', '3', 'b')],
    );
    expect(two.bestExplained).toEqual({ place: 0, rise: undefined });
  });
});

test('a question that was taken out meanwhile has no numbers and was missed by nobody; who answered it took part', () => {
  const options = ['a', 'b'].map(id => ({ id, right: id === 'a' }));
  const questions: DailyQuestion[] = [
    { id: 'x', type: 'single', options, isUntold: true },
    { id: 'y', type: 'single', options },
  ];
  const answers: DailyAnswer[] = ['ada', 'lee', 'mia'].flatMap(memberId => [
    { questionId: 'x', memberId, chosen: ['b'] },
    ...(memberId === 'mia' ? [] : [{ questionId: 'y', memberId, chosen: ['a'] }]),
  ]);
  const tally = tallyDaily(questions, answers);
  expect(tally.tookPart).toBe(3);
  expect(tally.questions[0]).toMatchObject({ answered: 0, right: undefined });
  expect(tally.missedMost).toBeUndefined();
});
