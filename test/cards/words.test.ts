import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bar, count, plain, time } from '../../src/cards/words.ts';
import { everyRow, startTestBot } from '../support/bot.ts';
import { createCohort } from '../support/cohorts.ts';
import { hostile, typed } from '../support/hostile.ts';
import { labelsOf, payloadOf, wordsOf } from '../support/shown.ts';

/** What is left after the escaped characters are taken away: nothing of it may mean anything to Discord. */
const unescaped = (text: string) => text.replace(/\\[\s\S]/g, '');

test('promise 4: whatever is typed can’t ping, format, link, or turn the line around', () => {
  fc.assert(
    fc.property(typed, fc.integer({ min: 2, max: 100 }), (text, length) => {
      const shown = plain(text, length);
      expect(shown).not.toMatch(/@(everyone|here)/i);
      expect(shown).not.toMatch(/<(@|#|\/|t:|:|a:|https?)/i);
      expect(unescaped(shown)).not.toMatch(/[*_~`|[\]()#>]/);
      expect(shown).not.toMatch(/\bhttps?:|\bwww\./i);
      expect(unescaped(shown)).not.toMatch(/^\s*(-|\+|\d+\.)\s/);
      expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\n\r]/);
      expect(shown).not.toMatch(
        /(^|[\s\x21-\x7E\u200C\u200D])[\u200C\u200D]|[\u200C\u200D]([\s\x21-\x7E\u200C\u200D]|$)/,
      );
      expect(shown).not.toMatch(/\p{Cs}|\p{Cc}/u);
    }),
    { numRuns: 4_000 },
  );
});

test('promise 4: what is plain already stays as it is, and long text is cut', () => {
  expect(plain('Autumn 2026, evening group')).toBe('Autumn 2026, evening group');
  expect(plain('  Zürich   東京 🌱 ')).toBe('Zürich 東京 🌱');
  expect(plain('x'.repeat(200))).toBe(`${'x'.repeat(99)}…`);
  expect(plain('😀'.repeat(60), 10)).toBe(`${'😀'.repeat(4)}…`);
});

test('joiners stay in emoji of several and in scripts that write with them, and nowhere else', () => {
  const kept = ['👩‍👩‍👧‍👦 Ada', '🏳️‍🌈', '👩🏽‍💻', 'می‌خواهم', 'क्‍ष', 'শ্‌ক'];
  for (const text of kept) expect.soft(plain(text)).toBe(text);
  expect(plain('A\u200Dd\u200Ca')).toBe('Ada');
  expect(plain('\u200D👩\u200D \u200D👧\u200D')).toBe('👩 👧');
  expect(plain('👩\u200D\u200D👧')).toBe('👩👧');
  expect(plain('می\u200C\u200Bخ')).toBe('میخ');
  expect(plain('\u200D\u200C')).toBe('');
  expect(plain('👩‍👩‍👧', 5)).toBe('👩…');
});

test('promise 4: a cohort with a hostile name shows the same harmless words in every list and card', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const ada = bot.member('ada');
  for (const [n, name] of hostile.entries()) {
    bot.moveTo(`2026-11-20T12:${10 + n}:00Z`);
    await createCohort(bot.admin(), { name: name.slice(0, 60) });
  }
  expect(await bot.sql`select id from cohorts`).toHaveLength(hostile.length);
  await bot.tick();
  const cards = [await ada.runs('cohorts'), await bot.member('lee').runs('join')];
  for (const { id } of await bot.sql<{ id: string }[]>`select id from cohorts`) {
    cards.push(await ada.runs('join', { cohort: id }));
    cards.push(await ada.runs('today'), await ada.runs('progress'));
    await ada.forges('lesson:done:db/acid');
    cards.push(await ada.runs('leaderboard', { cohort: id }));
    cards.push(await ada.runs('leave', { cohort: id }));
  }
  for (const card of cards) {
    const words = wordsOf(card);
    expect.soft(words).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F]/);
    const texts = JSON.stringify(payloadOf(card).components).match(/"content":"(?:[^"\\]|\\.)*"/g) ?? [];
    expect
      .soft(texts.join('\n'))
      .not.toMatch(/@(everyone|here)|<@&|\]\(https|https:\/\/evil|<https|<t:0|<a:/i);
  }
  // Labels of buttons and lists show no markdown, but letters that turn a line around would work there, too.
  for (const label of labelsOf(await bot.member('zoe').runs('cohorts'))) {
    expect.soft(label).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B-\u200F]/u);
  }
  const before = await everyRow(bot);
  const nothing = await createCohort(bot.admin(), { name: '\u0000\u202E' });
  expect(wordsOf(nothing)).toContain('Give the cohort a name that people can read.');
  expect(await everyRow(bot)).toBe(before);
  expect(bot.logLines).toEqual([]);
});

test('counts, bars and times read well', () => {
  expect([count(0, 'lesson'), count(1, 'lesson'), count(2, 'lesson')]).toEqual([
    '0 lessons',
    '1 lesson',
    '2 lessons',
  ]);
  expect(bar(0, 0)).toBe('▱▱▱▱▱▱▱▱▱▱ 0 of 0');
  expect(bar(12, 12)).toBe('▰▰▰▰▰▰▰▰▰▰ 12 of 12');
  expect(time(new Date('2026-11-20T09:00:00.900Z'), 'R')).toBe('<t:1795165200:R>');
});
