import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { everyRow, startTestBot } from '../support/bot.ts';
import { learn } from '../support/progress.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { expectChoicesFit, expectWhole } from '../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';

test('anybody can open the next lesson for them, or any other by its title, id or old id', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('lesson');
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toContain('## Subqueries and WITH');
  expect(wordsOf(first)).toContain('**Afterwards you can**');
  expect(wordsOf(first)).toContain('Phase 1: Databases');
  expect(wordsOf(first)).toContain('▸ lesson 1 of 12');
  expect(labelsOf(first)).toEqual(['Read', 'Quiz me', 'I’ve done it', 'Next: Window functions']);
  expect(wordsOf(await ada.presses(first, 'Next: Window functions'))).toContain('## Window functions');
  for (const typed of ['db/window-functions', 'window functions']) {
    expect(wordsOf(await ada.runs('lesson', { lesson: typed }))).toContain('## Window functions');
  }
  for (const lesson of bot.curriculum.lessons.values()) {
    for (const alias of lesson.aliases) {
      expect.soft(wordsOf(await ada.runs('lesson', { lesson: alias }))).toContain(`## ${lesson.title}`);
    }
  }
});

test('every lesson can be read to its last page, and from there quizzed and marked as done', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const lesson of bot.curriculum.lessons.values()) {
    let page = await ada.presses(await ada.runs('lesson', { lesson: lesson.id }), 'Read');
    const read = [wordsOf(page)];
    while (labelsOf(page).includes('Next')) {
      page = await ada.presses(page, 'Next');
      expect(page).toMatchObject({ replaces: true });
      read.push(wordsOf(page));
    }
    for (const { title, body } of lesson.sections) {
      expect.soft(read.join('\n'), `${lesson.id}: ${title}`).toContain(`### ${title}\n${body}`);
    }
    expect
      .soft(labelsOf(page))
      .toEqual(expect.arrayContaining([...(read.length > 1 ? ['Back'] : []), 'Quiz me', 'I’ve done it']));
    if (read.length > 1) expect.soft(wordsOf(await ada.presses(page, 'Back'))).toBe(read.at(-2));
  }
});

test('a lesson is done once: the second time earns nothing and says so', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const card = await ada.runs('lesson', { lesson: 'db/acid' });
  expect(wordsOf(await ada.presses(card, 'I’ve done it'))).toMatch(/is done\. \+5 points\./);
  const before = await everyRow(bot);
  expect(wordsOf(await ada.presses(card, 'I’ve done it'))).toContain(
    'You have done this lesson already, so nothing changed.',
  );
  expect(await everyRow(bot)).toBe(before);
  const again = await ada.runs('lesson', { lesson: 'db/acid' });
  expect(wordsOf(again)).toContain('you have done this lesson');
  expect(labelsOf(again)).not.toContain('I’ve done it');
});

test('a lesson marked ahead of its post is practice, within its cap; one that was posted pays whole, also to who joined later', async () => {
  const bot = await startTestBot(friday);
  const cohortId = await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  const [pathway] = bot.curriculum.pathways.values();
  const done = [];
  for (const { lessonId: lesson } of pathway?.lessons ?? [])
    done.push(wordsOf(await ada.presses(await ada.runs('lesson', { lesson }), 'I’ve done it')));
  const [posted, ahead, ...rest] = done;
  expect(posted).toMatch(/is done\. \+5 points\.\n/);
  expect(ahead).toMatch(/is done\. \+1 point\. It came before its day, so it counts as practice\.\n/);
  expect(rest.at(-1)).toMatch(/is done\. It came before its day, so it counts as practice\.\n/);
  const [score] = await bot.sql`select points from scores where cohort_id = ${cohortId}`;
  expect(score).toMatchObject({ points: 15 });
});

test('outside a cohort the next lesson is the first one not yet done; in a cohort it is the latest post', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  await ada.presses(await ada.runs('lesson'), 'I’ve done it');
  expect(wordsOf(await ada.runs('lesson'))).toContain('## Window functions');
  await bot.startCohort('Autumn');
  await bot.tick();
  await ada.runs('join');
  expect(wordsOf(await ada.runs('lesson'))).toContain('## Subqueries and WITH');
});

