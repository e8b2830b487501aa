/** What the five documents say in facts, our pathways say too: rebuilt from the YAML files alone, and compared. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../src/root.ts';

interface Link {
  readonly ref: string;
  readonly as?: string;
  readonly provider?: string;
}

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly n: number;
  readonly title: string;
  readonly text: string;
  readonly question?: string;
  readonly level?: string;
  readonly tag?: string;
  readonly group?: string;
  readonly project?: string;
  readonly pace?: { readonly min: number; readonly max: number; readonly hours: number };
  readonly prerequisites?: readonly string[];
  readonly topics?: readonly string[];
  readonly resources?: readonly Link[];
  readonly children?: readonly Node[];
}

interface Pathway {
  readonly title: string;
  readonly audience: string;
  readonly order: string;
  readonly pace: { readonly min: number; readonly max: number; readonly hours: number };
  readonly credit: string;
  readonly licence: string;
  readonly goal: { readonly flow: readonly string[]; readonly qualities: readonly string[] };
  readonly prerequisites: readonly string[];
  readonly promises: readonly string[];
  readonly lesson_must_have: readonly string[];
  readonly revisit: { readonly every_days: number };
  readonly objectives: readonly { readonly title: string }[];
  readonly tools: readonly string[];
  readonly resources: readonly Link[];
  readonly tracks: readonly {
    readonly id: string;
    readonly n: number;
    readonly title: string;
    readonly note: string;
    readonly pick: string;
    readonly nodes: readonly string[];
  }[];
  readonly nodes: readonly Node[];
}

interface Resource {
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

const read = (path: string) => parse(readFileSync(`${projectRoot()}/${path}`, 'utf8'));
const pathwayOf = (id: string): Pathway => read(`curriculum/pathways/${id}.yml`);
const factsOf = (id: string) => read(`test/curriculum/facts/${id}.yml`);

const resources = new Map<string, Resource>(
  read('curriculum/resources.yml').map((each: Resource) => [each.id, each]),
);

const withChildren = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap(node => [node, ...withChildren(node.children ?? [])]);

/** Every id without the pathway in front, in the order of the tree. */
const idsOf = (pathway: Pathway) =>
  withChildren(pathway.nodes).map(({ id }) => id.slice(id.indexOf('/') + 1));

/** The names that stand in the words: at the beginning of a word, and as a whole word if they are short. */
function standIn(names: readonly string[], words: readonly string[]): readonly string[] {
  return names.filter(name => {
    const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const end = name.length <= 3 ? '(?![a-z0-9])' : '';
    return new RegExp(`(?<![a-z0-9])${literal}${end}`, 'i').test(words.join(' | '));
  });
}

const said = (node: Node) => [node.title, node.text, ...(node.topics ?? [])];
const titleOf = ({ ref, as }: Link) => as ?? resources.get(ref)?.title;
const withoutScheme = (url: string | undefined) => url?.replace(/^https?:/, '');

/** How many steps and hours there are of each kind. */
function sums(nodes: readonly Node[], kindOf: (node: Node) => string | undefined) {
  const kinds = [...new Set(nodes.map(kindOf))];
  return Object.fromEntries(
    kinds.map(kind => {
      const steps = nodes.filter(node => kindOf(node) === kind);
      return [
        kind,
        { steps: steps.length, hours: steps.reduce((sum, { pace }) => sum + (pace?.hours ?? 0), 0) },
      ];
    }),
  );
}

test('infrastructure keeps the phases, weeks, aims, tools and sources of its document', () => {
  const pathway = pathwayOf('infrastructure');
  const facts = factsOf('infrastructure');
  const phases = pathway.nodes.map(({ n, title, pace }) => ({ n, title, weeks: [pace?.min, pace?.max] }));
  expect({
    title: pathway.title,
    audience: pathway.audience,
    order: pathway.order,
    weeks: [pathway.pace.min, pathway.pace.max],
    objectives: pathway.objectives.map(({ title }) => title),
    tools: pathway.tools,
    resources: pathway.resources.map(titleOf),
    ids: idsOf(pathway),
    phases: phases.map((phase, i) => ({
      ...phase,
      names: standIn(facts.phases[i].names, pathway.nodes.slice(i, i + 1).flatMap(said)),
    })),
    promised: standIn(facts.promised, pathway.promises),
  }).toEqual(facts);
});

