/** What became of a cohort's posts, what waits, and what to do about it: for its moderators. */
import type { StuckReason } from '../core/beside.ts';
import { type DeliveryState, isPosted } from '../core/delivery.ts';
import type { LatePolicy } from '../core/misfire.ts';
import type { StudyDay } from '../core/time.ts';
import { dayShort } from './day-words.ts';
import { durationWords } from './lesson-parts.ts';
import { missingFor } from './notices.ts';
import { type Block, buttons, text } from './reply.ts';
import { count, place, plain, time } from './words.ts';

interface StatusPost {
  readonly studyDay: StudyDay;
  /** Trusted words: a lesson's title, or what else it is. */
  readonly title: string;
  readonly state: DeliveryState;
  readonly reason: string | null;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  readonly channelId: string;
}

export interface CohortStatus {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly channelId: string;
  readonly nextDueAt: Date | null;
  readonly latePolicy: LatePolicy;
  readonly lateWindowHours: number;
  /** The newest first. */
  readonly latest: readonly StatusPost[];
  /** The earliest first. */
  readonly stuck: readonly StatusPost[];
  /** What the bot may not do in a channel now; undefined when there is no such channel. */
  readonly lacksIn: (channelId: string) => readonly string[] | undefined;
  readonly now: Date;
}

const sentences = {
  next: (at: Date) => `Next post: ${time(at)}, ${time(at, 'R')}.`,
  nextWaits: 'Next post: soon; what waits comes first.',
  notRunning: {
    paused: 'It is paused: nothing comes until `/pace resume`.',
    ended: 'Its plan is over: nothing more comes.',
    archived: 'It is archived: nothing comes any more.',
  } as Readonly<Record<string, string>>,
  nothingMore: 'Nothing more is planned.',
  late: {
    slip: hours =>
      `A post that can’t come within ${count(hours, 'hour')} of its time moves the plan by a study day.`,
    skip: hours => `A post that can’t come within ${count(hours, 'hour')} of its time is left out.`,
    double: hours =>
      `A post that can’t come within ${count(hours, 'hour')} of its time comes on the next study day with that day’s own.`,
    post: () => 'A post comes however late it is, at most two late ones a day.',
  } satisfies Record<LatePolicy, (hours: number) => string>,
  lately: '**Lately**',
  nothingYet: 'Nothing has been posted yet.',
  waiting: '**Waits for you**',
  onTime: (at: Date) => `posted ${time(at, 't')}`,
  lateBy: (by: string) => `posted ${by} late`,
  missed: 'did not come in time, so it was not posted',
  cancelled: 'cancelled',
  due: (at: Date) => `comes now (due ${time(at, 'R')})`,
  again: (at: Date) => `Discord did not answer; I keep trying (due ${time(at, 'R')})`,
  enough: 'late, and comes after the others: at most two late posts a day',
  blocked: 'blocked',
  dead: 'given up: Discord refused it twelve times',
  retryDead: 'When the reason is gone, **Try again** sends it after all.',
  lacks: (channelId: string, names: readonly string[]) =>
    `I lack **${names.join('**, **')}** in ${place(channelId)}. Open that channel’s settings, then Permissions, add me and allow it; or allow it for my role in Server Settings, Roles. I go on by myself then.`,
  mended: (channelId: string) =>
    `${place(channelId)} looks right now. I try again by myself within two minutes, or at once with **Try again**.`,
  gone: 'Its channel is gone, or I can’t see it. Choose another one with `/cohort edit`.',
  lesson: 'Its lesson is no longer in the curriculum. `/pace refresh` brings the plan up to date.',
};

const channelReasons: readonly string[] = [
  'missing-permission',
  'missing-access',
  'unreadable-history',
  'unknown-channel',
] satisfies StuckReason[];

export function statusBlocks(cohort: CohortStatus): readonly Block[] {
  const { stuck, latest } = cohort;
  const needsHand = stuck.some(({ state }) => state === 'blocked' || state === 'dead');
  const press = (command: string, argument: string) => ({ command, action: 'open', argument });
  return [
    text(
      `**${plain(cohort.name)}** in ${place(cohort.channelId)}`,
      nextLine(cohort),
      `-# ${sentences.late[cohort.latePolicy](cohort.lateWindowHours)}`,
    ),
    ...(stuck.length > 0
      ? [
          text(
            ...(needsHand ? [sentences.waiting] : []),
            ...stuck.map(post => `- ${nameOf(post)}: ${stuckWords(post)}`),
            ...whatToDo(cohort),
          ),
        ]
      : []),
    text(
      ...(latest.length > 0
        ? [sentences.lately, ...latest.map(post => `- ${nameOf(post)}: ${doneWords(post)}`)]
        : [sentences.nothingYet]),
    ),
    buttons(
      ...(needsHand
        ? [{ label: 'Try again', style: 'primary' as const, press: press('delivery/retry', cohort.id) }]
        : []),
      { label: 'Preview the next post', press: press('delivery/preview', cohort.id) },
    ),
  ];
}

function nextLine({ state, nextDueAt, now }: CohortStatus): string {
  const stands = sentences.notRunning[state];
  if (stands !== undefined) return stands;
  if (!nextDueAt) return sentences.nothingMore;
  return nextDueAt > now ? sentences.next(nextDueAt) : sentences.nextWaits;
}

const nameOf = ({ studyDay, title }: StatusPost): string => `${dayShort(studyDay)}, ${title}`;

function doneWords({ state, sentAt, dueAt }: StatusPost): string {
  if (isPosted({ state }) && sentAt) {
    return state === 'late'
      ? sentences.lateBy(durationWords(sentAt.getTime() - dueAt.getTime()))
      : sentences.onTime(sentAt);
  }
  return state === 'missed' ? sentences.missed : sentences.cancelled;
}

function stuckWords({ state, reason, dueAt }: StatusPost): string {
  if (state === 'blocked') return sentences.blocked;
  if (state === 'dead') return sentences.dead;
  if (reason === 'enough-late') return sentences.enough;
  return reason === null ? sentences.due(dueAt) : sentences.again(dueAt);
}

/** Each remedy once, however many posts wait for it. */
function whatToDo({ stuck, lacksIn }: CohortStatus): readonly string[] {
  const remedies = stuck.flatMap(({ state, reason, channelId }) => {
    if (state === 'dead') return [sentences.retryDead];
    if (state !== 'blocked') return [];
    if (reason === 'lesson-missing') return [sentences.lesson];
    return reason !== null && channelReasons.includes(reason)
      ? [channelRemedy(reason, channelId, lacksIn(channelId))]
      : [];
  });
  return [...new Set(remedies)];
}

/** What is missing now counts for more than what was missing when the post was tried. */
function channelRemedy(reason: string, channelId: string, lacks: readonly string[] | undefined): string {
  if (lacks === undefined) return sentences.gone;
  if (lacks.length > 0) return sentences.lacks(channelId, lacks);
  const then = missingFor[reason as StuckReason];
  return then === undefined ? sentences.gone : sentences.mended(channelId);
}
