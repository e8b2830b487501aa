/** A project, wherever it is opened. */
import { type ProjectPart, projectCard, projectPages } from '../src/cards/project-card.ts';
import type { Card, Choice } from '../src/cards/reply.ts';
import { cut } from '../src/cards/words.ts';
import { nearestProject } from '../src/core/project-fit.ts';
import { suggestProjects } from '../src/curriculum/find.ts';
import type { Curriculum, Project } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listOwnSubmissions, type Submission } from '../src/store/submissions.ts';
import { doneHere, isInServer } from './_look-up.ts';
import { mostChoices } from './_next.ts';
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

/** What whoever asks has handed in, by project. */
export const ownWork = async (asked: Asked): Promise<ReadonlyMap<string, Submission>> =>
  isInServer(asked) ? listOwnSubmissions(asked.db, asked.guildId, asked.memberId) : new Map();

/** Before the first letter: the one of which most is learned, then all by level. */
export async function suggestProject(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '') return suggestProjects(curriculum, typed, mostChoices).map(choiceOf);
  const all = projectsByLevel(curriculum);
  const nearest = nearestProject(all, await doneHere(asked));
  return [...new Set([...(nearest ? [nearest] : []), ...all])].slice(0, mostChoices).map(choiceOf);
}

const choiceOf = ({ id, title, level }: Project): Choice => ({
  label: cut(`${title} (${level})`, 100),
  value: id,
});

/** One page of a part of it; `page` from 0, what is no page becomes the nearest one. */
export async function showProject(
  asked: Asked,
  project: Project,
  { part, page, replaces }: { readonly part: ProjectPart; readonly page: number; readonly replaces: boolean },
): Promise<Card> {
  const { lessons } = asked.curriculum;
  const shown = pageOf(projectPages(project, part), page, 1);
  const [done, own] = await Promise.all([doneHere(asked), ownWork(asked)]);
  return projectCard(
    {
      project,
      lessons: project.lessons.flatMap(id => lessons.get(id) ?? []),
      done,
      work: own.get(project.id),
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
