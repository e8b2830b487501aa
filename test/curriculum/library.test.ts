/** The library that comes with Lockstep, as a whole: nothing in it stands alone, and it is what its catalogue says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Option, PathwayNode } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';

interface Planned {
  readonly id: string;
  readonly level: string;
  readonly prerequisites: readonly string[];
  readonly nodes: readonly string[];
}

const { lessons, nodes, pathways, resources } = readCurriculum(`${projectRoot()}/curriculum`);
const textOf = (file: string) => readFileSync(`${projectRoot()}/${file}`, 'utf8');
const catalogue: readonly Planned[] = parse(textOf('curriculum/catalogue.yml'));
const planned = new Map(catalogue.map(entry => [entry.id, entry]));
const questions = [...lessons.values()].flatMap(lesson => lesson.questions).filter(one => !one.retired);

/** What occurs more than once. */
const repeated = (values: readonly string[]) =>
  values.filter((value, i) => values.indexOf(value) !== i).sort();

test('there are at least 135 lessons and 700 questions', () => {
  expect(lessons.size).toBeGreaterThanOrEqual(135);
  expect(questions.length).toBeGreaterThanOrEqual(700);
});

test('every lesson stands in a pathway and has a link to go on with', () => {
  const placed = new Set([...nodes.values()].flatMap(node => node.lessons));
  const written = [...lessons.values()];
  expect(written.filter(({ id }) => !placed.has(id)).map(({ id }) => id)).toEqual([]);
  expect(written.filter(one => one.resources.length === 0).map(({ id }) => id)).toEqual([]);
});

test('every node has a link: its own, one of its lessons, or one below it', () => {
  const served = (node: PathwayNode): boolean =>
    node.resources.length > 0 ||
    node.lessons.some(id => (lessons.get(id)?.resources.length ?? 0) > 0) ||
    node.children.some(served);
  expect([...nodes.values()].filter(node => !served(node)).map(({ id }) => id)).toEqual([]);
});

test('every link is named by a lesson, a node or a pathway', () => {
  const places = [...lessons.values(), ...nodes.values(), ...pathways.values()];
  const named = new Set(places.flatMap(place => place.resources.map(({ ref }) => ref)));
  expect([...resources.keys()].filter(id => !named.has(id))).toEqual([]);
});

test('nobody names a link twice in one place', () => {
  for (const place of [...lessons.values(), ...nodes.values(), ...pathways.values()])
    expect.soft(repeated(place.resources.map(({ ref }) => ref)), place.id).toEqual([]);
});

test('every link says what it costs and when to read it, and has an address that no other has', () => {
  for (const { id, url, cost, tier } of resources.values()) {
    expect.soft(url, id).toMatch(/^https?:\/\/[^/]/);
    expect.soft(url, id).not.toMatch(/[?&](utm_\w+|fbclid|gclid|mc_cid|ref|si)=/);
    expect.soft(cost, id).toMatch(/^(free|paid|mixed)$/);
    expect.soft(tier, id).toBeOneOf([1, 2, 3]);
  }
  const ids = parse(textOf('curriculum/resources.yml')).map((entry: { readonly id: string }) => entry.id);
  expect(repeated(ids)).toEqual([]);
  // Two ways to write one address are one address.
  const plain = ({ url = '' }) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  expect(repeated([...resources.values()].map(plain))).toEqual([]);
});

test('a link is of the first tier in which the roadmap names it', () => {
  const tiers = new Map<string, number>();
  for (const { kind, n = 0, pathwayId, resources: named } of nodes.values())
    if (pathwayId === 'awesome-roadmap' && kind === 'tier')
      for (const { ref } of named) tiers.set(ref, Math.min(n, tiers.get(ref) ?? n));
  expect(tiers.size).toBeGreaterThan(40);
  for (const [id, tier] of tiers) expect.soft(resources.get(id)?.tier, id).toBe(tier);
});

test('an RFC is called by its number and title, and read at the RFC Editor', () => {
  const rfcs = [...resources.values()].filter(({ id, title }) => /^rfc\b/i.test(id) || /^RFC\b/.test(title));
  expect(rfcs.length).toBeGreaterThan(20);
  for (const { id, title, url } of rfcs) {
    const number = title.match(/^RFC (\d+): \S/)?.[1];
    expect.soft([id, url]).toEqual([`rfc-${number}`, `https://www.rfc-editor.org/rfc/rfc${number}`]);
  }
});

test('no id of the catalogue was renamed, added or lost', () => {
  const frozen = textOf('test/curriculum/facts/lesson-ids.txt').trimEnd().split('\n');
  expect(frozen).toHaveLength(290);
  expect(catalogue.map(({ id }) => id).sort()).toEqual(frozen);
});

test('a written lesson is the one that was planned: its id, its level, no prerequisite more', () => {
  for (const { id, level, prerequisites } of lessons.values()) {
    const plan = planned.get(id);
    expect.soft(level, id).toBe(plan?.level);
    expect
      .soft(
        prerequisites.filter(each => !plan?.prerequisites.includes(each)),
        id,
      )
      .toEqual([]);
  }
});

test('a written lesson stands in exactly the nodes that were planned for it', () => {
  for (const { id } of lessons.values()) {
    const stands = [...nodes.values()].filter(node => node.lessons.includes(id)).map(node => node.id);
    expect.soft(stands.sort(), id).toEqual([...(planned.get(id)?.nodes ?? [])].sort());
  }
});

test('the right answer stands in no place more often than chance would put it', () => {
  // What chance exceeds in one case of a hundred, for two to five options.
  const limits: Readonly<Record<number, number>> = { 2: 6.635, 3: 9.21, 4: 11.345, 5: 13.277 };
  const places = new Map<number, number[]>();
  const count = (options: readonly Option[]) => {
    const counts = places.get(options.length) ?? options.map(() => 0);
    places.set(
      options.length,
      counts.map((n, i) => n + (options[i]?.right ? 1 : 0)),
    );
  };
  for (const question of questions)
    if ((question.type === 'single' || question.type === 'output') && question.options.length > 0)
      count(question.options);
  expect(places.size).toBeGreaterThan(0);
  for (const [options, counts] of places) {
    const even = counts.reduce((sum, n) => sum + n, 0) / options;
    const chiSquare = counts.reduce((sum, n) => sum + (n - even) ** 2 / even, 0);
    expect.soft(chiSquare, `${options} options: ${counts.join(', ')}`).toBeLessThan(limits[options] ?? 0);
  }
});

test('no type of question is rare, and picking one of several is not nearly all', () => {
  for (const type of ['single', 'multi', 'truefalse', 'order', 'fill', 'output']) {
    const share = questions.filter(question => question.type === type).length / questions.length;
    expect.soft(share, type).toBeGreaterThanOrEqual(0.02);
    expect.soft(share, type).toBeLessThanOrEqual(0.7);
  }
});
