import { expect, test } from 'vitest';
import { suggestZone } from '../../commands/_zone.ts';
import { suggestNodes, suggestPathways } from '../../src/curriculum/find.ts';
import { bestNamed } from '../../src/curriculum/name-match.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { suggestTopics } from '../../src/curriculum/resource-uses.ts';
import type { Asked } from '../../src/discord/define-command.ts';
import { projectRoot } from '../../src/root.ts';

const names = ['Autumn evenings', 'Autumn mornings', 'Load balancing', 'Twenty-Nine Steps'];
const best = (typed: string) => bestNamed(names, name => [name], typed, 25);

test.each([
  ['', names],
  ['autumn', names.slice(0, 2)],
  ['morn', [names[1]]],
  ['UTUM', names.slice(0, 2)],
  ['tns', [names[3]]],
  ['ae', [names[0]]],
  ['autmun evnings', [names[0]]],
  ['lod balacing', [names[2]]],
  // The beginning of a word that is still being typed, with a letter wrong.
  ['mornn', [names[1]]],
  ['zzzz', []],
  ['\u0000', names],
])('what is called “%s” is found by its beginnings, insides, first letters and typos', (typed, found) => {
  expect(best(typed)).toEqual(found);
});

const curriculum = readCurriculum(`${projectRoot()}/curriculum`);

test.each([
  ['jwt', 'Authentication Service'],
  ['k8s', 'Container Orchestration'],
  ['kuberntes', 'Container Orchestration'],
  ['cdn', 'Distributed Caching'],
  ['lod balancer', 'Load Balancers & Reverse Proxies'],
  ['cahce', 'Caching Patterns'],
  ['tls', 'Transport Layer Security (TLS)'],
])('parts of pathways are offered for “%s”, though no part may be called so', (typed, title) => {
  expect(suggestNodes(curriculum, typed, 25).map(node => node.title)).toContain(title);
});

test('nonsense offers nothing, and first letters offer a pathway', () => {
  for (const typed of ['zzzz', 'xkcd', '#!?§'])
    expect.soft(suggestNodes(curriculum, typed, 25).length, typed).toBe(typed === '#!?§' ? 25 : 0);
  expect(suggestPathways(curriculum, 'rl', 5).map(({ id }) => id)).toEqual(['request-lifecycle']);
  expect(suggestTopics(curriculum, 'kubernets', 5).map(({ title }) => title)).toContain('Kubernetes');
});

test('a city with two letters swapped is still that city', () => {
  const zones = ['brelin', 'new yrok', 'tokoy'].map(typed => suggestZone({} as Asked, typed)[0]?.value);
  expect(zones).toEqual(['Europe/Berlin', 'America/New_York', 'Asia/Tokyo']);
});
