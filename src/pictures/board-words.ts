/** What a picture of a board shows, and the same in words. */
import { count, cut, visible } from '../cards/words.ts';
import type { BoardLine } from '../core/board.ts';

export interface BoardFacts {
  /** The cohort's name; whatever no font has is left out. */
  readonly title: string;
  /** Which board: `This week`. */
  readonly note: string;
  readonly lines: readonly BoardLine[];
  /** The reader's own line is their squad's. */
  readonly isSquads?: boolean;
}

export const sentences = {
  untitled: 'Leaderboard',
  you: '(you)',
  yours: '(yours)',
  inText: '(name in the text)',
  perDay: (points: number) => `${points} a study day`,
  alt: (title: string, note: string) => `Leaderboard of ${title}, ${note}.`,
};

/** As the text beside the picture names somebody: by the alias where nothing of the name can be seen. */
export const nameSaid = ({ name, alias }: Pick<BoardLine, 'name' | 'alias'>): string =>
  visible(name) === '' ? alias : name;

/** In at most 1,024 characters, Discord's limit for a description. */
export function boardAlt({ title, note, lines, isSquads = false }: BoardFacts): string {
  const own = ` ${isSquads ? sentences.yours : sentences.you}`;
  const each = lines.map(
    line =>
      `${line.rank}. ${cut(nameSaid(line), 40)}${line.isOwn ? own : ''}: ${count(line.points, 'point')}${
        line.perDay === undefined ? '' : `, ${sentences.perDay(line.perDay)}`
      }`,
  );
  return cut(`${sentences.alt(cut(title, 100), note)} ${each.join('; ')}.`, 1024);
}
