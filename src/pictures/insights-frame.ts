/** What the pictures of `/insights` have in common: a head, a body of bars, a foot; and how a bar looks. */
import type { Drawing, Pen } from './canvas.ts';
import { drawable } from './fonts.ts';
import { type Box, fillBox, ink, write } from './pen.ts';

/** About as wide as a phone shows it. */
const width = 440;
export const margin = 14;
export const room = width - 2 * margin;

/** Bars stand out from their track at 3:1 and more; each also has its number. */
export const barInk = {
  track: '#343a47',
  usual: '#5b9dff',
  look: '#ffb454',
  top: '#3ecf8e',
  bottom: '#ff9ab8',
  rightField: '#16402f',
  rightWord: '#ddf8ea',
} as const;

const headHeight = 50;
const footLine = 16;

interface Frame {
  /** Both as written by people or banks; what no font has is left out. */
  readonly title: string;
  readonly note: string;
  readonly foot: readonly string[];
  readonly bodyHeight: number;
}

export function drawFramed(
  { title, note, foot, bodyHeight }: Frame,
  body: (pen: Pen, top: number) => void,
): Drawing {
  const top = margin + headHeight;
  const footTop = top + bodyHeight + 4;
  const height = footTop + foot.length * footLine + margin - 2;
  const paint = (pen: Pen) => {
    pen.fillStyle = ink.ground;
    // Half a dot further: the PNG's last row is whole.
    pen.fillRect(0, 0, width, height + 1);
    const line = { x: margin, room };
    write(pen, inkable(title), {
      ...{ ...line, y: margin + 9, size: 17, leastSize: 13, weight: 600, colour: ink.strong },
    });
    write(pen, inkable(note), { ...line, y: margin + 31, size: 12, leastSize: 11, colour: ink.faint });
    body(pen, top);
    for (const [place, words] of foot.entries())
      write(pen, words, {
        ...{ ...line, y: footTop + (place + 0.5) * footLine, size: 11, leastSize: 10, colour: ink.faint },
      });
  };
  return { width, height, paint };
}

/** Text of a bank without its marks of code and strong words. */
export const inkable = (text: string): string => drawable(text.replace(/`|\*\*/g, ''));

/** A track, and of it so many percent filled. */
export function drawBar(pen: Pen, box: Box, percent: number, colour: string): void {
  const radius = Math.min(3, box.height / 2);
  fillBox(pen, box, radius, barInk.track);
  const filled = (box.width * Math.min(100, Math.max(0, percent))) / 100;
  if (filled >= 1) fillBox(pen, { ...box, width: filled }, Math.min(radius, filled / 2), colour);
}
