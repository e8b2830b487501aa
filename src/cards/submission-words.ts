/** Somebody's work on a project in words: what state it is in, its link, its marks. */
import { BEST_MARK, type Marks } from '../core/project-grade.ts';
import type { Project } from '../curriculum/types.ts';
import { cut, plain, time } from './words.ts';

/** What cards need to know of work that was handed in; texts as they were typed. */
export interface SubmissionView {
  readonly id: string;
  readonly state: 'waiting' | 'passed' | 'returned' | 'replaced';
  readonly link: string;
  readonly note: string | null;
  readonly marks: Marks | null;
  readonly feedback: string | null;
  readonly points: number | null;
  readonly submittedAt: Date;
  readonly settledAt: Date | null;
}

export const stateWords = {
  waiting: 'waits for a moderator',
  passed: 'passed',
  returned: 'came back to you',
  replaced: 'replaced by newer work',
} as const satisfies Record<SubmissionView['state'], string>;

/** `passed on …`, with the moment in the reader's own time. */
export function stateLine({ state, submittedAt, settledAt }: SubmissionView): string {
  const at =
    state === 'waiting' ? `, handed in ${time(submittedAt, 'R')}` : ` ${time(settledAt ?? submittedAt, 'R')}`;
  return `${stateWords[state]}${at}`;
}

/** The address as text that is no link; the button beside it is one, and has all of it. */
export const linkLine = (link: string): string => `**Link:** ${plain(link, 200)}`;

/** The host is said before anybody goes there. */
export const openWorkButton = (link: string) =>
  ({ label: `Open it on ${cut(hostOf(link), 60)}`, url: link }) as const;

const hostOf = (link: string): string => /^https:\/\/([^/?#]+)/.exec(link)?.[1] ?? link;

/** `- Bad input does no harm: 2 of 3`, a line for each part of the rubric that has a mark. */
export const markLines = ({ rubric }: Pick<Project, 'rubric'>, marks: Marks | null): string[] =>
  rubric.flatMap(({ id, title }) => {
    const mark = marks?.[id];
    return mark === undefined ? [] : [`- ${title}: **${mark} of ${BEST_MARK}**`];
  });

/** What somebody typed in several lines, each harmless. */
export const typedLines = (typed: string, maxLength: number): string[] =>
  typed
    .slice(0, maxLength)
    .split('\n')
    .map(line => plain(line, maxLength))
    .filter(line => line !== '');
