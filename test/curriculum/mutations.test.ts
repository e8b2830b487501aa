import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCurriculum } from '../../src/curriculum/build.ts';
import { checkPrerequisites } from '../../src/curriculum/check-prerequisites.ts';
import { checkReferences } from '../../src/curriculum/check-references.ts';
import type { Fault } from '../../src/curriculum/fault.ts';
import { readFiles } from '../../src/curriculum/files.ts';
import { sample } from './sample.ts';

const names = Object.keys(sample) as (keyof typeof sample)[];
const snippets = [
  '*',
  '&a ',
  '!!map ',
  '!!set {a}',
  '!!binary x',
  '- ',
  '? ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '#',
  '---\n',
  '...\n',
  '\n',
  '\t',
  '\0',
  '__proto__: 1\n',
  'constructor: {}\n',
  '<<: {id: a}\n',
  'null',
  '~',
  '.nan',
  '.inf',
  '1e999',
  '-1',
  '2026-02-30',
  '\u2028',
  '\ud800',
  '## ',
  '```',
  '9'.repeat(400),
  'id',
  'options',
  'net/ports',
];
const change = fc.record({
  file: fc.constantFrom(...names),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: 'binary', maxLength: 8 })),
});

test('whatever happens to the files, the answer is a curriculum or faults that name a line of a file', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), changes => {
      const texts: Record<string, string> = { ...sample };
      for (const { file, at, cut, put } of changes) {
        const text = texts[file] ?? '';
        const start = Math.floor(at * text.length);
        texts[file] = text.slice(0, start) + put + text.slice(start + cut);
      }
      const faults: Fault[] = [];
      const files = readFiles(
        Object.entries(texts).map(([file, text]) => ({ file, place: file, text })),
        faults,
      );
      checkReferences(files, faults);
      checkPrerequisites(files);
      for (const { file, line, message, remedy } of faults) {
        expect(line).toBeLessThanOrEqual((texts[file]?.split('\n').length ?? 0) + 1);
        expect(line).toBeGreaterThanOrEqual(1);
        expect(message).toMatch(/[.!?]$/);
        expect(remedy).toMatch(/[.!?`)]$/);
      }
      if (faults.length === 0) expect(buildCurriculum('/', files).lessons.size).toBe(2);
    }),
    { numRuns: 400 },
  );
}, 60_000);
