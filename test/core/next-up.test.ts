import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextUp } from '../../src/core/next-up.ts';

const shown = (list: ReturnType<typeof nextUp>) =>
  list.map(({ lessonId, reason }) => `${lessonId} ${reason}`);

test('today’s lesson comes first, then the next ones of each study in turn, then what is due, later and done', () => {
  const list = nextUp({
    today: ['c'],
    studies: [
      ['a', 'b', 'c', 'd', 'e'],
      ['x', 'y', 'z'],
    ],
    due: ['e', 'q'],
    done: new Set(['a', 'x']),
    ahead: 2,
  });
  expect(shown(list)).toEqual([
    'c today',
    'b next',
    'y next',
    'z next',
    'e catch-up',
    'q catch-up',
    'd later',
    'a done',
    'x done',
  ]);
});

test('a lesson of today that is done is no longer next', () => {
  const list = nextUp({ today: ['a'], studies: [['a', 'b']], due: [], done: new Set(['a']), ahead: 1 });
  expect(shown(list)).toEqual(['b next', 'a done']);
});

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'));

test('every lesson is named once, and as done exactly when it is', () => {
  const facts = fc.record({
    today: ids,
    studies: fc.array(ids, { maxLength: 3 }),
    due: ids,
    ahead: fc.nat(4),
  });
  fc.assert(
    fc.property(facts, ids, (given, learned) => {
      const done = new Set(learned);
      const list = nextUp({ ...given, done });
      const named = list.map(({ lessonId }) => lessonId);
      expect(new Set(named).size).toBe(named.length);
      for (const { lessonId, reason } of list) expect(reason === 'done').toBe(done.has(lessonId));
      const open = [...given.today, ...given.due].filter(id => !done.has(id));
      expect(named).toEqual(expect.arrayContaining([...open, ...given.studies.flat()]));
    }),
  );
});
