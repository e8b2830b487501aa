/** Draws who chose what of a question: all, those who do best on the other questions, and those who do worst. */
import type { Drawing, Pen } from './canvas.ts';
import { barInk, drawBar, drawFramed, inkable, margin, room } from './insights-frame.ts';
import { barsOf, type ChoiceRows, percentWords, sentences } from './insights-words.ts';
import { fillBox, ink, widthOf, write } from './pen.ts';

const legend = 'Top third: who do best on the other questions. Bottom third: who find those hardest.';

const nameLine = 22;
const barLine = 15;
const rowGap = 12;
const wordRoom = 76;
const percentRoom = 46;

export function paintChoices({ title, note, rows }: ChoiceRows): Drawing {
  const heights = rows.map(row => nameLine + barsOf(row).length * barLine + rowGap);
  const hasThirds = rows.some(row => row.top !== undefined);
  return drawFramed(
    {
      ...{ title, note, foot: hasThirds ? [legend] : [] },
      bodyHeight: heights.reduce((sum, height) => sum + height, 0),
    },
    (pen, top) => {
      let y = top;
      for (const [place, row] of rows.entries()) {
        drawRow(pen, row, y);
        y += heights[place] ?? 0;
      }
    },
  );
}

function drawRow(pen: Pen, row: ChoiceRows['rows'][number], y: number): void {
  const badge = row.right ? widthOf(pen, sentences.right, 11, 600) + 14 : 0;
  write(pen, inkable(row.name), {
    ...{ x: margin, y: y + 9, room: room - badge - (badge > 0 ? 8 : 0), size: 13, leastSize: 11.5 },
    ...{ weight: 600, colour: ink.text },
  });
  if (row.right) {
    const box = { x: margin + room - badge, y, width: badge, height: 18 };
    fillBox(pen, box, 9, barInk.rightField);
    write(pen, sentences.right, {
      ...{ x: box.x + 7, y: y + 9.5, room: badge, size: 11, weight: 600, colour: barInk.rightWord },
    });
  }
  const bars = barsOf(row);
  // A single bar needs no word beside it.
  const words = bars.length > 1 ? wordRoom : 0;
  for (const [place, { word, percent, kind }] of bars.entries()) {
    const middle = y + nameLine + (place + 0.5) * barLine;
    if (words > 0) write(pen, word, { x: margin, y: middle, room: words, size: 11, colour: ink.faint });
    const bar = { x: margin + words, y: middle - 4.5, width: room - words - percentRoom, height: 9 };
    drawBar(pen, bar, percent, barInk[kind]);
    const shown = percentWords(percent);
    write(pen, shown, {
      ...{ x: margin + room - widthOf(pen, shown, 11, 600), y: middle, room: percentRoom, size: 11 },
      ...{ weight: 600, colour: ink.text },
    });
  }
}
