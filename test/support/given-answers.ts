/** Answers written straight into the records: more than tests could give by pressing buttons. */
import { gradeAnswer, rightOf } from '../../src/core/grading.ts';
import type { Question } from '../../src/curriculum/types.ts';
import { answers } from '../../src/store/schema.ts';
import type { TestBot } from './bot.ts';

export interface GivenAnswer {
  readonly question: Question;
  readonly memberId: string;
  readonly chosen: readonly string[];
  /** The bot's time unless said otherwise. */
  readonly at?: Date;
  readonly quizId?: string;
}

/** Graded by the key that the question has here, as the bot would. */
export async function giveAnswers(bot: TestBot, given: readonly GivenAnswer[]): Promise<void> {
  const rows = given.map(({ question, memberId, chosen, at = bot.now(), quizId = 'quiz' }) => {
    const grade = gradeAnswer(question, chosen);
    if (!grade) throw new Error(`${chosen.join()} is no answer to ${question.id}`);
    return {
      ...{ guildId: bot.guildId, quizId, memberId, questionId: `${question.lessonId}#${question.id}` },
      ...{ questionRev: question.rev, chosen: [...chosen], rightThen: [...rightOf(question)], ...grade },
      answeredAt: at,
    };
  });
  for (let from = 0; from < rows.length; from += 1_000)
    await bot.db.insert(answers).values(rows.slice(from, from + 1_000));
}

/** An answer of this question's that is right, or one that is wrong. */
export function answerTo(question: Question, isRight: boolean): readonly string[] {
  if (question.type === 'order') {
    const ids = question.items.map(({ id }) => id);
    return isRight ? ids : ids.reverse();
  }
  if ('options' in question && question.options.length > 0) {
    const ids = question.options.filter(({ right }) => right === isRight).map(({ id }) => id);
    return question.type === 'multi' && isRight ? ids : ids.slice(0, 1);
  }
  const [accepted = ''] = 'accept' in question ? question.accept : [];
  return [isRight ? accepted : 'surely something else'];
}

/** So many member ids. */
export const memberIds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => String(810000000000000000n + BigInt(i)));