test('what a lesson builds on is shown, with what is done of it', async () => {
  const bot = await startTestBot(friday);
  const lesson = [...bot.curriculum.lessons.values()].find(one => one.prerequisites.length > 0);
  const before = bot.curriculum.lessons.get(lesson?.prerequisites[0] ?? '');
  if (!lesson || !before) throw new Error('no lesson builds on another');
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('lesson', { lesson: lesson.id }))).toContain(
    `- ${before.title} (not done yet)`,
  );
  await ada.presses(await ada.runs('lesson', { lesson: before.id }), 'I’ve done it');
  expect(wordsOf(await ada.runs('lesson', { lesson: lesson.id }))).toContain(`- ${before.title} (done)`);
});

test('an unknown lesson is answered with those that are near, a single near one opens, and the list of suggestions follows the letters', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('lesson', { lesson: 'window' }))).toContain('# Window functions');
  const several = await ada.runs('lesson', { lesson: 'and' });
  expect(wordsOf(several)).toMatch(/^I don’t know a lesson of that name\. Did you mean “.+” or “.+”\? Type/);
  expect(wordsOf(several)).toContain('Open one of these\n');
  expect(wordsOf(await ada.runs('lesson', { lesson: 'zzzz' }))).toBe(
    'I don’t know a lesson of that name. Type `/lesson` and a letter to choose from a list.',
  );
  expect(wordsOf(await ada.forges('lesson:open:db/nothing'))).toContain('I don’t know a lesson');
  const first = async (typed: string) => (await ada.types('lesson', 'lesson', typed))[0];
  const windows = { label: 'Window functions', value: 'db/window-functions' };
  for (const typed of ['wind', 'window functoins']) expect.soft(await first(typed)).toEqual(windows);
  expect(await first('ACID')).toMatchObject({ value: 'db/acid' });
  expect(await ada.types('lesson', 'lesson', '')).toHaveLength(Math.min(25, bot.curriculum.lessons.size));
});

test('a lesson tells where it stands in every pathway, the member’s own first, and what uses it', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: twoPathways(curriculum) });
  const ada = bot.member('ada');
  const acid = async () => wordsOf(await ada.runs('lesson', { lesson: 'db/acid' }));
  expect(await acid()).toContain(
    '-# Mastering Backend Infrastructure ▸ Phase 1: Databases ▸ lesson 11 of 12',
  );
  expect(await acid()).toContain('-# Also in: Module 1: Transactions · The whole way: from the first byte');
  expect(await acid()).toContain('-# On the way of a request: DB');
  expect(await acid()).toContain('-# You build with it in: A small bank');
  await ada.runs('solo start', { pathway: 'way' });
  expect(await acid()).toContain('▸ Module 1: Transactions ▸ lesson 1 of 3');
  expect(await acid()).toContain('-# Also in: Phase 1: Databases · Mastering Backend Infrastructure');
});

test('who studies alone is shown the next lesson of that pathway, and after one is done the one behind it', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: twoPathways(curriculum) });
  const ada = bot.member('ada');
  await ada.runs('solo start', { pathway: 'way' });
  const acid = await ada.runs('lesson');
  expect(wordsOf(acid)).toContain('## ACID');
  const done = await ada.presses(acid, 'I’ve done it');
  expect(labelsOf(done)).toEqual(['Quiz me', 'Next: Window functions', 'My progress']);
  expect(wordsOf(await ada.runs('lesson'))).toContain('## Window functions');
});

