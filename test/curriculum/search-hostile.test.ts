import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as find from '../../src/curriculum/find.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { searchCurriculum } from '../../src/curriculum/search.ts';
import { sample, writeFolder } from './sample.ts';

const marks = '.*+?^$(){}|[]\\/-_#\'"`<>&;:,!@%=~ \t\n\r\0\u0007\u001b\u200b\u200e\u202e\ufeff';
const odd = ['🦀', '👩‍👩‍👧', 'שלום', 'مرحبا', '你好', 'ﷺ', '\ud800', 'İ', 'ß', 'é', '٣', 'Ⅷ', '²'];
const words = ['port', 'sokcets', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'C#', 'N+1'];

/** Letters, marks and whole words in any order; now and then very many of them. */
const typing = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...marks, ...odd, ...words, ...'abé1 ') }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...words, ' '), maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ unit: fc.constantFrom(...marks, ...odd, ...words), minLength: 1 }), fc.nat(10_000))
      .map(([text, length]) => text.repeat(Math.ceil(length / text.length)).slice(0, length)),
  },
);

const suggestions = [
  ...[find.suggestLessons, find.suggestNodes, find.suggestPathways],
  ...[find.suggestTerms, find.suggestResources, find.suggestProjects],
];

async function load(folder: string) {
  const { curriculum } = loadCurriculum(folder);
  if (!curriculum) throw new Error('The curriculum has faults.');
  return curriculum;
}

test('whatever is typed, a list comes back: whole, in order, no longer than asked for', async () => {
  const curriculum = await load(await writeFolder(sample));
  fc.assert(
    fc.property(
      typing,
      fc.integer({ min: -1, max: 30 }),
      fc.constantFrom(...suggestions),
      (typed, limit, suggest) => {
        const found = searchCurriculum(curriculum, typed, limit);
        for (const list of [found, suggest(curriculum, typed, limit)])
          if (list.length > Math.max(0, limit)) throw new Error(`${list.length} came`);
        let last = Number.POSITIVE_INFINITY;
        for (const { title, score } of found) {
          if (title === '' || !Number.isFinite(score) || score > last) throw new Error(`${title}: ${score}`);
          last = score;
        }
      },
    ),
    { numRuns: 20_000 },
  );
}, 120_000);

test('the longest and the worst of it hangs nothing in the whole curriculum', async () => {
  const curriculum = await load('curriculum');
  const letters = 'qzxjkvbwpyg';
  const worst = [
    ...[...marks, ...odd, ...words, 'a', 'a ', 'a-', '+', 'kuberntes ', 'transportlayersecuritys '].map(
      text => text.repeat(10_000),
    ),
    Array.from({ length: 2_000 }, (_, at) => `${letters.slice(at % 9)}${at}e`).join(' '),
    Array.from(letters, letter => `${letter}ostgresqlindxe`).join(' '),
  ];
  const began = performance.now();
  for (const typed of worst) {
    expect(Array.isArray(searchCurriculum(curriculum, typed, 25))).toBe(true);
    for (const suggest of suggestions) expect(Array.isArray(suggest(curriculum, typed, 25))).toBe(true);
  }
  expect((performance.now() - began) / worst.length).toBeLessThan(1_000);
}, 120_000);

test('names that objects have by themselves are words like any others', async () => {
  const curriculum = await load(await writeFolder(sample));
  for (const typed of ['__proto__', 'constructor', 'toString', 'valueOf'])
    expect(searchCurriculum(curriculum, typed, 5), typed).toEqual([]);
});
