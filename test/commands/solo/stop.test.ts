import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('who stops is told what is kept, and goes on from there later', async () => {
  const bot = await startTestBot(friday);
  const zoe = bot.member('zoe');
  expect(wordsOf(await zoe.runs('solo stop'))).toContain('You study nothing alone at the moment.');
  await zoe.runs('solo start', { pathway: 'infrastructure' });
  await zoe.presses(await zoe.runs('solo next'), 'I’ve done it');
  expect(await zoe.types('solo stop', 'pathway', 'back')).toEqual([
    { label: 'Mastering Backend Infrastructure', value: 'infrastructure' },
  ]);
  expect(wordsOf(await zoe.runs('solo stop'))).toBe(
    'You no longer study **Mastering Backend Infrastructure** alone. What you have done is kept, and `/solo start` goes on from there.',
  );
  expect(wordsOf(await zoe.runs('today'))).toContain('You are not in a cohort here yet');
  expect(wordsOf(await zoe.runs('solo start', { pathway: 'infrastructure' }))).toContain(
    'of which you have done 1 already',
  );
});

test('of several pathways the one to stop must be named', async () => {
  const { curriculum } = await startTestBot(friday);
  const [only] = curriculum.pathways.values();
  if (!only) throw new Error('the curriculum has no pathway');
  const other = { ...only, id: 'other', title: 'Another pathway' };
  const pathways = new Map([...curriculum.pathways, ['other', other]]);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, pathways } });
  const zoe = bot.member('zoe');
  await zoe.runs('solo start', { pathway: 'infrastructure' });
  bot.moveTo('2026-11-21T12:00:00Z');
  await zoe.runs('solo start', { pathway: 'other' });
  expect(wordsOf(await zoe.runs('solo next'))).toContain(
    'You also study Mastering Backend Infrastructure: name one with `/solo next pathway`.',
  );
  expect(wordsOf(await zoe.runs('solo stop'))).toContain(
    'You study several pathways alone: Another pathway, Mastering',
  );
  expect(wordsOf(await zoe.runs('solo stop', { pathway: 'another pathway' }))).toContain(
    'You no longer study **Another',
  );
  expect(wordsOf(await zoe.runs('solo stop', { pathway: 'other' }))).toContain(
    'You don’t study “other” alone.',
  );
  expect(wordsOf(await zoe.runs('solo stop'))).toContain('You no longer study **Mastering');
});
