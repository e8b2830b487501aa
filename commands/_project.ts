/** A project, wherever it is opened. */
import { type ProjectPart, projectCard, projectPages } from '../src/cards/project-card.ts';
import type { Card } from '../src/cards/reply.ts';
import type { Curriculum, Project } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { doneHere } from './_look-up.ts';
import { pageButtons, pageOf, pageWords } from './_pages.ts';

const levels = ['beginner', 'intermediate', 'advanced'] as const;

/** Easier ones first, then in the curriculum's own order. */
export const projectsByLevel = ({ projects }: Curriculum): readonly Project[] =>
  levels.flatMap(level => [...projects.values()].filter(project => project.level === level));

/** The project with this id or title, in whatever case; undefined for anything else. */
export function projectNamed({ projects }: Curriculum, typed: string): Project | undefined {
  const wanted = typed.trim().toLowerCase();
  return projects.get(wanted) ?? [...projects.values()].find(({ title }) => title.toLowerCase() === wanted);
}

/** One page of a part of it; `page` from 0, what is no page becomes the nearest one. */
export async function showProject(
  asked: Asked,
  project: Project,
  { part, page, replaces }: { readonly part: ProjectPart; readonly page: number; readonly replaces: boolean },
): Promise<Card> {
  const { lessons } = asked.curriculum;
  const shown = pageOf(projectPages(project, part), page, 1);
  return projectCard(
    {
      project,
      lessons: project.lessons.flatMap(id => lessons.get(id) ?? []),
      done: await doneHere(asked),
    },
    {
      part,
      items: shown.items[0] ?? [],
      page: pageWords(shown),
      turn: pageButtons('project/show', `${project.id}.${part}`, shown),
      isLast: shown.page === shown.pages - 1,
      replaces,
    },
  );
}
