/** How a quiz went for one person: what was right, and where it goes from here. Nobody is blamed for what they didn't answer. */
import { type Button, buttons, type Card, text } from './reply.ts';

export interface QuizResult {
  /** What is small above it: `Quiz ▸ Window functions`. */
  readonly where: string;
  readonly right: number;
  readonly answered: number;
  readonly total: number;
  /** Lines before the rest, such as that the quiz is closed. */
  readonly notes: readonly string[];
  readonly onward: readonly Button[];
  readonly replaces: boolean;
}

const sentences = {
  went: '## How it went',
  right: (right: number, total: number) => `## ${right} of ${total} right`,
  nothing: 'You answered nothing here in time. That is fine; practice is always open.',
  all: 'All of it is right. You know this.',
  allAnswered: 'All that you answered is right.',
  again: 'Look again at the ones that went wrong: reading why is where the learning happens.',
};

export function resultCard(result: QuizResult): Card {
  const { where, right, answered, total, notes, onward, replaces } = result;
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces,
    blocks: [
      text(
        `-# ${where}`,
        ...notes,
        answered === 0 ? sentences.went : sentences.right(right, total),
        wordsFor(result),
      ),
      buttons(...onward),
    ],
  };
}

function wordsFor({ right, answered, total }: QuizResult): string {
  if (answered === 0) return sentences.nothing;
  if (right < answered) return sentences.again;
  return answered < total ? sentences.allAnswered : sentences.all;
}
