import { expect, test } from 'vitest';
import { dailyPost, dailyResult } from '../../src/cards/daily-card.ts';
import type { Reply } from '../../src/cards/reply.ts';
import { type DailyAnswer, tallyDaily } from '../../src/core/daily.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';
import { partsOf, payloadOf, wordsOf } from '../support/shown.ts';

const where = { pathway: undefined, day: 3, days: 20, deliveryId: 'd'.repeat(20) };
// As long as a bank may write each of them.
const words = (length: number) =>
  'word '
    .repeat(length)
    .slice(0, length - 1)
    .concat('s');
const base = {
  lessonId: 'db/x',
  rev: 1,
  stem: words(1000),
  difficulty: 1,
  kind: 'apply',
  objective: 1,
  retired: false,
} as const;
const options = (size: number, right: number) =>
  Array.from({ length: size }, (_, n) => ({
    id: `o${n}`,
    text: words(100),
    right: n < right,
    why: words(400),
  }));
const longest = {
  multi: { ...base, type: 'multi', options: options(10, 9) },
  single: { ...base, type: 'single', options: options(5, 1) },
  order: {
    ...base,
    type: 'order',
    items: Array.from({ length: 6 }, (_, n) => ({ id: `i${n}`, text: words(90) })),
    why: words(400),
    wrong: [{ answer: 'i5 > i4 > i3 > i2 > i1 > i0', why: words(400) }],
  },
  output: {
    ...base,
    type: 'output',
    code: words(900),
    language: 'python',
    options: [],
    accept: [words(300)],
    why: words(400),
    wrong: [{ answer: words(299), why: words(400) }],
  },
} as const;

/** Everybody wrong now, or right now and wrong before. */
const answersTo = (questions: readonly Question[], isRight: (place: number) => boolean): DailyAnswer[] =>
  questions.flatMap((question, place) =>
    ['1', '2', '3'].map(memberId => {
      const ids = (right: boolean) =>
        'options' in question && question.options.length > 0
          ? question.options.filter(one => one.right === right).map(one => one.id)
          : question.type === 'order'
            ? question.items.map(item => item.id)[right ? 'slice' : 'reverse']()
            : [right && 'accept' in question ? (question.accept[0] ?? '') : words(299)];
      const one = (list: readonly string[]) => (question.type === 'single' ? list.slice(0, 1) : list);
      return {
        questionId: question.id,
        memberId,
        chosen: one(ids(isRight(place))),
        first: one(ids(false)),
      };
    }),
  );

const result = (questions: readonly Question[], isRight: (place: number) => boolean): Reply =>
  dailyResult({
    ...where,
    questions,
    tally: tallyDaily(questions, answersTo(questions, isRight)),
    lesson: undefined,
  });

test('the longest questions that a bank may hold fit into one message, up to ten of them', () => {
  for (const type of ['multi', 'single', 'order', 'output'] as const) {
    for (const size of [1, 2, 3, 5, 10]) {
      const questions = Array.from(
        { length: size },
        (_, n) => ({ ...longest[type], id: `q${n}` }) as Question,
      );
      for (const isRight of [() => true, () => false, (place: number) => place % 2 === 1]) {
        const card = result(questions, isRight);
        // `payloadOf` throws for what Discord would refuse.
        expect(partsOf(payloadOf(card).components).length).toBeLessThanOrEqual(40);
        expect(wordsOf(card)).toContain(`**${size}.** word`);
      }
    }
  }
});

test('every question of the curriculum can be told, three a day, with every option where it has some', async () => {
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const all = [...curriculum.lessons.values()].flatMap(lesson => lesson.questions);
  expect(all.length).toBeGreaterThan(100);
  for (let start = 0; start + 3 <= all.length; start += 3) {
    const questions = all.slice(start, start + 3).map(one => ({ ...one, id: `${one.lessonId}#${one.id}` }));
    const shown = wordsOf(result(questions, place => place !== 1));
    for (const question of questions) {
      if (!('options' in question)) continue;
      const first = question.options[0]?.text.slice(0, 20) ?? '';
      expect(shown).toContain(first);
    }
    expect(shown).toContain('**Most worth another look: question 2**');
  }
});

test('code that is cut open is closed again, so that it doesn’t run into what follows', () => {
  const stem = `Which of these is right about \`${'a'.repeat(2000)}\` in a table?`;
  const questions = [1, 2, 3].map((n): Question => ({ ...longest.single, stem, id: `q${n}` }));
  const line = wordsOf(result(questions, () => true))
    .split('\n')
    .find(one => one.startsWith('**1.**'));
  expect(line?.split('`').length).toBe(3);
});

test('the post says what it is about', () => {
  const post = { ...where, questions: 3, minutes: 3, closesAt: new Date('2026-11-24T03:00:00Z') };
  expect(wordsOf(dailyPost({ ...post, lessons: 1, earlier: 0 }))).toContain('On the lesson of the day.');
  expect(wordsOf(dailyPost({ ...post, lessons: 2, earlier: 2 }))).toContain(
    'On the 2 lessons of the day, and 2 questions from lessons before.',
  );
  expect(wordsOf(dailyPost({ ...post, lessons: 0, earlier: 3 }))).toContain(
    'On what you have learned lately.',
  );
});

test('of what is held back a result tells neither key nor numbers nor why, and says nothing that would be untrue of it', () => {
  const options = (right: string) =>
    ['left', 'other'].map(text => ({ id: text, text, right: text === right, why: `Why ${text}.` }));
  const [open, held] = ['open', 'held'].map(
    (id): Question => ({ ...base, type: 'single', id, stem: `The ${id} one?`, options: options('left') }),
  );
  if (!open || !held) throw new Error('no questions');
  const told = (heldBack: readonly Question[]) => {
    const questions = [open, held];
    const keys = questions.map(one => ({ ...one, isUntold: heldBack.includes(one) }));
    const tally = tallyDaily(
      keys,
      answersTo(questions, () => true),
    );
    return wordsOf(dailyResult({ ...where, tally, questions, held: new Set(heldBack), lesson: undefined }));
  };
  const line = 'Its answer is shown once it isn’t asked anywhere any more.';
  expect(told([])).not.toContain(line);
  expect(told([held])).toContain(`**2.** The held one?\n${line}\n`);
  expect(told([held]).match(/\(right\)/g)).toHaveLength(1);
  expect(told([held])).not.toContain('question 2');
  const none = told([open, held]);
  expect(none).toContain('How it went is told here a little later.');
  expect(none).not.toMatch(/\(right\)|%|Right:|Why|Nobody missed|Here is what is right|taken out/);
});
