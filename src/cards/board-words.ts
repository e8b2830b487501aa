/** Boards in words: the text twins of their pictures. */
import type { BoardLine } from '../core/board.ts';
import { count, plain, visible } from './words.ts';

const sentences = {
  you: ' (you)',
  perDay: (points: number) => `, ${points} a study day`,
  improved: (name: string, gain: number) =>
    `Most improved: **${name}**, ${count(gain, 'point')} more than the week before.`,
  squad: (name: string, total: number) => `Squad of the week: **${name}**, ${count(total, 'point')}.`,
};

/** A name as typed, made harmless; the alias where nothing of it can be read. */
export const boardName = ({ name, alias }: Pick<BoardLine, 'name' | 'alias'>): string =>
  plain(visible(name) === '' ? alias : name, 40);

/** `own`: how the reader's line is marked. */
export function boardLines(lines: readonly BoardLine[], own: string = sentences.you): string[] {
  return lines.flatMap(line => [
    ...(line.hasGap ? ['…'] : []),
    // The number is no list: Discord would count on from the first one.
    `${line.rank}\\. ${boardName(line)}${line.isOwn ? own : ''}: ${count(line.points, 'point')}${
      line.perDay === undefined ? '' : sentences.perDay(line.perDay)
    }`,
  ]);
}

export const improvedLine = (one: Pick<BoardLine, 'name' | 'alias'> & { readonly gain: number }): string =>
  sentences.improved(boardName(one), one.gain);

export const squadLine = ({ name, total }: { readonly name: string; readonly total: number }): string =>
  sentences.squad(plain(name, 40), total);
