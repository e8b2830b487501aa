import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CertificateRecord,
  codeFrom,
  codeWords,
  readCodes,
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
        expect(readCodes(typed)).toEqual([code]);
    }),
  );
  for (const none of ['', 'BCDFG', 'BCDFGHJKLMN', 'BCDFG-HJKL0', '<@123456789>', 'ÄÄÄÄÄÄÄÄÄÄ'])
    expect(readCodes(none)).toEqual([]);
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
  ['the long mark of a Japanese keyboard', 'BCDFGーHJKLM'],
  ['the same in half width', 'BCDFGｰHJKLM'],
  ['the strokes of Chinese and Korean ones', 'bcdfg一hjk ㅡ lm'],
  ['its label', 'Code: `BCDFG-HJKLM`'],
  ['Japanese around it, without a space', 'コード：ＢＣＤＦＧーＨＪＫＬＭです。'],
  ['the line that it stands in', 'Issued on Fri 20 Nov 2026. Code: `BCDFG-HJKLM`'],
  [
    'the picture’s description',
    'Certificate. Ada completed Databases on Fri 20 Nov 2026: 8 of 10 lessons · about 12 hours. Code BCDFG-HJKLM.',
  ],
])('a code with %s is read', (_what, typed) => {
  expect(readCodes(typed)).toEqual(['BCDFGHJKLM']);
});

test('of several that may be meant each is told, as they stand there', () => {
  expect(readCodes('BCDFG-HJKLM or NPQRS-TVWXZ?')).toEqual(['BCDFGHJKLM', 'NPQRSTVWXZ']);
  expect(readCodes('bcdfg hjklm npqrs')).toEqual(['BCDFGHJKLM', 'HJKLMNPQRS']);
  expect(readCodes('B '.repeat(100))).toEqual(['BBBBBBBBBB']);
});

test('a letter or a digit too many isn’t left out: it must be the code exactly', () => {
  for (const typed of ['BCDFG-HJKLMA', 'BCDFG-HJKLM0', 'ÄBCDFG-HJKLM', 'BCDFG-HJKLЖM'])
    expect(readCodes(typed)).toEqual([]);
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
