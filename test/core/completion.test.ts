import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CompletionFacts, decideCompletion } from '../../src/core/completion.ts';

const day = (n: number, ms = 0) => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000 + ms);

/** So many lessons with two objectives each; the first has two questions. */
const lessons = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    id: `db/l${n}`,
    questions: [
      { id: 'a', objective: 1, retired: false },
      { id: 'b', objective: 1, retired: false },
      { id: 'c', objective: 2, retired: false },
    ],
  }));
const doneFirst = (count: number, on = day(0)) =>
  new Map(Array.from({ length: count }, (_, n) => [`db/l${n}`, on] as const));
const right = (lesson: number, question: string, answeredAt: Date) => ({
  questionId: `db/l${lesson}#${question}`,
  answeredAt,
});
const facts = (change: Partial<CompletionFacts>): CompletionFacts => ({
  ...{ lessons: lessons(10), done: new Map(), right: [], projects: [], passed: new Set(), ...change },
});
const sevenTenths = Array.from({ length: 7 }, (_, n) => [
  right(n, 'a', day(7)),
  right(n, 'c', day(7)),
]).flat();

test('eight of ten lessons and seven of ten objectives are enough; one less of either is not', () => {
  expect(decideCompletion(facts({ done: doneFirst(8), right: sevenTenths }))).toEqual({
    isComplete: true,
    lessons: { done: 8, total: 10, missing: 0 },
    objectives: { done: 14, total: 20, missing: 0 },
    projects: [],
  });
  expect(decideCompletion(facts({ done: doneFirst(7), right: sevenTenths }))).toMatchObject({
    isComplete: false,
    lessons: { missing: 1 },
  });
  expect(decideCompletion(facts({ done: doneFirst(8), right: sevenTenths.slice(1) }))).toMatchObject({
    isComplete: false,
    objectives: { done: 13, missing: 1 },
  });
});

test('nothing is rounded in anybody’s favour: of 57 lessons 46 are needed', () => {
  const { lessons: part } = decideCompletion(facts({ lessons: lessons(57), done: doneFirst(45) }));
  expect(part).toEqual({ done: 45, total: 57, missing: 1 });
});

test('an answer counts from exactly seven days after its lesson, and two to one objective count once', () => {
  const held = (answers: CompletionFacts['right']) =>
    decideCompletion(facts({ done: doneFirst(10), right: answers })).objectives.done;
  expect(held([right(0, 'a', day(7, -1))])).toBe(0);
  expect(held([right(0, 'a', day(7))])).toBe(1);
  expect(held([right(0, 'a', day(8)), right(0, 'b', day(9))])).toBe(1);
  expect(held([right(0, 'a', day(8)), right(0, 'c', day(9))])).toBe(2);
});

test('an answer without its lesson done, to another pathway or to a retired question holds nothing', () => {
  const retired = { id: 'db/l0', questions: [{ id: 'a', objective: 1, retired: true }] };
  const answers = [
    right(0, 'a', day(9)),
    right(9, 'a', day(9)),
    { questionId: 'net/x#a', answeredAt: day(9) },
  ];
  const { objectives } = decideCompletion(
    facts({ lessons: [retired, ...lessons(3).slice(1)], done: doneFirst(3), right: answers }),
  );
  // The objective that nobody is asked about isn't demanded.
  expect(objectives).toEqual({ done: 0, total: 4, missing: 3 });
});

test('every project of the pathway must be passed, and a pathway without lessons is never completed', () => {
  const enough = facts({ done: doneFirst(8), right: sevenTenths, projects: ['bank', 'shop'] });
  expect(decideCompletion({ ...enough, passed: new Set(['bank']) })).toMatchObject({
    isComplete: false,
    projects: ['shop'],
  });
  expect(decideCompletion({ ...enough, passed: new Set(['bank', 'shop', 'else']) }).isComplete).toBe(true);
  expect(decideCompletion(facts({ lessons: [] })).isComplete).toBe(false);
});

test('nothing that somebody learns takes a completion away', () => {
  const lesson = fc.integer({ min: 0, max: 9 });
  const answer = fc.record({
    lesson,
    question: fc.constantFrom('a', 'b', 'c'),
    on: fc.integer({ min: 0, max: 30 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(lesson), lesson, fc.array(answer), answer, (done, another, answers, more) => {
      const asFacts = (ids: readonly number[], given: typeof answers) =>
        decideCompletion(
          facts({
            done: new Map(ids.map(n => [`db/l${n}`, day(0)])),
            right: given.map(one => right(one.lesson, one.question, day(one.on))),
          }),
        );
      const [before, after] = [asFacts(done, answers), asFacts([...done, another], [...answers, more])];
      expect(after.lessons.missing).toBeLessThanOrEqual(before.lessons.missing);
      expect(after.objectives.missing).toBeLessThanOrEqual(before.objectives.missing);
      expect(after.isComplete || !before.isComplete).toBe(true);
    }),
  );
});
