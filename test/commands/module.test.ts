import { expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { startTestBot } from '../support/bot.ts';
import { learn } from '../support/progress.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { allPages, expectChoicesFit } from '../support/whole.ts';

const now = '2026-11-20T12:00:00Z';

const startWithTwo = async () => {
  const { curriculum } = await startTestBot(now);
  return startTestBot(now, { curriculum: twoPathways(curriculum) });
};

test('without a name the part opens in which one’s next lesson stands, with what one has done of it', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  const first = await ada.runs('module');
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toContain('-# Mastering Backend Infrastructure ▸ Phase 1\n## Databases');
  expect(wordsOf(first)).toContain('1. Subqueries and WITH');
  expect(wordsOf(first)).toContain('**Lessons** ▱▱▱▱▱▱▱▱▱▱ 0 of 12');
  expect(wordsOf(first)).toContain('**Next:** read “Subqueries and WITH”.');
  const lesson = await ada.chooses(first, 'Subqueries and WITH');
  expect(wordsOf(lesson)).toContain('## Subqueries and WITH');
  await ada.presses(lesson, 'I’ve done it');
  const again = await ada.runs('module');
  expect(wordsOf(again)).toContain('1. Subqueries and WITH (done)');
  expect(wordsOf(again)).toContain('1 of 12');
  expect(labelsOf(again)).toEqual(['Read “Window functions”', 'Open the project', 'Up: the pathway']);
});

test('a part deep inside tells where it is, what it asks, takes and holds, and leads on, up and down', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const outer = await ada.runs('module', { module: 'way/databases' });
  expect(wordsOf(outer)).toContain('*What survives a crash?*\nWhere things are kept.');
  expect(wordsOf(outer)).toContain('- Module 1: Transactions ▱▱▱▱▱▱▱▱▱▱ 0 of 2 · 8 hours');
  const inner = await ada.chooses(outer, 'Module 1: Transactions');
  const where = '-# The whole way: from the first byte to the last ▸ Part 1: Databases ▸ Module 1';
  expect(wordsOf(inner)).toContain(where);
  expect(wordsOf(inner)).toContain('-# for beginners · 8 hours in all · 2 lessons');
  expect(wordsOf(inner)).toContain('**Topics**\n- isolation');
  expect(wordsOf(inner)).toMatch(/\*\*Links\*\*\n- \[/);
  expect(labelsOf(inner)).toEqual(['Read “ACID: what a transaction promises”', 'Up: Databases']);
  expect(wordsOf(await ada.presses(inner, /^Read/))).toContain('page 1 of');
  expect(wordsOf(await ada.presses(inner, 'Up: Databases'))).toBe(wordsOf(outer));
});

test('a part that is done says so and leads on in its pathway, and at the very end says that too', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  await learn(bot, ada, ['db/acid', 'db/window-functions']);
  const done = wordsOf(await ada.runs('module', { module: 'way/transactions' }));
  expect(done).toContain('You have done every lesson of this part.');
  expect(done).toContain('**Next:** the pathway goes on with “Normal forms one to three”.');
  await learn(bot, ada, ['db/normal-forms']);
  const finished = wordsOf(await ada.runs('module', { module: 'way/transactions' }));
  expect(finished).toContain('**Next:** you have done every lesson of this pathway.');
});

test('a part with a project shows it, and what should be done before', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const bank = await ada.runs('module', { module: 'way/bank' });
  expect(wordsOf(bank)).toContain('**Comes after**\n- Module 1: Transactions ▱▱▱▱▱▱▱▱▱▱ 0 of 2');
  expect(wordsOf(bank)).toContain('**Project:** A small bank (about 6 hours)');
  expect(labelsOf(bank)).toEqual(['Open the project', 'Up: Databases']);
});

