/** Draws one picture at a time on one canvas. Only the studio's worker comes here: drawing holds up the thread that it is done in. */
import { createRequire } from 'node:module';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { fontFile, subsets } from './fonts.ts';

export type Pen = SKRSContext2D;

interface Size {
  /** In CSS pixels; the PNG has `sharpness` times as many. */
  readonly width: number;
  readonly height: number;
}

/** What a painter makes of its facts. */
export interface Drawing extends Size {
  readonly paint: (pen: Pen) => void;
}

/** A phone shows two to three of its dots for each CSS pixel. */
const sharpness = 2.5;

const family = subsets.map(subset => `"Inter ${subset}"`).join(', ');

/** For `pen.font`; `size` in CSS pixels. */
export const font = (size: number, weight: 400 | 600 = 400): string => `${weight} ${size}px ${family}`;

let canvas: Promise<Canvas> | undefined;

/** The PNG of a drawing. Wait for one before the next, since they share the canvas. Throws when there is no library for this machine. */
export async function draw({ width, height, paint }: Drawing): Promise<Uint8Array> {
  canvas ??= prepare();
  const shared = await canvas;
  // A new size empties the canvas and forgets every setting of the pen.
  shared.width = Math.ceil(width * sharpness);
  shared.height = Math.ceil(height * sharpness);
  const pen = shared.getContext('2d');
  pen.scale(sharpness, sharpness);
  paint(pen);
  return await shared.encode('png');
}

async function prepare(): Promise<Canvas> {
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  const { resolve } = createRequire(import.meta.url);
  for (const subset of subsets) {
    // Fonts belong to the process: a worker that came before this one has left them.
    if (GlobalFonts.has(`Inter ${subset}`)) continue;
    for (const weight of [400, 600] as const)
      GlobalFonts.registerFromPath(resolve(fontFile(subset, weight)), `Inter ${subset}`);
  }
  return createCanvas(1, 1);
}
