import { randomUUID } from 'node:crypto';
import { handedInCard } from '../../src/cards/own-work-card.ts';
import { plain } from '../../src/cards/words.ts';
import { decideLink, type LinkRefusal, LONGEST_LINK } from '../../src/core/submission-link.ts';
import type { Curriculum, PathwayNode } from '../../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listCohortsOfMember } from '../../src/store/memberships.ts';
import { addSubmission } from '../../src/store/submissions.ts';
import { projectNamed, suggestProject } from '../_project.ts';

const sorry = {
  'no-link':
    'I need a whole address that others can open, such as `https://example.com/you/your-work`. Nothing was handed in: copy it from your browser and try again.',
  'not-https':
    'The address must begin with `https://`, so that others can open it safely. Nothing was handed in.',
  'too-long': `The address is longer than ${LONGEST_LINK} characters. Nothing was handed in: give the page of your work itself.`,
  'with-login':
    'That address holds a user name or a password. Nothing was handed in: give one that everybody may see.',
} satisfies Record<LinkRefusal, string>;

const sentences = {
  unknown: (typed: string) =>
    `I don’t know a project called “${plain(typed)}”. Nothing was handed in. Type \`/project list\` to see all of them.`,
};

const longestNote = 500;

export default defineCommand({
  description: 'Hand in your work on a project: a link that moderators look at',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    project: {
      ...{ type: 'text', description: 'Which project', required: true, maxLength: 100 },
      suggest: suggestProject,
    },
    link: {
      ...{ type: 'text', required: true, maxLength: 1000 },
      description: 'Where your work is: an address that begins with https://',
    },
    note: {
      type: 'text',
      description: 'What moderators should know; only they read it',
      maxLength: longestNote,
    },
  },

  async run(call) {
    const { db, guildId, memberId, now, curriculum, options } = call;
    const project = projectNamed(curriculum, options.project);
    if (!project) throw new Refusal(sentences.unknown(options.project));
    const outcome = decideLink(options.link);
    if (outcome.kind === 'refused') throw new Refusal(sorry[outcome.reason]);

    const given = {
      ...{ guildId, id: randomUUID(), memberId, projectId: project.id, submittedAt: now },
      ...{ link: outcome.link, note: options.note?.trim() || null },
      cohortId: await cohortFor(call, project.id),
    };
    const handedIn = await addSubmission(db, given);
    return handedInCard(
      {
        project,
        work: { ...given, state: 'waiting', marks: null, feedback: null, points: null, settledAt: null },
      },
      handedIn,
    );
  },
});

/** The member's cohort whose pathway has the project, else the one that they joined last; null where they study alone. */
async function cohortFor(
  { db, guildId, memberId, curriculum }: Asked,
  projectId: string,
): Promise<string | null> {
  const own = await listCohortsOfMember(db, guildId, memberId);
  const suits = own.find(({ pathwayId }) => hasProject(curriculum, pathwayId, projectId));
  return (suits ?? own[0])?.id ?? null;
}

function hasProject({ pathways }: Curriculum, pathwayId: string, projectId: string): boolean {
  const isIn = (node: PathwayNode): boolean => node.projectId === projectId || node.children.some(isIn);
  return pathways.get(pathwayId)?.nodes.some(isIn) ?? false;
}
