import { expect, test } from 'vitest';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { type FoundKind, searchCurriculum, warmSearch } from '../../src/curriculum/search.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { sample, type Texts, writeFolder } from './sample.ts';

const glossary = `- id: tls
  term: TLS
  also: [Transport Layer Security, SSL]
  text: What keeps a conversation between two programs secret and whole.
  lesson: net/sockets
- id: kubernetes
  term: Kubernetes
  text: It starts containers on many machines, and starts them anew when they fail.
  lesson: net/ports
- id: two-phase-commit
  term: Two-phase commit
  also: [2PC]
  text: All take part or none does, which is asked first and done later.
  lesson: net/ports
`;

const project = `id: chat-room
title: Chat room
level: beginner
hours: 8
summary: A room in which everybody reads what everybody writes, over sockets that stay open.
brief: Write a server that takes lines from many clients and gives each line to all the others.
steps:
  - { title: Listen, text: Take a port and accept more than one client at a time. }
  - { title: Pass on, text: Give each line that one client writes to all the others. }
  - { title: Let go, text: Forget a client that has gone and let the others go on. }
rubric:
  - id: works
    title: It works
    levels: [Nothing runs, One client works, Many clients work, Many clients come and go]
  - id: tested
    title: It is tested
    levels: [No test, One test, Tests of what works, Tests of what fails]
  - id: told
    title: It is told
    levels: [No words, How to start it, Why it is so, Why it isn’t otherwise]
lessons: [net/sockets]
`;

async function load(changes: Texts = {}): Promise<Curriculum> {
  const texts = { ...sample, 'glossary.yml': glossary, 'projects/chat-room.yml': project, ...changes };
  const { curriculum, faults } = loadCurriculum(await writeFolder(texts));
  if (!curriculum) throw new Error(`The sample is valid, but: ${JSON.stringify(faults)}`);
  return curriculum;
}

async function found(typed: string, kinds?: readonly FoundKind[], limit = 10): Promise<readonly string[]> {
  return searchCurriculum(await load(), typed, limit, kinds).map(({ kind, id }) => `${kind} ${id}`);
}

test('every kind is found by its title', async () => {
  expect((await found('sockets'))[0]).toBe('lesson net/sockets');
  expect((await found('later'))[0]).toBe('node first-steps/two');
  expect((await found('list of ports'))[0]).toBe('resource port-list');
  expect((await found('kubernetes'))[0]).toBe('term kubernetes');
  expect((await found('chat room'))[0]).toBe('project chat-room');
  expect((await found('first steps'))[0]).toBe('pathway first-steps');
});

test('a short form finds the long one and the other way about, and lifts the lesson that teaches it', async () => {
  for (const typed of ['tls', 'TLS', 'ssl', 'transport layer security', 'what is TLS?'])
    expect((await found(typed)).slice(0, 2), typed).toEqual(['term tls', 'lesson net/sockets']);
});

test.each([
  ['Speaking TLS', 'speaking transport layer security'],
  ['Speaking Transport Layer Security', 'speaking ssl'],
])('the title "%s" fits "%s" better than one that has half of its words', async (title, typed) => {
  const curriculum = await load({
    'lessons/net/ports.md': sample['lessons/net/ports.md'].replace('Ports: many doors in one house', title),
    'lessons/net/sockets.md': sample['lessons/net/sockets.md'].replace(
      'title: Sockets',
      'title: Speaking layers',
    ),
  });
  expect(searchCurriculum(curriculum, typed, 1, ['lesson'])[0]?.id).toBe('net/ports');
});

test('words that one only asks with bring nothing', async () => {
  const titled = sample['lessons/net/ports.md'].replace(
    'Ports: many doors in one house',
    'What a house does',
  );
  const curriculum = await load({ 'lessons/net/ports.md': titled });
  const ids = (typed: string) => searchCurriculum(curriculum, typed, 5, ['lesson']).map(({ id }) => id);
  expect(ids('what does a socket do')).toEqual(['net/sockets']);
  expect(ids('what does')).toEqual(['net/ports']);
});

test('a long word is found by its first and last letter and the number between', async () => {
  expect((await found('k8s'))[0]).toBe('term kubernetes');
  expect((await found('why k8s'))[0]).toBe('term kubernetes');
});

test.each([
  ['a letter too few', 'kuberntes'],
  ['two wrong letters in a long word', 'cubernetis'],
  ['two letters changed about', 'kubernetse'],
  ['accents and capitals', 'KÜBERNÉTES'],
])('%s does no harm', async (_, typed) => {
  expect((await found(typed))[0]).toBe('term kubernetes');
});

test('a short word bears one wrong letter, and two changed about count as one', async () => {
  expect(await found('prots', ['lesson'])).toContain('lesson net/ports');
  expect(await found('sokcets', ['lesson'])).toEqual(['lesson net/sockets']);
  expect(await found('skcts', ['lesson'])).toEqual([]);
});

test.each(['2pc', 'two phase commit', 'Two-Phase Commit', '2-phase commit', 'twophase commit'])(
  'numbers and hyphens may be written as one likes: %s',
  async typed => {
    expect((await found(typed))[0]).toBe('term two-phase-commit');
  },
);

test('a name comes before what only mentions it, and the text of a lesson is searched at last', async () => {
  const kinds = ['lesson'] as const;
  expect(await found('ports', kinds)).toEqual(['lesson net/ports', 'lesson net/sockets']);
  expect(await found('conversation', kinds)).toEqual(['lesson net/sockets']);
  expect((await found('port four numbers', kinds))[0]).toBe('lesson net/ports');
});

test('only the kinds that are asked for come, and no more than are asked for', async () => {
  expect(await found('ports', ['resource'])).toEqual(['resource port-list']);
  expect(await found('ports', [])).toEqual([]);
  expect(await found('ports', undefined, 1)).toHaveLength(1);
  expect(await found('ports', undefined, 0)).toEqual([]);
  expect(await found('ports', undefined, -1)).toEqual([]);
});

test('nothing typed finds nothing, and neither does what nobody teaches', async () => {
  for (const typed of ['', '   ', '?!', '🦀', 'zeppelins']) expect(await found(typed), typed).toEqual([]);
});

test('the best is first, and each is there once', async () => {
  const all = searchCurriculum(await load(), 'ports sockets tls chat', 50);
  expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
  expect(new Set(all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(all.length);
});

test('a curriculum that was warmed, and one read anew, each answer from their own texts', async () => {
  const before = await load();
  warmSearch(before);
  const after = await load({ 'glossary.yml': glossary.replaceAll('Kubernetes', 'Nomad') });
  expect(searchCurriculum(before, 'nomad', 5)).toEqual([]);
  expect(searchCurriculum(after, 'nomad', 5)[0]?.id).toBe('kubernetes');
});
