import { expect, test } from 'vitest';
import { isAsked, questionOfFacts } from '../../src/core/held-back.ts';

const questions = [
  { id: 'durable', retired: false },
  { id: 'old', retired: true },
];
const curriculum = { lessons: new Map([['db/acid', { questions }]]) };

test.each([
  ['db/acid#durable', true],
  ['db/acid#old', false],
  ['db/acid#never', false],
  ['db/gone#durable', false],
  ['db/acid', false],
  ['', false],
])('%s is asked: %s', (id, expected) => expect(isAsked(curriculum, id)).toBe(expected));

test.each([
  [{ questionId: 'db/acid#durable', points: 5 }, 'db/acid#durable'],
  [{ questionId: 7 }, undefined],
  [{ cohort: 'Autumn' }, undefined],
  [null, undefined],
  [undefined, undefined],
  ['db/acid#durable', undefined],
])('facts %j are about %s', (facts, expected) => expect(questionOfFacts(facts)).toBe(expected));
