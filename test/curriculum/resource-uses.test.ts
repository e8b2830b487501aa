import { expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { findResourceUse, findTopic, listResources, listTopics } from '../../src/curriculum/resource-uses.ts';
import type { Curriculum, Resource } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';
import { sample, writeFolder } from './sample.ts';

const real = readCurriculum(`${projectRoot()}/curriculum`);
const ids = (curriculum: Curriculum, wish: Parameters<typeof listResources>[1]) =>
  listResources(curriculum, wish).map(({ resource }) => resource.id);

/** The sample, with links that nobody or only a node names, and tiers. */
async function readSample(): Promise<Curriculum> {
  const more = `${sample['resources.yml']}- id: deep-book
  title: The deep book
  url: null
  kind: book
  cost: paid
  tier: 3
- id: first-video
  title: A first video
  url: https://example.org/video
  kind: video
  cost: free
  tier: 1
`;
  const pathway = sample['pathways/first-steps.yml'].replace(
    'topics: [names]',
    'level: beginner\n    resources: [{ ref: first-video }]',
  );
  return readCurriculum(
    await writeFolder({ ...sample, 'resources.yml': more, 'pathways/first-steps.yml': pathway }),
  );
}

test('a link knows the lessons, parts and pathways that name it, and no others', () => {
  const naming = (one: { readonly resources: readonly { readonly ref: string }[] }, id: string) =>
    one.resources.some(({ ref }) => ref === id);
  expect(real.resources.size).toBeGreaterThan(100);
  for (const { id } of real.resources.values()) {
    const use = findResourceUse(real, id);
    const lessons = [...real.lessons.values()].filter(lesson => naming(lesson, id)).map(one => one.id);
    expect.soft(use?.lessons.map(lesson => lesson.id).sort(), id).toEqual(lessons.sort());
    expect.soft(use?.nodes, id).toEqual([...real.nodes.values()].filter(node => naming(node, id)));
    expect.soft(use?.pathways, id).toEqual([...real.pathways.values()].filter(one => naming(one, id)));
  }
});

test('a link is of the levels of what names it; if nothing does, of the level that its tier stands for', async () => {
  const curriculum = await readSample();
  expect([...(findResourceUse(curriculum, 'port-list')?.levels ?? [])]).toEqual(['beginner']);
  expect([...(findResourceUse(curriculum, 'first-video')?.levels ?? [])]).toEqual(['beginner']);
  expect([...(findResourceUse(curriculum, 'deep-book')?.levels ?? [])]).toEqual(['advanced']);
});

test('a wish is met in all its parts; what to begin with comes first', async () => {
  const curriculum = await readSample();
  expect(ids(curriculum, {})).toEqual(['first-video', 'deep-book', 'port-list']);
  expect(ids(curriculum, { cost: 'free' })).toEqual(['first-video', 'port-list']);
  expect(ids(curriculum, { cost: 'free', kind: 'docs' })).toEqual(['port-list']);
  expect(ids(curriculum, { tier: 3 })).toEqual(['deep-book']);
  expect(ids(curriculum, { level: 'advanced', cost: 'free' })).toEqual([]);
  expect(ids(curriculum, { topic: findTopic(curriculum, 'networks') })).toEqual(['port-list']);
  expect(ids(curriculum, { topic: findTopic(curriculum, 'first-steps/two') })).toEqual(['first-video']);
  // A pathway has the links of all that is below it.
  expect(ids(curriculum, { topic: findTopic(curriculum, 'first steps') })).toEqual([
    'first-video',
    'port-list',
  ]);
});

test('a topic is found by its id or its name; what has no link is no topic', async () => {
  const curriculum = await readSample();
  expect(listTopics(curriculum).map(({ id, title }) => [id, title])).toEqual([
    ['net', 'Networks'],
    ['first-steps', 'First steps'],
    ['first-steps/one', 'Doors'],
    ['first-steps/one-more', 'Ends'],
    ['first-steps/two', 'Later'],
    ['tcp', 'tcp'],
  ]);
  for (const topic of listTopics(real)) {
    expect.soft(topic.resourceIds.size, topic.id).toBeGreaterThan(0);
    expect.soft(findTopic(real, topic.id)).toBe(topic);
    // An id goes before a title: "Fundamentals" is a section of one pathway and the id of another.
    const named = findTopic(real, ` ${topic.title.toUpperCase()} `);
    expect.soft([named?.id, named?.title.toLowerCase()], topic.id).toContain(topic.title.toLowerCase());
  }
  expect(findTopic(real, 'no such topic')).toBeUndefined();
  expect(findTopic(real, '')).toBeUndefined();
});

test('a tag is written as the glossary writes it, else as a part of a pathway does', async () => {
  const curriculum = await readSample();
  const term = { id: 'tcp', term: 'TCP', also: [], text: 'A protocol.', lessonId: 'net/ports' };
  expect(findTopic({ ...curriculum, terms: new Map([['tcp', term]]) }, 'tcp')?.title).toBe('TCP');
  const [first] = curriculum.nodes.values();
  if (!first) throw new Error('nothing is taught');
  const nodes = new Map([...curriculum.nodes, ['x/y', { ...first, id: 'x/y', title: 'Tcp' }]]);
  expect(findTopic({ ...curriculum, nodes }, 'tcp')?.title).toBe('Tcp');
});

test('a tag with the name of a domain is that domain: its links are among them', () => {
  const tagged = [...real.lessons.values()].filter(
    ({ id, tags }) => tags.includes('http') && !id.startsWith('http/'),
  );
  const refs = tagged.flatMap(lesson => lesson.resources.map(({ ref }) => ref));
  expect(refs.length).toBeGreaterThan(0);
  const http = findTopic(real, 'http');
  expect(http?.title).toBe('HTTP');
  for (const ref of refs) expect.soft(http?.resourceIds.has(ref), ref).toBe(true);
});

test('a link that two places of one lesson name is counted there once', () => {
  const [lesson] = real.lessons.values();
  const [link] = real.resources.values() as Iterable<Resource>;
  if (!lesson || !link) throw new Error('nothing is taught');
  const ref = { ref: link.id, as: undefined, note: undefined, provider: undefined };
  const twice = { ...lesson, resources: [ref, ref] };
  const curriculum = { ...real, lessons: new Map([[lesson.id, twice]]) };
  expect(findResourceUse(curriculum, link.id)?.lessons).toEqual([twice]);
});
