/** Draws who chose what of a question: all, those who do best on the other questions, and those who do worst. */
import { cut } from '../cards/words.ts';
import type { Pen } from './canvas.ts';
import { barInk, drawBar, drawFramed, inkable, margin, percentWords, room } from './insights-frame.ts';
import { fillBox, ink, widthOf, write } from './pen.ts';

interface ChoiceRow {
  readonly name: string;
  readonly right: boolean;
  /** Percent. Thirds are left out where they would be of too few members. */
  readonly all: number;
  readonly top?: number;
  readonly bottom?: number;
}

export interface ChoiceRows {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly ChoiceRow[];
}

interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  readonly alt: string;
}

const sentences = {
  all: 'all',
  top: 'top third',
  bottom: 'bottom third',
  right: 'right',
  legend: 'Top third: who do best on the other questions. Bottom third: who find those hardest.',
  alt: (title: string, note: string) => `Bars of who chose what. ${title}, ${note}.`,
};

const nameLine = 22;
const barLine = 15;
const rowGap = 12;
const wordRoom = 76;
const percentRoom = 46;

/** Throws when this machine can't draw. */
export async function choicesPicture(facts: ChoiceRows): Promise<Picture> {
  const { title, note, rows } = facts;
  const heights = rows.map(row => nameLine + barsOf(row).length * barLine + rowGap);
  const hasThirds = rows.some(row => row.top !== undefined);
  const png = await drawFramed(
    {
      ...{ title, note, foot: hasThirds ? [sentences.legend] : [] },
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
  return { name: 'insights.png', png, alt: choicesAlt(facts) };
}

function barsOf({ all, top, bottom }: ChoiceRow) {
  return [
    { word: sentences.all, percent: all, colour: barInk.usual },
    ...(top === undefined ? [] : [{ word: sentences.top, percent: top, colour: barInk.top }]),
    ...(bottom === undefined ? [] : [{ word: sentences.bottom, percent: bottom, colour: barInk.bottom }]),
  ];
}

function drawRow(pen: Pen, row: ChoiceRow, y: number): void {
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
  for (const [place, { word, percent, colour }] of bars.entries()) {
    const middle = y + nameLine + (place + 0.5) * barLine;
    if (words > 0) write(pen, word, { x: margin, y: middle, room: words, size: 11, colour: ink.faint });
    const bar = { x: margin + words, y: middle - 4.5, width: room - words - percentRoom, height: 9 };
    drawBar(pen, bar, percent, colour);
    const shown = percentWords(percent);
    write(pen, shown, {
      ...{ x: margin + room - widthOf(pen, shown, 11, 600), y: middle, room: percentRoom, size: 11 },
      ...{ weight: 600, colour: ink.text },
    });
  }
}

/** In at most 1,024 characters, Discord's limit for a description. */
export function choicesAlt({ title, note, rows }: ChoiceRows): string {
  const each = rows.map(row => {
    const percents = barsOf(row).map(({ word, percent }) => `${word} ${percentWords(percent)}`);
    return `${cut(row.name, 60)}${row.right ? ` (${sentences.right})` : ''}: ${percents.join(', ')}`;
  });
  return cut(`${sentences.alt(title, note)} ${each.join('; ')}.`, 1024);
}
