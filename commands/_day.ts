/** The study day of a cohort for one of its members: each of its posts with the buttons that belong to it. */
import { dayPost } from '../src/cards/day-post.ts';
import { kindWords } from '../src/cards/day-words.ts';
import { readButton } from '../src/cards/lesson-card.ts';
import { dayLine, factsLine, whereLine } from '../src/cards/lesson-parts.ts';
import { discussButton } from '../src/cards/lesson-post.ts';
import { type Block, type Button, buttons, text } from '../src/cards/reply.ts';
import { comesAt, count, place, plain } from '../src/cards/words.ts';
import { isCatchingUp } from '../src/core/catch-up.ts';
import { countDay } from '../src/core/day-count.ts';
import type { DayKind } from '../src/core/plan-inputs.ts';
import { studyDay } from '../src/core/study-days.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { type Cohort, listPlanDays, type PlanDay } from '../src/store/cohorts.ts';
import type { Delivery } from '../src/store/deliveries.ts';
import type { Membership } from '../src/store/memberships.ts';
import { hasOpenPause } from '../src/store/plans.ts';
import { openFor, postedBefore } from './_open.ts';
import { placeOf } from './_study.ts';

const sentences = {
  notYet: (cohort: Cohort, now: Date) =>
    cohort.nextDueAt
      ? `**${plain(cohort.name)}** has not started yet. Its first lesson comes ${comesAt(cohort.nextDueAt, now)} in ${place(cohort.channelId)}.`
      : `**${plain(cohort.name)}** has no lesson waiting.`,
  next: {
    lesson: (when: string) => `Next lesson ${when}.`,
    other: (kind: Exclude<DayKind, 'lesson'>, when: string) =>
      `Next: ${kindWords[kind].toLowerCase()} day ${when}.`,
    last: 'That was the last lesson of this plan.',
    lastDay: 'That was the last day of this plan.',
    paused: 'Your cohort is paused: nothing comes until its moderators go on.',
  },
  done: 'you have done this lesson',
  catchUp: 'Nothing new today.',
  nothingOpen: 'Nothing is open for you: rest, or look again at a lesson that you liked.',
  open: (lessons: number) =>
    `${count(lessons, 'lesson is', 'lessons are')} open for you. There is time for one today, if you like:`,
};

export interface DayOf {
  readonly membership: Membership;
  /** All posts of the cohort's plan, in order. */
  readonly posts: readonly Delivery[];
  readonly done: ReadonlySet<string>;
  /** At most so many posts of the day are shown. */
  readonly most: number;
}

/** The latest study day that has come, in blocks; a sentence before the first. */
export async function dayBlocks(asked: Asked, day: DayOf): Promise<Block[]> {
  const { cohort } = day.membership;
  const standing = day.posts.filter(({ state }) => state !== 'missed' && state !== 'cancelled');
  const latest = studyDay(
    standing.map(post => ({ day: post.studyDay, due: post.dueAt })),
    asked.now,
  )?.day;
  const posts = standing.filter(post => post.studyDay === latest && isKnown(asked, post)).slice(0, day.most);
  if (posts.length === 0) return [text(sentences.notYet(cohort, asked.now))];
  const [plan, openEnd] = await Promise.all([
    listPlanDays(asked.db, asked.guildId, cohort.id),
    cohort.state === 'paused' || hasOpenPause(asked.db, cohort),
  ]);
  return posts.flatMap((post, place) => {
    const { day: number, days } = countDay(plan, post.studyDay);
    return [
      ...blocksOf(asked, day, post, { day: number, days: openEnd ? undefined : days }),
      ...(place === posts.length - 1 ? [text(nextWords(cohort, post, plan, asked.now))] : []),
    ];
  });
}

const isKnown = ({ curriculum }: Asked, { kind, lessonId }: Delivery): boolean =>
  kind !== 'lesson' || curriculum.lessons.has(lessonId ?? '');

/** Which day of how many a post is for; while a pause has no end, nobody knows of how many. */
interface Count {
  readonly day: number;
  readonly days: number | undefined;
}

