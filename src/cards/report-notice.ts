/** What moderators are told when members say that a question is wrong. Nobody is named, and no question is given away. */
import { buttons, type Card, text } from './reply.ts';
import { count } from './words.ts';

const sentences = {
  title: (questions: number) => `## ${count(questions, 'question')} reported`,
  waits: (reports: number) =>
    `${count(reports, 'report')} of members ${reports === 1 ? 'waits' : 'wait'} for you. Until you decide, the question is asked as it is.`,
  todo: '**What to do:** open the list, here or in `/insights`. There you correct a question, let every answer count, take it out, or say that nothing is wrong. Everybody affected is counted anew and told.',
};

export function reportNotice({
  questions,
  reports,
  deliveryId,
}: {
  readonly questions: number;
  readonly reports: number;
  /** Stands in a button: by it a lost answer is found in the channel's history. */
  readonly deliveryId: string;
}): Card {
  return {
    ...{ kind: 'card', accent: 'notice' },
    blocks: [
      text(sentences.title(questions), sentences.waits(reports), sentences.todo),
      buttons({
        label: 'Reported questions',
        style: 'primary',
        press: { command: 'insights', action: 'reports', argument: deliveryId },
      }),
    ],
  };
}
