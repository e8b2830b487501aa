import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CertificateRecord,
  codeFrom,
  codeWords,
  readCode,
  readRecord,
  recordText,
} from '../../src/core/certificate.ts';

const random = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 10,
  maxLength: 10,
});

test('a code has ten letters of which none looks like another, and is read however it is typed', () => {
  fc.assert(
    fc.property(random, numbers => {
      const code = codeFrom(numbers);
      expect(code).toMatch(/^[A-Z3479]{10}$/);
      expect(code).not.toMatch(/[AEIOUY01258]/);
      for (const typed of [codeWords(code), code.toLowerCase(), ` ${code.slice(0, 3)} ${code.slice(3)} `])
        expect(readCode(typed)).toBe(code);
    }),
  );
  for (const none of ['', 'BCDFG', 'BCDFGHJKLMN', 'BCDFG-HJKL0', '<@123456789>', 'ÄÄÄÄÄÄÄÄÄÄ'])
    expect(readCode(none)).toBeUndefined();
});

test.each([
  ['an en dash', 'BCDFG–HJKLM'],
  ['an em dash', 'BCDFG—HJKLM'],
  ['a minus', 'BCDFG−HJKLM'],
  ['a non-breaking hyphen', 'BCDFG‑HJKLM'],
  ['a full stop at its end', 'BCDFG-HJKLM.'],
  ['full-width letters', 'ＢＣＤＦＧ－ｈｊｋｌｍ'],
  ['the card’s own backticks', '`BCDFG-HJKLM`'],
  ['signs that nobody sees', '\u2068BCDFG-\u200bHJKLM\u2069'],
  ['bold type and quotes', '**“BCDFG-HJKLM”**'],
])('a code with %s is read', (_what, typed) => {
  expect(readCode(typed)).toBe('BCDFGHJKLM');
});

test('a letter or a digit too many isn’t left out: it must be the code exactly', () => {
  for (const typed of ['BCDFG-HJKLMA', 'BCDFG-HJKLM0', 'ÄBCDFG-HJKLM', 'BCDFG-HJKLЖM'])
    expect(readCode(typed)).toBeUndefined();
});

const record: CertificateRecord = {
  ...{ code: 'BCDFGHJKLM', name: 'Ada "Countess" Lovelace \u202e\n', pathway: 'Databases', pathwayId: 'db' },
  ...{
    track: null,
    issued: '2027-01-01',
    lessons: { done: 8, total: 10 },
    objectives: { held: 14, total: 20 },
  },
  ...{ projects: ['A small bank'], hours: 12, key: '0123456789abcdef' },
};

test('what is written is read again, and says completed, never certified', () => {
  const text = recordText(record);
  expect(readRecord(text, record)).toMatchObject(record);
  expect(text).toContain('"completed"');
  expect(text).not.toMatch(/certified/i);
});

test('a record of another code or pathway, or no record at all, is none', () => {
  const text = recordText(record);
  expect(readRecord(text, { ...record, code: 'BCDFGHJKLN' })).toBeUndefined();
  expect(readRecord(text, { ...record, pathwayId: 'net' })).toBeUndefined();
  expect(readRecord('{', record)).toBeUndefined();
  expect(readRecord('null', record)).toBeUndefined();
  expect(readRecord(JSON.stringify(record), record)).toBeUndefined();
});
