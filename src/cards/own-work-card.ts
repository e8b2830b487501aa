/** A learner's own work on a project: handed in, and what was said to it. */
import type { Project } from '../curriculum/types.ts';
import { projectPress } from './project-card.ts';
import { type Block, buttons, type Card, divider, text } from './reply.ts';
import {
  linkLine,
  markLines,
  openWorkButton,
  type SubmissionView,
  stateLine,
  typedLines,
} from './submission-words.ts';
import { count } from './words.ts';

const sentences = {
  where: 'Projects ▸ your work',
  handedIn: 'Handed in. A moderator looks at it, and you are told at your next command after that.',
  replaced: 'Handed in. It takes the place of the work that was still waiting.',
  passedBefore:
    'You have passed this project already: another pass adds no points, and is good to have all the same.',
  note: '**Your note**',
  state: (words: string) => `Your work ${words}.`,
  points: (points: number) => `It brought you ${count(points, 'point')}.`,
  feedback: '**What the moderator says**',
  again: 'Go on with it, then hand it in again with `/project submit`.',
  waiting: 'Until somebody looks at it, `/project submit` puts newer work in its place.',
};

export interface OwnWork {
  readonly project: Project;
  readonly work: SubmissionView;
}

/** Said when work was handed in. */
export function handedInCard(
  { project, work }: OwnWork,
  { replaced, passedBefore }: { readonly replaced: boolean; readonly passedBefore: boolean },
): Card {
  const extra = passedBefore ? [sentences.passedBefore] : [];
  return card([
    text(...heading(project), replaced ? sentences.replaced : sentences.handedIn, ...extra),
    text(linkLine(work.link), ...noteLines(work)),
    buttons(openWorkButton(work.link), briefButton(project)),
  ]);
}

/** All that there is to know of it. */
export function ownWorkCard({ project, work }: OwnWork): Card {
  const marks = markLines(project, work.marks);
  const points = work.points ? [sentences.points(work.points)] : [];
  const next =
    work.state === 'returned' ? [sentences.again] : work.state === 'waiting' ? [sentences.waiting] : [];
  const said = work.feedback === null ? [] : [sentences.feedback, ...typedLines(work.feedback, 1000)];
  return card([
    text(...heading(project), sentences.state(stateLine(work)), ...points),
    ...(said.length > 0 ? [text(...said)] : []),
    ...(marks.length > 0 ? [text(...marks)] : []),
    divider,
    text(linkLine(work.link), ...noteLines(work), ...next),
    buttons(briefButton(project), openWorkButton(work.link)),
  ]);
}

const heading = ({ title }: Project): string[] => [`-# ${sentences.where}`, `## ${title}`];

const noteLines = ({ note }: SubmissionView): string[] =>
  note === null ? [] : [sentences.note, ...typedLines(note, 300)];

const briefButton = ({ id }: Project) =>
  ({ label: 'To the project', style: 'primary', press: projectPress(id, 'brief') }) as const;

const card = (blocks: readonly Block[]): Card => ({
  ...{ kind: 'card', accent: 'map', private: true },
  blocks,
});
