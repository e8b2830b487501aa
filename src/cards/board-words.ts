/** Boards in words: the text twins of their pictures. */
import type { BoardLine } from '../core/board.ts';
import { count, plain, visible } from './words.ts';

const sentences = {
  you: ' (you)',
  perDay: (points: number) => `, ${points} a study day`,
  improved: (name: string, gain: number) =>
    `Most improved: **${name}**, ${count(gain, 'point')} more than the week before.`,
  squad: (name: string, total: number) => `Squad of the week: ${name}, ${count(total, 'point')}.`,
  squads: (names: string, total: number) => `Squads of the week: ${names}, ${count(total, 'point')} each.`,
  others: (n: number) => `${n} more`,
  unscored: (name: string) => `${name}: 0 points`,
  moreUnscored: (n: number) => `… and ${n} more with 0 points.`,
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

/** Beyond them squads that share a week are counted. */
const mostSquads = 3;

/** `squads`: those that share the first rank, with the same total; not empty. */
export function squadLine(squads: readonly { readonly name: string }[], total: number): string {
  const named = squads.slice(0, mostSquads).map(({ name }) => `**${plain(name, 40)}**`);
  const others = squads.length - named.length;
  const all = others > 0 ? [...named, sentences.others(others)] : named;
  const names = all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : all.join('');
  return sentences[squads.length === 1 ? 'squad' : 'squads'](names, total);
}

/** Squads without points: with no number, so that none is last. `own`: how the reader's is marked; `more`: how many aren't shown. */
export const unscoredLines = (
  squads: readonly Pick<BoardLine, 'name' | 'alias' | 'isOwn'>[],
  { own, more }: { readonly own: string; readonly more: number },
): string[] => [
  ...squads.map(squad => sentences.unscored(`${boardName(squad)}${squad.isOwn ? own : ''}`)),
  ...(more > 0 ? [sentences.moreUnscored(more)] : []),
];
