import { expect, test } from 'vitest';
import { forgetsNotice } from '../../src/cards/forgets-notice.ts';
import { entryPagesOf, type NodeLearned, nodeCard } from '../../src/cards/node-card.ts';
import { aboutCard, aboutPagesOf } from '../../src/cards/pathway-about-card.ts';
import { pathwayCard } from '../../src/cards/pathway-card.ts';
import type { Lesson, Pathway, PathwayNode, Resource } from '../../src/curriculum/types.ts';
import { expectWhole } from '../support/whole.ts';

// As long as a curriculum may write each of them.
const words = (length: number) =>
  'word '
    .repeat(length)
    .slice(0, length - 1)
    .concat('s');
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

const resources = new Map(
  times(30, (i): [string, Resource] => [
    `r${i}`,
    {
      id: `r${i}`,
      title: words(120),
      url: `https://example.org/${'x'.repeat(180)}`,
      kind: 'docs',
      cost: 'free',
      tier: undefined,
      provider: undefined,
      lang: 'en',
    },
  ]),
);
const refs = [...resources.keys()].map(ref => ({
  ref,
  as: undefined,
  note: words(300),
  provider: undefined,
}));
const lessons = times(
  40,
  (i): Lesson => ({
    id: `db/lesson-${i}`,
    title: words(100),
    rev: 1,
    level: 'intermediate',
    minutes: { read: 30, practice: 240 },
    summary: words(300),
    objectives: [words(160)],
    prerequisites: [],
    lifecycle: [],
    resources: [],
    tags: [],
    aliases: [],
    reviewed: undefined,
    sections: [],
    questions: [],
  }),
);
const node = (id: string): PathwayNode => ({
  id: `p/${id}`,
  pathwayId: 'p',
  kind: 'fundamental',
  n: 10,
  title: words(200),
  text: words(2000),
  question: words(300),
  level: 'intermediate',
  tag: words(40),
  group: words(80),
  pace: { mode: 'weeks', min: 100, max: 520 },
  prerequisites: [],
  projectId: undefined,
  topics: times(40, () => words(200)),
  lessons: lessons.map(one => one.id),
  resources: refs,
  parentId: undefined,
  children: [],
});
const learned = { done: 0, total: 40, next: 'db/lesson-0' };
const nodes = times(30, (i): NodeLearned => ({ node: node(`n${i}`), learned }));
const pathway: Pathway = {
  id: 'p',
  title: words(100),
  summary: words(300),
  audience: words(120),
  order: 'strict',
  pace: { mode: 'weeks', min: 100, max: 520 },
  credit: words(300),
  licence: words(120),
  goal: { flow: times(20, () => words(60)), qualities: times(20, () => words(60)), text: words(500) },
  prerequisites: times(20, () => words(200)),
  promises: times(20, () => words(300)),
  lessonMustHave: ['Concept'],
  revisit: { everyDays: 3650, what: words(200) },
  objectives: times(10, () => ({ title: words(120), text: words(500) })),
  tools: times(60, () => words(60)),
  resources: refs,
  tracks: [],
  nodes: [],
  lessons: [],
};

test('the longest node that a curriculum may hold is shown whole, page by page', () => {
  const view = {
    pathway,
    node: node('longest'),
    above: [node('a'), node('b'), node('c')],
    learned,
    lessonsBelow: lessons,
    lessons,
    children: nodes,
    after: nodes,
    project: {
      id: 'project',
      title: words(100),
      level: 'advanced' as const,
      hours: 100,
      summary: words(300),
      brief: '',
      steps: [],
      rubric: [],
      lessons: [],
    },
    resources,
    done: new Set<string>(),
    next: lessons[0],
  };
  const pages = entryPagesOf(view);
  expect(pages.flat()).toHaveLength(40 + 30 + 30);
  for (const [page, entries] of pages.entries()) {
    const where = `page ${page + 1} of ${pages.length}`;
    const beside = ['Back', 'Next'].map(label => ({
      label,
      press: { command: 'module', action: 'page', argument: `${label}.${view.node.id}` },
    }));
    expectWhole(
      nodeCard(view, entries, { page, where, turn: beside.slice(0, page === 0 ? 1 : 2), replaces: true }),
      where,
    );
  }
});

test('the longest pathway is shown whole, and so is what it says of itself', () => {
  const tracks = times(25, i => ({
    track: { id: `t${i}`, title: words(120), note: words(300), nodes: [] },
    learned,
    lessons,
    number: i + 1,
  }));
  const turn = { page: 0, shown: 'page 1 of 9', turn: [], replaces: false };
  const view = { pathway, learned, isStudied: false, lessons, next: lessons[0], tracks };
  expectWhole(pathwayCard({ ...view, nodes: nodes.slice(0, 12) }, turn), 'map');
  for (const [page, lines] of aboutPagesOf(pathway, resources).entries()) {
    expectWhole(aboutCard(pathway, lines, { ...turn, page }), `about, page ${page + 1}`);
  }
});

test('what a cohort forgets is told whole, however long its lessons and questions are', () => {
  const list = times(5, i => ({
    ...{ questionId: `db/lesson-${i}#question`, answers: 1000, wrong: 900 },
    ...{ lessonTitle: words(100), stem: words(1000) },
  }));
  expectWhole(forgetsNotice(list, { deliveryId: 'abcdefghij0123456789', cohortName: words(100) }), 'forgets');
});
