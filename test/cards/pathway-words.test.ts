import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalWords, nodeLabel, paceWords, workWords } from '../../src/cards/pathway-words.ts';

test('a name in a list says what stands where', () => {
  const pathway = 'Mastering Backend Infrastructure';
  expect(nodeLabel({ title: 'Databases', pathway })).toBe('Databases · Mastering Backend Infrastructure');
  expect(nodeLabel({ title: 'Basics', parent: 'Go', pathway }, 'next for you')).toBe(
    'Basics · Go · Mastering Backend Infrastructure · next for you',
  );
});

test('however long the names are, a label fits, begins with its title and ends with its mark', () => {
  const name = (max: number) => fc.string({ minLength: 1, maxLength: max, unit: fc.constantFrom(...'abc ') });
  fc.assert(
    fc.property(name(200), fc.option(name(200), { nil: undefined }), name(100), (title, parent, pathway) => {
      const label = nodeLabel(
        { title, pathway, ...(parent === undefined ? {} : { parent }) },
        'next for you',
      );
      expect(label.length).toBeLessThanOrEqual(100);
      expect(label.startsWith(title.slice(0, 20))).toBe(true);
      expect(label.endsWith('next for you')).toBe(true);
    }),
  );
});

test('how long something takes is said in words', () => {
  expect(paceWords({ mode: 'weeks', min: 3, max: 4 })).toBe('3 to 4 weeks');
  expect(paceWords({ mode: 'weeks', min: 1, max: 1 })).toBe('1 week');
  expect(paceWords({ mode: 'hours', hours: 240 })).toBe('240 hours');
  expect(paceWords({ mode: 'lessons' })).toBe('a lesson a day');
  expect(paceWords({ mode: 'open' })).toBe('at your own pace');
  expect(workWords([{ minutes: { read: 9, practice: 15 } }])).toBe('about 24 minutes');
  expect(workWords(Array.from({ length: 5 }, () => ({ minutes: { read: 9, practice: 15 } })))).toBe(
    'about 2 hours',
  );
  expect([1, 7, 30, 365, 90].map(intervalWords)).toEqual([
    'every day',
    'every week',
    'every month',
    'every year',
    'every 90 days',
  ]);
});
