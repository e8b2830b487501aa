import { expect, test } from 'vitest';
import type { Project } from '../../../src/curriculum/types.ts';
import { startTestBot, type TestMember } from '../../support/bot.ts';
import { withWords } from '../../support/look-up-curriculum.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';
import { allPages, expectWhole } from '../../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  return { bot, ada: bot.member('ada') };
}

/** The words of all pages of a part, one after another. */
async function readPart(ada: TestMember, project: Project, tab: string): Promise<string> {
  const first = await ada.presses(await ada.runs('project show', { project: project.id }), tab);
  return (await allPages(ada, first, `${project.id}, ${tab}`)).map(wordsOf).join('\n');
}

async function expectToTheLastWord(ada: TestMember, project: Project): Promise<void> {
  const card = await ada.runs('project show', { project: project.title });
  expectWhole(card, project.id);
  const brief = wordsOf(card);
  for (const part of [`## ${project.title}\n`, project.summary, project.brief])
    expect.soft(brief, project.id).toContain(part);
  const steps = await readPart(ada, project, 'Steps');
  for (const [i, step] of project.steps.entries())
    expect.soft(steps, project.id).toContain(`### ${i + 1}. ${step.title}\n${step.text}`);
  const rubric = await readPart(ada, project, 'How it is judged');
  for (const { title, levels } of project.rubric) {
    const lines = levels.map((words, earned) => `- **${earned}**: ${words}`);
    expect.soft(rubric, project.id).toContain([`### ${title}`, ...lines].join('\n'));
  }
}

test('a project shows what to build, which lessons it uses and which of them are yours, and what to read next', async () => {
  const { ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const card = await ada.runs('project show', { project: 'a LEDGER' });
  expect(card).toMatchObject({ private: true, replaces: false });
  expect(wordsOf(card)).toMatch(/^-# Projects ▸ beginner ▸ brief\n## A ledger\n/);
  expect(wordsOf(card)).toContain('About 12 hours · beginner · 3 steps');
  expect(wordsOf(card)).toContain('1 of 3 yours\n- ACID: what a transaction promises (done)\n- Normal forms');
  expect(wordsOf(card)).toContain('**Next:** read “Normal forms one to three”.');
  expect(labelsOf(card)).toEqual(['Read “Normal forms one to three”', 'Steps', 'How it is judged']);
  expect(wordsOf(await ada.presses(card, /^Read/))).toContain('Normal forms one to three ▸ page 1');
  const chosen = await ada.chooses(card, 'ACID: what a transaction promises (done)');
  expect(wordsOf(chosen)).toContain('## ACID: what a transaction promises');
});

test('whoever has done all its lessons is told to begin with step 1', async () => {
  const { ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/normal-forms' }), 'I’ve done it');
  const card = await ada.runs('project show', { project: 'library' });
  expect(wordsOf(card)).toContain('Start with step 1: Draw the tables.');
  expect(labelsOf(card)).toEqual(['Start with step 1', 'How it is judged']);
  const steps = await ada.presses(card, 'Start with step 1');
  expect(wordsOf(steps)).toContain('### 1. Draw the tables\n');
  expect(labelsOf(steps)).toEqual(['Brief', 'How it is judged']);
});

test('brief, steps and rubric are shown to the last word, also of a project as long as one may be', async () => {
  const { bot, ada } = await start();
  for (const project of bot.curriculum.projects.values()) await expectToTheLastWord(ada, project);
});

test('all of our own projects are shown to the last word', async () => {
  const bot = await startTestBot(friday);
  for (const project of bot.curriculum.projects.values())
    await expectToTheLastWord(bot.member('ada'), project);
});

test('at most four buttons are offered, and they work after a restart', async () => {
  const { bot, ada } = await start();
  const restarted = (await startTestBot(friday, { curriculum: bot.curriculum })).member('ada');
  let page = await ada.presses(await ada.runs('project show', { project: 'longest' }), 'Steps');
  for (let i = 0; i < 3; i++) {
    expect(labelsOf(page).length).toBeLessThanOrEqual(4);
    page = await restarted.presses(page, 'Next');
  }
  expect(wordsOf(page)).toContain('▸ steps ▸ page 4 of');
  expect(wordsOf(await restarted.presses(page, 'Brief'))).toContain('▸ brief\n');
});

test('an unknown project is answered with those that are near; an old button says that it is gone', async () => {
  const { ada } = await start();
  const near = await ada.runs('project show', { project: 'libary' });
  expect(wordsOf(near)).toContain('I don’t know a project called “libary”. Was it one of these?');
  expect(wordsOf(await ada.chooses(near, 'A library'))).toContain('## A library');
  expect(wordsOf(await ada.runs('project show', { project: '@everyone' }))).not.toContain('@everyone');
  for (const argument of ['0.nothing.brief', '0.ledger.submit', '0.ledger', '', '9.constructor.steps']) {
    expect
      .soft(wordsOf(await ada.forges(`project/show:page:${argument}`)), argument)
      .toBe('That project is no longer here. Type `/project list` to see all of them.');
  }
});

test('before the first letter the project of which you know most comes first', async () => {
  const { ada } = await start();
  const labels = async (typed: string) =>
    (await ada.types('project show', 'project', typed)).map(one => one.label);
  expect((await labels(''))[0]).toBe('A ledger (beginner)');
  await ada.presses(await ada.runs('lesson', { lesson: 'db/normal-forms' }), 'I’ve done it');
  expect((await labels(''))[0]).toBe('A library (beginner)');
  expect((await labels('')).length).toBe(15);
  expect(await labels('report number 7')).toContain('Report number 7 (intermediate)');
  expect((await labels('libr'))[0]).toBe('A library (beginner)');
});

test('where there is no project, show says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, projects: new Map() } });
  expect(wordsOf(await bot.member('ada').runs('project show', { project: 'x' }))).toBe(
    'There are no projects here yet.',
  );
});
