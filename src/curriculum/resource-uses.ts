/** Where each link is used, and the topics by which links are found. */
import { domainName, domainOf } from '../core/domains.ts';
import { bestNamed } from './name-match.ts';
import type { Curriculum, Lesson, Level, Pathway, PathwayNode, Resource, ResourceRef } from './types.ts';

export interface ResourceUse {
  readonly resource: Resource;
  /** Those of pathways first, in teaching order. */
  readonly lessons: readonly Lesson[];
  readonly nodes: readonly PathwayNode[];
  readonly pathways: readonly Pathway[];
  /** Of the lessons and nodes that name it; where none says a level, what its tier stands for. */
  readonly levels: ReadonlySet<Level>;
}

/** A domain, a pathway, one of its nodes or a tag. What has the same id or name is one topic. */
export interface Topic {
  readonly id: string;
  /** Nodes may share theirs. */
  readonly title: string;
  readonly resourceIds: ReadonlySet<string>;
}

export interface ResourceWish {
  readonly topic?: Topic | undefined;
  readonly kind?: string | undefined;
  readonly tier?: number | undefined;
  readonly level?: string | undefined;
  readonly cost?: string | undefined;
}

const tierLevels = { 1: 'beginner', 2: 'intermediate', 3: 'advanced' } as const satisfies Record<
  number,
  Level
>;

interface Uses {
  readonly uses: ReadonlyMap<string, ResourceUse>;
  readonly topics: ReadonlyMap<string, Topic>;
}
const known = new WeakMap<Curriculum, Uses>();

/** Links that fit all of the wish: those to begin with first, then in the curriculum's own order. */
export function listResources(curriculum: Curriculum, wish: ResourceWish): readonly ResourceUse[] {
  const fits = ({ resource, levels }: ResourceUse) =>
    (wish.topic?.resourceIds.has(resource.id) ?? true) &&
    (wish.kind === undefined || resource.kind === wish.kind) &&
    (wish.tier === undefined || resource.tier === wish.tier) &&
    (wish.level === undefined || levels.has(wish.level as Level)) &&
    (wish.cost === undefined || resource.cost === wish.cost);
  const tierOf = ({ resource }: ResourceUse) => resource.tier ?? 4;
  return [...usesOf(curriculum).uses.values()].filter(fits).sort((a, b) => tierOf(a) - tierOf(b));
}

/** Topics that have a link: domains, pathways, nodes, tags. */
export const listTopics = (curriculum: Curriculum): readonly Topic[] => [
  ...usesOf(curriculum).topics.values(),
];

/** At most `limit` topics for what somebody has typed so far: what begins so first, a name mistyped where nothing fits. */
export const suggestTopics = (curriculum: Curriculum, typed: string, limit: number): readonly Topic[] =>
  bestNamed(listTopics(curriculum), ({ id, title }) => [title, id], typed, limit);

/**
 * The topic of this id; else the domain, pathway or tag of this name; else all nodes of this name, which several may have.
 * Case doesn't matter; [] for anything else.
 */
export function topicsNamed(curriculum: Curriculum, typed: string): readonly Topic[] {
  const wanted = typed.trim().toLowerCase();
  const { topics } = usesOf(curriculum);
  const found = topics.get(wanted);
  if (found) return [found];
  const named = [...topics.values()].filter(({ title }) => title.toLowerCase() === wanted);
  const one = named.find(({ id }) => !curriculum.nodes.has(id));
  return one ? [one] : named;
}

/** The topic of this id, or the first of this name. */
export const findTopic = (curriculum: Curriculum, typed: string): Topic | undefined =>
  topicsNamed(curriculum, typed)[0];

export const findResourceUse = (curriculum: Curriculum, id: string): ResourceUse | undefined =>
  usesOf(curriculum).uses.get(id);

function usesOf(curriculum: Curriculum): Uses {
  const found = known.get(curriculum);
  if (found) return found;
  const made = { uses: findUses(curriculum), topics: findTopics(curriculum) };
  known.set(curriculum, made);
  return made;
}

