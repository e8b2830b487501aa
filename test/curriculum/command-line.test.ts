import { expect, test } from 'vitest';
import { runCurriculumCommand } from '../../src/curriculum/command-line.ts';
import { sample, writeFolder } from './sample.ts';

async function run(words: readonly string[], texts: Readonly<Record<string, string>> = sample) {
  const lines: string[] = [];
  const place = {
    folder: await writeFolder(texts),
    print: (line: string) => lines.push(line),
    today: '2026-11-29',
  };
  const code = await runCurriculumCommand(words, place);
  return { code, lines };
}

test('check counts a sound curriculum in one line', async () => {
  expect(await run(['check'])).toEqual({
    code: 0,
    lines: ['1 pathway, 3 nodes, 2 lessons (1 reviewed), 12 questions, 1 resource, 0 terms, 0 projects.'],
  });
});

test('check prints every fault and fails', async () => {
  const { code, lines } = await run(['check'], { ...sample, 'resources.yml': '[]' });
  expect(code).toBe(1);
  expect(lines).toEqual([
    'lessons/net/ports.md:12  There is no resource "port-list". Add it to resources.yml, or take it out.',
    'pathways/first-steps.yml:7  There is no resource "port-list". Add it to resources.yml, or take it out.',
  ]);
});

test('check reads the folder that is named', async () => {
  const folder = await writeFolder({ ...sample, 'resources.yml': 'x' });
  expect((await run(['check', folder])).code).toBe(1);
});

test('stats counts for programs, and names nodes that have no lesson', async () => {
  const { lines } = await run(['stats', '--json']);
  expect(JSON.parse(lines.join())).toEqual({
    pathways: 1,
    nodes: 3,
    nodesWithoutLesson: ['first-steps/two'],
    lessons: 2,
    questions: 12,
    resources: 1,
    terms: 0,
    projects: 0,
    reviewed: 1,
  });
  expect((await run(['stats'])).lines[1]).toBe('without a lesson: first-steps/two');
});

test.each([[[]], [['chekc']], [['check', '--json']], [['check', 'a', 'b']], [['stats', '--jsn']]])(
  'the words %j get the usage',
  async words => {
    const { code, lines } = await run(words);
    expect(code).toBe(2);
    expect(lines.join()).toContain('npm run curriculum -- check');
  },
);
