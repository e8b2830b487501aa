import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { withWords } from '../support/look-up-curriculum.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { allPages, expectWhole } from '../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  return { bot, ada: bot.member('ada') };
}

test('a word is explained by its name, id or other name, in any case, with the lesson that teaches it', async () => {
  const { ada } = await start();
  for (const typed of ['cte', 'CTE', 'Common table expression', ' with QUERY ']) {
    const card = await ada.runs('define', { term: typed });
    expect(card).toMatchObject({ private: true });
    expect(wordsOf(card)).toMatch(
      /^-# Glossary ▸ Databases ▸ Subqueries and WITH\n## Common table expression\n/,
    );
    expect(wordsOf(card)).toContain('What Common table expression stands for');
    expect(wordsOf(card)).toContain('Also called: CTE, WITH query');
    expect(wordsOf(card)).toContain('Taught in **Subqueries and WITH**');
    expect(labelsOf(card)).toEqual(['Read', 'Quiz me', 'I’ve done it']);
    expect(wordsOf(await ada.presses(card, 'Read'))).toContain('Subqueries and WITH ▸ page 1');
    expect(wordsOf(await ada.presses(card, 'Quiz me'))).toContain('Subqueries and WITH');
  }
});

test('a lesson that is done says so, and can’t be marked again from the word', async () => {
  const { ada } = await start();
  await ada.presses(await ada.runs('define', { term: 'ACID' }), 'I’ve done it');
  const card = await ada.runs('define', { term: 'ACID' });
  expect(wordsOf(card)).toContain('you have done this lesson');
  expect(labelsOf(card)).toEqual(['Read', 'Quiz me']);
});

test('the other words of its lesson are one step away', async () => {
  const { ada } = await start();
  const card = await ada.runs('define', { term: 'ACID' });
  expectWhole(card, 'ACID');
  expect(wordsOf(await ada.chooses(card, 'Transaction'))).toContain('## Transaction');
  expect(wordsOf(await ada.runs('define', { term: 'Window function' }))).not.toContain('Words of the same');
});

test('every word of our own glossary has a card, and all its buttons and lists lead somewhere', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const term of bot.curriculum.terms.values()) {
    for (const typed of [term.id, term.term]) {
      expect.soft(wordsOf(await ada.runs('define', { term: typed })), term.id).toContain(`## ${term.term}\n`);
    }
    const card = await ada.runs('define', { term: term.id });
    expectWhole(card, term.id);
    const taught = bot.curriculum.lessons.get(term.lessonId)?.title;
    expect.soft(wordsOf(card), term.id).toContain(`Taught in **${taught}**`);
    expect.soft(wordsOf(card), term.id).toContain(term.text);
    for (const other of bot.curriculum.terms.values()) {
      if (other.lessonId !== term.lessonId || other.id === term.id) continue;
      expect.soft(wordsOf(await ada.chooses(card, other.term)), term.id).toContain(`## ${other.term}\n`);
    }
  }
});

test('an unknown word is answered with those that are near, else with what the whole curriculum has of it', async () => {
  const { ada } = await start();
  const near = await ada.runs('define', { term: 'transacti' });
  expect(wordsOf(near)).toContain('The glossary has no “transacti”. Was it one of these?');
  expect(wordsOf(await ada.chooses(near, 'Transaction'))).toContain('## Transaction');
  const found = wordsOf(await ada.runs('define', { term: 'HAProxy' }));
  expect(found).toContain('## “HAProxy”: ');
  expect(found).toContain('HAProxy documentation');
  const long = await ada.runs('define', {
    term: `PostgreSQL database index ${'and more '.repeat(6)}`.slice(0, 80),
  });
  expect((await allPages(ada, long, 'a long word')).length).toBeGreaterThan(1);
  expect(wordsOf(await ada.runs('define', { term: 'qqqqqqqq' }))).toContain('Nothing found for “qqqqqqqq”');
  expect(wordsOf(await ada.forges('define:open:nothing'))).toBe(
    'That word is no longer in the glossary. Type `/define` and a letter to choose from a list.',
  );
});

test('before the first letter the words of the lesson that is next come first; then letters and short forms find them', async () => {
  const { bot, ada } = await start();
  const labels = async (typed: string) => (await ada.types('define', 'term', typed)).map(one => one.label);
  expect((await labels(''))[0]).toBe('Common table expression (CTE, WITH query)');
  await ada.presses(await ada.runs('lesson'), 'I’ve done it');
  expect((await labels(''))[0]).toBe('Window function (OVER clause)');
  expect((await labels(' ')).length).toBe(bot.curriculum.terms.size);
  expect(await labels('win')).toContain('Window function (OVER clause)');
  expect(await labels('cte')).toContain('Common table expression (CTE, WITH query)');
  expect(await labels('transacton')).toContain('Transaction (unit of work)');
});

test('it works in a direct message, too, where nothing is learned and no lesson opens', async () => {
  const { bot, ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const before = await everyRow(bot);
  const alone = bot.member('ada', { place: 'dm' });
  const card = await alone.runs('define', { term: 'ACID' });
  expect(wordsOf(card)).toContain('## ACID');
  expect(wordsOf(card)).not.toContain('you have done this lesson');
  expect(wordsOf(card)).toContain('In your server you can read this lesson');
  expect(labelsOf(card)).toEqual([]);
  expect(wordsOf(await alone.chooses(card, 'Transaction'))).toContain('## Transaction');
  expect((await alone.types('define', 'term', '')).length).toBe(bot.curriculum.terms.size);
  expect(await everyRow(bot)).toBe(before);
});

test('where the glossary is empty, define says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, terms: new Map() } });
  expect(wordsOf(await bot.member('ada').runs('define', { term: 'ACID' }))).toBe(
    'There are no words to look up here yet.',
  );
});

test('whatever is typed, the answer neither pings nor links', async () => {
  const { ada } = await start();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async typed => {
      const words = wordsOf(
        await ada.runs('define', { term: `q@everyone [q](https://q.example) ${typed}`.slice(0, 80) }),
      );
      expect(words).not.toMatch(/@everyone|\]\(https:\/\/q/);
    }),
    { numRuns: 30 },
  );
});