function blocksOf(asked: Asked, day: DayOf, post: Delivery, at: Count): readonly Block[] {
  const where = `${plain(day.membership.cohort.name)} ▸ ${dayLine(at.day, at.days)}`;
  const lesson = asked.curriculum.lessons.get(post.lessonId ?? '');
  if (post.kind === 'lesson' && lesson) return lessonBlocks(asked, day, post, lesson, where);
  if (post.kind === 'catch-up') return catchUpBlocks(asked, day, where);
  return otherBlocks(asked, day, post, at);
}

function lessonBlocks(
  { curriculum }: Asked,
  { membership: { cohort }, done }: DayOf,
  post: Delivery,
  lesson: Lesson,
  where: string,
): readonly Block[] {
  const { pathway, node } = placeOf(curriculum, lesson.id, cohort.pathwayId);
  const press = (action: string) => ({ command: 'today', action, argument: post.id });
  const isDone = done.has(lesson.id);
  return [
    text(
      whereLine(pathway, node, where),
      `## ${lesson.title}`,
      lesson.summary,
      `${factsLine(lesson)}${isDone ? ` · ${sentences.done}` : ''}`,
    ),
    buttons(
      { label: 'Read', style: 'primary', press: press('read') },
      { label: 'Quiz me', press: press('quiz') },
      ...(isDone ? [] : [{ label: 'I’ve done it', style: 'success' as const, press: press('done') }]),
      ...(post.followUp === 'done' && cohort.hasThreads ? [discussButton(post.id)] : []),
    ),
  ];
}

/** A day without anything new is about what is open for this member. */
function catchUpBlocks(
  { curriculum, now }: Asked,
  { membership, posts, done }: DayOf,
  where: string,
): readonly Block[] {
  const { since, earlier } = openFor(curriculum, membership, posts, done);
  const open = [...(isCatchingUp(membership, now) ? earlier : []), ...since];
  const first = membership.mode === 'audit' ? undefined : curriculum.lessons.get(open[0]?.lessonId ?? '');
  const pathway = curriculum.pathways.get(membership.cohort.pathwayId);
  return [
    text(
      whereLine(pathway, undefined, where),
      `## ${kindWords['catch-up']} day`,
      sentences.catchUp,
      ...(first ? [sentences.open(open.length), `**${first.title}**`] : [sentences.nothingOpen]),
    ),
    ...(first
      ? [
          buttons(
            { ...readButton(first.id, membership.cohort.id), style: 'primary' },
            { label: 'My way back', press: { command: 'catchup', action: 'open' } },
          ),
        ]
      : []),
  ];
}

/** Practice, a resource, a review, a project: what stands in the channel, without the button that leads here. */
function otherBlocks(
  { curriculum }: Asked,
  { membership: { cohort }, posts }: DayOf,
  post: Delivery,
  at: Count,
): readonly Block[] {
  const card = dayPost({
    kind: post.kind as Exclude<DayKind, 'lesson'>,
    pathway: curriculum.pathways.get(cohort.pathwayId),
    node: curriculum.nodes.get(post.nodeId ?? ''),
    recentLessons: postedBefore(posts, post.studyDay).flatMap(
      ({ lessonId }) => curriculum.lessons.get(lessonId ?? '') ?? [],
    ),
    resources: curriculum.resources,
    unitKey: post.unitKey,
    deliveryId: post.id,
    ...at,
    roleId: undefined,
    hasThread: post.followUp === 'done' && cohort.hasThreads,
  });
  const leadsHere = (button: Button) =>
    'press' in button && button.press.command === 'today' && button.press.action === 'open';
  return card.blocks.flatMap((block): Block[] => {
    if (block.kind !== 'buttons') return [block];
    const others = block.buttons.filter(button => !leadsHere(button));
    return others.length > 0 ? [{ ...block, buttons: others }] : [];
  });
}

function nextWords(
  { nextDueAt, state }: Cohort,
  post: Delivery,
  plan: readonly PlanDay[],
  now: Date,
): string {
  const kind = plan.find(({ studyDay: day }) => day > post.studyDay)?.kind as DayKind | undefined;
  if (state === 'paused') return sentences.next.paused;
  if (!nextDueAt) return post.kind === 'lesson' ? sentences.next.last : sentences.next.lastDay;
  const when = comesAt(nextDueAt, now);
  return kind === undefined || kind === 'lesson'
    ? sentences.next.lesson(when)
    : sentences.next.other(kind, when);
}
