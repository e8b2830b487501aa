import type { Card } from '../src/cards/reply.ts';
import { defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { findDelivery } from '../src/store/deliveries.ts';
import { findQuiz, listAnswers, type Quiz } from '../src/store/quizzes.ts';
import { ownCohortOption } from './_cohort.ts';
import { daily } from './_daily.ts';
import { currentCard, mayAnswer, startQuiz } from './_quiz.ts';
import { wishAgain } from './_wish.ts';

const sentences = {
  gone: 'I no longer know that quiz, so nothing was changed. Type `/daily` for the quiz of today.',
};

export default defineCommand({
  description: 'Today’s quiz of your cohort: a few questions, answered just for you',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  run: call => daily(call, call.options.cohort),

  buttons: {
    open: {
      who: 'member',
      async run(call): Promise<Card> {
        const quiz = await mayAnswer(call, await quizOfPost(call));
        return currentCard(
          call,
          quiz,
          await listAnswers(call.db, call.guildId, quiz.id, call.memberId),
          false,
        );
      },
    },
    practise: {
      who: 'everyone',
      async run(call) {
        const quiz = await quizOfPost(call);
        return startQuiz(call, wishAgain(call, quiz), quiz.cohortId ?? undefined);
      },
    },
  },
});

/** The quiz that a post of it is about. Throws a refusal when there is none. */
async function quizOfPost({ db, guildId, argument }: PressCall): Promise<Quiz> {
  const delivery = await findDelivery(db, guildId, argument);
  const facts = delivery?.facts as { readonly quizId?: string } | null | undefined;
  const quiz =
    delivery?.kind === 'daily-quiz' || delivery?.kind === 'daily-result'
      ? await findQuiz(db, guildId, facts?.quizId ?? '')
      : undefined;
  if (quiz?.kind !== 'daily') throw new Refusal(sentences.gone);
  return quiz;
}