test('a part without lessons says so and tells how the pathway goes on', async () => {
  const bot = await startWithTwo();
  const bare = wordsOf(await bot.member('ada').runs('module', { module: 'way/p9' }));
  expect(bare).toContain('No lessons are written for this part yet.');
  expect(bare).toContain('**Next:** the pathway goes on with “ACID: what a transaction promises”.');
});

test('where several parts have the name that was typed, one chooses between them', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const which = await ada.runs('module', { module: 'DATABASES' });
  expect(wordsOf(which)).toContain('2 parts are called “DATABASES”. Which one do you mean?');
  const chosen = await ada.chooses(which, 'Databases · The whole way: from the first byte to the last');
  expect(wordsOf(chosen)).toContain('*What survives a crash?*');
  expect(wordsOf(await ada.runs('module', { module: 'transactions' }))).toContain('## Transactions');
});

test('before the first letter the list begins where the member’s next lessons stand', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  await ada.runs('solo start', { pathway: 'way' });
  expect((await ada.types('module', 'module', '')).slice(0, 3)).toEqual([
    {
      label: 'Transactions · Databases · The whole way: from the first byte to the last · next for you',
      value: 'way/transactions',
    },
    { label: 'Models · The whole way: from the first byte to the last · next for you', value: 'way/models' },
    { label: 'Databases · The whole way: from the first byte to the last', value: 'way/databases' },
  ]);
  expect(await ada.types('module', 'module', 'transact')).toEqual([
    {
      label: 'Transactions · Databases · The whole way: from the first byte to the last',
      value: 'way/transactions',
    },
  ]);
});

test('every page of every part of our own pathways is whole, for who has done nothing and for who has done all', async () => {
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const bot = await startTestBot(now, { curriculum });
  const [nothing, all] = [bot.member('ada'), bot.member('bob')];
  await learn(bot, all);
  const labels = new Map<string, string>();
  for (const node of curriculum.nodes.values()) {
    for (const member of [nothing, all]) {
      const pages = await allPages(member, await member.runs('module', { module: node.id }), node.id);
      const words = pages.map(wordsOf).join('\n');
      expect.soft(words, node.id).toContain(`## ${node.title}`);
      expect.soft(words, node.id).toContain('**Next:**');
      for (const id of node.lessons) {
        expect.soft(words, node.id).toContain(`. ${curriculum.lessons.get(id)?.title}`);
      }
      for (const { title } of node.children) expect.soft(words, node.id).toContain(title.slice(0, 60));
    }
    const typed = await nothing.types('module', 'module', node.id);
    expectChoicesFit(typed, node.id);
    const label = typed.find(({ value }) => value === node.id)?.label ?? '';
    expect.soft(labels.get(label), `“${label}” names two parts`).toBeUndefined();
    labels.set(label, node.id);
  }
});

test('an unknown part is answered with those that are near', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('module', { module: 'datab' }))).toContain('## Databases');
  const several = await ada.runs('module', { module: 'a' });
  expect(wordsOf(several)).toMatch(/^I don’t know a module of that name\. Did you mean “.+” or “.+”\? Type/);
  expect(wordsOf(several)).toContain('Open one of them\n');
  expect(wordsOf(await ada.runs('module', { module: 'zzzz' }))).toContain(
    'and a letter to choose from a list',
  );
  for (const old of ['open:nowhere', 'page:1.nowhere', 'page:nonsense']) {
    expect(wordsOf(await ada.forges(`module:${old}`))).toContain('I don’t know a module of that name.');
  }
  expect(wordsOf(await ada.forges('module:page:999.infrastructure/phase-1'))).toContain('## Databases');
  expect(await ada.types('module', 'module', 'datab')).toEqual([
    { label: 'Databases · Mastering Backend Infrastructure', value: 'infrastructure/phase-1' },
  ]);
  const bare = { ...bot.curriculum, nodes: new Map(), pathways: new Map() };
  const empty = await startTestBot(now, { curriculum: bare });
  expect(wordsOf(await empty.member('ada').runs('module'))).toBe('There are no modules here yet.');
});
