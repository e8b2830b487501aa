/** Words and projects over the real lessons: as much as there may be of each, and more than one message holds. */
import type { Curriculum, Project, Term } from '../../src/curriculum/types.ts';

const long = (words: string, length: number) =>
  words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length)
    .trim();

const term = (id: string, name: string, also: readonly string[], lessonId: string): Term => ({
  id,
  term: name,
  also,
  lessonId,
  text: `What ${name} stands for, said in one or two sentences that somebody on a phone can read. The second one is here, so that it is as long as some are.`,
});

const project = (
  id: string,
  title: string,
  level: Project['level'],
  lessons: readonly string[],
): Project => ({
  id,
  title,
  level,
  hours: 12,
  summary: `Build ${title.toLowerCase()} and show that it holds what it promises, from the first table to the last test.`,
  brief: `Make a small service for **${title.toLowerCase()}**. It keeps its data when the power goes, and it says so.`,
  steps: ['Draw the tables', 'Write the queries', 'Measure them'].map(step => ({
    title: step,
    text: `${step}, and write down in a sentence why you did it so.`,
  })),
  rubric: ['correctness', 'clarity'].map(criterion => ({
    id: criterion,
    title: criterion,
    levels: ['Nothing yet', 'It works once', 'It works', 'It works, and a test shows it'],
  })),
  lessons,
});

/** As long as the schema lets a project be. */
const longest = (lessons: readonly string[]): Project => ({
  ...project('longest', 'The longest project', 'advanced', lessons),
  title: long('Everything at once ', 100),
  summary: long('A summary that takes its time. ', 300),
  brief: long('A brief that leaves nothing out. ', 1500),
  steps: Array.from({ length: 10 }, (_, i) => ({
    title: long(`Step ${i} `, 100),
    text: long('Do this and then that. ', 400),
  })),
  rubric: Array.from({ length: 6 }, (_, i) => ({
    id: `criterion-${i}`,
    title: long(`Criterion ${i} `, 100),
    levels: Array.from({ length: 4 }, () => long('What earns so much. ', 160)),
  })),
});

/** The real lessons and links, with these words and projects instead of the real ones. */
export function withWords(real: Curriculum): Curriculum {
  const terms = [
    term('acid', 'ACID', [], 'db/acid'),
    term('transaction', 'Transaction', ['unit of work'], 'db/acid'),
    term('window-function', 'Window function', ['OVER clause'], 'db/window-functions'),
    term('cte', 'Common table expression', ['CTE', 'WITH query'], 'db/subqueries-and-ctes'),
  ];
  const projects = [
    longest([...real.lessons.keys()].slice(0, 40)),
    project('ledger', 'A ledger', 'beginner', ['db/acid', 'db/normal-forms', 'db/btree-indexes']),
    project('library', 'A library', 'beginner', ['db/normal-forms']),
    ...Array.from({ length: 12 }, (_, i) =>
      project(`report-${i}`, `Report number ${i}`, 'intermediate', ['db/window-functions', 'db/query-plans']),
    ),
  ];
  return {
    ...real,
    terms: new Map(terms.map(one => [one.id, one])),
    projects: new Map(projects.map(one => [one.id, one])),
  };
}
