/** What moderators corrected here, page by page: for themselves in `/insights`, for everybody by a button of `/quiz`. */
import { errataCard } from '../src/cards/correction-card.ts';
import type { Card } from '../src/cards/reply.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listErrata } from '../src/store/errata.ts';
import { pageButtons, pageOf } from './_pages.ts';
import { fullId } from './_quiz.ts';

const perPage = 8;

/** Newest first. `command` shows it and turns its pages; `replaces` as in `Card`. */
export async function corrections(
  { db, guildId, curriculum }: Asked,
  command: 'insights' | 'quiz',
  page: number,
  replaces: boolean,
): Promise<Card> {
  const shown = pageOf([...(await listErrata(db, guildId))].reverse(), page, perPage);
  return errataCard(curriculum, shown.items, {
    title: command === 'quiz' ? 'Quiz' : 'Insights',
    onward: pageButtons(command, 'errata', shown),
    replaces,
  });
}

/** Questions that are corrected in this guild and still taught. */
export const correctedIds = ({ lessons }: Curriculum): readonly string[] =>
  [...lessons.values()]
    .flatMap(({ questions }) => questions)
    .filter(({ correction }) => correction !== undefined)
    .map(fullId);
