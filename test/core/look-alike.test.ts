import { expect, test } from 'vitest';
import { foldName, looksLikeAnother } from '../../src/core/look-alike.ts';

test('a name that looks like another is found, whatever it is made of', () => {
  for (const name of [
    'Calm Heron',
    'calm  heron',
    'CALMHERON',
    'Cаlm Неron',
    'Ｃａｌｍ Heron',
    'Cálm-Heron',
    'Calm\u200DHeron',
  ])
    expect.soft(looksLikeAnother(name, ['Ada', 'Calm Heron']), name).toBe(true);
  expect(looksLikeAnother('Calm Herons', ['Ada', 'Calm Heron'])).toBe(false);
});

test('nobody is called as the bot or as those who speak for the server are', () => {
  for (const name of ['Lockstep', 'LOCKSTEP', 'Moderator', 'mоderator', 'Αdmin', 'a d m i n'])
    expect.soft(looksLikeAnother(name, []), name).toBe(true);
  expect(looksLikeAnother('Adminka', [])).toBe(false);
});

test('names in scripts of their own and of signs alone are names', () => {
  expect(looksLikeAnother('東京', ['大阪'])).toBe(false);
  expect(looksLikeAnother('!!!', ['???'])).toBe(false);
  expect(looksLikeAnother('!!!', ['!!!'])).toBe(true);
  expect(foldName('Ада')).not.toBe(foldName('Ада2'));
});
