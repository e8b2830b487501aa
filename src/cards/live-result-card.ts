/** How a live quiz went for one person: their own answers only, told to nobody else. */
import { type Block, buttons, type Card, text } from './reply.ts';

const sentences = {
  where: '-# Live quiz ▸ your result',
  none: 'You gave no answer in this one. That is fine: the same questions are open as practice.',
  counted: (right: number, counted: number) => `## ${right} of ${counted} right`,
  first: 'right, and first of all',
  right: 'right',
  wrong: 'not quite',
  out: 'taken out, so it doesn’t count here',
  waits: 'told later, since it waits in a quiz that is still open for you',
  unanswered: 'no answer',
  allWait: '## A little later',
  noneLeft: '## All its questions were taken out',
};

export interface OwnResult {
  readonly quizId: string;
  readonly note?: string;
  /** Of each question that had its turn, in order; `out`: it isn't asked any more; `waits`: it would be given away. Undefined where there was no answer. */
  readonly went: readonly ('first' | 'right' | 'wrong' | 'out' | 'waits' | undefined)[];
}

export function ownResultCard({ quizId, note, went }: OwnResult): Card {
  const right = went.filter(one => one === 'first' || one === 'right').length;
  const counted = went.filter(one => one !== 'out' && one !== 'waits').length;
  return card(
    text(
      sentences.where,
      ...(note === undefined ? [] : [note]),
      counted === 0
        ? went.includes('waits')
          ? sentences.allWait
          : sentences.noneLeft
        : sentences.counted(right, counted),
      ...went.map((one, place) => `- Question ${place + 1}: ${sentences[one ?? 'unanswered']}`),
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
