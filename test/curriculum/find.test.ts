import { expect, test } from 'vitest';
import { findLesson, suggestLessons, suggestNodes } from '../../src/curriculum/find.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { sample, writeFolder } from './sample.ts';

async function load(): Promise<Curriculum> {
  const { curriculum } = await loadCurriculum(await writeFolder(sample));
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

test('nodes are suggested by title and id', async () => {
  expect(suggestNodes(await load(), 'later', 5).map(node => node.id)).toEqual(['first-steps/two']);
  expect(suggestNodes(await load(), 'first-steps/one', 5)).toHaveLength(2);
});
