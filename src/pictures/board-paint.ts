/** Draws a board: rank, name, points and a bar for each line. What is drawn is said in words too, by the alt text and by the card. */
import { count } from '../cards/words.ts';
import type { BoardLine } from '../core/board.ts';
import { type BoardFacts, nameSaid, sentences } from './board-words.ts';
import type { Drawing, Pen } from './canvas.ts';
import { drawable, isWhollyDrawn } from './fonts.ts';
import { barInk, drawBar, drawFramed, margin, room } from './insights-frame.ts';
import { fillBox, frameBox, ink, widthOf, write } from './pen.ts';

const rowHeight = 40;
const rowGap = 5;
const gapHeight = 16;
const rankRoom = 34;
/** Of the reader's own line; words on it and its bar are seen as well as elsewhere. */
export const ownField = '#2b3042';

export function paintBoard({ title, note, lines, isSquads = false }: BoardFacts): Drawing {
  const gaps = lines.filter(({ hasGap }) => hasGap).length;
  const bodyHeight = lines.length * (rowHeight + rowGap) + gaps * gapHeight;
  const most = Math.max(1, ...lines.map(({ points }) => points));
  const own = isSquads ? sentences.yours : sentences.you;
  const head = { title: drawable(title) || sentences.untitled, note, foot: [], bodyHeight };
  return drawFramed(head, (pen, top) => {
    let y = top;
    for (const line of lines) {
      if (line.hasGap) {
        drawGap(pen, y);
        y += gapHeight;
      }
      drawLine(pen, line, y, { most, own });
      y += rowHeight + rowGap;
    }
  });
}

/** Nobody is called by half a name, or by one that stands nowhere else: what can't be drawn wholly, emoji aside, is left to the text. */
export function nameDrawn(line: Pick<BoardLine, 'name' | 'alias'>): string {
  const name = nameSaid(line);
  return (isWhollyDrawn(name) && drawable(name)) || sentences.inText;
}

function drawLine(
  pen: Pen,
  line: BoardLine,
  y: number,
  { most, own }: { readonly most: number; readonly own: string },
): void {
  const box = { x: margin - 6, y, width: room + 12, height: rowHeight };
  if (line.isOwn) {
    fillBox(pen, box, 6, ownField);
    frameBox(pen, box, 6, { colour: barInk.usual, thickness: 1.5 });
  }
  const middle = y + 13;
  const rank = `${line.rank}.`;
  write(pen, rank, {
    ...{ x: margin + rankRoom - 8 - Math.min(rankRoom - 8, widthOf(pen, rank, 13, 600)), y: middle },
    ...{ room: rankRoom - 8, size: 13, leastSize: 9, weight: 600, colour: ink.faint },
  });
  const points = count(line.points, 'point');
  const perDay = line.perDay === undefined ? '' : `${sentences.perDay(line.perDay)}  ·  `;
  const pointsWide = widthOf(pen, points, 13, 600);
  const perDayWide = perDay === '' ? 0 : widthOf(pen, perDay, 11, 400);
  const right = margin + room;
  write(pen, points, {
    ...{ x: right - pointsWide, y: middle, room: pointsWide, size: 13, weight: 600, colour: ink.strong },
  });
  if (perDay !== '')
    write(pen, perDay, {
      ...{ x: right - pointsWide - perDayWide, y: middle, room: perDayWide, size: 11, colour: ink.faint },
    });
  const mark = line.isOwn ? ` ${own}` : '';
  const markWide = mark === '' ? 0 : widthOf(pen, mark, 12, 400);
  const nameRoom = room - rankRoom - pointsWide - perDayWide - markWide - 10;
  const name = nameDrawn(line);
  write(pen, name, {
    ...{ x: margin + rankRoom, y: middle, room: nameRoom, size: 13.5, leastSize: 11.5 },
    ...{ weight: 600, colour: line.isOwn ? ink.strong : ink.text },
  });
  if (mark !== '') {
    const nameWide = Math.min(nameRoom, widthOf(pen, name, 13.5, 600));
    write(pen, mark, {
      ...{ x: margin + rankRoom + nameWide + 3, y: middle, room: markWide + 4, size: 12, colour: ink.text },
    });
  }
  const bar = { x: margin + rankRoom, y: y + 27, width: room - rankRoom, height: 6 };
  drawBar(pen, bar, (100 * line.points) / most, barInk.usual);
}

function drawGap(pen: Pen, y: number): void {
  for (const at of [0, 1, 2])
    fillBox(pen, { x: margin + rankRoom + 8 * at, y: y + 4, width: 3, height: 3 }, 1.5, ink.faint);
}
