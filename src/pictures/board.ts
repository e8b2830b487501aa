/** A board as a picture with its alt text; the text twin is the card's own. */
import { type BoardFacts, boardAlt } from './board-words.ts';
import { studio } from './studio.ts';

export type { BoardFacts } from './board-words.ts';

/** Throws `NotDrawn`. */
export const boardPicture = async (facts: BoardFacts) => ({
  name: 'leaderboard.png',
  png: await studio.draw('board', facts),
  alt: boardAlt(facts),
});
