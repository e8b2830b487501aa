/** Writing and boxes. All measures are CSS pixels. */
import { font, type Pen } from './canvas.ts';

/** Dark enough to stand as a card of its own on Discord's light and on its dark theme. */
export const ink = {
  ground: '#1b1d23',
  cell: '#262932',
  past: '#20222a',
  line: '#454b5c',
  strong: '#f4f5f7',
  text: '#d6d9e0',
  faint: '#9aa1b0',
  today: '#ffd166',
} as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Writing {
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly room: number;
  readonly size: number;
  /** Down to this size the line shrinks before it is cut. */
  readonly leastSize?: number;
  readonly weight?: 400 | 600;
  readonly colour: string;
}

/** One line, made smaller and then cut with a mark where it has no room. */
export function write(pen: Pen, text: string, writing: Writing): void {
  const { x, y, room, size, leastSize = size, weight = 400, colour } = writing;
  pen.font = font(size, weight);
  const wide = pen.measureText(text).width;
  if (wide > room) pen.font = font(Math.max(leastSize, (size * room) / wide), weight);
  let shown = text;
  for (let letters = [...text]; letters.length > 0 && pen.measureText(shown).width > room + 0.5; ) {
    letters = letters.slice(0, -1);
    shown = `${letters.join('').trimEnd()}…`;
  }
  pen.fillStyle = colour;
  pen.textBaseline = 'middle';
  pen.fillText(shown, x, y);
}

/** How wide a line is. */
export function widthOf(pen: Pen, text: string, size: number, weight: 400 | 600): number {
  pen.font = font(size, weight);
  return pen.measureText(text).width;
}

export function fillBox(pen: Pen, { x, y, width, height }: Box, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}

/** The line lies inside the box. */
export function frameBox(
  pen: Pen,
  { x, y, width, height }: Box,
  radius: number,
  { colour, thickness }: { readonly colour: string; readonly thickness: number },
): void {
  const half = thickness / 2;
  pen.strokeStyle = colour;
  pen.lineWidth = thickness;
  pen.beginPath();
  pen.roundRect(x + half, y + half, width - thickness, height - thickness, radius - half);
  pen.stroke();
}
