import { isProjectPart } from '../../src/cards/project-card.ts';
import { chooseProject } from '../../src/cards/project-list-card.ts';
import { type Choice, say } from '../../src/cards/reply.ts';
import { cut, plain } from '../../src/cards/words.ts';
import { nearestProject } from '../../src/core/project-fit.ts';
import { suggestProjects } from '../../src/curriculum/find.ts';
import type { Project } from '../../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { doneHere } from '../_look-up.ts';
import { mostChoices } from '../_next.ts';
import { readPage } from '../_pages.ts';
import { projectNamed, projectsByLevel, showProject } from '../_project.ts';

const sentences = {
  none: 'There are no projects here yet.',
  unknown: (typed: string) =>
    `I don’t know a project called “${plain(typed)}”. Type \`/project list\` to see all of them.`,
  near: (typed: string) => `I don’t know a project called “${plain(typed)}”. Was it one of these?`,
  chooseNear: 'Open one of them',
  gone: 'That project is no longer here. Type `/project list` to see all of them.',
};

const opened = { part: 'brief', page: 0, replaces: false } as const;

export default defineCommand({
  description: 'A project: what to build, its steps, and how it is judged',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    project: { type: 'text', description: 'Which project', required: true, maxLength: 100, suggest },
  },

  run(call) {
    const { curriculum, options } = call;
    const project = projectNamed(curriculum, options.project);
    if (project) return showProject(call, project, opened);
    if (curriculum.projects.size === 0) throw new Refusal(sentences.none);
    const near = suggestProjects(curriculum, options.project, 10);
    if (near.length === 0) throw new Refusal(sentences.unknown(options.project));
    return say(sentences.near(options.project), chooseProject(sentences.chooseNear, near));
  },

  buttons: {
    open: {
      who: 'everyone',
      run(call) {
        const project = known(call, call.chosen[0] ?? call.argument);
        return showProject(call, project, opened);
      },
    },
    page: {
      who: 'everyone',
      run(call) {
        const { page, about } = readPage(call.argument);
        const [id = '', part = ''] = about.split('.');
        if (!isProjectPart(part)) throw new Refusal(sentences.gone);
        return showProject(call, known(call, id), { part, page, replaces: true });
      },
    },
  },
});

function known({ curriculum }: Asked, id: string): Project {
  const project = curriculum.projects.get(id);
  if (!project) throw new Refusal(sentences.gone);
  return project;
}

/** Before the first letter: the one of which most is learned, then all by level. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
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
