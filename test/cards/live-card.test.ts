import { expect, test } from 'vitest';
import { askingCard, overCard, showingCard } from '../../src/cards/live-card.ts';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { startTestBot } from '../support/bot.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const endsAt = new Date('2026-11-20T12:00:25Z');
const pressed = (question: Question): boolean =>
  question.type !== 'multi' && question.type !== 'order' && optionsOf(question).length > 0;

test('promise 3, live: what is asked is byte-identical whichever option is right, for the whole bank, and shown within Discord’s limits', async () => {
  const { curriculum } = await startTestBot('2026-11-20T12:00:00Z');
  let compared = 0;
  for (const lesson of curriculum.lessons.values()) {
    for (const question of lesson.questions.filter(pressed)) {
      const at = { quizId: '0'.repeat(18), seed: 'seed', place: 9, total: 10, lesson, title: 'Live quiz' };
      const asked = JSON.stringify(payloadOf(askingCard(question, at, endsAt)));
      const options = optionsOf(question);
      for (const right of options) {
        // Another key, other explanations, and in another order in its file.
        const changed = {
          ...question,
          options: [...options]
            .reverse()
            .map(option => ({ ...option, right: option.id === right.id, why: `why ${right.id}` })),
        } as Question;
        const other =
          question.type === 'truefalse' && 'options' in changed
            ? ({ ...changed, options: [...changed.options].reverse() } as Question)
            : changed;
        expect(JSON.stringify(payloadOf(askingCard(other, at, endsAt)))).toBe(asked);
        compared += 1;
      }
      const shown = { answers: [], first: undefined, endsAt, isLast: false };
      const words = wordsOf(showingCard(question, at, shown));
      for (const option of options.filter(one => one.right)) expect(words).toContain(option.why);
    }
  }
  expect(compared).toBeGreaterThan(1_000);
});

test('shares are told from three answers on, and of fewer nobody’s choice can be read', async () => {
  const { curriculum } = await startTestBot('2026-11-20T12:00:00Z');
  const lesson = [...curriculum.lessons.values()].find(one => one.questions.some(q => q.type === 'single'));
  const question = lesson?.questions.find(one => one.type === 'single');
  if (!lesson || !question) throw new Error('no question');
  const at = { quizId: 'q', seed: 'seed', place: 0, total: 5, lesson };
  const answersOf = (people: number) =>
    Array.from({ length: people }, (_, n) => ({
      ...{ memberId: `${n}`, questionId: 'q', right: false, interactionId: `${n}` },
      chosen: [optionsOf(question).find(option => !option.right)?.id ?? ''],
    }));
  const wordsFor = (people: number) =>
    wordsOf(
      showingCard(question, at, { answers: answersOf(people), first: undefined, endsAt, isLast: false }),
    );
  expect(wordsFor(2)).not.toContain('percent');
  expect(wordsFor(3)).toContain('100 percent');
  expect(wordsFor(3)).toContain('Nobody had it this time');
});

test('winners are named, with their number only where it is at least half', () => {
  const winners = [
    { memberId: '1', rank: 1, right: 3, firsts: 2 },
    { memberId: '2', rank: 2, right: 2, firsts: 0 },
    { memberId: '3', rank: 3, right: 1, firsts: 0 },
  ];
  const over = { quizId: 'q', about: '@everyone **tcp**', winners, people: 9, asked: 5, brokenOff: false };
  const card = overCard(over);
  const words = wordsOf(card);
  expect(words).toContain('**First:** <@1>, 3 of 5 right\n**Second:** <@2>\n**Third:** <@3>');
  expect(words).not.toContain('@everyone');
  expect(payloadOf(card)).toMatchObject({ allowed_mentions: { parse: [] } });
});
