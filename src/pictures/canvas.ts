/** Draws one picture at a time on one canvas. The library and the fonts come with the first picture: who draws nothing pays nothing. */
import { createRequire } from 'node:module';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { fontFile, subsets } from './fonts.ts';

export type Pen = SKRSContext2D;

export interface Size {
  /** In CSS pixels; the PNG has `sharpness` times as many. */
  readonly width: number;
  readonly height: number;
}

/** A phone shows two to three of its dots for each CSS pixel. */
const sharpness = 2.5;

const family = subsets.map(subset => `"Inter ${subset}"`).join(', ');

/** For `pen.font`; `size` in CSS pixels. */
export const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px ${family}`;

let canvas: Promise<Canvas> | undefined;
let last: Promise<unknown> = Promise.resolve();

/** The PNG of what `paint` draws. Pictures wait for one another, since they share the canvas. Throws when there is no library for this machine. */
export function draw(size: Size, paint: (pen: Pen) => void): Promise<Uint8Array> {
  const drawn = last.then(async () => {
    canvas ??= prepare();
    const shared = await canvas;
    // A new size empties the canvas and forgets every setting of the pen.
    shared.width = Math.ceil(size.width * sharpness);
    shared.height = Math.ceil(size.height * sharpness);
    const pen = shared.getContext('2d');
    pen.scale(sharpness, sharpness);
    paint(pen);
    return await shared.encode('png');
  });
  last = drawn.catch(() => {});
  return drawn;
}

async function prepare(): Promise<Canvas> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const { resolve } = createRequire(import.meta.url);
  for (const subset of subsets) {
    for (const weight of [400, 600] as const)
      GlobalFonts.registerFromPath(resolve(fontFile(subset, weight)), `Inter ${subset}`);
  }
  return createCanvas(1, 1);
}
