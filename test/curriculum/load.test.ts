import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { projectRoot } from '../../src/root.ts';
import { sample, type Texts, writeFolder } from './sample.ts';

async function load(texts: Texts) {
  const { curriculum, faults } = loadCurriculum(await writeFolder(texts));
  expect(faults).toEqual([]);
  if (!curriculum) throw new Error('A curriculum without faults was not given.');
  return curriculum;
}

test('a valid folder becomes lessons, nodes and pathways', async () => {
  const curriculum = await load(sample);
  expect([...curriculum.lessons.keys()]).toEqual(['net/ports', 'net/sockets']);
  expect([...curriculum.nodes.keys()]).toEqual([
    'first-steps/one',
    'first-steps/one-more',
    'first-steps/two',
  ]);
  expect(curriculum.nodes.get('first-steps/one-more')).toMatchObject({
    pathwayId: 'first-steps',
    parentId: 'first-steps/one',
    n: undefined,
  });
  expect(curriculum.resources.get('port-list')).toMatchObject({ lang: 'en', provider: undefined });
});

test('a lesson that stands in two places is taught at the first', async () => {
  const pathway = (await load(sample)).pathways.get('first-steps');
  expect(pathway?.lessons).toEqual([
    { lessonId: 'net/ports', nodeId: 'first-steps/one' },
    { lessonId: 'net/sockets', nodeId: 'first-steps/one-more' },
  ]);
});

test('a lesson has nine sections, and headings inside code are code', async () => {
  const text = sample['lessons/net/ports.md'].replace(
    'Some words',
    '```sh\n## not a section\n```\nSome words',
  );
  const lesson = (await load({ ...sample, 'lessons/net/ports.md': text })).lessons.get('net/ports');
  expect(lesson?.sections.map(section => section.title)).toHaveLength(9);
  expect(lesson?.sections[0]?.body).toBe('```sh\n## not a section\n```\nSome words on ports.');
});

test('all six types of question are read, and true or false gets its two options', async () => {
  const questions = (await load(sample)).lessons.get('net/ports')?.questions ?? [];
  expect(questions.map(question => question.type)).toEqual([
    'single',
    'multi',
    'truefalse',
    'order',
    'fill',
    'output',
  ]);
  expect(questions[2]).toMatchObject({
    lessonId: 'net/ports',
    rev: 1,
    retired: false,
    options: [
      { id: 'true', text: 'True', right: false, why: 'A cable carries the bytes of every port.' },
      { id: 'false', text: 'False', right: true, why: 'Ports are numbers in a header, read by the kernel.' },
    ],
  });
  expect(questions[5]).toMatchObject({ options: [], accept: ['65535'], wrong: [] });
});

test('files from Windows, with a byte order mark and other line ends, are read alike', async () => {
  const texts = Object.entries(sample).map(([file, text]) => [
    file,
    `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  ]);
  expect((await load(Object.fromEntries(texts))).lessons).toEqual((await load(sample)).lessons);
});

test('the local folder adds lessons, replaces files and joins its links to the others', async () => {
  const curriculum = await load({
    ...sample,
    'local/lessons/net/ports.md': sample['lessons/net/ports.md'].replace('rev: 1', 'rev: 7'),
    'local/resources.yml':
      `${sample['resources.yml']}- { id: more, title: More, url: null, kind: book }\n`.replace(
        'List of ports',
        'Our list',
      ),
  });
  expect(curriculum.lessons.get('net/ports')?.rev).toBe(7);
  expect(curriculum.lessons.get('net/ports')?.questions).toHaveLength(6);
  expect([...curriculum.resources.values()].map(({ title, url }) => [title, url])).toContainEqual([
    'More',
    undefined,
  ]);
  expect(curriculum.resources.get('port-list')?.title).toBe('Our list');
});

test('every fault of every file is told at once, in the order of files and lines', async () => {
  const folder = await writeFolder({
    ...sample,
    'lessons/net/ports.md': sample['lessons/net/ports.md']
      .replace('rev: 1', 'rev: 0')
      .replace('beginner', 'easy'),
    'lessons/net/ports.quiz.yml': sample['lessons/net/ports.quiz.yml'].replace(
      'difficulty: 2',
      'difficulty: 9',
    ),
    'resources.yml': 'nothing',
  });
  const { curriculum, faults } = loadCurriculum(folder);
  expect(curriculum).toBeUndefined();
  expect(faults.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'lessons/net/ports.md:4',
    'lessons/net/ports.md:5',
    'lessons/net/ports.md:12',
    'lessons/net/ports.quiz.yml:5',
    'pathways/first-steps.yml:7',
    'resources.yml:1',
  ]);
});

test("the project's own curriculum has no fault", async () => {
  const { faults } = loadCurriculum(join(projectRoot(), 'curriculum'));
  expect(faults).toEqual([]);
});
