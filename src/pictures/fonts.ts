/** Which letters can be drawn, and the files that hold them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A letter is taken from the first that has it. */
export const subsets = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const;

/** For `require.resolve`. */
export const fontFile = (subset: (typeof subsets)[number], weight: 400 | 600): string =>
  `@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`;

let drawnRanges: readonly (readonly [number, number])[] | undefined;

/** What can be drawn of a text: no emoji, no script without letters here, nothing that turns a line around. One line; may be empty. */
export function drawable(text: string): string {
  return [...oneLine(text)].filter(isDrawn).join('').replace(/ +/g, ' ').trim();
}

/** Whether every letter, accent and digit of a text can be drawn; signs and emoji may be left out without anybody being renamed. */
export const isWhollyDrawn = (text: string): boolean =>
  [...oneLine(text)].every(
    letter => !/[\p{L}\p{M}\p{N}]/u.test(letter) || isAside(letter) || isDrawn(letter),
  );

/** What only says how an emoji is to be drawn. */
const isAside = (letter: string): boolean => /[\uFE00-\uFE0F\u20E3]/u.test(letter);

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ');

function isDrawn(letter: string): boolean {
  drawnRanges ??= readRanges();
  const code = letter.codePointAt(0) ?? 0;
  return !hidden.test(letter) && drawnRanges.some(([from, to]) => from <= code && code <= to);
}

const hidden = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Extended_Pictographic}/u;

/** As the fonts' own table tells: `U+0100-02BA,U+02BD`. */
function readRanges(): readonly (readonly [number, number])[] {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@fontsource/inter/unicode.json');
  const table = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
  return subsets.flatMap(subset =>
    (table[subset] ?? '').split(',').flatMap((range): [number, number][] => {
      const [, from, to = from] = /^U\+([\dA-F]+)(?:-([\dA-F]+))?$/i.exec(range) ?? [];
      return from && to ? [[Number.parseInt(from, 16), Number.parseInt(to, 16)]] : [];
    }),
  );
}
