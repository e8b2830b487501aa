/** What a cohort is told beside its lessons: a change of its plan, the end of a day, the end of all. */
import type { BesideFacts } from '../core/beside.ts';
import { dateWords } from './day-words.ts';
import { buttons, type Card, text } from './reply.ts';
import { count, plain, time } from './words.ts';

const sentences = {
  changed: (name: string) => `## The plan of ${name} has changed`,
  closing: (name: string) => `## ${name} has reached the end`,
  studied: (pathway: string, lessons: string, first: string, last: string) =>
    `**${pathway}**: ${lessons}, from ${first} to ${last}.`,
  thanks:
    'Thank you for learning together. What you have done stays yours: `/progress` shows it, and `/lesson` and `/quiz` work as before.',
  again: '-# For moderators: `/cohort clone` runs it again, for those who come next.',
  evening: '## How was today?',
  nobody: (what: string) => `${capital(what)} still ${what === 'today’s lesson' ? 'waits' : 'wait'} for you.`,
  some: (what: string, done: number, members: number) =>
    `${done} of ${count(members, 'member')} ${done === 1 ? 'has' : 'have'} done ${what}.`,
  time: (until: Date) => `If you haven’t yet: it counts for today until ${time(until)}.`,
  all: (what: string) => `Everybody has done ${what}. Well done.`,
};

interface Told {
  readonly deliveryId: string;
  readonly cohortName: string;
}

/** `lines` are words already, made harmless by whoever wrote them. */
export function announcementPost(
  { lines }: BesideFacts['announcement'],
  { deliveryId, cohortName, roleId }: Told & { readonly roleId: string | undefined },
): Card {
  return {
    kind: 'card',
    accent: 'notice',
    ...(roleId === undefined ? {} : { mentionsRole: roleId }),
    blocks: [
      text(sentences.changed(plain(cohortName)), ...lines),
      buttons({ label: 'My day', press: { command: 'today', action: 'open', argument: deliveryId } }),
    ],
  };
}

export function closingPost(
  { lessons, firstDay, lastDay }: BesideFacts['closing'],
  { deliveryId, cohortName, pathwayTitle }: Told & { readonly pathwayTitle: string },
): Card {
  return {
    kind: 'card',
    accent: 'progress',
    blocks: [
      text(
        sentences.closing(plain(cohortName)),
        sentences.studied(pathwayTitle, count(lessons, 'lesson'), dateWords(firstDay), dateWords(lastDay)),
        sentences.thanks,
      ),
      buttons({
        label: 'My progress',
        style: 'primary',
        press: { command: 'progress', action: 'open', argument: deliveryId },
      }),
      text(sentences.again),
    ],
  };
}

/** `done` of `members` have done all `lessons` of that day, which is open until `until`; nobody is named. */
export function dayEndPost({
  done,
  members,
  lessons,
  until,
  deliveryId,
}: {
  readonly done: number;
  readonly members: number;
  readonly lessons: number;
  readonly until: Date;
  readonly deliveryId: string;
}): Card {
  const what = lessons === 1 ? 'today’s lesson' : 'today’s lessons';
  const words =
    done === 0
      ? sentences.nobody(what)
      : done >= members
        ? sentences.all(what)
        : sentences.some(what, done, members);
  return {
    kind: 'card',
    accent: 'progress',
    blocks: [
      text(sentences.evening, words, ...(done < members ? [sentences.time(until)] : [])),
      buttons(
        {
          label: 'My day',
          style: 'primary',
          press: { command: 'today', action: 'open', argument: deliveryId },
        },
        { label: 'My progress', press: { command: 'progress', action: 'open', argument: deliveryId } },
      ),
    ],
  };
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
