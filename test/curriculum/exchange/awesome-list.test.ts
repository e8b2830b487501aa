import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAwesomeList } from '../../../src/curriculum/exchange/awesome-list-in.ts';
import { mergeResources } from '../../../src/curriculum/exchange/merge-resources.ts';

const text = `# Awesome backends

- [Contents](#links)

## Links
- [Postgres docs](https://www.postgresql.org/docs/) - what somebody wrote of it
* **[A talk](https://www.youtube.com/watch?v=1)**
- [@article@Why queues](https://example.org/queues)
- [@official@Go](https://go.dev/doc/)
- [Same again](https://www.postgresql.org/docs/)
- [Here](./local.md)
- [](https://example.org/nameless)
- see [inside](https://example.org/inside) a sentence
\`\`\`md
- [code](https://example.org/code)
\`\`\`
`;

test('links of list items come with title, address and kind; what is no link of the world is refused with its line', () => {
  expect(
    readAwesomeList(text).map(({ line, name, written, refusal }) => [line, name, written?.kind ?? refusal]),
  ).toEqual([
    [6, 'Postgres docs', 'docs'],
    [7, 'A talk', 'video'],
    [8, 'Why queues', 'article'],
    [9, 'Go', 'docs'],
    [10, 'Same again', 'Its address stands in this list already.'],
    [11, 'Here', 'Its address is not a whole one: it must begin with https:// or http://.'],
    [12, 'https://example.org/nameless', 'It has no title.'],
  ]);
});

test('a second run changes nothing, a new title is a change, and the comments of the catalogue stay', () => {
  const catalogue =
    '# Ours.\n\n- id: postgres-docs\n  title: Postgres docs\n  url: http://www.postgresql.org/docs\n  kind: docs\n  cost: free\n';
  const first = mergeResources(catalogue, readAwesomeList(text));
  expect(first.outcomes.map(({ what }) => what)).toEqual([
    'the same',
    'imported',
    'imported',
    'imported',
    'refused',
    'refused',
    'refused',
  ]);
  expect(first.catalogue.startsWith(catalogue)).toBe(true);
  const second = mergeResources(first.catalogue, readAwesomeList(text));
  expect(second.outcomes.map(({ what }) => what)).not.toContain('imported');
  expect(second.catalogue).toBe(first.catalogue);
  const renamed = mergeResources(
    first.catalogue,
    readAwesomeList(text.replace('[A talk]', '[A better talk]')),
  );
  expect(renamed.outcomes.filter(({ what }) => what === 'changed')).toMatchObject([
    { reason: 'It was called “A talk”.' },
  ]);
  expect(renamed.catalogue).toContain('title: A better talk');
});

test('20,000 mangled lists are read or refused, never thrown at', () => {
  const piece = fc.oneof(
    fc.constantFrom('- [', '](', ')', 'https://', 'x.org/', '[[', ']]', '\n', '```\n', '@a@', '<', '>', '* '),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const read = readAwesomeList(pieces.join(''));
      expect(read.every(({ written, refusal }) => written !== undefined || refusal !== undefined)).toBe(true);
      mergeResources('', read);
    }),
    { numRuns: 20_000 },
  );
}, 200_000);
