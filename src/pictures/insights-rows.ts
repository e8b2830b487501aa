/** Draws lessons, or the questions of a lesson, as bars: how many percent were right, and which want a look. */
import { cut } from '../cards/words.ts';
import type { Pen } from './canvas.ts';
import { barInk, drawBar, drawFramed, inkable, margin, percentWords, room } from './insights-frame.ts';
import { fillBox, ink, widthOf, write } from './pen.ts';

export interface InsightRow {
  /** As the text twin numbers it, from 1. */
  readonly number: number;
  readonly name: string;
  /** Undefined where it is too early to say. */
  readonly percent: number | undefined;
  /** Small, below: how many answers, and what to look at. */
  readonly note: string;
  readonly wantsLook: boolean;
}

export interface InsightRows {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly InsightRow[];
}

interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  readonly alt: string;
}

const sentences = {
  early: 'too early',
  legend: 'The marks stand at 30 % and 90 %: in between it is neither too hard nor too easy.',
  look: 'Orange: worth a look soon. Why stands below the bar.',
  alt: (title: string, note: string) => `Bars of how many percent were right. ${title}, ${note}.`,
};

const rowHeight = 44;
const rowGap = 10;
const percentRoom = 64;
const marks = [30, 90];

/** Throws when this machine can't draw. */
export async function insightRowsPicture(facts: InsightRows): Promise<Picture> {
  const { title, note, rows } = facts;
  const foot = [sentences.legend, ...(rows.some(row => row.wantsLook) ? [sentences.look] : [])];
  const png = await drawFramed(
    { title, note, foot, bodyHeight: rows.length * (rowHeight + rowGap) },
    (pen, top) => {
      for (const [place, row] of rows.entries()) drawRow(pen, row, top + place * (rowHeight + rowGap));
    },
  );
  return { name: 'insights.png', png, alt: rowsAlt(facts) };
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

/** In at most 1,024 characters, Discord's limit for a description. */
export function rowsAlt({ title, note, rows }: InsightRows): string {
  const each = rows.map(
    ({ number, name, percent }) =>
      `${number}. ${cut(name, 60)}: ${percent === undefined ? sentences.early : percentWords(percent)}`,
  );
  return cut(`${sentences.alt(title, note)} ${each.join('; ')}.`, 1024);
}
