/** What the machine tells moderators by itself: what waits, why, and what to do about it. */
import type { BesideFacts, StuckReason } from '../core/beside.ts';
import type { LatePolicy } from '../core/misfire.ts';
import { dateWords, dayWords } from './day-words.ts';
import { type Button, buttons, type Card, text } from './reply.ts';
import { count, place, plain, time } from './words.ts';

/** The permission that is missing, in the words of Discord's settings, for the reasons that name one. */
export const missingFor: Readonly<Partial<Record<StuckReason, string>>> = {
  'missing-access': 'View Channel',
  'missing-permission': 'Send Messages',
  'unreadable-history': 'Read Message History',
};

const sentences = {
  title: (name: string) => `## ${name} can’t post`,
  lacks: (channelId: string, permission: string, since: Date) =>
    `Since ${time(since)} nothing of this cohort could be posted in ${place(channelId)}: I lack **${permission}** there.`,
  give: (channelId: string, permission: string) =>
    `**What to do:** open the settings of ${place(channelId)}, then Permissions, add me there, and allow **${permission}**. Or allow it for my role in Server Settings, Roles.`,
  history:
    'I look there for what was posted before, so that nothing comes twice. Until I can look, I send nothing.',
  gone: (since: Date) => `Since ${time(since)} nothing of this cohort could be posted: its channel is gone.`,
  another: '**What to do:** choose another channel for it with `/cohort edit`.',
  lesson: (since: Date) =>
    `Since ${time(since)} a study day waits: its lesson is no longer in the curriculum.`,
  refresh: '**What to do:** bring the plan up to date with `/pace refresh`.',
  later: (since: Date) => `Since ${time(since)} a post waits, and I will try again by myself.`,
  goesOn: 'It goes on by itself then.',
  policy: {
    slip: (hours: number) => `A study day that is ${count(hours, 'hour')} late moves, and the plan with it.`,
    skip: (hours: number) =>
      `A study day that is ${count(hours, 'hour')} late is left out, as this cohort chose.`,
    double: (hours: number) =>
      `A study day that is ${count(hours, 'hour')} late comes together with the next, as this cohort chose.`,
    post: () => 'Nothing is left out: study days are posted however late, at most two a day.',
  } satisfies Record<LatePolicy, (hours: number) => string>,
  deadTitle: (name: string) => `## A post of ${name} is given up`,
  dead: (what: string, day: string, channelId: string) =>
    `Discord refused ${what} for ${day} in ${place(channelId)} twelve times, so I don’t try it any more. The days after it come as planned.`,
  retry:
    '**What to do:** see `/delivery status`. When the reason is gone, `/delivery retry` sends it after all.',
  followUpTitle: (name: string, what: string) => `## A lesson of ${name} has no ${what}`,
  followUp: (channelId: string, what: string, permission: string) =>
    `The lesson was posted in ${place(channelId)}, but I could not ${what === 'thread' ? 'open its thread' : 'pin it'}: I lack **${permission}** there.`,
  orWithout: (what: string) =>
    `Or do without ${what === 'thread' ? 'threads' : 'pins'}: \`/cohort edit\` changes that.`,
  endTitle: (name: string) => `## ${name} is nearly through`,
  end: (days: number, last: string) =>
    `${days === 1 ? 'One study day is' : `${days} study days are`} left in its plan; the last is ${last}.`,
  endNext:
    '**What to do:** nothing, if that is as you want it: the cohort is told goodbye then. `/pace refresh` brings in lessons that are new, `/cohort clone` runs it again.',
};

interface Told {
  readonly deliveryId: string;
  readonly cohortName: string;
}

export function blockedNotice(
  { reason, channelId, since: iso }: BesideFacts['notice-blocked'],
  {
    latePolicy,
    lateWindowHours,
    ...told
  }: Told & { readonly latePolicy: LatePolicy; readonly lateWindowHours: number },
): Card {
  const since = new Date(iso);
  const missing = missingFor[reason];
  return notice(told, sentences.title(plain(told.cohortName)), [
    ...(missing
      ? [
          sentences.lacks(channelId, missing, since),
          ...(reason === 'unreadable-history' ? [sentences.history] : []),
          sentences.give(channelId, missing),
        ]
      : reason === 'unknown-channel'
        ? [sentences.gone(since), sentences.another]
        : reason === 'lesson-missing'
          ? [sentences.lesson(since), sentences.refresh]
          : [sentences.later(since)]),
    `${sentences.goesOn} ${sentences.policy[latePolicy](lateWindowHours)}`,
  ]);
}

export function deadNotice(
  { channelId, studyDay }: BesideFacts['notice-dead'],
  { lessonTitle, ...told }: Told & { readonly lessonTitle: string | undefined },
): Card {
  const what = lessonTitle === undefined ? 'the post' : `**${lessonTitle}**`;
  return notice(told, sentences.deadTitle(plain(told.cohortName)), [
    sentences.dead(what, dayWords(studyDay), channelId),
    sentences.retry,
  ]);
}

export function followUpNotice({ channelId, what }: BesideFacts['notice-follow-up'], told: Told): Card {
  const permission = what === 'thread' ? 'Create Public Threads' : 'Pin Messages';
  return notice(told, sentences.followUpTitle(plain(told.cohortName), what), [
    sentences.followUp(channelId, what, permission),
    sentences.give(channelId, permission),
    sentences.orWithout(what),
  ]);
}

export function endsNotice({ days, lastDay }: BesideFacts['notice-content-ends'], told: Told): Card {
  return notice(told, sentences.endTitle(plain(told.cohortName)), [
    sentences.end(days, dateWords(lastDay)),
    sentences.endNext,
  ]);
}

function notice({ deliveryId }: Told, title: string, lines: readonly string[]): Card {
  return {
    kind: 'card',
    accent: 'notice',
    blocks: [text(title, ...lines), buttons(statusButton(deliveryId))],
  };
}

/** Carries the delivery's id, by which the notice itself is found in the channel after a lost answer. */
const statusButton = (deliveryId: string): Button => ({
  label: 'Deliveries',
  press: { command: 'delivery/status', action: 'open', argument: deliveryId },
});
