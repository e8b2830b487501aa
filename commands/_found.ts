/** How each kind of thing that a search found is shown in one line, with a hint. */
import { hoursWords } from '../src/cards/project-card.ts';
import { linkFacts, linkTo } from '../src/cards/resource-words.ts';
import type { FoundEntry } from '../src/cards/search-card.ts';
import { count } from '../src/cards/words.ts';
import { domainName, domainOf } from '../src/core/domains.ts';
import { findResourceUse, type ResourceUse } from '../src/curriculum/resource-uses.ts';
import type { Found } from '../src/curriculum/search.ts';
import type { Curriculum, PathwayNode } from '../src/curriculum/types.ts';

const sentences = {
  done: 'done',
  usedIn: (title: string, rest: number) =>
    `Used in “${title}”${rest > 0 ? ` and ${count(rest, 'more place')}` : ''}`,
  unused: 'Not used in a lesson yet',
};

/** How what was found is shown; undefined for what is no longer there. */
export function entryOf(
  curriculum: Curriculum,
  { kind, id, title }: Found,
  done: ReadonlySet<string>,
): FoundEntry | undefined {
  const entry = { kind, id, title };
  switch (kind) {
    case 'lesson': {
      const lesson = curriculum.lessons.get(id);
      const facts = [domainName(domainOf(id)), ...(done.has(id) ? [sentences.done] : [])];
      return lesson && { ...entry, facts, hint: lesson.summary };
    }
    case 'node': {
      const node = curriculum.nodes.get(id);
      const pathway = curriculum.pathways.get(node?.pathwayId ?? '');
      const parent = curriculum.nodes.get(node?.parentId ?? '');
      return (
        node && {
          ...entry,
          facts: [parent?.title, pathway?.title].filter(one => one !== undefined),
          hint: nodeHint(curriculum, node),
        }
      );
    }
    case 'resource': {
      const use = findResourceUse(curriculum, id);
      return (
        use && { ...entry, link: linkTo(use.resource), facts: [linkFacts(use.resource)], hint: useHint(use) }
      );
    }
    case 'term': {
      const term = curriculum.terms.get(id);
      return term && { ...entry, facts: [domainName(domainOf(term.lessonId))], hint: term.text };
    }
    case 'project': {
      const project = curriculum.projects.get(id);
      const facts = project ? [project.level, hoursWords(project.hours)] : [];
      return project && { ...entry, facts, hint: project.summary };
    }
    case 'pathway': {
      const pathway = curriculum.pathways.get(id);
      return pathway && { ...entry, facts: [count(pathway.lessons.length, 'lesson')], hint: pathway.summary };
    }
  }
}

function nodeHint({ lessons }: Curriculum, { text, topics, lessons: own }: PathwayNode): string {
  if (text !== undefined) return text;
  if (topics.length > 0) return topics.join(', ');
  return own.flatMap(id => lessons.get(id)?.title ?? []).join(', ');
}

function useHint({ lessons, nodes, pathways }: ResourceUse): string {
  const [first, ...rest] = [...lessons, ...nodes, ...pathways];
  return first ? sentences.usedIn(first.title, rest.length) : sentences.unused;
}
