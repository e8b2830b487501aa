import { ownWorkCard } from '../../src/cards/own-work-card.ts';
import { isProjectPart } from '../../src/cards/project-card.ts';
import { chooseProject } from '../../src/cards/project-list-card.ts';
import { say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { suggestProjects } from '../../src/curriculum/find.ts';
import type { Project } from '../../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listOwnSubmissions } from '../../src/store/submissions.ts';
import { readPage } from '../_pages.ts';
import { projectNamed, showProject, suggestProject } from '../_project.ts';

const sentences = {
  none: 'There are no projects here yet.',
  unknown: (typed: string) =>
    `I don’t know a project called “${plain(typed)}”. Type \`/project list\` to see all of them.`,
  near: (typed: string) => `I don’t know a project called “${plain(typed)}”. Was it one of these?`,
  chooseNear: 'Open one of them',
  noWork: 'You have handed in nothing for that project yet. `/project submit` does it.',
  gone: 'That project is no longer here. Type `/project list` to see all of them.',
};

const opened = { part: 'brief', page: 0, replaces: false } as const;

export default defineCommand({
  description: 'A project: what to build, its steps, and how it is judged',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    project: {
      ...{ type: 'text', description: 'Which project', required: true, maxLength: 100 },
      suggest: suggestProject,
    },
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
    /** The reader's own work on it. */
    work: {
      who: 'everyone',
      async run(call) {
        const project = known(call, call.argument);
        const own = await listOwnSubmissions(call.db, call.guildId, call.memberId);
        const work = own.get(project.id);
        if (!work) throw new Refusal(sentences.noWork);
        return { ...ownWorkCard({ project, work }), replaces: true };
      },
    },
  },
});

function known({ curriculum }: Asked, id: string): Project {
  const project = curriculum.projects.get(id);
  if (!project) throw new Refusal(sentences.gone);
  return project;
}
