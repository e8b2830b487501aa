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
  drawnRanges ??= readRanges();
  const ranges = drawnRanges;
  const isDrawn = (letter: string) => {
    const code = letter.codePointAt(0) ?? 0;
    return !hidden.test(letter) && ranges.some(([from, to]) => from <= code && code <= to);
  };
  return [...text.normalize('NFC').replace(/\s+/g, ' ')].filter(isDrawn).join('').replace(/ +/g, ' ').trim();
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
