import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const now = '2026-11-20T12:00:00Z';

test('without a name the first part opens, with its lessons and what one has done of them', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  const first = await ada.runs('module');
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toContain('## Databases');
  expect(wordsOf(first)).toContain('1. Subqueries and WITH');
  expect(wordsOf(first)).toMatch(/▱{10} 0 of \d+/);
  const lesson = await ada.chooses(first, 'Subqueries and WITH');
  expect(wordsOf(lesson)).toContain('## Subqueries and WITH');
  await ada.presses(lesson, 'I’ve done it');
  expect(wordsOf(await ada.runs('module'))).toContain('1. Subqueries and WITH (done)');
  expect(wordsOf(await ada.runs('module'))).toMatch(/1 of \d+/);
});

test('every part can be found by its id and its title, and those without lessons say so', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  let withoutLessons = 0;
  for (const node of bot.curriculum.nodes.values()) {
    const byId = wordsOf(await ada.runs('module', { module: node.id }));
    expect.soft(byId).toContain(`## ${node.title}`);
    expect.soft(wordsOf(await ada.runs('module', { module: node.title.toUpperCase() }))).toBe(byId);
    if (node.lessons.length > 0 || node.children.length > 0) continue;
    withoutLessons += 1;
    expect.soft(byId).toContain('No lessons are written for this part yet.');
  }
  expect(withoutLessons).toBeGreaterThan(0);
});

test('a part that holds parts opens them from a list', async () => {
  const { curriculum } = await startTestBot(now);
  const [outer, inner] = curriculum.nodes.values();
  if (!outer || !inner) throw new Error('the curriculum has too few parts');
  const nested = { ...outer, children: [{ ...inner, parentId: outer.id }] };
  const nodes = new Map([...curriculum.nodes, [outer.id, nested] as const]);
  const bot = await startTestBot(now, { curriculum: { ...curriculum, nodes } });
  const ada = bot.member('ada');
  const opened = await ada.chooses(await ada.runs('module', { module: outer.id }), inner.title);
  expect(wordsOf(opened)).toContain(`## ${inner.title}`);
});

test('an unknown part is answered with those that are near', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('module', { module: 'datab' }))).toContain(
    'I don’t know a module of that name. Did you mean “Databases”?',
  );
  expect(wordsOf(await ada.runs('module', { module: 'zzzz' }))).toContain(
    'and a letter to choose from a list',
  );
  expect(wordsOf(await ada.forges('module:open:nowhere'))).toContain('I don’t know a module of that name.');
  expect(await ada.types('module', 'module', 'datab')).toEqual([
    { label: 'Databases, Mastering Backend Infrastructure', value: 'infrastructure/phase-1' },
  ]);
  const bare = { ...bot.curriculum, nodes: new Map() };
  const empty = await startTestBot(now, { curriculum: bare });
  expect(wordsOf(await empty.member('ada').runs('module'))).toBe('There are no modules here yet.');
});
