/** Study days as a map of marks: a column for each week, a row for each weekday. Every mark has a shape of its own besides its colour. */
import { dayOfMonth, shortWeekday } from '../cards/day-words.ts';
import { addDays, daysBetween, type StudyDay, weekday } from '../core/time.ts';
import type { Pen } from './canvas.ts';
import { fillBox, frameBox, ink, widthOf, write } from './pen.ts';
import { countMarks, type DayMark, markWords, type ProgressFacts } from './progress-words.ts';

/** They stand out from the ground at 3:1 and more. */
export const markInk = {
  kept: '#3ecf8e',
  repaired: '#3ecf8e',
  frozen: '#7cc4ff',
  open: '#ffd166',
  rest: '#9aa1b0',
  missed: '#757c8c',
} as const satisfies Record<DayMark, string>;

const labelRoom = 32;
const step = 14.5;
const monthLine = 15;
const legendLine = 19;
const mostBands = 2;

export interface DayMap {
  readonly height: number;
  /** Days that are older than what has room. */
  readonly earlier: number;
  readonly draw: (pen: Pen, x: number, y: number) => void;
}

/** The newest weeks, in at most two bands of as many as have room. */
export function mapDays(facts: ProgressFacts, room: number): DayMap {
  const { days } = facts;
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return { height: 0, earlier: 0, draw: () => {} };
  const perBand = Math.floor((room - labelRoom) / step);
  const lastMonday = mondayOf(last);
  const weeks = Math.min(daysBetween(mondayOf(first), lastMonday) / 7 + 1, perBand * mostBands);
  const from = addDays(lastMonday, -7 * (weeks - 1));
  const shown = days.filter(({ day }) => day >= from);
  const rows = Math.max(5, ...shown.map(({ day }) => weekday(day)));
  const bands = Math.ceil(weeks / perBand);
  const bandHeight = monthLine + rows * step + 4;
  const legend = layLegend(facts, room);
  return {
    height: bands * bandHeight + legend.length * legendLine,
    earlier: days.length - shown.length,
    draw(pen, x, y) {
      for (let band = 0; band < bands; band += 1)
        drawBand(pen, {
          ...{ x, y: y + band * bandHeight, rows, days: shown },
          from: addDays(from, 7 * perBand * band),
          weeks: Math.min(perBand, weeks - perBand * band),
        });
      for (const [line, marks] of legend.entries())
        drawLegend(pen, marks, x, y + bands * bandHeight + (line + 0.5) * legendLine);
    },
  };
}

interface Band {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly days: ProgressFacts['days'];
  readonly from: StudyDay;
  readonly weeks: number;
}

function drawBand(pen: Pen, { x, y, rows, days, from, weeks }: Band): void {
  const small = { size: 10, leastSize: 9, colour: ink.faint };
  for (let row = 0; row < rows; row += 2)
    write(pen, shortWeekday(row + 1), {
      ...small,
      x,
      y: y + monthLine + (row + 0.5) * step,
      room: labelRoom - 4,
    });
  let free = 0;
  for (let week = 0; week < weeks; week += 1) {
    const monday = addDays(from, 7 * week);
    const startsMonth = Number(monday.slice(8)) <= 7;
    // The first column says when it is; months follow where they have room.
    const words =
      week === 0 ? dayOfMonth(monday) : startsMonth ? dayOfMonth(monday).split(' ')[1] : undefined;
    const left = x + labelRoom + week * step;
    if (words === undefined || left < free) continue;
    write(pen, words, { ...small, x: left, y: y + monthLine / 2, room: 60 });
    free = left + widthOf(pen, words, small.size, 400) + 8;
  }
  const until = addDays(from, 7 * weeks);
  for (const { day, mark } of days) {
    if (day < from || day >= until) continue;
    const week = Math.floor(daysBetween(from, day) / 7);
    drawMark(pen, mark, x + labelRoom + (week + 0.5) * step, y + monthLine + (weekday(day) - 0.5) * step);
  }
}

/** `x` and `y`: the middle. */
function drawMark(pen: Pen, mark: DayMark, x: number, y: number): void {
  const colour = markInk[mark];
  const box = (half: number) => ({ x: x - half, y: y - half, width: 2 * half, height: 2 * half });
  switch (mark) {
    case 'kept':
      fillBox(pen, box(6), 3, colour);
      break;
    case 'repaired':
      fillBox(pen, box(6), 3, colour);
      fillBox(pen, box(2.2), 2.2, ink.ground);
      break;
    case 'frozen':
      fillDiamond(pen, x, y, colour);
      break;
    case 'open':
      frameBox(pen, box(6), 3, { colour, thickness: 1.5 });
      fillBox(pen, box(2), 2, colour);
      break;
    case 'rest':
      fillBox(pen, { x: x - 4.5, y: y - 1.2, width: 9, height: 2.4 }, 1.2, colour);
      break;
    case 'missed':
      frameBox(pen, box(5), 5, { colour, thickness: 1.3 });
      break;
  }
}

function fillDiamond(pen: Pen, x: number, y: number, colour: string): void {
  const half = 6.5;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x, y - half);
  pen.lineTo(x + half, y);
  pen.lineTo(x, y + half);
  pen.lineTo(x - half, y);
  pen.closePath();
  pen.fill();
}

interface LegendMark {
  readonly mark: DayMark;
  readonly words: string;
  readonly at: number;
}

/** In lines of as many as have room, reckoned by letters: nothing is measured before a pen is there. */
function layLegend(facts: ProgressFacts, room: number): readonly (readonly LegendMark[])[] {
  const lines: LegendMark[][] = [[]];
  let at = 0;
  for (const { mark, n } of countMarks(facts)) {
    const words = mark === 'missed' ? markWords[mark] : `${n} ${markWords[mark]}`;
    const wide = 16 + words.length * 6.2 + 14;
    if (at > 0 && at + wide > room) {
      lines.push([]);
      at = 0;
    }
    lines.at(-1)?.push({ mark, words, at });
    at += wide;
  }
  return lines;
}

function drawLegend(pen: Pen, marks: readonly LegendMark[], x: number, y: number): void {
  for (const { mark, words, at } of marks) {
    drawMark(pen, mark, x + at + 7, y);
    write(pen, words, { x: x + at + 18, y, room: 200, size: 11.5, colour: ink.text });
  }
}

const mondayOf = (day: StudyDay): StudyDay => addDays(day, 1 - weekday(day));
