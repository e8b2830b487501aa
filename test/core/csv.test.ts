import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvFile } from '../../src/core/csv.ts';

/** Reads as RFC 4180 says, letter by letter, and knows nothing of how the file was written. */
function readCsv(file: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let i = file.startsWith('\uFEFF') ? 1 : 0; i < file.length; i += 1) {
    const letter = file[i] ?? '';
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (file[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === ',') [row, cell] = [[...row, cell], ''];
    else if (letter === '\r' && file[i + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      i += 1;
    } else cell += letter;
  }
  if (quoted || cell !== '' || row.length > 0) throw new Error('the file ends in the middle of a row');
  return rows;
}

const isFormula = (cell: string) => /^[=+\-@\t\r＝＋－＠]/.test(cell);

test('Excel knows the file for UTF-8, and each row ends as the standard says', () => {
  expect(
    csvFile([
      ['name', 'points'],
      ['Zoë', 12],
    ]),
  ).toBe('\uFEFFname,points\r\nZoë,12\r\n');
});

test.each([
  ['=HYPERLINK("https://evil.example","click")', `'=HYPERLINK("https://evil.example","click")`],
  ['+1+1', "'+1+1"],
  ["-2+3+cmd|' /C calc'!A0", `'-2+3+cmd|' /C calc'!A0`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['＝1+1', "'＝1+1"],
  ['Ada = Lovelace', 'Ada = Lovelace'],
  ['a,b"c"\nd;e', 'a,b"c"\nd;e'],
  [' =1', ' =1'],
])('a name %j is read as %j', (name, read) => {
  expect(readCsv(csvFile([[name, 1]]))).toEqual([[read, '1']]);
});

test('2,000 hostile tables: what is read is what was written, and no text is a formula', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[=+\-@\t\r\n",; 'a|!()]{0,12}$/),
    fc.constantFrom('=1+1', '"=1', '",=1+1,"', '\r\n=1', ',,', "'=", '\u202E=1'),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, fc.integer(), hostile), { minLength: 1, maxLength: 4 }), rows => {
      const read = readCsv(csvFile(rows));
      expect(read.map(row => row.length)).toEqual(rows.map(() => 3));
      for (const [i, [first, number, last]] of rows.entries()) {
        expect(read[i]?.[1]).toBe(String(number));
        for (const [written, cell = ''] of [
          [first, read[i]?.[0]],
          [last, read[i]?.[2]],
        ] as const) {
          expect(cell).toBe(isFormula(written) ? `'${written}` : written);
          expect(isFormula(cell)).toBe(false);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
