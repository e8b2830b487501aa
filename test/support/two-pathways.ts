/** The curriculum that most tests know, with a second pathway that has everything a pathway can have. */
import type { Curriculum, Pathway, PathwayNode, Project } from '../../src/curriculum/types.ts';

type Told = Partial<PathwayNode> & Pick<PathwayNode, 'id' | 'title'>;

function node({ children = [], ...told }: Told): PathwayNode {
  const bare = {
    pathwayId: 'way',
    kind: 'part',
    n: undefined,
    text: undefined,
    question: undefined,
    level: undefined,
    tag: undefined,
    group: undefined,
    pace: undefined,
    prerequisites: [],
    projectId: undefined,
    topics: [],
    lessons: [],
    resources: [],
    parentId: undefined,
  };
  return {
    ...bare,
    ...told,
    children: children.map(child => ({ ...child, parentId: told.id })),
  };
}

const project: Project = {
  id: 'small-bank',
  title: 'A small bank',
  level: 'beginner',
  hours: 6,
  summary: 'Accounts, transfers, and no cent lost.',
  brief: 'Build it.',
  steps: [{ title: 'Tables', text: 'Make them.' }],
  rubric: [],
  lessons: ['db/acid'],
};

/** 15 parts, of which the first has modules; a track; a goal whose flow names the stations of a request. */
export function twoPathways(curriculum: Curriculum): Curriculum {
  const transactions = node({
    id: 'way/transactions',
    kind: 'module',
    n: 1,
    title: 'Transactions',
    level: 'beginner',
    pace: { mode: 'hours', hours: 8 },
    lessons: ['db/acid', 'db/window-functions'],
    topics: ['isolation'],
    resources: [...curriculum.resources.keys()].slice(0, 7).map(ref => ({
      ref,
      as: undefined,
      note: 'Read all of it',
      provider: undefined,
    })),
  });
  const bank = node({
    id: 'way/bank',
    kind: 'project',
    title: 'Bank project',
    projectId: project.id,
    prerequisites: ['way/transactions'],
  });
  const nodes = [
    node({
      id: 'way/databases',
      n: 1,
      title: 'Databases',
      text: 'Where things are kept.',
      question: 'What survives a crash?',
      children: [transactions, bank],
    }),
    node({ id: 'way/models', n: 2, title: 'Models', lessons: ['db/normal-forms', 'db/acid'] }),
    ...Array.from({ length: 13 }, (_, i) => node({ id: `way/p${i + 3}`, n: i + 3, title: `Part ${i + 3}` })),
  ];
  const way: Pathway = {
    id: 'way',
    title: 'The whole way: from the first byte to the last',
    summary: 'All that happens between a question and its answer, station by station.',
    audience: 'the curious',
    order: 'free',
    pace: { mode: 'open' },
    credit: 'an old idea',
    licence: 'MIT',
    goal: {
      flow: ['DNS', 'TLS', 'HTTP', 'reverse proxy', 'API layer', 'service', 'DB', 'infra', 'response'],
      qualities: ['secure', 'observable'],
      text: 'You see all of it at once.',
    },
    prerequisites: ['a terminal'],
    promises: ['no magic'],
    lessonMustHave: ['Concept'],
    revisit: { everyDays: 365, what: 'walk the way again' },
    objectives: [{ title: 'See', text: 'You see the stations.' }],
    tools: ['curl'],
    resources: [],
    tracks: [{ id: 'keep', title: 'Keeping data', note: 'For who stores things', nodes: ['way/databases'] }],
    nodes,
    lessons: [
      { lessonId: 'db/acid', nodeId: 'way/transactions' },
      { lessonId: 'db/window-functions', nodeId: 'way/transactions' },
      { lessonId: 'db/normal-forms', nodeId: 'way/models' },
    ],
  };
  const all = (list: readonly PathwayNode[]): PathwayNode[] =>
    list.flatMap(one => [one, ...all(one.children)]);
  return {
    ...curriculum,
    pathways: new Map([...curriculum.pathways, [way.id, way]]),
    nodes: new Map([...curriculum.nodes, ...all(nodes).map(one => [one.id, one] as const)]),
    projects: new Map([[project.id, project]]),
  };
}
