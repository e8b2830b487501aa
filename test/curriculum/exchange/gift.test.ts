import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGift } from '../../../src/curriculum/exchange/gift-in.ts';
import { writeGift } from '../../../src/curriculum/exchange/gift-out.ts';
import { judgeQuestion } from '../../../src/curriculum/exchange/judge-question.ts';
import { mergeQuestions } from '../../../src/curriculum/exchange/merge-questions.ts';
import { readCurriculum } from '../../../src/curriculum/read.ts';
import { listFiles } from '../../rules/files.ts';

const curriculum = readCurriculum('curriculum');

test('what goes out as GIFT comes back the same, for every question of the curriculum', () => {
  for (const lesson of curriculum.lessons.values()) {
    const bank = listFiles(new RegExp(`^curriculum/lessons/${lesson.id}\\.quiz\\.yml$`))[0]?.text ?? '';
    const { outcomes, bank: after } = mergeQuestions(
      lesson.id,
      { bank, drafts: '' },
      readGift(writeGift([lesson])),
    );
    expect(outcomes.length).toBe(lesson.questions.filter(question => !question.retired).length);
    const odd = outcomes.filter(({ what }) => what !== 'the same');
    expect.soft(odd, lesson.id).toEqual([]);
    expect.soft(after, lesson.id).toBe(bank);
  }
});

test('all six types come from a GIFT file into an empty bank, and from there again', () => {
  const types = new Map(
    [...curriculum.lessons.values()].flatMap(lesson =>
      lesson.questions.map(one => [one.type, lesson] as const),
    ),
  );
  expect([...types.keys()].sort()).toEqual(['fill', 'multi', 'order', 'output', 'single', 'truefalse']);
  for (const lesson of types.values()) {
    const gift = writeGift([lesson]);
    const first = mergeQuestions(lesson.id, { bank: '', drafts: '' }, readGift(gift));
    expect(first.outcomes.map(({ what }) => what)).toEqual(lesson.questions.map(() => 'imported'));
    const second = mergeQuestions(lesson.id, first, readGift(gift));
    expect(second.outcomes.every(({ what }) => what === 'the same')).toBe(true);
    expect(second.bank).toBe(first.bank);
  }
});

test('a hand-written file is read as Moodle reads it, and each refusal has its line', () => {
  const text = `// a comment
$CATEGORY: network

::Ports:: Which port does HTTPS use by default? {
=443#The registered port for HTTP over TLS.
~80#That one is for plain HTTP, without TLS.
~22#That one is for SSH, another protocol.
}

Is UDP ordered? {F#UDP adds no order: datagrams may overtake each other.#Right, order is left to the application.}

How many bits has an IPv4 address? {#32:0#Four bytes, eight bits each.}

Match these {=cat -> meow =dog -> woof =cow -> moo}

Tell about TCP. {}

[html]<b>Which?</b> {=a ~b ~c}

Broken { =a ~b

Put the handshake in order. {=1 -> SYN =2 -> SYN-ACK =3 -> ACK ####The client asks, the server answers, the client confirms.}
`;
  const read = readGift(text);
  expect(read.map(({ line, written, refusal }) => [line, written?.type ?? refusal?.slice(0, 24)])).toEqual([
    [4, 'single'],
    [10, 'truefalse'],
    [12, 'This is not GIFT: "#" st'],
    [14, 'Pairs can’t be asked her'],
    [16, 'An open question has no '],
    [18, 'It is written in HTML. W'],
    [20, 'This is not GIFT: it end'],
    [22, 'order'],
  ]);
  expect(read[1]?.written).toMatchObject({
    answer: false,
    why_true: 'UDP adds no order: datagrams may overtake each other.',
    why_false: 'Right, order is left to the application.',
  });
  for (const each of read) if (each.written) expect(judgeQuestion(each.written)).toEqual({ kind: 'sound' });
});

test('a changed key raises the revision, a changed word doesn’t, and ids of options stay', () => {
  const lesson = curriculum.lessons.get('net/tcp-reliability');
  if (!lesson) throw new Error('the lesson is gone');
  const gift = writeGift([lesson])
    .replace(/"ids":\[[^\]]*\],?/g, '')
    .replace(/,\}/g, '}');
  const { bank } = mergeQuestions(lesson.id, { bank: '', drafts: '' }, readGift(writeGift([lesson])));
  expect(
    mergeQuestions(lesson.id, { bank, drafts: '' }, readGift(gift)).outcomes.every(
      ({ what }) => what === 'the same',
    ),
  ).toBe(true);
  const single = lesson.questions.find(question => question.type === 'single');
  if (single?.type !== 'single') throw new Error('it has no question of one answer');
  const [right, wrong] = [single.options.find(one => one.right), single.options.find(one => !one.right)];
  const escaped = (words = '') => words.replace(/[\\~=#{}:]/g, '\\$&');
  const swapped = gift
    .replace(`=${escaped(right?.text)}#`, `~${escaped(right?.text)}#`)
    .replace(`~${escaped(wrong?.text)}#`, `=${escaped(wrong?.text)}#`);
  const changed = mergeQuestions(lesson.id, { bank, drafts: '' }, readGift(swapped));
  expect(changed.outcomes.filter(({ what }) => what === 'changed')).toMatchObject([
    { name: single.id, reason: 'Other than before: options.' },
  ]);
  expect(changed.bank).toContain(`id: ${single.id}\n    type: single\n    rev: ${single.rev + 1}`);
  const reworded = mergeQuestions(
    lesson.id,
    { bank, drafts: '' },
    readGift(gift.replace(escaped(right?.why), 'Another reason, told better.')),
  );
  expect(reworded.outcomes.filter(({ what }) => what === 'changed')).toHaveLength(1);
  expect(reworded.bank).toContain(`id: ${single.id}\n    type: single\n    difficulty:`);
});

test('20,000 mangled files are read or refused, never thrown at', () => {
  const lesson = curriculum.lessons.get('proxy/rate-limiting');
  const sound = lesson ? writeGift([lesson]) : '';
  const signs = [
    '{',
    '}',
    '=',
    '~',
    '#',
    '####',
    '%50%',
    '->',
    '::',
    '//',
    '\\',
    '$CATEGORY: ',
    '[html]',
    '\n\n',
    '{#',
    '..',
    '// lockstep: {"ids":1}\n',
    '// lockstep: {"wrong":"x","accept":[{}]}\n',
    '\0',
    '__proto__',
  ];
  const piece = fc.oneof(fc.constantFrom(...signs), fc.string({ unit: 'binary', maxLength: 8 }));
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sound.length), fc.nat(20), piece), { minLength: 1, maxLength: 4 }),
      fc.nat(),
      (changes, from) => {
        // A part of the file is as good as all of it, and fifty times as fast.
        const start = from % sound.length;
        const text = changes.reduce(
          (now, [at, cut, put]) => now.slice(0, at % 900) + put + now.slice((at % 900) + cut),
          sound.slice(start, start + 900),
        );
        for (const one of readGift(text)) {
          if (one.written === undefined) {
            refused += 1;
            expect(one.refusal).toMatch(/\.$/);
          } else judgeQuestion(one.written);
          expect(one.line).toBeLessThanOrEqual(text.split('\n').length + 1);
        }
      },
    ),
    { numRuns: 20_000 },
  );
  expect(refused).toBeGreaterThan(1_000);
}, 400_000);
