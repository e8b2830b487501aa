import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { type Fault, reportInto } from '../../src/curriculum/fault.ts';
import { parseYaml } from '../../src/curriculum/parse-yaml.ts';
import { readBank } from '../../src/curriculum/read-bank.ts';
import { readEntries } from '../../src/curriculum/read-entries.ts';
import { readLesson } from '../../src/curriculum/read-lesson.ts';
import { readPathway } from '../../src/curriculum/read-pathway.ts';
import { readProject } from '../../src/curriculum/read-project.ts';
import { resource, term } from '../../src/curriculum/schema.ts';
import { listFiles } from '../rules/files.ts';
import { sample } from './sample.ts';

const project = `id: a-shop
title: A shop
level: beginner
hours: 6
summary: A small shop that sells one thing to many people, and never twice.
brief: Build a service that takes an order for the last item in stock and never sells it twice.
steps:
  - { title: Model, text: Draw what there is. }
  - { title: Order, text: Take an order. }
  - { title: Race, text: Order from two places at once. }
rubric:
  - { id: works, title: It works, levels: [no, hardly, mostly, yes] }
  - { id: safe, title: It is safe, levels: [no, hardly, mostly, yes] }
lessons: [net/ports]
`;
const glossary = `- id: tls
  term: Transport Layer Security
  also: [TLS, "SSL *"]
  text: What encrypts and proves a connection before anything else is said.
  lesson: net/ports
`;

type Read = (text: string, report: ReturnType<typeof reportInto>) => unknown;
const parsers: Readonly<Record<string, { readonly text: string; readonly read: Read }>> = {
  lesson: {
    text: sample['lessons/net/ports.md'],
    read: (text, report) => readLesson('net/ports', 'f', text, report),
  },
  bank: {
    text: sample['lessons/net/ports.quiz.yml'],
    read: (text, report) => readBank('net/ports', 'f', text, report),
  },
  pathway: {
    text: sample['pathways/first-steps.yml'],
    read: (text, report) => readPathway('first-steps', 'f', text, report),
  },
  project: { text: project, read: (text, report) => readProject('a-shop', text, report) },
  resources: {
    text: sample['resources.yml'],
    read: (text, report) => readEntries(resource, 'resource', text, report),
  },
  glossary: { text: glossary, read: (text, report) => readEntries(term, 'term', text, report) },
};

const signs = [
  ...[
    '*a',
    '&a ',
    '!!map ',
    '!x ',
    '- ',
    '? ',
    ': ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
    '|\n',
    '>-\n',
    ' #',
    '---\n',
    '...\n',
  ],
  ...[
    '\n',
    '\n  ',
    '\t',
    '\0',
    '\u2028',
    '\ud800',
    '%YAML 1.1\n',
    '__proto__: 1\n',
    'constructor: {}\n',
    '<<: {id: a}\n',
  ],
  ...[
    'null',
    '~',
    '.nan',
    '.inf',
    '0o17',
    '0x1f',
    '1_000',
    'yes',
    '1e999',
    '2026-02-30',
    '9'.repeat(400),
    '['.repeat(200),
  ],
];
const piece = fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 12 }));
/** A sound file with a few places changed, or nothing but noise. */
const mangled = (text: string) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(30), piece), {
          minLength: 1,
          maxLength: 4,
        })
        .map(changes =>
          changes.reduce((now, [at, cut, put]) => {
            const start = Math.floor(at * now.length);
            return now.slice(0, start) + put + now.slice(start + cut);
          }, text),
        ),
    },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 40 }).map(pieces => pieces.join('')) },
  );

test.each(Object.entries(parsers))(
  'the reader of a %s takes 20,000 mangled texts, and answers each with what it read or with faults of that file',
  (_, { text, read }) => {
    const sound: Fault[] = [];
    read(text, reportInto(sound, 'f'));
    expect(sound).toEqual([]);
    let refused = 0;
    fc.assert(
      fc.property(mangled(text), mangledText => {
        const faults: Fault[] = [];
        read(mangledText, reportInto(faults, 'f'));
        const lines = mangledText.split('\n').length + 1;
        for (const { line, message, remedy } of faults) {
          if (line < 1 || line > lines || message === '' || remedy === '')
            throw new Error(`${line}: ${message} ${remedy}`);
        }
        if (faults.length > 0) refused += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(refused).toBeGreaterThan(5_000);
  },
  400_000,
);

test('both readers of YAML see the same values in every file of the curriculum', () => {
  const files = listFiles(/^curriculum\/.*\.(yml|md)$/).filter(({ path }) => !path.endsWith('README.md'));
  expect(files.length).toBeGreaterThan(190);
  for (const { path, text } of files) {
    const yaml = path.endsWith('.md') ? (text.split('\n---\n')[0] ?? '').slice(4) : text;
    const document = parseDocument(yaml);
    expect.soft(document.errors, path).toEqual([]);
    expect.soft(parseYaml(yaml, 0, () => {})?.value, path).toEqual(document.toJS());
  }
});

/** The readers differ in keys that aren't words (nothing, a number) and in numbers beyond all measure; no file of ours has those. */
function withoutOddKeys(value: unknown): unknown {
  if (Math.abs(Number(value)) === Number.POSITIVE_INFINITY) return 'huge';
  if (Array.isArray(value)) return value.map(withoutOddKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([key]) => /^[a-z][a-z_-]*$/.test(key) && !['null', 'true', 'false'].includes(key))
    .map(([key, inner]) => [key, withoutOddKeys(inner)])
    .sort();
}

test('where both readers take a mangled text, both see the same in it', () => {
  const texts = Object.values(parsers).map(({ text }) =>
    text.startsWith('---') ? (text.split('\n---\n')[0] ?? '').slice(4) : text,
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom(...texts).chain(mangled), mangledText => {
      // As the folder is read: line ends are made alike.
      const text = mangledText.replace(/\r\n?/g, '\n');
      const faults: Fault[] = [];
      const ours = parseYaml(text, 0, reportInto(faults, 'f'));
      const document = parseDocument(text, { logLevel: 'error' });
      if (!ours || document.errors.length > 0 || document.warnings.length > 0) return;
      taken += 1;
      expect(withoutOddKeys(ours.value)).toEqual(withoutOddKeys(document.toJS()));
    }),
    { numRuns: 5_000 },
  );
  expect(taken).toBeGreaterThan(500);
}, 120_000);