test('request-lifecycle keeps its parts, modules, tracks, goal, qualities and promises', () => {
  const pathway = pathwayOf('request-lifecycle');
  const facts = factsOf('request-lifecycle');
  const modules = withChildren(pathway.nodes).filter(({ kind }) => kind === 'module');
  const numberOf = (id: string) => modules.find(node => node.id === id)?.n;
  const tracks = pathway.tracks.map(({ n, title, nodes }) => ({ n, title, modules: nodes.map(numberOf) }));
  const short = new Set(tracks.slice(1).flatMap(track => track.modules));
  expect({
    title: pathway.title,
    audience: pathway.audience,
    author: standIn([facts.author], [pathway.credit])[0],
    licence: standIn([facts.licence], [pathway.licence])[0],
    order: pathway.order,
    flow: pathway.goal.flow,
    qualities: pathway.goal.qualities,
    prerequisites: facts.prerequisites.filter(
      (name: string, i: number) => standIn([name], pathway.prerequisites.slice(i, i + 1)).length === 1,
    ),
    sections: pathway.lesson_must_have,
    promised: facts.promised.filter(
      (name: string, i: number) => standIn([name], pathway.promises.slice(i, i + 1)).length === 1,
    ),
    counts: { parts: pathway.nodes.length, modules: modules.length, tracks: tracks.length },
    tracks: tracks.map((track, i) => ({
      ...track,
      names: standIn(facts.tracks[i].names, [pathway.tracks[i]?.note ?? '']),
    })),
    inNoShortTrack: modules.map(({ n }) => n).filter(n => !short.has(n)),
    ids: idsOf(pathway),
    parts: pathway.nodes.map(({ n, title, children = [] }) => ({
      n,
      title,
      modules: children.map(node => ({ n: node.n, title: node.title })),
    })),
  }).toEqual(facts);
  expect(pathway.nodes.filter(({ question }) => !question?.endsWith('?'))).toEqual([]);
  expect(pathway.tracks.map(({ pick }) => pick)).toEqual(['all', 'all', 'all', 'all']);
});

test('fundamentals keeps its seven fundamentals, their 18 points and both strategies', () => {
  const pathway = pathwayOf('fundamentals');
  const facts = factsOf('fundamentals');
  const points = pathway.nodes.flatMap(({ children = [] }) => children);
  expect({
    title: pathway.title,
    order: pathway.order,
    counts: { fundamentals: pathway.nodes.length, points: points.length },
    tools: pathway.tools,
    strategies: pathway.tracks.map(({ id, title, pick }) => ({ id, title, pick })),
    promised: standIn(facts.promised, pathway.promises),
    ids: idsOf(pathway),
    fundamentals: pathway.nodes.map(({ n, title, children = [] }, i) => ({
      n,
      title,
      points: children.map((point, at) => standIn(facts.fundamentals[i].points[at] ?? [], said(point))),
    })),
    leads: points.slice(0, facts.leads.length).map(({ title }) => title),
  }).toEqual(facts);
  const all = pathway.nodes.map(({ id }) => id);
  expect(pathway.tracks.map(({ nodes }) => nodes)).toEqual([all, all]);
});

test('twenty-nine-steps keeps every clause of every step, and 240 hours', () => {
  const pathway = pathwayOf('twenty-nine-steps');
  const facts = factsOf('twenty-nine-steps');
  const hours = pathway.nodes.reduce((sum, { pace }) => sum + (pace?.hours ?? 0), 0);
  expect({
    order: pathway.order,
    hours,
    levels: sums(pathway.nodes, ({ level }) => level),
    sections: sums(pathway.nodes, ({ group }) => group),
    tags: sums(pathway.nodes, ({ tag }) => tag),
    promised: standIn(facts.promised, pathway.promises),
    ids: idsOf(pathway),
    steps: pathway.nodes.map(({ n, title, group, level, tag, pace, ...node }, i) => ({
      n,
      title,
      section: group,
      level,
      tag,
      hours: pace?.hours,
      names: standIn(facts.steps[i].names, [node.text, ...(node.topics ?? [])]),
    })),
  }).toEqual(facts);
  expect(pathway.pace.hours).toBe(hours);
  const before = pathway.nodes.map((_, i) => pathway.nodes.slice(i - 1, i).map(({ id }) => id));
  expect(pathway.nodes.map(({ prerequisites = [] }) => prerequisites)).toEqual(before);
});

