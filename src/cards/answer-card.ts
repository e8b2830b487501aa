/** How a question was answered: right and wrong, and why for every option. A question never closes without showing it. */

import { loose } from '../core/grading.ts';
import type { Pay } from '../core/points.ts';
import type { Question } from '../curriculum/types.ts';
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
}

const sentences = {
  right: '**Right.**',
  partly: (share: number) => `**Partly right:** ${share} percent.`,
  wrong: '**Not quite.**',
  hinted: ' With a hint, half the points.',
  earned: (points: number) => ` It earned you ${count(points, 'point')}.`,
  metBefore: ' You have met this question before; only the first answer to it earns points.',
  late: ' After its study day, half the points.',
  again: {
    practice: ' Practice has earned all its points for now; what you practise stays with you all the same.',
    review: ' Reviews have earned all their points for now; what you review stays with you all the same.',
  },
  stands: ' Your first answer counts.',
  yours: (typed: string) => `You typed: ${typed}`,
  rightAnswer: (accepted: string) => `Right: ${accepted}`,
  rightOrder: '**The right order**',
  yourOrder: '**Yours**',
};

/** `onward` is where it goes from here; it is the first button. */
export function answerCard(question: Question, at: QuizPlace, answered: Answered, onward: Button): Card {
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces: true,
    blocks: [
      text(where(at), ...stemLines(question)),
      text(verdict(answered)),
      divider,
      text(explanation(question, at.seed, answered.chosen)),
      buttons(onward, readButton(at.lesson.id), {
        label: 'Report this question',
        press: { command: 'quiz', action: 'report', argument: `${at.quizId}.${at.place}` },
      }),
    ],
  };
}

function verdict({ right, share, points, pay, hinted, wasAnswered }: Answered): string {
  const word = right ? sentences.right : share > 0 ? sentences.partly(share) : sentences.wrong;
  const late = pay === 'late' && points > 0 ? sentences.late : '';
  const half = hinted && points > 0 && pay !== 'practice' && pay !== 'review' ? sentences.hinted : '';
  // A second press takes the place of the first one's card: what that one said stays in sight, and doesn't look like new points.
  if (wasAnswered)
    return `${word}${points > 0 ? sentences.earned(points) : ''}${late}${half}${sentences.stands}`;
  if (points > 0) return `${word} +${count(points, 'point')}.${late}${half}`;
  if (!right) return word;
  return `${word}${pay === 'practice' || pay === 'review' ? sentences.again[pay] : sentences.metBefore}`;
}

/** Why, for everything that could have been answered. */
function explanation(question: Question, seed: string, chosen: readonly string[]): string {
  if (optionsOf(question).length > 0) {
    return shownOptions(question, seed)
      .map((option, i) => {
        const title = question.type === 'truefalse' ? option.text : `${'ABCDEFGHIJ'[i]}  ${option.text}`;
        const marks = [
          option.right ? 'right' : 'wrong',
          ...(chosen.includes(option.id) ? ['your answer'] : []),
        ];
        return `**${title}** (${marks.join(', ')})\n${option.why}`;
      })
      .join('\n\n');
  }
  if (question.type === 'order') {
    const ids = question.items.map(item => item.id);
    const wrong = question.wrong.find(
      ({ answer }) =>
        answer
          .split('>')
          .map(id => id.trim())
          .join() === chosen.join(),
    );
    return [
      sentences.rightOrder,
      ...givenLines(question, seed, ids),
      ...(chosen.join() === ids.join()
        ? []
        : ['', sentences.yourOrder, ...givenLines(question, seed, chosen)]),
      '',
      question.why,
      ...(wrong ? ['', wrong.why] : []),
    ].join('\n');
  }
  if (question.type !== 'fill' && question.type !== 'output') return '';
  const typed = chosen[0] ?? '';
  const wrong = question.wrong.find(({ answer }) => loose(answer) === loose(typed));
  const accepted = question.accept[0] ?? '';
  const shown = accepted.includes('\n') ? `\n\`\`\`text\n${accepted}\n\`\`\`` : `**${accepted}**`;
  return [
    sentences.yours(plain(typed, 300)),
    sentences.rightAnswer(shown),
    '',
    question.why ?? '',
    ...(wrong ? ['', wrong.why] : []),
  ].join('\n');
}
