/** What stands at a path of a file, and how a teacher would call it: `option "a"`, `question 3`. */
import type { Path } from './parse-yaml.ts';

/** The value at a path; undefined where the path ends early. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return here;
}

/** The thing that a path names: the nearest entry of a list, by its id or its 1-based place, or the file itself. */
export function thingAt(value: unknown, path: Path): string {
  for (let end = path.length; end > 0; end--) {
    const step = path[end - 1];
    if (typeof step !== 'number') continue;
    const list = String(path[end - 2] ?? '');
    const id = idOf(valueAt(value, path.slice(0, end)));
    return `${singular[list] ?? 'entry'} ${id === undefined ? step + 1 : `"${id}"`}`;
  }
  return 'this file';
}

function idOf(entry: unknown): string | undefined {
  for (const key of ['id', 'ref']) {
    const id = valueAt(entry, [key]);
    if (typeof id === 'string' && id !== '') return id;
  }
  return undefined;
}

const singular: Readonly<Record<string, string>> = {
  '': 'resource',
  questions: 'question',
  options: 'option',
  items: 'item',
  wrong: 'wrong answer',
  accept: 'accepted answer',
  objectives: 'objective',
  prerequisites: 'prerequisite',
  resources: 'resource',
  lifecycle: 'lifecycle step',
  tags: 'tag',
  aliases: 'alias',
  tools: 'tool',
  topics: 'topic',
  nodes: 'node',
  children: 'node',
  lessons: 'lesson',
  tracks: 'track',
  also: 'other name',
  steps: 'step',
  rubric: 'criterion',
  levels: 'level',
  promises: 'promise',
  flow: 'station',
  qualities: 'quality',
};