function findUses(curriculum: Curriculum): Uses['uses'] {
  const lessons = byResource(inTeachingOrder(curriculum));
  const nodes = byResource(curriculum.nodes.values());
  const pathways = byResource(curriculum.pathways.values());
  return new Map(
    Array.from(curriculum.resources.values(), resource => {
      const own = { lessons: lessons.get(resource.id) ?? [], nodes: nodes.get(resource.id) ?? [] };
      const said = new Set([...own.lessons, ...own.nodes].flatMap(({ level }) => level ?? []));
      const levels =
        said.size === 0 && resource.tier !== undefined ? new Set([tierLevels[resource.tier]]) : said;
      return [resource.id, { resource, ...own, pathways: pathways.get(resource.id) ?? [], levels }];
    }),
  );
}

function byResource<T extends { readonly resources: readonly ResourceRef[] }>(
  users: Iterable<T>,
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const user of users) {
    for (const ref of new Set(user.resources.map(one => one.ref)))
      found.set(ref, [...(found.get(ref) ?? []), user]);
  }
  return found;
}

function inTeachingOrder({ pathways, lessons }: Curriculum): Set<Lesson> {
  const taught = [...pathways.values()].flatMap(pathway => pathway.lessons);
  return new Set([...taught.flatMap(({ lessonId }) => lessons.get(lessonId) ?? []), ...lessons.values()]);
}

function findTopics(curriculum: Curriculum): Uses['topics'] {
  const found = new Map<string, { title: string; ids: Set<string> }>();
  const idOfTitle = new Map<string, string>();
  const add = (ownId: string, title: string, ids: Iterable<string>) => {
    // The tag `caching` is the domain `cache`, which is called Caching. Nodes stay apart.
    const isNode = curriculum.nodes.has(ownId);
    const id = (isNode ? undefined : idOfTitle.get(title.toLowerCase())) ?? ownId;
    const topic = found.get(id) ?? { title, ids: new Set() };
    found.set(id, topic);
    if (!isNode) idOfTitle.set(title.toLowerCase(), id);
    for (const one of ids) if (curriculum.resources.has(one)) topic.ids.add(one);
  };
  const lessons = [...curriculum.lessons.values()];
  for (const lesson of lessons) {
    const domain = domainOf(lesson.id);
    add(domain, domainName(domain), refsOf(lesson));
  }
  for (const pathway of curriculum.pathways.values()) {
    const below = pathway.nodes.flatMap(node => refsBelow(curriculum, node));
    add(pathway.id, pathway.title, [...refsOf(pathway), ...below]);
  }
  for (const node of curriculum.nodes.values()) {
    add(node.id, node.title, refsBelow(curriculum, node));
  }
  const spelled = spellingsOf(curriculum);
  for (const lesson of lessons) {
    for (const tag of lesson.tags) {
      const words = tag.replaceAll('-', ' ');
      add(tag, spelled.get(words) ?? words, refsOf(lesson));
    }
  }
  const topics = Array.from(found, ([id, { title, ids }]) => ({ id, title, resourceIds: ids }));
  return new Map(topics.filter(({ resourceIds }) => resourceIds.size > 0).map(topic => [topic.id, topic]));
}

/** How the glossary, else a part of a pathway, writes a name: tags are all in small letters. */
function spellingsOf({ terms, nodes }: Curriculum): ReadonlyMap<string, string> {
  const names = [
    ...Array.from(nodes.values(), ({ title }) => title),
    ...[...terms.values()].flatMap(({ term, also }) => [...also, term]),
  ];
  return new Map(names.map(name => [name.toLowerCase(), name]));
}

const refsOf = ({ resources }: { readonly resources: readonly ResourceRef[] }): string[] =>
  resources.map(({ ref }) => ref);

/** Of the node, of its lessons and of all nodes below it. */
function refsBelow(curriculum: Curriculum, node: PathwayNode): string[] {
  return [
    ...refsOf(node),
    ...node.lessons.flatMap(id => curriculum.lessons.get(id) ?? []).flatMap(refsOf),
    ...node.children.flatMap(child => refsBelow(curriculum, child)),
  ];
}
