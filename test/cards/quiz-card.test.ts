import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ButtonQuestion, questionCard } from '../../src/cards/quiz-card.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Lesson } from '../../src/curriculum/types.ts';
import { toPayload } from '../../src/discord/to-payload.ts';
import { projectRoot } from '../../src/root.ts';
import { payloadOf } from '../support/shown.ts';

const curriculum = await readCurriculum(`${projectRoot()}/curriculum`);
const asked = [...curriculum.lessons.values()].flatMap(lesson =>
  lesson.questions.flatMap(question =>
    'options' in question && question.options.length > 0
      ? [{ lesson, question: question as ButtonQuestion }]
      : [],
  ),
);
const sent = (lesson: Lesson, question: ButtonQuestion, seed: string) =>
  JSON.stringify(
    toPayload(questionCard(question, { quizId: 'q'.repeat(18), seed, place: 0, total: 5, lesson }, false)),
  );

test('promise 3: for every question of the bank the payload is the same, byte by byte, whichever option is right', () => {
  expect(asked.length).toBeGreaterThan(40);
  for (const { lesson, question } of asked) {
    const payloads = question.options.map(right => {
      const options = question.options.map(option => ({
        ...option,
        right: option.id === right.id,
        why: option.id === right.id ? 'because' : 'no',
      }));
      // The order in the file may follow the key, too: right one first.
      options.sort((a, b) => (question.type === 'truefalse' ? 0 : Number(b.right) - Number(a.right)));
      return sent(lesson, { ...question, options } as ButtonQuestion, 'seed');
    });
    expect.soft(new Set(payloads).size, `${lesson.id}#${question.id}`).toBe(1);
    expect.soft(payloads[0]).toBe(sent(lesson, question, 'seed'));
    for (const { why } of question.options)
      expect.soft(payloads[0]).not.toContain(JSON.stringify(why).slice(1, -1));
  }
});

test('promise 3: no button tells by its look which one is right, and another seed gives another order', () => {
  const shuffled = asked.filter(
    ({ question }) => question.type !== 'truefalse' && question.options.length > 2,
  );
  for (const { lesson, question } of asked) {
    const { components } = payloadOf(
      questionCard(question, { quizId: 'q', seed: 's', place: 0, total: 1, lesson }, false),
    );
    const styles = JSON.stringify(components).match(/"style":\d/g) ?? [];
    expect.soft(new Set(styles).size, question.id).toBe(1);
  }
  const orders = new Set(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(seed => {
      const [first] = shuffled;
      return first && sent(first.lesson, first.question, seed);
    }),
  );
  expect(orders.size).toBeGreaterThan(2);
});

test('promise 3: where the right option stands is left to chance', () => {
  const { lesson, question } = asked.find(one => one.question.options.length === 4) ?? {};
  if (!lesson || !question) throw new Error('no question with four options');
  const right = question.options.find(option => option.right)?.id ?? '';
  const places = [0, 0, 0, 0];
  for (let seed = 0; seed < 4_000; seed += 1) {
    const card = questionCard(question, { quizId: 'q', seed: `${seed}`, place: 0, total: 1, lesson }, false);
    const row = card.blocks.find(block => block.kind === 'buttons');
    const at =
      row?.kind === 'buttons'
        ? row.buttons.findIndex(button => 'press' in button && button.press.argument?.endsWith(`.${right}`))
        : -1;
    places[at] = (places[at] ?? 0) + 1;
  }
  // Chi-square with three degrees of freedom: 16.27 is passed by chance once in a thousand, and these seeds are fixed.
  expect(places.reduce((sum, seen) => sum + (seen - 1_000) ** 2 / 1_000, 0)).toBeLessThan(16.27);
});

test('every question and every page fits into one message, whatever the seed', () => {
  for (const { lesson, question } of asked) {
    fc.assert(
      fc.property(fc.string(), seed => {
        payloadOf(questionCard(question, { quizId: 'q'.repeat(18), seed, place: 4, total: 5, lesson }, true));
      }),
      { numRuns: 2 },
    );
    expect.soft(JSON.stringify(sent(lesson, question, 's')), question.id).not.toContain('…"');
  }
});
