import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decideGrade,
  pointsForMarks,
  projectReason,
  regradeReason,
  unmarked,
} from '../../src/core/project-grade.ts';

const rubric = ['a', 'b', 'c', 'd', 'e'].map(id => ({ id }));
const all = (mark: number) => Object.fromEntries(rubric.map(({ id }) => [id, mark]));
const people = { authorId: 'ada', actorId: 'mira' };

test('a pass pays from 25 points to 100, by the marks', () => {
  expect([0, 1, 2, 3].map(mark => pointsForMarks(rubric, all(mark)))).toEqual([25, 50, 75, 100]);
  expect(pointsForMarks(rubric, { ...all(2), a: 3 })).toBe(80);
  expect(pointsForMarks([], {})).toBe(25);
});

test('a better mark never pays less', () => {
  const mark = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(fc.array(mark, { minLength: 2, maxLength: 6 }), fc.nat(), (given, place) => {
      const parts = given.map((_, i) => ({ id: `c${i}` }));
      const marks = Object.fromEntries(given.map((n, i) => [`c${i}`, n]));
      const at = `c${place % given.length}`;
      const better = { ...marks, [at]: Math.min(3, (marks[at] ?? 0) + 1) };
      const [low, high] = [pointsForMarks(parts, marks), pointsForMarks(parts, better)];
      expect(low).toBeGreaterThanOrEqual(25);
      expect(high).toBeLessThanOrEqual(100);
      expect(high).toBeGreaterThanOrEqual(low);
    }),
  );
});

test('every part needs a mark from 0 to 3; what an object inherits is none', () => {
  expect(unmarked(rubric, { ...all(1), c: 4, d: -1, e: 0.5 })).toEqual(['c', 'd', 'e']);
  expect(unmarked([{ id: 'constructor' }], {})).toEqual(['constructor']);
  const grade = { marks: { a: 1 }, verdict: 'passed', feedback: '' } as const;
  expect(decideGrade(rubric, grade, people)).toMatchObject({ reason: 'marks-missing' });
});

test('work that goes back pays nothing and needs words; nobody grades their own', () => {
  const grade = { marks: all(3), verdict: 'returned', feedback: ' ' } as const;
  expect(decideGrade(rubric, grade, people)).toMatchObject({ reason: 'no-feedback' });
  expect(decideGrade(rubric, { ...grade, feedback: 'Bind values.' }, people)).toEqual({
    kind: 'graded',
    points: 0,
  });
  expect(decideGrade(rubric, { ...grade, verdict: 'passed' }, people)).toEqual({
    kind: 'graded',
    points: 100,
  });
  expect(decideGrade(rubric, grade, { authorId: 'mira', actorId: 'mira' })).toMatchObject({
    reason: 'own-work',
  });
});

test('a project pays under one reason; a later grading of the same work under another', () => {
  expect(projectReason('ledger')).toBe('project:ledger');
  expect(regradeReason('ledger', 's1', new Date(5))).toBe('project:ledger:s1:5');
});
