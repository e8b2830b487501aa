/** How a question was answered: right and wrong, and why for every option. A question never closes without showing it. */

import { gradeAnswer, loose } from '../core/grading.ts';
import type { Pay } from '../core/points.ts';
import type { Question } from '../curriculum/types.ts';
import { correctedButton, correctionLines } from './correction-words.ts';
import { readButton } from './lesson-card.ts';
import { givenLines, optionsOf, type QuizPlace, shownOptions, stemLines, where } from './quiz-card.ts';
import { type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, plain } from './words.ts';

export interface Answered {
  /** Ids in the order given, or the text typed. */
  readonly chosen: readonly string[];
  readonly right: boolean;
  /** Percent. */
  readonly share: number;
  /** What this answer has earned, now or when it was given. */
  readonly points: number;
  readonly pay: Pay;
  readonly hinted: boolean;
  /** An earlier answer stands: this press changed nothing. */
  readonly wasAnswered: boolean;
  /** Why what was right earned nothing (`unpaidWords`). */
  readonly unpaid?: string;
}

const sentences = {
  right: '**Right.**',
  partly: (share: number) => `**Partly right:** ${share} percent.`,
  wrong: '**Not quite.**',
  hinted: ' With a hint, half the points.',
  earned: (points: number) => ` It earned you ${count(points, 'point')}.`,
  late: ' After its study day, half the points.',
  stands: ' Your first answer counts.',
  yours: (typed: string) => `You typed: ${typed}`,
  rightAnswer: (accepted: string) => `Right: ${accepted}`,
  rightOrder: '**The right order**',
  yourOrder: '**Yours**',
};

/** `onward` is where it goes from here; it is the first button. */
export function answerCard(question: Question, at: QuizPlace, given: Answered, onward: Button): Card {
  // What was right when it was answered may be wrong since a correction: both on one card would contradict each other.
  const answered = question.correction ? { ...given, ...gradeAnswer(question, given.chosen) } : given;
  const hinted = given.hinted && !question.allRight;
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces: true,
    blocks: [
      text(where(at), ...stemLines(question)),
      text(verdict({ ...answered, hinted })),
      divider,
      text(explanation(question, at.seed, answered.chosen)),
      buttons(
        onward,
        readButton(at.lesson.id),
        {
          label: 'Report this question',
          press: { command: 'quiz', action: 'report', argument: `${at.quizId}.${at.place}` },
        },
        ...(question.correction ? [correctedButton] : []),
      ),
    ],
  };
}

function verdict({ right, share, points, pay, hinted, wasAnswered, unpaid = '' }: Answered): string {
  const word = right ? sentences.right : share > 0 ? sentences.partly(share) : sentences.wrong;
  const late = pay === 'late' && points > 0 ? sentences.late : '';
  const half = hinted && points > 0 && pay !== 'practice' && pay !== 'review' ? sentences.hinted : '';
  // A second press takes the place of the first one's card: what that one said stays in sight, and doesn't look like new points.
  if (wasAnswered)
    return `${word}${points > 0 ? sentences.earned(points) : ''}${late}${half}${sentences.stands}`;
  if (points > 0) return `${word} +${count(points, 'point')}.${late}${half}`;
  return right ? `${word}${unpaid}` : word;
}

/** Why, for everything that could have been answered; of a corrected question its correction, and whys only where they still hold. */
function explanation(question: Question, seed: string, chosen: readonly string[]): string {
  const correction = correctionLines(question);
  return [
    ...(correction.length > 0 ? [correction.join('\n')] : []),
    ...(optionsOf(question).length > 0
      ? optionLines(question, seed, chosen)
      : question.type === 'order'
        ? orderLines(question, seed, chosen)
        : typedLines(question, chosen)),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

const optionLines = (question: Question, seed: string, chosen: readonly string[]): string[] =>
  shownOptions(question, seed).map((option, i) => {
    const title = question.type === 'truefalse' ? option.text : `${'ABCDEFGHIJ'[i]}  ${option.text}`;
    const marks = [
      // Where every answer counts, none of them is the wrong one.
      ...(question.allRight ? [] : [option.right ? 'right' : 'wrong']),
      ...(chosen.includes(option.id) ? ['your answer'] : []),
    ];
    return [`**${title}**${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`, option.why]
      .filter(line => line !== '')
      .join('\n');
  });

function orderLines(
  question: Extract<Question, { readonly type: 'order' }>,
  seed: string,
  chosen: readonly string[],
): string[] {
  const ids = question.items.map(item => item.id);
  const wrong = question.wrong.find(
    ({ answer }) =>
      answer
        .split('>')
        .map(id => id.trim())
        .join() === chosen.join(),
  );
  const yours = [sentences.yourOrder, ...givenLines(question, seed, chosen)].join('\n');
  if (question.allRight) return [yours];
  return [
    [sentences.rightOrder, ...givenLines(question, seed, ids)].join('\n'),
    ...(chosen.join() === ids.join() ? [] : [yours]),
    question.why,
    wrong?.why ?? '',
  ];
}

function typedLines(question: Question, chosen: readonly string[]): string[] {
  if (question.type !== 'fill' && question.type !== 'output') return [];
  const typed = chosen[0] ?? '';
  const yours = sentences.yours(plain(typed, 300));
  if (question.allRight) return [yours];
  const wrong = question.wrong.find(({ answer }) => loose(answer) === loose(typed));
  const accepted = question.accept[0] ?? '';
  const shown = accepted.includes('\n') ? `\n\`\`\`text\n${accepted}\n\`\`\`` : `**${plain(accepted, 300)}**`;
  return [`${yours}\n${sentences.rightAnswer(shown)}`, question.why ?? '', wrong?.why ?? ''];
}
