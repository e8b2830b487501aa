import { expect, test } from 'vitest';
import { gradeChoice } from '../../src/core/grading.ts';

const options = [
  { id: 'wal', right: true },
  { id: 'cache', right: false },
];

test('an answer is right if the chosen option is', () => {
  expect(gradeChoice(options, 'wal')).toEqual({ right: true });
  expect(gradeChoice(options, 'cache')).toEqual({ right: false });
});

test('true or false are options like others', () => {
  const choice = [
    { id: 'true', right: false },
    { id: 'false', right: true },
  ];
  expect(gradeChoice(choice, 'false')).toEqual({ right: true });
  expect(gradeChoice(choice, 'true')).toEqual({ right: false });
});

test('an option that the question does not have is no answer at all', () => {
  expect(gradeChoice(options, 'WAL')).toBeUndefined();
  expect(gradeChoice(options, '')).toBeUndefined();
  expect(gradeChoice([], 'wal')).toBeUndefined();
});
