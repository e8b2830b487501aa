/** What the picture of `/cohort report` shows, and the same in words. */
import { count, cut, visible } from '../cards/words.ts';

export interface CohortReportFacts {
  /** The cohort's name, as typed. */
  readonly title: string;
  readonly onTrack: number;
  readonly catchingUp: number;
  readonly quiet: number;
  /** Oldest first. */
  readonly lessons: readonly LessonBar[];
}

export interface LessonBar {
  readonly title: string;
  readonly done: number;
  /** Members who had part in it. */
  readonly of: number;
  /** Whether people stop here. */
  readonly loses: boolean;
}

export const sentences = {
  untitled: 'Your cohort',
  groups: { onTrack: 'On track', catchingUp: 'Catching up', quiet: 'May need a word' },
  members: (n: number) => count(n, 'member'),
  lessons: 'Done, of those who had the lesson',
  loses: 'people stop here',
  noLessons: 'No lesson has come yet.',
};

export const groupsOf = ({ onTrack, catchingUp, quiet }: CohortReportFacts) =>
  [
    { name: sentences.groups.onTrack, members: onTrack },
    { name: sentences.groups.catchingUp, members: catchingUp },
    { name: sentences.groups.quiet, members: quiet },
  ] as const;

export const membersIn = ({ onTrack, catchingUp, quiet }: CohortReportFacts): number =>
  onTrack + catchingUp + quiet;

export const titleOf = ({ title }: CohortReportFacts): string => visible(title) || sentences.untitled;

/** In at most 1,024 characters, Discord's limit for a description. */
export function cohortReportAlt(facts: CohortReportFacts): string {
  const groups = groupsOf(facts).map(({ name, members }) => `${name.toLowerCase()} ${members}`);
  const lessons = facts.lessons.map(
    ({ title, done, of, loses }) =>
      `${cut(title, 40)} ${done} of ${of}${loses ? ` (${sentences.loses})` : ''}`,
  );
  const told = lessons.length === 0 ? sentences.noLessons : `${sentences.lessons}: ${lessons.join('; ')}.`;
  return cut(
    `Bars for ${titleOf(facts)}, ${sentences.members(membersIn(facts))}: ${groups.join(', ')}. ${told}`,
    1024,
  );
}
