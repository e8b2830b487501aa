/** A question, how it was answered, and how a quiz went. A question's card never depends on which option is right. */

import { orderOptions } from '../core/option-order.ts';
import type { Lesson, Option, Question } from '../curriculum/types.ts';
import { doneButton, readButton } from './lesson-card.ts';
import { type Button, buttons, type Card, divider, text } from './reply.ts';
import { count } from './words.ts';

/** Questions that are answered with one press. */
export type ButtonQuestion = Extract<Question, { readonly options: readonly Option[] }>;

/** Where a quiz stands: `place` is 0-based. */
export interface QuizPlace {
  readonly quizId: string;
  readonly seed: string;
  readonly place: number;
  readonly total: number;
  readonly lesson: Lesson;
}

const letters = 'ABCDEFGHIJ';

/** True and false keep their order, since their place tells nothing; all else is ordered by the texts and the seed. */
function shownOptions(question: ButtonQuestion, seed: string): readonly Option[] {
  return question.type === 'truefalse'
    ? question.options
    : orderOptions(question.options, `${seed}:${question.id}`);
}

const labelOf = (question: ButtonQuestion, option: Option, index: number): string =>
  question.type === 'truefalse' ? option.text : (letters[index] ?? option.text);

export function questionCard(question: ButtonQuestion, at: QuizPlace, replaces: boolean): Card {
  const options = shownOptions(question, at.seed);
  const list =
    question.type === 'truefalse'
      ? []
      : [text(...options.map((option, i) => `**${letters[i]}**  ${option.text}`))];
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces,
    blocks: [
      text(where(at), ...stem(question)),
      ...list,
      buttons(
        ...options.map(
          (option, i): Button => ({
            label: labelOf(question, option, i),
            style: 'primary',
            press: { command: 'quiz', action: 'answer', argument: `${at.quizId}.${at.place}.${option.id}` },
          }),
        ),
      ),
    ],
  };
}

export interface Answered {
  readonly chosenId: string;
  readonly right: boolean;
  readonly points: number;
  /** An earlier answer stands: this press changed nothing. */
  readonly wasAnswered: boolean;
}

/** Right and wrong, and why for every option: a question never closes without showing it. */
export function answerCard(question: ButtonQuestion, at: QuizPlace, answered: Answered): Card {
  const verdict = answered.right ? '**Right.**' : '**Not quite.**';
  const earned = answered.points > 0 ? ` +${count(answered.points, 'point')}` : '';
  const kept = answered.wasAnswered ? ' Your first answer counts.' : '';
  const why = shownOptions(question, at.seed).map((option, i) => {
    const marks = [
      option.right ? 'right' : 'wrong',
      ...(option.id === answered.chosenId ? ['your answer'] : []),
    ];
    const title = question.type === 'truefalse' ? option.text : `${letters[i]}  ${option.text}`;
    return `**${title}** (${marks.join(', ')})\n${option.why}`;
  });
  const isLast = at.place + 1 >= at.total;
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces: true,
    blocks: [
      text(where(at), ...stem(question)),
      text(`${verdict}${earned}${kept}`),
      divider,
      text(why.join('\n\n')),
      buttons(
        {
          label: isLast ? 'See how it went' : 'Next question',
          style: 'primary',
          press: { command: 'quiz', action: 'next', argument: at.quizId },
        },
        readButton(at.lesson.id),
      ),
    ],
  };
}

export interface QuizResult {
  readonly lesson: Lesson;
  readonly right: number;
  readonly total: number;
  readonly isDone: boolean;
  readonly replaces: boolean;
}

export function resultCard({ lesson, right, total, isDone, replaces }: QuizResult): Card {
  const words =
    right === total
      ? 'All right. That one sits.'
      : 'Look again at the ones that went wrong: reading why is where the learning happens.';
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces,
    blocks: [
      text(`-# Quiz ▸ ${lesson.title}`, `## ${right} of ${total} right`, words),
      buttons(...(isDone ? [] : [doneButton(lesson.id)]), readButton(lesson.id), {
        label: 'Practise again',
        press: { command: 'quiz', action: 'start', argument: lesson.id },
      }),
    ],
  };
}

const where = (at: QuizPlace): string =>
  `-# Quiz ▸ ${at.lesson.title} ▸ question ${at.place + 1} of ${at.total}`;
const stem = (question: ButtonQuestion): string[] => [
  question.stem,
  ...(question.type === 'output' ? [`\`\`\`${question.language}\n${question.code}\n\`\`\``] : []),
];
