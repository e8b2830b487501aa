/** A project for one reader: what is asked, its steps, and how it is judged; each part on pages of its own. */
import { countLearned } from '../core/learned.ts';
import { gatherPages } from '../core/pages.ts';
import type { Lesson, Project } from '../curriculum/types.ts';
import { readTitleButton } from './lesson-card.ts';
import { capital } from './lesson-parts.ts';
import { type Block, type Button, buttons, type Card, divider, mapCard, type Press, text } from './reply.ts';
import { type SubmissionView, stateLine } from './submission-words.ts';
import { bar, count, cut } from './words.ts';

const sentences = {
  where: 'Projects',
  brief: '**What to build**',
  uses: (learned: number, total: number) => `**Lessons it uses** ${bar(learned, total)} yours`,
  more: (rest: number) => `and ${count(rest, 'more lesson')}`,
  next: (title: string) => `**Next:** read “${title}”. The project uses it, and you haven’t done it yet.`,
  ready: (title: string) => `**Next:** you have done every lesson it uses. Start with step 1: ${title}.`,
  judged: 'Each part of your work is judged from 0 to 3. This is what earns each number.',
  openLesson: 'Open a lesson it uses',
  start: 'Start with step 1',
  work: (words: string) => `**Your work:** ${words}.`,
  yours: 'Your work',
};

const partNames = { brief: 'Brief', steps: 'Steps', rubric: 'How it is judged' } as const;
export type ProjectPart = keyof typeof partNames;
export const isProjectPart = (name: string): name is ProjectPart => Object.hasOwn(partNames, name);

/** A phone's screen or two; a step or a criterion is never torn. */
const pageLength = 1600;
const lessonsListed = 12;

export interface ProjectView {
  readonly project: Project;
  /** The lessons that it uses, as far as they are written. */
  readonly lessons: readonly Lesson[];
  readonly done: ReadonlySet<string>;
  /** What the reader has handed in for it. */
  readonly work?: SubmissionView | undefined;
}

/** `about 12 hours` */
export const hoursWords = (hours: number): string => `about ${count(hours, 'hour')}`;

/** `argument` of the button that opens a part. */
export const projectPress = (projectId: string, part: ProjectPart): Press => ({
  command: 'project/show',
  action: 'page',
  argument: `0.${projectId}.${part}`,
});

/** The pages of a part: its steps or criteria, gathered. The brief is one page. */
export const projectPages = (project: Project, part: ProjectPart): readonly (readonly string[])[] =>
  part === 'brief' ? [[]] : gatherPages(itemsOf(project, part), item => item.length, { length: pageLength });

export interface ProjectPage {
  readonly part: ProjectPart;
  /** Of `projectPages`. */
  readonly items: readonly string[];
  /** `page 2 of 5`, and the buttons to the pages beside it. */
  readonly page: string | undefined;
  readonly turn: readonly Button[];
  readonly isLast: boolean;
  readonly replaces: boolean;
}

export function projectCard(view: ProjectView, shown: ProjectPage): Card {
  const { project } = view;
  const { part, items, page, turn, isLast, replaces } = shown;
  const where = [sentences.where, project.level, partNames[part].toLowerCase(), page];
  const heading = [`-# ${where.filter(one => one !== undefined).join(' ▸ ')}`, `## ${project.title}`];
  const open = openLesson(view);
  return mapCard(
    replaces,
    part === 'brief'
      ? briefBlocks(view, heading)
      : [
          text(...heading, ...(part === 'rubric' ? [sentences.judged] : []), ...items),
          buttons(...(open && isLast ? [readTitleButton(open)] : []), ...turn, ...tabs(project, part)),
        ],
  );
}

/** The first lesson that it uses and the reader hasn't done. */
const openLesson = ({ lessons, done }: ProjectView): Lesson | undefined =>
  lessons.find(({ id }) => !done.has(id));

function briefBlocks(view: ProjectView, heading: readonly string[]): Block[] {
  const { project, lessons, done, work } = view;
  const listed = lessons.slice(0, lessonsListed);
  const rest = lessons.length - listed.length;
  const { done: learned, total } = countLearned(project.lessons, done);
  const open = openLesson(view);
  const next = open ? sentences.next(open.title) : sentences.ready(project.steps[0]?.title ?? '');
  return [
    text(...heading, project.summary),
    text(sentences.brief, project.brief),
    divider,
    text(
      `${capital(hoursWords(project.hours))} · ${project.level} · ${count(project.steps.length, 'step')}`,
      sentences.uses(learned, total),
      ...listed.map(({ id, title }) => `- ${title}${done.has(id) ? ' (done)' : ''}`),
      ...(rest > 0 ? [sentences.more(rest)] : []),
    ),
    ...(lessons.length > 0 ? [chooseLesson(lessons, done)] : []),
    text(...(work ? [sentences.work(stateLine(work))] : []), next),
    buttons(
      open ? readTitleButton(open) : startButton(project.id),
      ...tabs(project, 'brief').slice(open ? 0 : 1),
      ...(work ? [workButton(project.id)] : []),
    ),
  ];
}

const startButton = (projectId: string): Button => ({
  label: sentences.start,
  style: 'primary',
  press: projectPress(projectId, 'steps'),
});

const workButton = (projectId: string): Button => ({
  label: sentences.yours,
  press: { command: 'project/show', action: 'work', argument: projectId },
});

/** The other parts. */
const tabs = (project: Project, part: ProjectPart): Button[] =>
  (Object.keys(partNames) as ProjectPart[])
    .filter(name => name !== part)
    .map(name => ({ label: partNames[name], press: projectPress(project.id, name) }));

const chooseLesson = (lessons: readonly Lesson[], done: ReadonlySet<string>): Block => ({
  kind: 'choose',
  press: { command: 'lesson', action: 'open' },
  placeholder: sentences.openLesson,
  choices: lessons.slice(0, 25).map(({ id, title }) => ({
    label: done.has(id) ? `${cut(title, 90)} (done)` : title,
    value: id,
  })),
});

function itemsOf({ steps, rubric }: Project, part: 'steps' | 'rubric'): readonly string[] {
  return part === 'steps'
    ? steps.map(({ title, text }, i) => `### ${i + 1}. ${title}\n${text}`)
    : rubric.map(({ title, levels }) =>
        [`### ${title}`, ...levels.map((words, earned) => `- **${earned}**: ${words}`)].join('\n'),
      );
}
