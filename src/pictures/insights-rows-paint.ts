/** Draws lessons, or the questions of a lesson, as bars: how many percent were right, and which want a look. */
import type { Drawing, Pen } from './canvas.ts';
import { barInk, drawBar, drawFramed, inkable, margin, room } from './insights-frame.ts';
import { type InsightRow, type InsightRows, percentWords, sentences } from './insights-words.ts';
import { fillBox, ink, widthOf, write } from './pen.ts';

const legends = {
  marks: 'The marks stand at 30 % and 90 %: in between it is neither too hard nor too easy.',
  look: 'Orange: worth a look soon. Why stands below the bar.',
};

const rowHeight = 44;
const rowGap = 10;
const percentRoom = 64;
const marks = [30, 90];

export function paintInsightRows({ title, note, rows }: InsightRows): Drawing {
  const foot = [legends.marks, ...(rows.some(row => row.wantsLook) ? [legends.look] : [])];
  return drawFramed({ title, note, foot, bodyHeight: rows.length * (rowHeight + rowGap) }, (pen, top) => {
    for (const [place, row] of rows.entries()) drawRow(pen, row, top + place * (rowHeight + rowGap));
  });
}

function drawRow(pen: Pen, { number, name, percent, note, wantsLook }: InsightRow, y: number): void {
  const words = percent === undefined ? sentences.early : percentWords(percent);
  write(pen, inkable(`${number}. ${name}`), {
    ...{ x: margin, y: y + 8, room: room - percentRoom - 8, size: 13, leastSize: 11.5 },
    ...{ weight: 600, colour: ink.text },
  });
  const wide = Math.min(percentRoom, widthOf(pen, words, 13, 600));
  write(pen, words, {
    ...{ x: margin + room - wide, y: y + 8, room: percentRoom, size: 13, weight: 600 },
    colour: percent === undefined ? ink.faint : ink.strong,
  });
  const bar = { x: margin, y: y + 19, width: room, height: 8 };
  drawBar(pen, bar, percent ?? 0, wantsLook ? barInk.look : barInk.usual);
  for (const mark of marks) {
    const x = bar.x + (bar.width * mark) / 100 - 1;
    fillBox(pen, { x, y: bar.y - 3, width: 2, height: bar.height + 6 }, 0, ink.faint);
    // Cut out of the bar, so that it is seen on every colour.
    fillBox(pen, { x: x - 0.5, y: bar.y, width: 3, height: bar.height }, 0, ink.ground);
  }
  write(pen, inkable(note), {
    ...{ x: margin, y: y + 37, room, size: 11, leastSize: 10.5 },
    colour: wantsLook ? barInk.look : ink.faint,
  });
}