test('before the first letter the list says what is next: today, then each study in turn, with what is done behind', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: twoPathways(curriculum) });
  const ada = bot.member('ada');
  const labels = async () => (await ada.types('lesson', 'lesson', '')).map(({ label }) => label);
  expect((await labels()).slice(0, 2)).toEqual([
    'Subqueries and WITH · next for you',
    'ACID: what a transaction promises · next for you',
  ]);
  await bot.startCohort('Autumn');
  await bot.tick();
  await ada.runs('join');
  await ada.runs('solo start', { pathway: 'way' });
  await learn(bot, ada, ['db/acid']);
  const list = await labels();
  expect(list.slice(0, 4)).toEqual([
    'Subqueries and WITH · today',
    'Window functions · next for you',
    'Normal forms one to three · next for you',
    'From requirements to entities and relations · next for you',
  ]);
  expect(list).toContain('ACID: what a transaction promises · done');
  expect(new Set(list).size).toBe(list.length);
});

test('a lesson of yesterday that is still open is offered to catch up', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  await bot.startCohort('Autumn');
  await bot.tick();
  await ada.runs('join');
  for (const day of ['23', '24', '25', '26', '27']) {
    bot.moveTo(`2026-11-${day}T12:00:00Z`);
    await bot.tick();
  }
  await learn(bot, ada, ['db/subqueries-and-ctes']);
  const labels = (await ada.types('lesson', 'lesson', '')).map(({ label }) => label);
  expect(labels[0]).toMatch(/ · today$/);
  expect(labels.filter(label => label.endsWith(' · to catch up')).length).toBeGreaterThan(0);
});

test('every lesson’s card is whole, for who has done nothing and for who has done all', async () => {
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const bot = await startTestBot(friday, { curriculum });
  const [nothing, all] = [bot.member('ada'), bot.member('bob')];
  await learn(bot, all);
  for (const { id, title } of curriculum.lessons.values()) {
    for (const member of [nothing, all]) {
      const card = await member.runs('lesson', { lesson: id });
      expectWhole(card, id);
      expect.soft(wordsOf(card), id).toContain(`## ${title}`);
    }
  }
  expectChoicesFit(await nothing.types('lesson', 'lesson', ''), 'nothing done');
  expectChoicesFit(await all.types('lesson', 'lesson', ''), 'all done');
});

test('where nothing is taught yet, lesson says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const bare = { ...curriculum, pathways: new Map(), lessons: new Map(), nodes: new Map() };
  const bot = await startTestBot(friday, { curriculum: bare });
  expect(wordsOf(await bot.member('ada').runs('lesson'))).toBe('There are no lessons here yet.');
});

test('a lesson opens at its place in the cohort whose button was pressed, on each page, else in the pathway joined last', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: twoPathways(curriculum) });
  await bot.startCohort('Autumn');
  const winter = await bot.startCohort('Winter');
  const fay = bot.member('fay');
  await fay.runs('join', { cohort: 'Winter' });
  bot.moveTo('2026-11-20T12:01:00Z');
  await fay.runs('join', { cohort: 'Autumn' });
  await bot.tick();
  await bot.sql`update cohorts set pathway_id = 'way' where id = ${winter}`;
  await bot.sql`update deliveries set lesson_id = 'db/acid', node_id = 'way/transactions' where cohort_id = ${winter} and lane = 'plan'`;
  const today = await fay.runs('today', { cohort: 'Winter' });
  bot.moveTo('2026-11-22T10:00:00Z');
  const where = (card: Reply) => wordsOf(card).split(' ▸ ')[0];
  const from = [
    await fay.presses(today, 'Read'),
    await fay.presses(await fay.runs('streak', { cohort: 'Winter' }), 'Repair Friday'),
  ];
  for (const first of from) {
    expect(where(first)).toBe('-# The whole way: from the first byte to the last');
    expect(labelsOf(first)).toContain('Next');
    expect(where(await fay.presses(first, 'Next'))).toBe('-# The whole way: from the first byte to the last');
  }
  expect(where(await fay.forges('lesson:begin:db/acid'))).toBe('-# Mastering Backend Infrastructure');
  await bot.sql`update memberships set left_at = ${bot.now()} where cohort_id <> ${winter}`;
  for (const id of ['lesson:begin:db/acid', 'lesson:read:db/acid.1', 'lesson:begin:db/acid.nothing'])
    expect(where(await fay.forges(id))).toBe('-# The whole way: from the first byte to the last');
});
