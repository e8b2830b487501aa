/** What a certificate says, letter by letter, and the code by which it is found. Nothing in it names a person but the name that they gave. */

/** Capitals and digits that can't be taken for one another, and no vowels, so that they make no words. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ3479';
const CODE_LENGTH = 10;

/** A code from at least ten random numbers from 0 up to, but without, 1: some 6 × 10¹³ of them. */
export const codeFrom = (random: readonly number[]): string =>
  random
    .slice(0, CODE_LENGTH)
    .map(number => alphabet[Math.floor(number * alphabet.length)] ?? alphabet[0])
    .join('');

/** In two halves, as it is read aloud. */
export const codeWords = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`;

/** Letters of no code, with which a keyboard may write a hyphen all the same: the long mark of Japanese, one stroke of Chinese or Korean. */
const eastAsian = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hangul}]/gu;

/**
 * The codes that may be meant by what was typed or pasted, as they stand in it: in whatever case and width, with whatever stands between
 * and around their letters (hyphens of any kind, spaces, backticks, other words). A code is made of whole runs of letters and digits, so
 * that one letter too many, or one that no code has, is a slip and isn't left out. Mostly there is one, or none.
 */
export function readCodes(typed: string): readonly string[] {
  const runs =
    typed
      .normalize('NFKC')
      .replace(eastAsian, ' ')
      .toUpperCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const codes = runs.flatMap((_run, from) => {
    let code = '';
    for (const run of runs.slice(from, from + CODE_LENGTH)) {
      code += run;
      if (code.length >= CODE_LENGTH) break;
    }
    return code.length === CODE_LENGTH && [...code].every(letter => alphabet.includes(letter)) ? [code] : [];
  });
  return [...new Set(codes)];
}

export interface CertificateRecord {
  readonly code: string;
  readonly name: string;
  /** Title and id; the track where it was studied as one. */
  readonly pathway: string;
  readonly pathwayId: string;
  readonly track: string | null;
  /** YYYY-MM-DD. */
  readonly issued: string;
  readonly lessons: { readonly done: number; readonly total: number };
  readonly objectives: { readonly held: number; readonly total: number };
  /** Titles of the projects that were passed. */
  readonly projects: readonly string[];
  /** About how long the lessons done and the projects take. */
  readonly hours: number;
  /** Which key signed it, by its name. */
  readonly key: string;
}

const kind = 'Lockstep record, version 1';

/** The text that is signed. Completed, never certified: nobody examined in person. */
export const recordText = (record: CertificateRecord): string =>
  JSON.stringify({ kind, statement: 'completed', ...record }, null, 2);

/** What a signed text says; undefined when it is no record, or not the one of this code and pathway: a row may have been moved. */
export function readRecord(
  text: string,
  { code, pathwayId }: Pick<CertificateRecord, 'code' | 'pathwayId'>,
): CertificateRecord | undefined {
  try {
    const read = JSON.parse(text) as CertificateRecord & { readonly kind: string };
    return read.kind === kind && read.code === code && read.pathwayId === pathwayId ? read : undefined;
  } catch {
    return undefined;
  }
}
