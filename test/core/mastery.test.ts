import fc from 'fast-check';
import { expect, test } from 'vitest';
import { masteryByTopic } from '../../src/core/mastery.ts';

const answer = (questionId: string, right: boolean) => ({ questionId, right });

test('topics are the domains of the questions that were met, the most met first', () => {
  expect(masteryByTopic([])).toEqual([]);
  const newest = [answer('net/dns#ttl', false), answer('db/acid#a', true), answer('db/keys#b', false)];
  expect(masteryByTopic([...newest, answer('api/rest#c', true)])).toEqual([
    { topic: 'db', met: 2, right: 1 },
    { topic: 'api', met: 1, right: 1 },
    { topic: 'net', met: 1, right: 0 },
  ]);
});

test('no question is lost or counted twice, and their order changes nothing', () => {
  const one = fc.record({ questionId: fc.constantFrom('db/a#1', 'db/b#2', 'net/c#3'), right: fc.boolean() });
  fc.assert(
    fc.property(fc.array(one), newest => {
      const topics = masteryByTopic(newest);
      expect(topics.reduce((sum, { met }) => sum + met, 0)).toBe(newest.length);
      expect(topics.reduce((sum, { right }) => sum + right, 0)).toBe(
        newest.filter(({ right }) => right).length,
      );
      expect(masteryByTopic([...newest].reverse())).toEqual(topics);
    }),
  );
});
