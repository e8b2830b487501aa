import { projectListCard } from '../../src/cards/project-list-card.ts';
import type { Card } from '../../src/cards/reply.ts';
import { levelChoices } from '../../src/cards/resource-words.ts';
import { nearestProject } from '../../src/core/project-fit.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { doneHere } from '../_look-up.ts';
import { pageButtons, pageOf, pageWords, readPage } from '../_pages.ts';
import { ownWork, projectsByLevel } from '../_project.ts';

const sentences = {
  none: 'There are no projects here yet.',
  noneOf: (level: string) =>
    `There is no ${level} project here yet. \`/project list\` without a level shows all of them.`,
};

/** A phone's screen or two. */
const pageSize = 8;

export default defineCommand({
  description: 'Projects to build, by level, and how much of each you have learned',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    level: { type: 'text', description: 'Only projects of this level', choices: levelChoices },
  },

  run: call => listCard(call, call.options.level ?? '', 0, { replaces: false }),

  buttons: {
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        return listCard(call, about, page, { replaces: true });
      },
    },
  },
});

/** `level`: all of them where it is none. */
async function listCard(
  asked: Asked,
  level: string,
  page: number,
  { replaces }: { readonly replaces: boolean },
): Promise<Card> {
  const only = levelChoices.find(({ value }) => value === level)?.value;
  const all = projectsByLevel(asked.curriculum);
  const projects = only === undefined ? all : all.filter(project => project.level === only);
  const [done, work] = await Promise.all([doneHere(asked), ownWork(asked)]);
  const nearest = nearestProject(projects, done);
  if (!nearest)
    throw new Refusal(only === undefined || all.length === 0 ? sentences.none : sentences.noneOf(only));
  const shown = pageOf(projects, page, pageSize);
  return projectListCard({
    level: only,
    total: projects.length,
    projects: shown.items,
    done,
    work,
    nearest,
    page: pageWords(shown),
    turn: pageButtons('project/list', only ?? '', shown),
    replaces,
  });
}
