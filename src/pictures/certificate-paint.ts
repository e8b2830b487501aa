/** Draws a certificate: light as paper, so that it can be printed, with a seal of rings that its code decides. */
import { dateWords } from '../cards/day-words.ts';
import { codeWords } from '../core/certificate.ts';
import { asStudyDay } from '../core/time.ts';
import type { Drawing, Pen } from './canvas.ts';
import { type CertificateFacts, certificateWords } from './certificate-words.ts';
import { drawable, isWhollyDrawn } from './fonts.ts';
import { fillBox, frameBox, widthOf, write } from './pen.ts';

const width = 640;
const height = 440;
const side = 64;

/** Words stand out from the paper at 4.5:1 and more. */
export const paperInk = {
  paper: '#fbf8f1',
  edge: '#1f3a5f',
  gold: '#8f6010',
  strong: '#16233a',
  text: '#3d4a60',
} as const;

/** Undefined when the name has letters that no font has: on a certificate nobody is called by half a name. */
export function paintCertificate(facts: CertificateFacts): Drawing | undefined {
  const name = drawable(facts.name);
  if (!isWhollyDrawn(facts.name) || name === '') return undefined;
  const paint = (pen: Pen) => {
    fillBox(pen, { x: 0, y: 0, width, height }, 0, paperInk.paper);
    frameBox(pen, { x: 14, y: 14, width: width - 28, height: height - 28 }, 6, {
      colour: paperInk.edge,
      thickness: 2.5,
    });
    frameBox(pen, { x: 21, y: 21, width: width - 42, height: height - 42 }, 3, {
      colour: paperInk.gold,
      thickness: 1,
    });
    drawSeal(pen, facts.code, width / 2, 84);
    const { edge, gold, strong, text } = paperInk;
    middle(pen, 'Certificate of completion', { y: 147, size: 14, leastSize: 14, colour: gold, weight: 600 });
    middle(pen, name, { y: 193, size: 40, leastSize: 8, colour: strong, weight: 600 });
    fillBox(pen, { x: width / 2 - 70, y: 223, width: 140, height: 1.5 }, 0, gold);
    middle(pen, 'completed', { y: 244, size: 14, leastSize: 14, colour: text });
    middle(pen, drawable(facts.pathway) || 'a pathway', {
      y: 275,
      size: 25,
      leastSize: 11,
      colour: edge,
      weight: 600,
    });
    middle(pen, drawable(facts.track ?? ''), { y: 302, size: 15, leastSize: 12, colour: text });
    middle(pen, certificateWords(facts), {
      y: facts.track === null ? 318 : 333,
      size: 13.5,
      leastSize: 11,
      colour: text,
    });
    const foot = height - 56;
    write(pen, dateWords(asStudyDay(facts.issued)), {
      x: side,
      y: foot,
      room: 200,
      size: 13.5,
      weight: 600,
      colour: strong,
    });
    write(pen, 'the day it was issued', { x: side, y: foot + 17, room: 200, size: 11, colour: text });
    const code = codeWords(facts.code);
    const right = (words: string, y: number, size: number, weight: 400 | 600, colour: string) => {
      const wide = widthOf(pen, words, size, weight);
      write(pen, words, { x: width - side - wide, y, room: wide + 1, size, weight, colour });
    };
    right(code, foot, 13.5, 600, strong);
    right('Type /verify with this code', foot + 17, 11, 400, text);
  };
  return { width, height, paint };
}

interface Centred {
  readonly y: number;
  readonly size: number;
  readonly leastSize: number;
  readonly colour: string;
  readonly weight?: 400 | 600;
}

function middle(pen: Pen, words: string, { y, size, leastSize, colour, weight = 400 }: Centred): void {
  const room = width - 2 * side;
  const wide = widthOf(pen, words, size, weight);
  const fitting = wide > room ? Math.max(leastSize, (size * room) / wide) : size;
  const x = width / 2 - Math.min(room, widthOf(pen, words, fitting, weight)) / 2;
  write(pen, words, { x, y, room, size: fitting, leastSize, weight, colour });
}

/** A flower of lines, each certificate's its own. */
function drawSeal(pen: Pen, code: string, x: number, y: number): void {
  const [petals, turns] = [12 + ((code.codePointAt(0) ?? 0) % 7), 2 + ((code.codePointAt(1) ?? 0) % 3)];
  for (const [radius, colour, thickness] of [
    [36, paperInk.edge, 1],
    [30, paperInk.gold, 0.9],
    [22, paperInk.edge, 0.8],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = thickness;
    pen.beginPath();
    for (let at = 0; at <= 720; at += 1) {
      const angle = (at / 720) * 2 * Math.PI * turns;
      const reach = radius * (0.86 + 0.14 * Math.cos((angle * petals) / turns));
      pen.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
    pen.stroke();
  }
  pen.strokeStyle = paperInk.edge;
  pen.lineWidth = 3.5;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.beginPath();
  pen.moveTo(x - 8, y);
  pen.lineTo(x - 2, y + 6.5);
  pen.lineTo(x + 9, y - 7);
  pen.stroke();
}
