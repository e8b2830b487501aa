/** Answers the same searches with the index, or (WAY=scan) by going through every text for what was typed. Says the time of each in ms, and what it took to get ready. */
import { suggestLessons } from '../../src/curriculum/find.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { searchCurriculum, warmSearch } from '../../src/curriculum/search.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';
import { percentile } from '../row.ts';
import { report } from './report.ts';

const typed = [
  ...['how does dns work', 'why is my query slow', 'jwt vs session', 'n+1', 'http/3', 'k8s', 'tls handshake'],
  ...['windwo functions', 'kuberntes', 'postgress index', 'normalisierung', 'sql inyection', 'rate limit'],
  ...['which language should i learn first', 'cache invalidation', 'step 12', 'load balancing algorithms'],
  ...[
    'zeppelins over the harbour',
    'security',
    'python',
    'transaction isolation levels',
    'consistent hashing',
  ],
];
const keystrokes = typed.flatMap(text => Array.from(text, (_, at) => text.slice(0, at + 1)));

interface Ways {
  search(text: string): unknown;
  suggest(text: string): unknown;
}

/** Finds what has the very letters that were typed: titles and texts for a search, titles and ids for a suggestion. */
function scan({ lessons, nodes, resources, terms, projects, pathways }: Curriculum): Ways {
  const texts = [
    ...Array.from(lessons.values(), ({ title, sections }) => [title, ...sections.map(({ body }) => body)]),
    ...Array.from(terms.values(), ({ term, text }) => [term, text]),
    ...[...projects.values(), ...pathways.values()].map(({ title, summary }) => [title, summary]),
    ...Array.from(nodes.values(), ({ title, topics }) => [title, ...topics]),
    ...Array.from(resources.values(), ({ title }) => [title]),
  ].map(parts => parts.join('\n').toLowerCase());
  const names = Array.from(lessons.values(), ({ title, id }) => `${title}\n${id}`.toLowerCase());
  const within = (list: readonly string[], text: string) =>
    list.filter(each => each.includes(text.toLowerCase())).slice(0, 25);
  return { search: text => within(texts, text), suggest: text => within(names, text) };
}

function index(curriculum: Curriculum): Ways {
  warmSearch(curriculum);
  suggestLessons(curriculum, '', 1);
  return {
    search: text => searchCurriculum(curriculum, text, 25),
    suggest: text => suggestLessons(curriculum, text, 25),
  };
}

const { curriculum } = loadCurriculum(`${projectRoot()}/curriculum`);
if (!curriculum) throw new Error('The curriculum has faults: npm run curriculum -- check');
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const start = performance.now();
const ways = process.env.WAY === 'scan' ? scan(curriculum) : index(curriculum);
const ready = performance.now() - start;
globalThis.gc?.();
const mb = (process.memoryUsage().heapUsed - before) / 1024 / 1024;

/** The middle time of each text: what else the machine does in a round stays outside. */
const time = (texts: readonly string[], way: (text: string) => unknown): readonly number[] => {
  const round = () =>
    texts.map(text => {
      const began = performance.now();
      way(text);
      return performance.now() - began;
    });
  round();
  const rounds = Array.from({ length: Number(process.env.ROUNDS) * 4 }, round);
  return texts.map((_, at) =>
    percentile(
      rounds.map(times => times[at] ?? 0),
      0.5,
    ),
  );
};
report({ ready, mb, search: time(typed, ways.search), suggest: time(keystrokes, ways.suggest) }, async () => [
  curriculum,
  ways,
]);
