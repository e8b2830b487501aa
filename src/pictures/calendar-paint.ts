/** Draws the coming study days as a calendar. Every kind of day has its word, so that nothing is told by colour alone. */
import { dateWords, shortWeekday } from '../cards/day-words.ts';
import { type CalendarFacts, type CalendarView, type Row, viewCalendar } from './calendar-view.ts';
import { drawWeek, heightOfWeek } from './calendar-week.ts';
import { gapWords, restDays, restName, sentences } from './calendar-words.ts';
import type { Drawing, Pen } from './canvas.ts';
import { drawable } from './fonts.ts';
import { type Box, fillBox, ink, write } from './pen.ts';

/** About as wide as a phone shows it. */
const width = 440;
const margin = 12;
const gap = 3;
const headHeight = 62;
const gapRowHeight = 24;
const footLine = 17;
const mostRests = 3;

export function paintCalendar(facts: CalendarFacts): Drawing {
  const view = viewCalendar(facts);
  const rows = view.rows.map(row => ({
    row,
    height: row.kind === 'gap' ? gapRowHeight : heightOfWeek(row.cells),
  }));
  const foot = footOf(view);
  const top = margin + headHeight;
  const footTop = top + rows.reduce((sum, { height }) => sum + height + gap, 0) + 5;
  const height = foot.length > 0 ? footTop + foot.length * footLine + margin - 5 : footTop + margin - 5 - gap;
  const paint = (pen: Pen) => {
    pen.fillStyle = ink.ground;
    pen.fillRect(0, 0, width, height);
    drawHead(pen, facts, view);
    let y = top;
    for (const { row, height: rowHeight } of rows) {
      drawRow(pen, row, { x: margin, y, width: width - 2 * margin, height: rowHeight });
      y += rowHeight + gap;
    }
    for (const [place, line] of foot.entries())
      write(pen, line, { ...wholeLine, y: footTop + (place + 0.5) * footLine, size: 12, colour: ink.faint });
  };
  return { width, height, paint };
}

const wholeLine = { x: margin, room: width - 2 * margin, leastSize: 11 };

/** Names of rests have little room in their cells; the thin rows of weeks without study say theirs themselves. */
function footOf({ rests, rows, more, last }: CalendarView): string[] {
  const inGaps = rows.flatMap(row => (row.kind === 'gap' ? row.rests : []));
  const named = rests.filter(rest => rest.name !== null && !inGaps.includes(rest));
  const lines = named
    .slice(0, mostRests)
    .map(rest => `${restDays(rest)}: ${drawable(restName(rest)) || sentences.rest}`);
  if (named.length > mostRests) lines.push(sentences.moreRests(named.length - mostRests));
  if (more > 0 && last) lines.push(sentences.more(more, dateWords(last)));
  return lines;
}

function drawHead(pen: Pen, { title, zone }: CalendarFacts, { from, to, weekdays }: CalendarView): void {
  const name = drawable(title) || sentences.untitled;
  const [since, until] = [from.slice(0, 4), to.slice(0, 4)];
  const span = since === until ? `${restDays({ from, to })} ${until}` : `${dateWords(from)}–${dateWords(to)}`;
  const where = `${span} · ${zone}`;
  write(pen, name, { ...wholeLine, y: margin + 9, size: 17, leastSize: 13, weight: 600, colour: ink.strong });
  write(pen, where, { ...wholeLine, y: margin + 30, size: 12, colour: ink.faint });
  const boxes = columnsIn(
    { x: margin, y: margin + 42, width: width - 2 * margin, height: 16 },
    weekdays.length,
  );
  for (const [place, { x, y, width: room }] of boxes.entries()) {
    const word = shortWeekday(weekdays[place] ?? 0);
    write(pen, word, { x: x + 5, y: y + 9, room, size: 12, weight: 600, colour: ink.faint });
  }
}

function drawRow(pen: Pen, row: Row, box: Box): void {
  if (row.kind === 'week') {
    drawWeek(pen, row.cells, columnsIn(box, row.cells.length));
    return;
  }
  fillBox(pen, box, 5, ink.past);
  write(pen, drawable(gapWords(row)), {
    x: box.x + 8,
    y: box.y + box.height / 2,
    room: box.width - 16,
    size: 12,
    leastSize: 10,
    colour: ink.text,
  });
}

function columnsIn({ x, y, width: all, height }: Box, columns: number): readonly Box[] {
  const wide = (all - (columns - 1) * gap) / columns;
  return Array.from({ length: columns }, (_, place) => ({
    x: x + place * (wide + gap),
    y,
    width: wide,
    height,
  }));
}
