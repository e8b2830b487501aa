/** Why a right answer earned nothing, and when the next one does. */
import type { Pay, WhyUnpaid } from '../core/points.ts';
import { comesAt, plain } from './words.ts';

const sentences = {
  metBefore: ' You have met this question before; only the first answer to it earns points.',
  practice: {
    spent: ' Practice has earned all its points for now;',
    beforeNext: (when: string) =>
      ` No lesson was posted this week yet, so practice earns points from the next one on, which comes ${when};`,
    paused: (name: string) =>
      ` **${name}** is paused, so practice earns points again from its next lesson on;`,
    over: (name: string) => ` **${name}** has had its last lesson, so practice earns no points there;`,
    archived: (name: string) => ` **${name}** is archived, so practice earns no points there;`,
    stays: ' what you practise stays with you all the same.',
  },
  review: {
    spent: ' Reviews have earned all their points for now;',
    beforeNext: (when: string) =>
      ` No lesson was posted this week yet, so reviews earn points from the next one on, which comes ${when};`,
    paused: (name: string) => ` **${name}** is paused, so reviews earn points again from its next lesson on;`,
    over: (name: string) => ` **${name}** has had its last lesson, so reviews earn no points there;`,
    archived: (name: string) => ` **${name}** is archived, so reviews earn no points there;`,
    stays: ' what you review stays with you all the same.',
  },
};

/** Begins with a space. `now`: calendar time. */
export function unpaidWords(pay: Pay, why: WhyUnpaid, now: Date): string {
  if (pay !== 'practice' && pay !== 'review') return sentences.metBefore;
  const words = sentences[pay];
  const reason =
    why.kind === 'spent'
      ? words.spent
      : why.kind === 'before-next'
        ? words.beforeNext(comesAt(why.nextDueAt, now))
        : words[why.kind](plain(why.name));
  return `${reason}${words.stays}`;
}
