import { expect, test } from 'vitest';
import {
  findLesson,
  suggestLessons,
  suggestNodes,
  suggestPathways,
  suggestProjects,
  suggestResources,
  suggestTerms,
} from '../../src/curriculum/find.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { sample, writeFolder } from './sample.ts';

async function load(): Promise<Curriculum> {
  const { curriculum } = loadCurriculum(await writeFolder(sample));
  if (!curriculum) throw new Error('The sample is valid.');
  return curriculum;
}
async function lessons(typed: string, limit = 25): Promise<readonly string[]> {
  return suggestLessons(await load(), typed, limit).map(lesson => lesson.id);
}

test('a lesson is found by its id and by an id that it once had', async () => {
  const curriculum = await load();
  expect(findLesson(curriculum, 'net/ports')?.rev).toBe(1);
  expect(findLesson(curriculum, 'net/port-numbers')?.id).toBe('net/ports');
  expect(findLesson(curriculum, 'net/pots')).toBeUndefined();
});

test('nothing typed lists the first lessons, as many as asked for', async () => {
  expect(await lessons('')).toEqual(['net/ports', 'net/sockets']);
  expect(await lessons('  ', 1)).toEqual(['net/ports']);
});

test('the beginning of any word is enough, in any case', async () => {
  expect(await lessons('SOCK')).toEqual(['net/sockets']);
  expect(await lessons('door')).toEqual(['net/ports']);
  expect(await lessons('house doo')).toEqual(['net/ports']);
  expect(await lessons('net/po')).toEqual(['net/ports']);
});

test('beginnings come before what is only contained', async () => {
  expect(await lessons('s')).toEqual(['net/sockets', 'net/ports']);
  expect(await lessons('ocke')).toEqual(['net/sockets']);
});

test('what nobody teaches suggests nothing', async () => {
  expect(await lessons('kubernetes')).toEqual([]);
  expect(await lessons('*')).toEqual(['net/ports', 'net/sockets']);
});

test('a whole title or id comes before what only begins so', async () => {
  const longer = sample['lessons/net/ports.md'].replace(
    'Ports: many doors in one house',
    'Sockets and ports',
  );
  const texts = { ...sample, 'lessons/net/ports.md': longer };
  const { curriculum } = loadCurriculum(await writeFolder(texts));
  if (!curriculum) throw new Error('The sample is valid.');
  const ids = (typed: string) => suggestLessons(curriculum, typed, 5).map(({ id }) => id);
  expect(ids('sock')).toEqual(['net/ports', 'net/sockets']);
  expect(ids('Sockets')).toEqual(['net/sockets', 'net/ports']);
  expect(ids('NET/SOCKETS')).toEqual(['net/sockets', 'net/ports']);
});

test('first letters are enough where nothing is written so', async () => {
  expect(await lessons('pmd')).toEqual(['net/ports']);
  expect(await lessons('pmdioh')).toEqual(['net/ports']);
});

test('a typo is forgiven where nothing else fits, and only there', async () => {
  expect(await lessons('sokcet')).toEqual(['net/sockets']);
  expect(await lessons('huose')).toEqual(['net/ports']);
  expect(await lessons('port-numbres')).toEqual(['net/ports']);
  expect(await lessons('doors')).toEqual(['net/ports']);
  expect(await lessons('boors')).toEqual(['net/ports']);
  expect(await lessons('boots')).toEqual([]);
});

test('an id that a lesson had before leads to it', async () => {
  expect(await lessons('port-num')).toEqual(['net/ports']);
});

test('every kind is suggested by what it is called, and in its own order while nothing is typed', async () => {
  const glossary = `- { id: z, term: Zone, also: [ZN], text: A part of all names that one server knows, lesson: net/ports }
- { id: a, term: Address, text: A number by which a machine is reached by others, lesson: net/ports }
`;
  const texts = { ...sample, 'glossary.yml': glossary };
  const { curriculum } = loadCurriculum(await writeFolder(texts));
  if (!curriculum) throw new Error('The sample is valid.');
  expect(suggestTerms(curriculum, '', 5).map(({ term }) => term)).toEqual(['Zone', 'Address']);
  expect(suggestTerms(curriculum, 'zn', 5).map(({ term }) => term)).toEqual(['Zone']);
  expect(suggestTerms(curriculum, 'adress', 5).map(({ term }) => term)).toEqual(['Address']);
  expect(suggestResources(curriculum, 'ports', 5).map(({ id }) => id)).toEqual(['port-list']);
  expect(suggestPathways(curriculum, 'frist', 5).map(({ id }) => id)).toEqual(['first-steps']);
  expect(suggestProjects(curriculum, '', 5)).toEqual([]);
});

test('nodes are suggested by title and id', async () => {
  expect(suggestNodes(await load(), 'later', 5).map(node => node.id)).toEqual(['first-steps/two']);
  expect(suggestNodes(await load(), 'first-steps/one', 5)).toHaveLength(2);
});
