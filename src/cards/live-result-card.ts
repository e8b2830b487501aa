/** How a live quiz went for one person: their own answers only, told to nobody else. */
import { type Block, buttons, type Card, text } from './reply.ts';

const sentences = {
  where: '-# Live quiz ▸ your result',
  none: 'You gave no answer in this one. That is fine: the same questions are open as practice.',
  first: 'right, and first of all',
  right: 'right',
  wrong: 'not quite',
};

export interface OwnResult {
  readonly quizId: string;
  readonly note?: string;
  /** Of each question that was asked, in order; undefined where there was no answer. */
  readonly went: readonly ('first' | 'right' | 'wrong' | undefined)[];
}

export function ownResultCard({ quizId, note, went }: OwnResult): Card {
  const right = went.filter(one => one === 'first' || one === 'right').length;
  return card(
    text(
      sentences.where,
      ...(note === undefined ? [] : [note]),
      `## ${right} of ${went.length} right`,
      ...went.map((one, place) => `- Question ${place + 1}: ${one ? sentences[one] : 'no answer'}`),
    ),
    quizId,
  );
}

/** For who answered nothing: there is nothing to count. */
export const noResultCard = (quizId: string, note?: string): Card =>
  card(text(sentences.where, ...(note === undefined ? [] : [note]), sentences.none), quizId);

const card = (words: Block, quizId: string): Card => ({
  ...{ kind: 'card', accent: 'quiz', private: true },
  blocks: [
    words,
    buttons({
      label: 'Practise these',
      style: 'primary',
      press: { command: 'live', action: 'practise', argument: quizId },
    }),
  ],
});
