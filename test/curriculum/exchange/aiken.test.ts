import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAiken } from '../../../src/curriculum/exchange/aiken-in.ts';
import { mergeQuestions } from '../../../src/curriculum/exchange/merge-questions.ts';

const text = `Which port does HTTPS use by default?
A. 80
B. 443
C. 22
ANSWER: B

What does a TTL limit?
A) How long an answer is kept
B) How long a name is
C) How many names a zone has
ANSWER: A

No answer here
A. one
B. two

A. an option without a question
ANSWER: A

Which letter is right?
A. one
B. two
ANSWER: C
`;

test('questions come with their line; those that can’t be read say why', () => {
  expect(readAiken(text).map(({ line, refusal }) => [line, refusal])).toEqual([
    [1, undefined],
    [7, undefined],
    [13, 'It has no line "ANSWER: A".'],
    [17, 'It has no question above its options.'],
    [20, 'The letter of its answer is none of its options.'],
  ]);
});

test('Aiken has no whys, so its questions wait as drafts until somebody has written them', () => {
  const [first] = readAiken(text);
  if (!first?.written) throw new Error('the first question was not read');
  const { outcomes, bank, drafts } = mergeQuestions('net/ports', { bank: '', drafts: '' }, [first]);
  expect(outcomes).toMatchObject([
    { what: 'draft', reason: '3 whys are missing or too short: write what each answer teaches.' },
  ]);
  expect(bank).toBe('');
  expect(drafts).toContain('text: "443"\n        right: true');
  const again = mergeQuestions('net/ports', { bank, drafts }, [first]);
  expect(again.outcomes).toMatchObject([{ what: 'the same' }]);
  expect(again.drafts).toBe(drafts);
});

test('a draft with its whys moves into the bank; its source is then nothing new', () => {
  const [first] = readAiken(text);
  if (!first?.written) throw new Error('the first question was not read');
  const { drafts } = mergeQuestions('net/ports', { bank: '', drafts: '' }, [first]);
  const options = (first.written.options as readonly object[]).map(option => ({
    ...option,
    why: 'Because that is what IANA lists for it.',
  }));
  const finished = { ...first, written: { ...first.written, options } };
  const moved = mergeQuestions('net/ports', { bank: '', drafts }, [finished]);
  expect(moved.outcomes).toMatchObject([{ what: 'imported' }]);
  expect(moved.drafts).toBe('');
  expect(mergeQuestions('net/ports', moved, [first]).outcomes).toMatchObject([{ what: 'the same' }]);
});

test('20,000 mangled texts are read or refused, never thrown at', () => {
  const piece = fc.oneof(
    fc.constantFrom('A. ', 'B) x\n', 'ANSWER: A\n', 'ANSWER:', '\n\n', '\n', 'Z. z', ' '),
    fc.string({ unit: 'binary', maxLength: 10 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      for (const one of readAiken(pieces.join(''))) expect(one.written ?? one.refusal).toBeDefined();
    }),
    { numRuns: 20_000 },
  );
}, 200_000);
