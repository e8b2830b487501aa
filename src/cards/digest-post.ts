/** What a cohort is told of its week: what was learned, who helped, and a question to talk about. */
import { FEWEST_TOLD } from '../core/daily.ts';
import type { StudyDay } from '../core/time.ts';
import type { Lesson } from '../curriculum/types.ts';
import { dayOfMonth } from './day-words.ts';
import { discussButton } from './lesson-post.ts';
import { type Block, buttons, type Card, divider, text } from './reply.ts';
import { count, cut, plain } from './words.ts';

const sentences = {
  where: (cohort: string, from: string, until: string) => `-# ${cohort} ▸ ${from} to ${until}`,
  title: '## Our week',
  lessons: '**New this week**',
  more: (n: number) => `and ${n} more`,
  done: (times: number, people: string) =>
    `**Together:** ${times === 1 ? 'a lesson was done once' : `lessons were done ${times} times`}${people}.`,
  by: (people: number) => `, by ${people} people`,
  quizzes: (percent: number) => `**Daily quizzes:** ${percent} % of all answers were right.`,
  helped: (who: string) => `**Thank you for helping:** ${who}.`,
  others: (n: number) => count(n, 'other person', 'other people'),
  nameless: (n: number) => `**${count(n, 'person', 'people')}** helped others this week. Thank you.`,
  discuss: '**Something to talk about**',
  question: (question: string, lesson: string) => `> ${question}\n-# From “${lesson}”.`,
  here: 'What would you answer? Write it here, in your own words; half an idea is welcome too.',
  thread: 'What would you answer? Press Discuss and write it there; half an idea is welcome too.',
};

export interface DigestPost {
  readonly deliveryId: string;
  readonly cohortName: string;
  readonly week: StudyDay;
  readonly sunday: StudyDay;
  /** Titles of the lessons that came. */
  readonly titles: readonly string[];
  /** How often lessons were done, and by how many people. */
  readonly done: { readonly times: number; readonly people: number };
  /** Undefined where so few answered that it would tell who. */
  readonly percentRight: number | undefined;
  /** Names are those that members chose to show; the others are counted. */
  readonly thanked: { readonly names: readonly string[]; readonly people: number };
  readonly topic:
    | {
        readonly question: string;
        readonly lesson: Lesson;
        readonly deliveryId: string;
        readonly hasThread: boolean;
      }
    | undefined;
}

/** More than that would be a list that nobody reads. */
const mostTitles = 7;
const mostNames = 12;

export function digestPost(post: DigestPost): Card {
  const { week, sunday, titles, done, percentRight, thanked, topic } = post;
  return {
    kind: 'card',
    accent: 'progress',
    blocks: [
      text(
        sentences.where(plain(post.cohortName), dayOfMonth(week), dayOfMonth(sunday)),
        sentences.title,
        ...lessonLines(titles),
        ...(done.times > 0 ? [doneLine(done)] : []),
        ...(percentRight === undefined ? [] : [sentences.quizzes(percentRight)]),
        ...(thanked.people > 0 ? [helpersOf(thanked)] : []),
      ),
      ...(topic ? topicBlocks(topic) : []),
      buttons(
        ...(topic?.hasThread ? [{ ...discussButton(topic.deliveryId), style: 'primary' as const }] : []),
        { label: 'My progress', press: { command: 'progress', action: 'open', argument: post.deliveryId } },
      ),
    ],
  };
}

/** Of one or two people it would tell who. */
const doneLine = ({ times, people }: DigestPost['done']): string =>
  sentences.done(times, people >= FEWEST_TOLD ? sentences.by(people) : '');

const topicBlocks = ({ question, lesson, hasThread }: NonNullable<DigestPost['topic']>): Block[] => [
  divider,
  text(
    sentences.discuss,
    sentences.question(question, lesson.title),
    hasThread ? sentences.thread : sentences.here,
  ),
];

function helpersOf({ names, people }: DigestPost['thanked']): string {
  const shown = names.slice(0, mostNames).map(name => `**${plain(name, 60)}**`);
  const others = people - shown.length;
  if (shown.length === 0) return sentences.nameless(people);
  return sentences.helped(joined(others > 0 ? [...shown, sentences.others(others)] : shown));
}

function lessonLines(titles: readonly string[]): string[] {
  if (titles.length === 0) return [];
  const shown = titles.length <= mostTitles ? titles : titles.slice(0, mostTitles - 1);
  const more = titles.length - shown.length;
  return [
    sentences.lessons,
    ...shown.map(title => `- ${cut(title, 120)}`),
    ...(more > 0 ? [`- ${sentences.more(more)}`] : []),
  ];
}

/** `A, B and C` */
const joined = (all: readonly string[]): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
