import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { everyRow, startTestBot, type TestMember } from '../support/bot.ts';
import { withWords } from '../support/look-up-curriculum.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { allPages, expectWhole } from '../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';
const whole = readCurriculum(`${projectRoot()}/curriculum`);

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  return { bot, ada: bot.member('ada') };
}

/** The words of all pages from this one on. */
const pagesFrom = async (ada: TestMember, first: Reply): Promise<string[]> =>
  (await allPages(ada, first, wordsOf(first).slice(0, 60))).map(wordsOf);

/** Titles in the order in which they are shown. */
const titlesOf = (pages: readonly string[]) =>
  pages
    .join('\n')
    .split('\n')
    .flatMap(line => /^\*\*(.+)\*\* · /.exec(line)?.[1] ?? []);

test('what is found of every kind says its kind, where it stands, and a hint', async () => {
  const { ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const said = async (query: string) =>
    (await pagesFrom(ada, await ada.runs('search', { query }))).join('\n');
  expect(await said('ACID')).toMatch(/^-# Search ▸ everything/);
  expect(await said('ACID')).toContain(
    '**ACID: what a transaction promises** · Lesson · Databases · done\n-# ',
  );
  expect(await said('ACID')).toContain('**ACID** · Word · Databases\n-# What ACID stands for');
  expect(await said('HAProxy')).toContain(
    '**[HAProxy documentation](<https://docs.haproxy.org/>)** · Link · Docum',
  );
  expect(await said('Reverse Proxy')).toContain(
    '**Reverse Proxy** · Part of a pathway · Mastering Backend Infrastructure\n-# ',
  );
  expect(await said('ledger')).toContain(
    '**A ledger** · Project · beginner · about 12 hours\n-# Build a ledger',
  );
  expect(await said('Mastering')).toContain(
    '**Mastering Backend Infrastructure** · Pathway · 12 lessons\n-# ',
  );
});

test('whatever is found opens: lessons, parts, words, projects and pathways', async () => {
  const { ada } = await start();
  const opens = async (query: string, label: string) =>
    wordsOf(await ada.chooses(await ada.runs('search', { query }), label));
  expect(await opens('ACID', 'ACID: what a transaction promises')).toContain('**Afterwards you can**');
  expect(await opens('Reverse Proxy', 'Reverse Proxy')).toContain('## ');
  expect(await opens('Transaction', 'Transaction')).toContain('What Transaction stands for');
  expect(await opens('ledger', 'A ledger')).toContain('-# Projects ▸ beginner ▸ brief');
  expect(await opens('Mastering Backend', 'Mastering Backend Infrastructure')).toContain(
    'Mastering Backend Infrastructure',
  );
});

test('the next step is to read the first lesson found that you haven’t done', async () => {
  const { ada } = await start();
  const found = await ada.runs('search', { query: 'ACID: what a transaction promises', kind: 'lesson' });
  expect(labelsOf(found).slice(0, 2)).toEqual(['Read “ACID: what a transaction promises”', 'Quiz me']);
  expect(wordsOf(await ada.presses(found, /^Read/))).toContain('ACID: what a transaction promises ▸ page 1');
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const again = await ada.runs('search', { query: 'ACID: what a transaction promises', kind: 'lesson' });
  expect(labelsOf(again)).not.toContain('Read “ACID: what a transaction promises”');
});

test('every lesson, word, project and pathway is the first that its own name finds', async () => {
  const bot = await startTestBot(friday, { curriculum: whole });
  const ada = bot.member('ada');
  const { lessons, terms, projects, pathways } = bot.curriculum;
  const named = [
    ...Array.from(lessons.values(), ({ title }) => ['lesson', title] as const),
    ...Array.from(terms.values(), ({ term }) => ['term', term] as const),
    ...Array.from(projects.values(), ({ title }) => ['project', title] as const),
    ...Array.from(pathways.values(), ({ title }) => ['pathway', title] as const),
  ];
  for (const [kind, title] of named) {
    const found = await ada.runs('search', { query: title.slice(0, 70), kind });
    expectWhole(found, title);
    expect.soft(titlesOf([wordsOf(found)])[0], title).toBe(title);
  }
});

test('typing mistakes and short forms still find it', async () => {
  const { ada } = await start();
  const found = async (query: string) => titlesOf([wordsOf(await ada.runs('search', { query }))]);
  expect(await found('transacton')).toContain('Transaction');
  expect(await found('windw functions')).toContain('Window functions');
  expect(await found('CTE')).toContain('Common table expression');
});

test('its pages hold each thing once, in one order, also when the buttons are pressed after a restart', async () => {
  const { bot, ada } = await start();
  const first = await ada.runs('search', { query: 'PostgreSQL' });
  const pages = await pagesFrom(ada, first);
  expect(pages.length).toBeGreaterThan(2);
  const titles = titlesOf(pages);
  expect(wordsOf(first)).toMatch(
    new RegExp(`## “PostgreSQL”: (${titles.length} found|the best ${titles.length})\n`),
  );
  const links = titles.filter(title => title.startsWith('['));
  expect(new Set(links).size).toBe(links.length);
  const restarted = (await startTestBot(friday, { curriculum: bot.curriculum })).member('ada');
  const second = await restarted.presses(first, 'Next');
  expect(wordsOf(second)).toBe(pages[1]);
  expect(wordsOf(await restarted.presses(second, 'Back'))).toBe(pages[0]);
});

test('one kind can be asked for; where nothing of it fits, what fits besides is shown', async () => {
  const { ada } = await start();
  const links = await ada.runs('search', { query: 'PostgreSQL', kind: 'resource' });
  expect(wordsOf(links)).toContain('-# Search ▸ links ▸ page 1');
  for (const title of titlesOf(await pagesFrom(ada, links))) expect.soft(title).toMatch(/^\[/);
  const elsewhere = wordsOf(await ada.runs('search', { query: 'HAProxy', kind: 'project' }));
  expect(elsewhere).toContain('None of the projects fits. This is what fits besides.');
  expect(elsewhere).toContain('[HAProxy documentation]');
});

test('where nothing fits at all, it says what to try', async () => {
  const { ada } = await start();
  const nothing = wordsOf(await ada.runs('search', { query: 'qqqqqqqq' }));
  expect(nothing).toContain('## Nothing found for “qqqqqqqq”');
  expect(nothing).toContain('`/resources` lists links by topic');
  const near = await ada.runs('search', { query: 'transaktschon' });
  expect(wordsOf(near)).toContain('Was it one of these?');
  expect(titlesOf([wordsOf(await ada.presses(near, 'Transaction'))])).toContain('Transaction');
  for (const forged of ['search:page:', 'search:page:0.any.', 'search:page:3.lesson. '])
    expect.soft(wordsOf(await ada.forges(forged)), forged).toContain('There was nothing to search for.');
  expect(wordsOf(await ada.runs('search', { query: ' \u2060 ' }))).toContain(
    'There was nothing to search for.',
  );
});

test('whatever is typed, the answer fits, neither pings nor links, and all its pages turn', async () => {
  const { ada } = await start();
  const query = fc
    .tuple(
      fc.constantFrom('index ', '@everyone ', '[a](https://q.example) ', ''),
      fc.string({ unit: 'grapheme' }),
    )
    .map(([start, rest]) => `${start}${rest}`.slice(0, 70))
    .filter(typed => typed !== '');
  await fc.assert(
    fc.asyncProperty(query, async typed => {
      const first = await ada.runs('search', { query: typed });
      expectWhole(first, typed);
      const words = wordsOf(first);
      expect(words).not.toContain('Something broke');
      expect(words).not.toMatch(/@everyone|\]\(https:\/\/q/);
      if (labelsOf(first).includes('Next')) {
        const second = await ada.presses(first, 'Next');
        expect(wordsOf(await ada.presses(second, 'Back'))).toBe(words);
      }
    }),
    { numRuns: 60 },
  );
});

test('a query with what no button can carry turns its pages all the same', async () => {
  const { ada } = await start();
  for (const query of ['Postgre\u0007SQL', 'PostgreSQL\n', ' \u200bPostgreSQL ']) {
    const pages = await pagesFrom(ada, await ada.runs('search', { query }));
    expect(pages[0]).toContain('## “PostgreSQL”: ');
    expect(pages.length).toBeGreaterThan(2);
  }
});

test('before the first letter it offers what is next for you; afterwards the best titles, each of which finds itself', async () => {
  const { ada } = await start();
  const values = async (typed: string) => (await ada.types('search', 'query', typed)).map(one => one.value);
  expect((await values(''))[0]).toBe('Subqueries and WITH');
  expect(await values('')).toEqual(expect.arrayContaining(['Databases', 'Common table expression']));
  const [first, ...others] = await ada.types('search', 'query', '');
  expect(first?.label).toBe('Subqueries and WITH · next for you');
  expect(others.map(one => one.label)).toContainEqual(expect.stringMatching(/^sql · topic$/i));
  expect(others.map(one => one.label)).toEqual(
    expect.arrayContaining(['Databases · Part of a pathway', 'Common table expression · Word']),
  );
  await ada.presses(await ada.runs('lesson'), 'I’ve done it');
  expect((await values(''))[0]).toBe('Window functions');
  expect(await ada.types('search', 'query', 'a ledg')).toContainEqual({
    label: 'A ledger · Project',
    value: 'A ledger',
  });
  expect(await values('acid')).toContain('ACID: what a transaction promises');
  expect(await values('transacton')).toContain('Transaction');
  for (const title of await values('index')) {
    const found = wordsOf(await ada.runs('search', { query: title }));
    expect.soft(titlesOf([found]).join('\n'), title).toContain(title);
  }
});

test('it works in a direct message, too, where only words and links open', async () => {
  const { bot, ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const before = await everyRow(bot);
  const alone = bot.member('ada', { place: 'dm' });
  const found = await alone.runs('search', { query: 'ACID' });
  expect(wordsOf(found)).toContain('· Lesson · Databases\n');
  expect(wordsOf(found)).toContain('Lessons, parts of pathways and projects open in your server');
  expect(labelsOf(found)).not.toContain('Quiz me');
  expect(wordsOf(found)).not.toContain('Open a lesson');
  expect(wordsOf(await alone.chooses(found, 'ACID'))).toContain('## ACID');
  expect((await alone.types('search', 'query', ''))[0]?.value).toBe('Subqueries and WITH');
  expect(await everyRow(bot)).toBe(before);
});
