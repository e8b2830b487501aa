/** Projects to choose from, by level, each with how much of what it uses the reader has learned. */
import { countLearned } from '../core/learned.ts';
import type { Project } from '../curriculum/types.ts';
import { capital } from './lesson-parts.ts';
import { hoursWords, projectPress } from './project-card.ts';
import { type Block, type Button, buttons, type Card, mapCard, text } from './reply.ts';
import { type SubmissionView, stateWords } from './submission-words.ts';
import { count, cut } from './words.ts';

const sentences = {
  heading: (total: number) => `## ${count(total, 'project')} to build`,
  yours: (learned: number, total: number) => `${learned} of ${count(total, 'lesson')} yours`,
  next: (title: string, learned: number, total: number) =>
    `**Next for you:** ${title}. You have done ${learned} of the ${count(total, 'lesson')} that it uses.`,
  work: (words: string) => `your work ${words}`,
  open: 'Open a project',
};

export interface ProjectListCard {
  /** Where only one level was asked for. */
  readonly level: string | undefined;
  readonly total: number;
  /** Those of this page, easier ones first. */
  readonly projects: readonly Project[];
  readonly done: ReadonlySet<string>;
  /** What the reader has handed in, by project. */
  readonly work: ReadonlyMap<string, SubmissionView>;
  /** Of which the reader has learned most. */
  readonly nearest: Project;
  /** `page 2 of 5`, and the buttons to the pages beside it. */
  readonly page: string | undefined;
  readonly turn: readonly Button[];
  readonly replaces: boolean;
}

export function projectListCard(card: ProjectListCard): Card {
  const { level, total, projects, done, work, nearest, page, turn, replaces } = card;
  const where = ['Projects', level, page].filter(part => part !== undefined).join(' ▸ ');
  const { done: learned, total: used } = countLearned(nearest.lessons, done);
  return mapCard(replaces, [
    text(`-# ${where}`, sentences.heading(total), ...linesOf(projects, done, work)),
    chooseProject(sentences.open, projects),
    text(sentences.next(nearest.title, learned, used)),
    buttons(
      {
        label: `Open “${cut(nearest.title, 60)}”`,
        style: 'primary',
        press: projectPress(nearest.id, 'brief'),
      },
      ...turn,
    ),
  ]);
}

/** A list from which a project opens. */
export const chooseProject = (placeholder: string, projects: readonly Project[]): Block => ({
  kind: 'choose',
  press: { command: 'project/show', action: 'open' },
  placeholder,
  choices: projects.map(({ id, title, level, hours }) => ({
    label: title,
    value: id,
    description: `${level}, ${hoursWords(hours)}`,
  })),
});

function linesOf(
  projects: readonly Project[],
  done: ReadonlySet<string>,
  work: ReadonlyMap<string, SubmissionView>,
): string[] {
  return projects.flatMap(({ id, title, level, hours, lessons }, i) => {
    const learned = countLearned(lessons, done).done;
    const own = work.get(id);
    const state = own ? ` · ${sentences.work(stateWords[own.state])}` : '';
    const isFirst = projects[i - 1]?.level !== level;
    return [
      ...(isFirst ? [`### ${capital(level)}`] : []),
      `**${title}**`,
      `-# ${capital(hoursWords(hours))} · ${sentences.yours(learned, lessons.length)}${state}`,
    ];
  });
}
