/** The public posts of the days on which no lesson comes: practice, a resource, a review, a project, time to catch up. */

import type { DayKind } from '../core/plan-inputs.ts';
import type { Lesson, Pathway, PathwayNode, Resource, ResourceRef } from '../curriculum/types.ts';
import { kindWords } from './day-words.ts';
import { dayLine, lateLines, resourceLines, whereLine } from './lesson-parts.ts';
import { discussButton } from './lesson-post.ts';
import { type Block, type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, cut } from './words.ts';

type OtherKind = Exclude<DayKind, 'lesson'>;

const words = {
  practice: {
    title: 'Practice',
    what: 'Nothing new today: do with your own hands what you have read.',
    alone:
      'Nothing new today. Take the lesson that you remember least, and do its practice with your own hands.',
  },
  resource: {
    title: 'Read something good',
    what: 'Nothing new to learn by heart today: read for a while in what people of this trade go back to.',
    alone:
      'Nothing new today. Take a source of a lesson that you liked, and read on where the lesson stopped.',
  },
  review: {
    title: 'Review',
    what: 'Nothing new today. Say from memory what you learned here, then let a quiz tell you what stayed.',
    alone:
      'Nothing new today. Say from memory what the last lessons were about, then look whether you were right.',
  },
  project: {
    title: 'Project',
    what: 'Build something small that needs what you have learned. It should show that you can:',
    alone: 'Build something small with what you have learned so far, and show it to the others.',
  },
  'catch-up': {
    title: 'Catch-up day',
    what: 'Nothing new today. If something is still open, here is time for it. If nothing is, rest.',
    alone: 'Nothing new today. If something is still open, here is time for it. If nothing is, rest.',
  },
} as const satisfies Record<OtherKind, { title: string; what: string; alone: string }>;

const sentences = {
  tryThis: (title: string) => `**${title}**`,
  minutes: (minutes: number) => `about ${minutes} min`,
  why: (node: PathwayNode) => `It goes with **${node.title}**: look up in it what a lesson left out.`,
  ownTime: 'at your own pace',
};

const labels = { mine: 'My day', read: 'Read', quiz: 'Quiz me', open: 'Open' };

export interface DayPost {
  readonly kind: OtherKind;
  readonly pathway: Pathway | undefined;
  readonly node: PathwayNode | undefined;
  /** Lessons that were posted before this day, the oldest first. */
  readonly recentLessons: readonly Lesson[];
  readonly resources?: ReadonlyMap<string, Resource>;
  /** The unit's key (`…#resource-2`): by its number each of a node's resources has its turn. */
  readonly unitKey?: string | null;
  readonly deliveryId: string;
  /** 1-based, of `days`; undefined while a pause has no end. */
  readonly day: number;
  readonly days: number | undefined;
  readonly roleId: string | undefined;
  /** Calendar time since it was due, in ms, where the post comes late. */
  readonly lateBy?: number | undefined;
  readonly hasThread?: boolean;
}

/** What stands between the head of a post and its last row of buttons. */
interface Middle {
  readonly blocks: readonly Block[];
  readonly facts: readonly string[];
  readonly buttons: readonly Button[];
}

/** Four parts: where you are, what it is, facts, what next. The delivery's id stands in a button, as in a lesson's post. */
export function dayPost(post: DayPost): Card {
  const { kind, pathway, node, deliveryId, day, days, roleId, lateBy, hasThread = false } = post;
  const middle = middles[kind](post);
  const mine = { label: labels.mine, press: { command: 'today', action: 'open', argument: deliveryId } };
  // The id must stand in one button; nobody needs more than four.
  const needsMine = kind === 'catch-up' || !middle.buttons.some(button => 'press' in button);
  return {
    kind: 'card',
    accent: 'lesson',
    ...(roleId === undefined ? {} : { mentionsRole: roleId }),
    blocks: [
      text(
        whereLine(pathway, node, dayLine(day, days)),
        `## ${words[kind].title}${node && kind === 'project' ? `: ${node.title}` : ''}`,
        ...lateLines(lateBy, 'post'),
        middle.blocks.length > 0 ? words[kind].what : words[kind].alone,
      ),
      ...middle.blocks,
      divider,
      text([`${kindWords[kind]} day`, ...middle.facts].join(' · ')),
      buttons(
        ...[...middle.buttons, ...(needsMine ? [mine] : [])].map(
          (button, place): Button =>
            place === 0 && 'press' in button ? { ...button, style: 'primary' } : button,
        ),
        ...(hasThread ? [discussButton(deliveryId)] : []),
      ),
    ],
  };
}

/** What is read and pressed by everybody stays short. */
const mostTasks = 2;
const mostRecalled = 3;
const mostOpen = 2;
const mostGoals = 6;

