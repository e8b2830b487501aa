/** Work that waits to be graded, or was graded lately: a list for moderators. */
import { type Button, buttons, type Card, type Choice, say, text } from './reply.ts';
import { type SubmissionView, stateWords } from './submission-words.ts';
import { count, cut, person, time } from './words.ts';

export type QueueKind = 'waiting' | 'graded';

const sentences = {
  where: { waiting: 'Projects ▸ to grade', graded: 'Projects ▸ graded lately' },
  heading: {
    waiting: (total: number) => `## ${count(total, 'piece of work waits', 'pieces of work wait')}`,
    graded: () => '## Graded lately',
  },
  none: {
    waiting:
      'No work waits to be graded. When somebody hands something in with `/project submit`, it stands here.',
    graded: 'Nothing has been graded yet.',
  },
  open: { waiting: 'Open one to grade it', graded: 'Open one to grade it anew' },
  graded: (state: string, at: string) => `${state} ${at}`,
  handedIn: (at: string) => `handed in ${at}`,
};

interface Queued {
  readonly id: string;
  readonly title: string;
  readonly memberId: string;
  readonly state: SubmissionView['state'];
  readonly submittedAt: Date;
  readonly settledAt: Date | null;
}

export interface QueueCard {
  readonly kind: QueueKind;
  readonly total: number;
  /** Those of this page. */
  readonly items: readonly Queued[];
  /** 0-based place of the first of them. */
  readonly from: number;
  readonly page: string | undefined;
  readonly turn: readonly Button[];
  readonly replaces: boolean;
}

export function gradeQueueCard({ kind, total, items, from, page, turn, replaces }: QueueCard): Card {
  if (total === 0) return { ...say(sentences.none[kind], buttons(otherButton(kind))), replaces };
  return {
    ...{ kind: 'card', accent: 'map', private: true, replaces },
    blocks: [
      text(
        `-# ${[sentences.where[kind], page].filter(part => part !== undefined).join(' ▸ ')}`,
        sentences.heading[kind](total),
        ...items.map((item, place) => lineOf(item, from + place + 1)),
      ),
      {
        kind: 'choose',
        press: { command: 'project/grade', action: 'open' },
        placeholder: sentences.open[kind],
        choices: items.map(
          ({ id, title }, place): Choice => ({
            label: cut(`${from + place + 1}. ${title}`, 100),
            value: id,
          }),
        ),
      },
      buttons(...turn, otherButton(kind)),
    ],
  };
}

const otherButton = (kind: QueueKind): Button => ({
  label: kind === 'waiting' ? 'Graded lately' : 'What waits',
  press: { command: 'project/grade', action: 'list', argument: kind === 'waiting' ? 'graded' : 'waiting' },
});

function lineOf({ title, memberId, state, submittedAt, settledAt }: Queued, number: number): string {
  const when =
    state === 'waiting'
      ? sentences.handedIn(time(submittedAt, 'R'))
      : sentences.graded(
          state === 'returned' ? 'came back' : stateWords[state],
          time(settledAt ?? submittedAt, 'R'),
        );
  return `${number}\\. **${title}** by ${person(memberId)}, ${when}`;
}
