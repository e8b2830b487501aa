/** What moderators corrected here, page by page: for themselves in `/insights`, for everybody by a button of `/quiz`. */
import { errataCard } from '../src/cards/errata-card.ts';
import { type Card, say } from '../src/cards/reply.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listErrata } from '../src/store/errata.ts';
import { findHeldBack, type HeldBack, waitingAmong, waysTo } from './_held-back.ts';
import { pageButtons, pageOf } from './_pages.ts';
import { fullId } from './_quiz.ts';

const sentences = {
  inLive:
    'What was corrected in questions of a live quiz can be read here when that is over, in a few minutes.',
};

const perPage = 8;
const noneHeldBack: HeldBack = new Map();

/**
 * Newest first. `command` shows it and turns its pages; `replaces` as in `Card`. What waits in a daily quiz open for the reader, or is asked live, is left
 * out until it is answered there; whoever settles reports sees all.
 */
export async function corrections(
  asked: Asked,
  command: 'insights' | 'quiz',
  page: number,
  replaces: boolean,
): Promise<Card> {
  const { db, guildId, curriculum } = asked;
  const [all, heldBack] = await Promise.all([
    listErrata(db, guildId),
    command === 'quiz' ? findHeldBack(asked) : noneHeldBack,
  ]);
  const waiting = waitingAmong(
    all.map(({ questionId }) => questionId),
    heldBack,
  );
  const [daily] = waysTo(waiting);
  const open = all.filter(({ questionId }) => !heldBack.has(questionId));
  if (open.length === 0 && waiting && !daily) return { ...say(sentences.inLive), replaces };
  const shown = pageOf(open.reverse(), page, perPage);
  return errataCard(curriculum, shown.items, {
    title: command === 'quiz' ? 'Quiz' : 'Insights',
    onward: pageButtons(command, 'errata', shown),
    ...(daily ? { daily } : {}),
    replaces,
  });
}

/** Questions that are corrected in this guild and still taught. */
export const correctedIds = ({ lessons }: Curriculum): readonly string[] =>
  [...lessons.values()]
    .flatMap(({ questions }) => questions)
    .filter(({ correction }) => correction !== undefined)
    .map(fullId);
