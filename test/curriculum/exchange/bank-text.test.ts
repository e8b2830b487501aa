import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openBank } from '../../../src/curriculum/exchange/bank-text.ts';
import { listFiles } from '../../rules/files.ts';

const banks = listFiles(/^curriculum\/lessons\/.*\.quiz\.yml$/).map(({ text }) => text);
const question = (id: string) => ({
  id,
  type: 'single',
  stem: `What of ${id}: "this" # or\nthat?`,
  options: [{ id: 'a', why: 'because' }],
});

test('whatever is put in or taken out, the file says just that, and every other line stays', () => {
  const change = fc.record({ what: fc.constantFrom('replace', 'add', 'remove'), place: fc.nat(9) });
  fc.assert(
    fc.property(
      fc.constantFrom(...banks),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (text, changes) => {
        const bank = openBank('x/y', text);
        const wanted = [...(parse(text) as { questions: { id: string }[] }).questions];
        for (const [n, { what, place }] of changes.entries()) {
          const at = wanted.length === 0 ? 0 : place % wanted.length;
          const id = wanted[at]?.id;
          if (what === 'add' || id === undefined) {
            bank.put(`new-${n}`, question(`new-${n}`));
            wanted.push(question(`new-${n}`));
          } else if (what === 'replace') {
            bank.put(id, question(id));
            wanted[at] = question(id);
          } else {
            bank.remove(id);
            wanted.splice(at, 1);
          }
        }
        const after = bank.text();
        expect(after === '' ? [] : parse(after).questions).toEqual(wanted);
        const lines = new Set(after.split('\n'));
        const untouched = (parse(text) as { questions: { id: string }[] }).questions.filter(({ id }) =>
          JSON.stringify(wanted).includes(
            JSON.stringify(parse(text).questions.find((one: { id: string }) => one.id === id)),
          ),
        );
        for (const { id } of untouched)
          expect([...lines].some(line => line.includes(`id: ${id}`))).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a question that is only added leaves the file as it was, with one more at its end', () => {
  for (const text of banks) {
    const bank = openBank('x/y', text);
    bank.put('new', question('new'));
    expect(bank.text().startsWith(text.trimEnd())).toBe(true);
  }
});
