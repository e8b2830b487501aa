/** What can be found, and by which words: every kind of the curriculum in one shape. */
import type { Curriculum } from './types.ts';

export type FoundKind = 'lesson' | 'node' | 'resource' | 'term' | 'project' | 'pathway';

export interface Entry {
  readonly kind: FoundKind;
  readonly id: string;
  readonly title: string;
  /** What else it is called: each of them, typed whole, means it. */
  readonly also: readonly string[];
  /** Words that lead to it without being its name: tags, numbers, where it stands. */
  readonly tags: readonly string[];
  /** Names of the terms that it teaches. */
  readonly taught: readonly string[];
  readonly summary: readonly string[];
  readonly body: readonly string[];
}

const plainEntry = { also: [], tags: [], taught: [], summary: [], body: [] };

/** Everything once, each kind in the curriculum's own order. */
export function entriesOf(curriculum: Curriculum): readonly Entry[] {
  const { lessons, nodes, resources, terms, projects, pathways } = curriculum;
  const taught = new Map<string, string[]>();
  for (const { term, also, lessonId } of terms.values()) {
    const names = taught.get(lessonId) ?? [];
    taught.set(lessonId, names);
    names.push(term, ...also);
  }
  return [
    ...Array.from(lessons.values(), ({ id, title, aliases, tags, summary, objectives, sections }) => ({
      ...{ kind: 'lesson' as const, id, title, also: [slugOf(id), ...aliases.map(slugOf)] },
      ...{
        tags,
        taught: taught.get(id) ?? [],
        summary: [summary, ...objectives],
        body: sections.map(({ body }) => body),
      },
    })),
    ...Array.from(terms.values(), ({ id, term, also, text }) => ({
      ...{ ...plainEntry, kind: 'term' as const, id, title: term, also: [id, ...also], summary: [text] },
    })),
    ...Array.from(projects.values(), ({ id, title, level, summary }) => ({
      ...{ ...plainEntry, kind: 'project' as const, id, title, also: [id] },
      ...{ tags: ['project', level], summary: [summary] },
    })),
    ...Array.from(pathways.values(), ({ id, title, summary }) => ({
      ...{ ...plainEntry, kind: 'pathway' as const, id, title, also: [id], summary: [summary] },
    })),
    ...Array.from(
      nodes.values(),
      ({ id, title, kind, n, text, question, topics, tag, group, pathwayId }) => ({
        ...{ ...plainEntry, kind: 'node' as const, id, title, also: n === undefined ? [] : [`${kind} ${n}`] },
        ...{ tags: known([tag, group, pathwayId, slugOf(id)]), summary: known([text, question, ...topics]) },
      }),
    ),
    ...Array.from(resources.values(), ({ id, title, provider, kind }) => ({
      ...{ ...plainEntry, kind: 'resource' as const, id, title, also: [id], tags: known([provider, kind]) },
    })),
  ];
}

const slugOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const known = (texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter(text => text !== undefined);
