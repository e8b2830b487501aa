import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerCard } from '../../src/cards/answer-card.ts';
import { optionsOf, questionCard, questionForm } from '../../src/cards/quiz-card.ts';
import { rightOf } from '../../src/core/grading.ts';
import { hintFor } from '../../src/core/hint.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Lesson, Question } from '../../src/curriculum/types.ts';
import { toModal, toPayload } from '../../src/discord/to-payload.ts';
import { projectRoot } from '../../src/root.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
const asked = [...curriculum.lessons.values()].flatMap(lesson =>
  lesson.questions.map(question => ({ lesson, question })),
);

const at = (lesson: Lesson, seed: string) => ({ quizId: 'q'.repeat(18), seed, place: 4, total: 5, lesson });
/** Everything that is sent before somebody answers: the card, and the window where there is one. */
const sent = (lesson: Lesson, question: Question, seed: string): string =>
  JSON.stringify([
    toPayload(
      questionCard(question, at(lesson, seed), { replaces: false, hasHint: question.type !== 'truefalse' }),
    ),
    toModal(questionForm(question, at(lesson, seed))),
  ]);

/** The same question with other keys: its texts are all that stays. */
function withOtherKeys(question: Question): Question[] {
  if (question.type === 'order')
    return [question.items.toReversed(), question.items.toSorted((a, b) => (a.id < b.id ? -1 : 1))].map(
      items => ({ ...question, items, why: 'x', wrong: [] }),
    );
  if (question.type === 'fill' || (question.type === 'output' && question.options.length === 0))
    return [{ ...question, accept: ['something quite different'], why: 'x', wrong: [] }];
  const options = optionsOf(question);
  return options.map(right => {
    const other = options.map(option => ({
      ...option,
      right: option.id === right.id,
      why: option.id === right.id ? 'because' : 'no',
    }));
    // The order in the file may follow the key, too: right one first.
    if (question.type !== 'truefalse') other.sort((a, b) => Number(b.right) - Number(a.right));
    return { ...question, options: other } as Question;
  });
}

test('promise 3: for every question of the bank, of whatever type, what is sent is the same byte by byte, whatever is right', () => {
  expect(new Set(asked.map(({ question }) => question.type)).size).toBe(6);
  for (const { lesson, question } of asked) {
    const whole = sent(lesson, question, 'seed');
    for (const other of withOtherKeys(question))
      expect.soft(sent(lesson, other, 'seed'), `${lesson.id}#${question.id}`).toBe(whole);
    for (const { why } of optionsOf(question))
      expect.soft(whole).not.toContain(JSON.stringify(why).slice(1, -1));
  }
});

test('promise 3: no button tells by its look which one is right, and another seed gives another order', () => {
  for (const { lesson, question } of asked) {
    const { components } = payloadOf(questionCard(question, at(lesson, 's'), { replaces: false }));
    const styles = JSON.stringify(components).match(/"style":\d/g) ?? [];
    expect.soft(new Set(styles).size, question.id).toBe(1);
  }
  const shuffled = asked.find(({ question }) => question.type === 'single');
  if (!shuffled) throw new Error('no question of one answer');
  const orders = new Set('abcdefgh'.split('').map(seed => sent(shuffled.lesson, shuffled.question, seed)));
  expect(orders.size).toBeGreaterThan(2);
});

test('promise 3: where the right option stands is left to chance', () => {
  const { lesson, question } =
    asked.find(one => one.question.type === 'single' && optionsOf(one.question).length === 4) ?? {};
  if (!lesson || !question) throw new Error('no question with four options');
  const [right = ''] = rightOf(question);
  const places = [0, 0, 0, 0];
  for (let seed = 0; seed < 4_000; seed += 1) {
    const card = questionCard(question, at(lesson, `${seed}`), { replaces: false });
    const row = card.blocks.find(block => block.kind === 'buttons');
    const place =
      row?.kind === 'buttons'
        ? row.buttons.findIndex(button => 'press' in button && button.press.argument?.endsWith(`.${right}`))
        : -1;
    places[place] = (places[place] ?? 0) + 1;
  }
  // Chi-square with three degrees of freedom: 16.27 is passed by chance once in a thousand, and these seeds are fixed.
  expect(places.reduce((sum, seen) => sum + (seen - 1_000) ** 2 / 1_000, 0)).toBeLessThan(16.27);
});

test('every question, its window, its hint and its answer fit into one message each, uncut, whatever the seed', () => {
  for (const { lesson, question } of asked) {
    fc.assert(
      fc.property(fc.string(), seed => {
        const here = at(lesson, seed);
        const hint = hintFor(question);
        payloadOf(questionForm(question, here));
        const onward = {
          label: 'Next question',
          press: { command: 'quiz', action: 'next', argument: 'q'.repeat(18) },
        };
        const chosen =
          question.type === 'fill'
            ? ['x'.repeat(300)]
            : optionsOf(question).length === 0
              ? rightOf(question)
              : optionsOf(question).map(one => one.id);
        const answered = {
          ...{ chosen, right: false, share: 50, points: 5, hinted: true, wasAnswered: false },
          pay: 'late',
        } as const;
        const open = { chosen, canChange: true };
        for (const card of [
          questionCard(question, here, {
            replaces: true,
            hasHint: true,
            isHintBefore: true,
            ...(hint ? { hint } : {}),
          }),
          questionCard(question, here, { replaces: true, open }),
          answerCard(question, here, answered, onward),
        ]) {
          expect.soft(wordsOf(card).endsWith('…'), `${lesson.id}#${question.id}`).toBe(false);
          const texts = card.blocks.flatMap(block => (block.kind === 'text' ? [block.text] : []));
          expect.soft(texts.join('').length, `${lesson.id}#${question.id}`).toBeLessThanOrEqual(4_000);
        }
      }),
      { numRuns: 2 },
    );
  }
});

test('a typed answer that is right is shown as it is written, whatever signs are in it', () => {
  const lines = asked.flatMap(({ lesson, question }) => {
    if (question.type !== 'fill' && question.type !== 'output') return [];
    const [accepted = ''] = question.accept;
    if (accepted === '' || accepted.includes('\n')) return [];
    const given = {
      ...{ chosen: ['x'], right: false, share: 0, points: 0, hinted: false, wasAnswered: false },
      pay: 'first' as const,
    };
    const onward = { label: 'On', press: { command: 'quiz', action: 'next' } };
    const words = wordsOf(answerCard(question, at(lesson, 's'), given, onward));
    return [{ accepted, shown: /^Right: \*\*(.*)\*\*$/m.exec(words)?.[1] ?? '' }];
  });
  expect(lines.length).toBeGreaterThan(100);
  // No sign is left that Discord would read as its own, and without the escapes it is the answer.
  for (const { accepted, shown } of lines) {
    expect.soft(shown.replace(/\\./g, ''), accepted).not.toMatch(/[*_~`|[\]]/);
    expect.soft(shown.replace(/\\(.)/g, '$1').replaceAll('\u2060', ''), accepted).toBe(accepted);
  }
});
