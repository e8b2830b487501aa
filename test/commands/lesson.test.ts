import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('anybody can open the next lesson for them, or any other by its title, id or old id', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('lesson');
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toContain('## Subqueries and WITH');
  expect(wordsOf(first)).toContain('**Afterwards you can**');
  expect(wordsOf(first)).toContain('Phase 1: Databases');
  expect(labelsOf(first)).toEqual(['Read', 'Quiz me', 'I’ve done it']);
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

test('an unknown lesson is answered with those that are near, and the list of suggestions follows the letters', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('lesson', { lesson: 'window' }))).toBe(
    'I don’t know a lesson of that name. Did you mean “Window functions”? Type `/lesson` and a letter to choose from a list.',
  );
  expect(wordsOf(await ada.runs('lesson', { lesson: 'zzzz' }))).toBe(
    'I don’t know a lesson of that name. Type `/lesson` and a letter to choose from a list.',
  );
  expect(wordsOf(await ada.forges('lesson:open:db/nothing'))).toContain('I don’t know a lesson');
  expect(await ada.types('lesson', 'lesson', 'wind')).toEqual([
    { label: 'Window functions', value: 'db/window-functions' },
  ]);
  expect(await ada.types('lesson', 'lesson', '')).toHaveLength(Math.min(25, bot.curriculum.lessons.size));
});

test('where nothing is taught yet, lesson says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const bare = { ...curriculum, pathways: new Map(), lessons: new Map(), nodes: new Map() };
  const bot = await startTestBot(friday, { curriculum: bare });
  expect(wordsOf(await bot.member('ada').runs('lesson'))).toBe('There are no lessons here yet.');
});
