import { expect, test } from 'vitest';
import { noteBlocks } from '../../src/cards/note.ts';
import { smallCurriculum } from '../jobs/hall.ts';

const facts = { questionId: 'net/ports#q0', points: -2, wasRight: true, isRight: true, note: null };

test.each([
  [
    { first: 'lost' },
    'By the corrected key somebody else was the first to be right in a live quiz. 2 points less.',
  ],
  [
    { first: 'gained', points: 2 },
    'By the corrected key you were the first to be right in a live quiz. +2 points.',
  ],
  [
    { first: 'gained', points: 12, wasRight: false },
    'Your answer counts as right now. By the corrected key you were the first to be right in a live quiz. +12 points.',
  ],
  // Whoever is wrong by that key needs no other reason.
  [
    { first: 'lost', points: -12, isRight: false },
    'the key by which it counted before was wrong. 12 points less.',
  ],
  [{ points: -10, isRight: false }, 'the key by which it counted before was wrong. 10 points less.'],
])('a word about a correction says why points for being first moved: %o', (change, words) => {
  const blocks = noteBlocks(smallCurriculum(), [{ kind: 'rescored', facts: { ...facts, ...change } }]);
  expect(JSON.stringify(blocks)).toContain(words);
});