test('awesome-roadmap keeps its sections, tiers, 71 links, 41 topics without link and nine projects', () => {
  const pathway = pathwayOf('awesome-roadmap');
  const facts = factsOf('awesome-roadmap');
  const placed = placesOf(pathway.nodes, []);
  const links = placed.flatMap(({ node, tier }) => (node.resources ?? []).map(link => ({ link, tier })));
  const projects = withChildren(pathway.nodes).filter(({ kind }) => kind === 'project');
  const tiers = placed.filter(({ tier }) => tier !== undefined);
  const full = placed.filter(({ node }) => (node.resources ?? node.topics ?? []).length > 0);
  const inTier = (n: number | undefined) => links.filter(({ tier }) => tier === n).length;
  const urls = new Set(links.map(({ link }) => withoutScheme(resources.get(link.ref)?.url)));
  expect({
    title: pathway.title,
    order: pathway.order,
    revisitDays: pathway.revisit.every_days,
    pickOne: pathway.tracks
      .filter(({ pick }) => pick === 'one')
      .flatMap(({ nodes }) =>
        placed.filter(({ node }) => nodes.includes(node.id)).map(({ node }) => node.title),
      ),
    counts: {
      sections: new Set(full.map(({ section }) => section)).size,
      links: links.length,
      urls: urls.size,
      topics: placed.flatMap(({ node }) => node.topics ?? []).length,
      projects: projects.length,
    },
    linksByTier: { none: inTier(undefined), 1: inTier(1), 2: inTier(2), 3: inTier(3) },
    promised: standIn(facts.promised, pathway.promises),
    tiers: Object.fromEntries(
      [...new Set(tiers.map(({ section }) => section))].map(section => [
        section,
        Object.fromEntries(
          tiers.filter(each => each.section === section).map(({ node }) => [node.n, node.title]),
        ),
      ]),
    ),
    links: Object.fromEntries(
      placed.flatMap(({ place, node }) => (node.resources ? [[place, node.resources.map(linkFacts)]] : [])),
    ),
    topics: Object.fromEntries(
      placed.flatMap(({ place, node }) => {
        const names: readonly string[] = facts.topics[place] ?? [];
        return node.topics
          ? [[place, node.topics.flatMap((topic, i) => standIn(names.slice(i, i + 1), [topic]))]]
          : [];
      }),
    ),
    projects: projects.map(({ title, level, text }, i) => ({
      title,
      level,
      names: standIn(facts.projects[i].names, [text]),
    })),
    ids: idsOf(pathway),
  }).toEqual({ ...facts, links: withoutSchemes(facts.links) });
});

test('every phase, every project and the capstone names what is to be built', () => {
  const nodes = [
    ...pathwayOf('infrastructure').nodes,
    ...withChildren(pathwayOf('awesome-roadmap').nodes).filter(({ kind }) => kind === 'project'),
    ...withChildren(pathwayOf('request-lifecycle').nodes).filter(
      ({ n, kind }) => kind === 'module' && n === 35,
    ),
  ];
  expect(nodes).toHaveLength(4 + 9 + 1);
  expect(nodes.filter(({ project }) => project === undefined).map(({ id }) => id)).toEqual([]);
  expect(new Set(nodes.map(({ project }) => project)).size).toBe(nodes.length);
});

interface Place {
  readonly node: Node;
  /** Titles of the sections from the top down to the node's own. */
  readonly section: string;
  readonly tier: number | undefined;
  readonly place: string;
}

function placesOf(nodes: readonly Node[], above: readonly string[]): readonly Place[] {
  return nodes.flatMap(node => {
    const tier = node.kind === 'tier' ? node.n : undefined;
    const titles = tier === undefined ? [...above, node.title] : above;
    const section = titles.join(' / ');
    const place = tier === undefined ? section : `${section} / Tier ${tier}`;
    return [{ node, section, tier, place }, ...placesOf(node.children ?? [], titles)];
  });
}

/** Title, address and provider in one place; whether it is http or https is no fact of the document. */
const linkFacts = (link: Link) => ({
  title: titleOf(link),
  url: withoutScheme(resources.get(link.ref)?.url),
  ...(link.provider === undefined ? {} : { provider: link.provider }),
});

function withoutSchemes(links: Readonly<Record<string, readonly { readonly url: string }[]>>) {
  return Object.fromEntries(
    Object.entries(links).map(([place, list]) => [
      place,
      list.map(link => ({ ...link, url: withoutScheme(link.url) })),
    ]),
  );
}