const middles: Readonly<Record<OtherKind, (post: DayPost) => Middle>> = {
  practice(post) {
    const lessons = ofStep(post).filter(practiceOf).slice(-mostTasks);
    const minutes = sum(lessons.map(lesson => lesson.minutes.practice));
    return {
      blocks: lessons.map(lesson => text(sentences.tryThis(lesson.title), practiceOf(lesson) ?? '')),
      facts: minutes > 0 ? [sentences.minutes(minutes)] : [],
      buttons: lessons.map(lesson => lessonButton(post, 'read', lesson, `${labels.read}: ${lesson.title}`)),
    };
  },

  resource(post) {
    const found = resourceOf(post);
    if (!found) return { blocks: [], facts: [sentences.ownTime], buttons: [] };
    const { line, resource, node, note } = found;
    return {
      blocks: [text(line, ...(note === undefined ? [sentences.why(node)] : []))],
      facts: [...(resource.provider ? [resource.provider] : []), resource.kind, costOf(resource)].filter(
        fact => fact !== '',
      ),
      buttons: resource.url === undefined ? [] : [{ label: labels.open, url: resource.url }],
    };
  },

  review(post) {
    const lessons = toRecall(post);
    return {
      blocks: lessons.length > 0 ? [text(...lessons.map(({ title }) => `- ${title}`))] : [],
      facts: lessons.length > 0 ? [count(lessons.length, 'lesson')] : [],
      buttons: lessons.map(lesson => lessonButton(post, 'quiz', lesson, `${labels.quiz}: ${lesson.title}`)),
    };
  },

  project(post) {
    const lessons = ofStep(post);
    const goals = lessons.flatMap(({ objectives }) => objectives.slice(0, 1)).slice(-mostGoals);
    return {
      blocks: goals.length > 0 ? [text(...goals.map(goal => `- ${goal}`))] : [],
      facts: [sentences.ownTime],
      buttons: [],
    };
  },

  'catch-up'(post) {
    const lessons = post.recentLessons.slice(-mostOpen);
    return {
      blocks: lessons.length > 0 ? [text('**Lately**', ...lessons.map(({ title }) => `- ${title}`))] : [],
      facts: [sentences.ownTime],
      buttons: lessons.map(lesson => lessonButton(post, 'read', lesson, `${labels.read}: ${lesson.title}`)),
    };
  },
};

function lessonButton(
  { deliveryId }: DayPost,
  action: 'read' | 'quiz',
  lesson: Lesson,
  label: string,
): Button {
  return {
    // A phone shows about so much of a button.
    label: cut(label, 38),
    press: { command: 'today', action, argument: `${deliveryId}.${lesson.id}` },
  };
}

/** Lessons so far of the step or phase, else of the whole plan. */
function ofStep({ node, recentLessons }: DayPost): readonly Lesson[] {
  const own = new Set(node ? lessonsBelow(node) : []);
  const lessons = recentLessons.filter(({ id }) => own.has(id));
  return lessons.length > 0 ? lessons : recentLessons;
}

const lessonsBelow = (node: PathwayNode): readonly string[] => [
  ...node.lessons,
  ...node.children.flatMap(lessonsBelow),
];

const practiceOf = (lesson: Lesson): string | undefined =>
  lesson.sections.find(({ title }) => title === 'Practice')?.body;

/** Spread over what was taught: the newest, one from the middle, one from long ago. What is repeated at growing distances stays longer. */
function toRecall({ recentLessons }: DayPost): readonly Lesson[] {
  const last = recentLessons.length - 1;
  const places = new Set([last, Math.floor(last / 2), 0].filter(place => place >= 0));
  return [...places].slice(0, mostRecalled).flatMap(place => recentLessons[place] ?? []);
}

/** One resource of the node, in turn; of its lessons where it has none of its own. */
function resourceOf(post: DayPost) {
  const { node, resources } = post;
  if (!node || !resources) return undefined;
  const known = ({ ref }: ResourceRef) => resources.has(ref);
  const own = node.resources.filter(known);
  const refs = own.length > 0 ? own : ofStep(post).flatMap(lesson => lesson.resources.filter(known));
  const ref = refs[turnOf(post) % refs.length];
  const resource = ref && resources.get(ref.ref);
  const [line] = ref ? resourceLines([ref], resources) : [];
  if (!ref || !resource || line === undefined) return undefined;
  return { line, resource, node, note: ref.note };
}

/** A number that rises by one from a step's resource day to its next: between them come three days of other kinds. */
function turnOf({ unitKey, day }: DayPost): number {
  const [, number] = /#resource-(\d+)$/.exec(unitKey ?? '') ?? [];
  return number === undefined ? day : Math.floor((Number(number) - 1) / 4);
}

const costOf = ({ cost }: Resource): string =>
  cost === 'mixed' ? 'partly free' : cost === 'unknown' ? '' : cost;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
