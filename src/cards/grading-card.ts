/** One piece of work on a moderator's desk: marks for each part of the rubric, then the verdict in words, then a look at all of it. */
import { BEST_MARK, type Marks, pointsForMarks, unmarked, type Verdict } from '../core/project-grade.ts';
import type { Project } from '../curriculum/types.ts';
import { projectPress } from './project-card.ts';
import { type Block, type Button, buttons, type Card, divider, type Form, say, text } from './reply.ts';
import { linkLine, markLines, openWorkButton, type SubmissionView, typedLines } from './submission-words.ts';
import { count, cut, person, time } from './words.ts';

const verdictWords = {
  passed: 'It passes',
  returned: 'It goes back, with words on what to do',
} as const satisfies Record<Verdict, string>;

const sentences = {
  where: 'Projects ▸ to grade',
  by: (memberId: string, at: string) => `By ${person(memberId)}, handed in ${at}.`,
  unopened: 'Nothing of mine has opened the link: look where it leads before you go.',
  before: (state: string, points: number) =>
    `It was graded before: it ${state}${points > 0 ? `, with ${count(points, 'point')}` : ''}. What you apply now takes the place of that, points included.`,
  states: { passed: 'passed', returned: 'came back', waiting: 'waits', replaced: 'was replaced' },
  note: '**What they say to it**',
  mark: (title: string) => `Mark for “${title}”`,
  marks: '**Marks**',
  left: (left: number) =>
    `${count(left, 'mark is', 'marks are')} still to choose. Then come your words and the verdict.`,
  next: 'All marks are chosen. Next: your words and the verdict.',
  preview: {
    passed: (points: number) =>
      `**It passes**, worth ${count(points, 'point')} unless earlier work on the project has paid already.`,
    returned: '**It goes back**, and pays nothing until newer work passes.',
  },
  told: 'Nothing is kept yet. When you apply it, its author is told at their next command.',
  feedback: '**Your words**',
  done: {
    passed: (title: string, memberId: string) => `**${title}** by ${person(memberId)} has passed.`,
    returned: (title: string, memberId: string) => `**${title}** goes back to ${person(memberId)}.`,
  },
  willChange: (change: number) => {
    if (change === 0) return 'Their points stay as they are.';
    return change > 0
      ? `They would get ${count(change, 'point')}.`
      : `${count(-change, 'point')} would be taken back.`;
  },
  change: (change: number) =>
    change > 0
      ? ` They get ${count(change, 'point')}.`
      : change < 0
        ? ` ${count(-change, 'point')} are taken back.`
        : ' Their points stay as they are.',
  willHear: ' They are told at their next command.',
};

export interface Desk {
  readonly draftId: string;
  readonly project: Pick<Project, 'id' | 'title' | 'rubric'>;
  readonly memberId: string;
  readonly work: SubmissionView;
  readonly marks: Marks;
}

const press = (action: string, argument: string) => ({ command: 'project/grade', action, argument });

/** A list of marks for each part of the rubric. */
export function marksCard({ draftId, project, memberId, work, marks }: Desk): Card {
  const { rubric } = project;
  const left = unmarked(rubric, marks).length;
  const before =
    work.state === 'waiting' ? [] : [sentences.before(sentences.states[work.state], work.points ?? 0)];
  const note = work.note === null ? [] : [sentences.note, ...typedLines(work.note, 500)];
  return card([
    text(
      ...heading(project.title),
      sentences.by(memberId, time(work.submittedAt, 'R')),
      ...before,
      linkLine(work.link),
      sentences.unopened,
      ...note,
    ),
    divider,
    ...rubric.flatMap((criterion, place): Block[] => {
      const mark = marks[criterion.id];
      return [
        text(`**${criterion.title}**`),
        {
          kind: 'choose',
          press: press('mark', `${draftId}.${place}`),
          placeholder: sentences.mark(criterion.title),
          choices: criterion.levels.map((words, n) => ({
            label: cut(`${n}: ${words}`, 100),
            value: String(n),
          })),
          ...(mark === undefined ? {} : { chosen: [String(mark)] }),
        },
      ];
    }),
    text(left > 0 ? sentences.left(left) : sentences.next),
    buttons(
      { label: 'Words and verdict', style: 'primary', press: press('words', draftId), disabled: left > 0 },
      openWorkButton(work.link),
      { label: 'What each mark means', press: projectPress(project.id, 'rubric') },
      listButton,
    ),
  ]);
}

const listButton: Button = { label: 'Back to the list', press: press('list', 'waiting') };

/** Asks for the verdict and the words to it. */
export const wordsForm = (
  draftId: string,
  { title }: Pick<Project, 'title'>,
  given: { readonly verdict: string | undefined; readonly feedback: string },
): Form => ({
  kind: 'form',
  title,
  press: press('words', draftId),
  fields: [
    {
      ...{ kind: 'one', id: 'verdict', label: 'Your verdict' },
      choices: Object.entries(verdictWords).map(([value, label]) => ({ value, label })),
      ...(given.verdict === undefined ? {} : { chosen: given.verdict }),
    },
    {
      ...{ id: 'feedback', label: 'Your words to its author', required: false, long: true, maxLength: 1000 },
      description: 'What is good, and what to do next. Needed where it goes back.',
      value: given.feedback,
    },
  ],
});

/** All of it, before it is applied. `change`: points that it would add or take. */
export function gradePreview(
  { draftId, project, memberId, work, marks }: Desk,
  { verdict, feedback }: { readonly verdict: Verdict; readonly feedback: string },
  change: number,
): Card {
  const words =
    verdict === 'passed'
      ? sentences.preview.passed(pointsForMarks(project.rubric, marks))
      : sentences.preview.returned;
  const said = typedLines(feedback, 1000);
  return card([
    text(
      ...heading(project.title),
      sentences.by(memberId, time(work.submittedAt, 'R')),
      words,
      sentences.willChange(change),
    ),
    ...(project.rubric.length > 0 ? [text(sentences.marks, ...markLines(project, marks))] : []),
    ...(said.length > 0 ? [text(sentences.feedback, ...said)] : []),
    text(sentences.told),
    buttons(
      { label: 'Apply', style: 'primary', press: press('apply', draftId) },
      { label: 'Change it', press: press('back', draftId) },
      listButton,
    ),
  ]);
}

/** `change`: points added or taken by it. */
export const gradedCard = (
  { project, memberId }: Pick<Desk, 'project' | 'memberId'>,
  verdict: Verdict,
  change: number,
): Card => ({
  ...say(
    `${sentences.done[verdict](project.title, memberId)}${sentences.change(change)}${sentences.willHear}`,
    buttons(listButton),
  ),
  replaces: true,
});

/** From a list of marks. */
export const markIn = (chosen: string | undefined): number | undefined => {
  const mark = /^\d$/.test(chosen ?? '') ? Number(chosen) : undefined;
  return mark !== undefined && mark <= BEST_MARK ? mark : undefined;
};

export const isVerdict = (word: string): word is Verdict => Object.hasOwn(verdictWords, word);

const heading = (title: string): string[] => [`-# ${sentences.where}`, `## ${title}`];

const card = (blocks: readonly Block[]): Card => ({
  ...{ kind: 'card', accent: 'map', private: true, replaces: true },
  blocks,
});
