import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { withWords } from '../../support/look-up-curriculum.ts';
import { wordsOf } from '../../support/shown.ts';
import { allPages } from '../../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  return { bot, ada: bot.member('ada') };
}

test('projects stand by level, with their hours and how many of their lessons are yours', async () => {
  const { ada } = await start();
  await ada.presses(await ada.runs('lesson', { lesson: 'db/acid' }), 'I’ve done it');
  const list = await ada.runs('project list');
  expect(list).toMatchObject({ private: true, replaces: false });
  expect(wordsOf(list)).toMatch(
    /^-# Projects ▸ page 1 of 2\n## 15 projects to build\n### Beginner\n\*\*A ledger\*\*\n-# About 12 hours · 1 of 3 lessons yours\n\*\*A library\*\*\n-# About 12 hours · 0 of 1 lesson yours\n### Intermediate\n/,
  );
  expect(wordsOf(list)).toContain(
    '**Next for you:** A ledger. You have done 1 of the 3 lessons that it uses.',
  );
  expect(wordsOf(await ada.presses(list, 'Open “A ledger”'))).toContain('## A ledger');
});

test('its pages hold every project once, also when the buttons are pressed after a restart', async () => {
  const { bot, ada } = await start();
  const restarted = (await startTestBot(friday, { curriculum: bot.curriculum })).member('ada');
  const pages = await allPages(restarted, await ada.runs('project list'), 'projects');
  const read = pages.map(wordsOf);
  for (const { title } of bot.curriculum.projects.values()) {
    expect(read.join('\n').split(`**${title}**\n`).length - 1, title).toBe(1);
    expect(read.filter(words => words.includes(`**${title}**`)).length, title).toBe(1);
  }
  expect(read.length).toBe(2);
});

test('one level can be asked for, and the pages stay with it', async () => {
  const { ada } = await start();
  const list = await ada.runs('project list', { level: 'intermediate' });
  expect(wordsOf(list)).toContain('-# Projects ▸ intermediate ▸ page 1 of 2\n## 12 projects to build');
  const next = wordsOf(await ada.presses(list, 'Next'));
  expect(next).toContain('-# Projects ▸ intermediate ▸ page 2 of 2');
  expect(next).not.toContain('### Beginner');
  expect(wordsOf(await ada.forges('project/list:page:0.nonsense'))).toContain('## 15 projects to build');
  expect(wordsOf(await ada.forges('project/list:page:77.'))).toContain('page 2 of 2');
});

test('our own projects are all on it, and open from it', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const opened: string[] = [];
  for (const page of await allPages(ada, await ada.runs('project list'), 'our projects')) {
    for (const project of bot.curriculum.projects.values()) {
      if (!wordsOf(page).includes(`**${project.title}**`)) continue;
      opened.push(project.id);
      expect.soft(wordsOf(await ada.chooses(page, project.title))).toContain(`## ${project.title}`);
    }
  }
  expect(opened.sort()).toEqual([...bot.curriculum.projects.keys()].sort());
});

test('where there is no project, or none of the level, list says so', async () => {
  const { bot } = await start();
  const easy = [...bot.curriculum.projects].filter(([, project]) => project.level === 'beginner');
  const some = await startTestBot(friday, { curriculum: { ...bot.curriculum, projects: new Map(easy) } });
  expect(wordsOf(await some.member('ada').runs('project list', { level: 'advanced' }))).toBe(
    'There is no advanced project here yet. `/project list` without a level shows all of them.',
  );
  const none = await startTestBot(friday, { curriculum: { ...bot.curriculum, projects: new Map() } });
  expect(wordsOf(await none.member('ada').runs('project list'))).toBe('There are no projects here yet.');
});
