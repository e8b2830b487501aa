/** A week of a calendar: its days, what comes on them, and rests across them. */
import { dayOfMonth, kindWords } from '../cards/day-words.ts';
import type { DayKind } from '../core/plan-inputs.ts';
import type { Cell } from './calendar-view.ts';
import { restName } from './calendar-words.ts';
import type { Pen } from './canvas.ts';
import { drawable } from './fonts.ts';
import { type Box, fillBox, frameBox, ink, widthOf, write } from './pen.ts';

interface Colours {
  readonly stripe: string;
  readonly field: string;
  readonly word: string;
}

/** The words stand out from their fields at 7:1 and more. */
const kinds = {
  lesson: { stripe: '#5b9dff', field: '#1d3557', word: '#e3efff' },
  practice: { stripe: '#3ecf8e', field: '#16402f', word: '#ddf8ea' },
  resource: { stripe: '#b794ff', field: '#37275c', word: '#f0e8ff' },
  review: { stripe: '#ffb454', field: '#4a3413', word: '#fff0db' },
  project: { stripe: '#ff7fa5', field: '#4d1f31', word: '#ffe6ee' },
  'catch-up': { stripe: '#aab2c2', field: '#343a47', word: '#eef1f6' },
} as const satisfies Record<DayKind, Colours>;

const numberLine = 20;
const pillHeight = 20;
const pillGap = 3;
const pillInset = 2;
const pillText = 5;
/** A cell bears two lines; what is more is counted. */
const mostPills = 2;
const wordSize = 11;
const leastWordSize = 9.5;

export function heightOfWeek(cells: readonly Cell[]): number {
  const pills = Math.max(...cells.map(cell => pillsOf(cell).length), 1);
  return numberLine + pills * (pillHeight + pillGap) + 4;
}

/** `columns`: a box for each cell, left to right. */
export function drawWeek(pen: Pen, cells: readonly Cell[], columns: readonly Box[]): void {
  for (const [place, cell] of cells.entries()) {
    const box = columns[place];
    if (box) drawCell(pen, cell, box);
  }
  for (const { from, to } of restRuns(cells)) {
    const [first, last, cell] = [columns[from], columns[to], cells[from]];
    if (first && last && cell?.rest)
      drawRest(pen, cell, drawable(restName(cell.rest)), {
        ...pillBox(first, 0),
        width: last.x + last.width - first.x - 2 * pillInset,
      });
  }
}

function drawCell(pen: Pen, cell: Cell, box: Box): void {
  const { day, isToday, isPast, slots } = cell;
  pen.globalAlpha = isPast ? 0.55 : 1;
  fillBox(pen, box, 5, isPast ? ink.past : ink.cell);
  if (isToday) frameBox(pen, box, 5, { colour: ink.today, thickness: 1.5 });
  const number = `${Number(day.slice(8))}`;
  const startsMonth = day.endsWith('-01');
  write(pen, isToday ? `Today ${number}` : startsMonth ? dayOfMonth(day) : number, {
    x: box.x + 5,
    y: box.y + numberLine / 2 + 2,
    room: box.width - 8,
    size: 12,
    leastSize: 10,
    weight: isToday || startsMonth ? 600 : 400,
    colour: isToday ? ink.today : slots.length > 0 ? ink.strong : ink.faint,
  });
  for (const [place, { kind, words }] of pillsOf(cell).entries())
    drawPill(pen, words, pillBox(box, place), kinds[kind]);
  pen.globalAlpha = 1;
}

interface Pill {
  readonly kind: DayKind;
  /** The first that fits is written. */
  readonly words: readonly string[];
}

/** One for each kind that comes on the day: `2 lessons`. */
function pillsOf({ slots }: Cell): readonly Pill[] {
  const counts = new Map<DayKind, number>();
  for (const { kind } of slots) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const pills = [...counts].map(([kind, number]): Pill => {
    const word = kindWords[kind];
    if (number === 1) return { kind, words: [word, `${word.slice(0, 4)}.`] };
    return {
      kind,
      words: [`${number} ${word.toLowerCase()}s`, `${number} ${word.toLowerCase().slice(0, 4)}.`],
    };
  });
  if (pills.length <= mostPills) return pills;
  const rest = pills.slice(mostPills - 1);
  return [
    ...pills.slice(0, mostPills - 1),
    { kind: 'catch-up', words: [`${rest.length} more`, `+${rest.length}`] },
  ];
}

const pillBox = ({ x, y, width }: Box, place: number): Box => ({
  x: x + pillInset,
  y: y + numberLine + 2 + place * (pillHeight + pillGap),
  width: width - 2 * pillInset,
  height: pillHeight,
});

function drawPill(pen: Pen, words: readonly string[], box: Box, { stripe, field, word }: Colours): void {
  fillBox(pen, box, 3, field);
  fillBox(pen, { ...box, y: box.y + 3, width: 2, height: box.height - 6 }, 1, stripe);
  const room = box.width - pillText - 2;
  const fits = (one: string) => widthOf(pen, one, leastWordSize, 600) <= room;
  const shown = words.find(fits) ?? words.at(-1) ?? '';
  writeWord(pen, shown, box, word);
}

/** A frame without a field: nothing comes. */
function drawRest(pen: Pen, { isPast }: Cell, name: string, box: Box): void {
  pen.globalAlpha = isPast ? 0.55 : 1;
  fillBox(pen, box, 3, ink.ground);
  frameBox(pen, box, 3, { colour: ink.line, thickness: 1 });
  const fits = name !== '' && widthOf(pen, name, leastWordSize, 600) <= box.width - pillText - 2;
  writeWord(pen, fits ? name : 'Rest', box, ink.text);
  pen.globalAlpha = 1;
}

function writeWord(pen: Pen, word: string, { x, y, width, height }: Box, colour: string): void {
  write(pen, word, {
    x: x + pillText,
    y: y + height / 2 + 0.5,
    room: width - pillText - 2,
    size: wordSize,
    leastSize: leastWordSize,
    weight: 600,
    colour,
  });
}

/** From and to, both included, of cells next to one another with the same rest; what is past stands apart. */
function restRuns(cells: readonly Cell[]): readonly { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [place, { rest, isPast }] of cells.entries()) {
    const run = runs.at(-1);
    const before = cells[place - 1];
    if (!rest) continue;
    if (run && run.to === place - 1 && before?.rest === rest && before.isPast === isPast) run.to = place;
    else runs.push({ from: place, to: place });
  }
  return runs;
}
