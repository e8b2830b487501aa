import { answerCard } from '../src/cards/quiz-card.ts';
import type { Card } from '../src/cards/reply.ts';
import { gradeChoice } from '../src/core/grading.ts';
import { answerReason, pointsForAnswer } from '../src/core/points.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { findStanding } from '../src/store/progress.ts';
import { addAnswer, findQuiz, findQuizAndDays, listAnswers, type Quiz } from '../src/store/quizzes.ts';
import { lessonOption } from './_next.ts';
import { currentCard, findQuestion, fullId, placeIn, quizSentences, startQuiz } from './_quiz.ts';
import { daysToKeep, lessonNamed, nearLessons, nextLesson, openSince } from './_study.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/quiz\` and a letter to choose from a list.`,
  ...quizSentences,
  foreign: 'That quiz belongs to somebody else. Type `/quiz` to get your own.',
};

export default defineCommand({
  description: 'Answer a few questions about a lesson, just for you',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { lesson: lessonOption },

  async run(call) {
    const typed = call.options.lesson;
    const lesson =
      typed === undefined
        ? nextLesson(call.curriculum, await findStanding(call.db, call.guildId, call.memberId))
        : lessonNamed(call.curriculum, typed);
    if (!lesson)
      throw new Refusal(
        typed === undefined ? sentences.none : sentences.unknown(nearLessons(call.curriculum, typed)),
      );
    return startQuiz(call, lesson);
  },

  buttons: {
    start: {
      who: 'everyone',
      run(call) {
        const lesson = lessonNamed(call.curriculum, call.argument);
        if (!lesson) throw new Refusal(sentences.unknown(''));
        return startQuiz(call, lesson);
      },
    },
    answer: {
      who: 'everyone',
      run(call) {
        const [quizId = '', place = '', optionId = ''] = call.argument.split('.');
        return answer(call, quizId, Number.parseInt(place, 10), optionId);
      },
    },
    next: {
      who: 'everyone',
      async run(call) {
        const quiz = own(call, await findQuiz(call.db, call.guildId, call.argument));
        return currentCard(
          call,
          quiz,
          await listAnswers(call.db, call.guildId, quiz.id, call.memberId),
          true,
        );
      },
    },
  },
});

async function answer(asked: Asked, quizId: string, place: number, optionId: string): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const found = await findQuizAndDays(db, guildId, quizId, memberId, openSince(asked));
  const quiz = own(asked, found?.quiz);
  const question = findQuestion(curriculum, quiz.questionIds[place] ?? '');
  const graded = question && gradeChoice(question.options, optionId);
  if (!question || !graded) throw new Refusal(sentences.gone);

  const questionId = fullId(question);
  const worth = (firstAttempt: boolean) =>
    pointsForAnswer({ type: question.type, right: graded.right, firstAttempt });
  const outcome = await addAnswer(
    db,
    {
      guildId,
      quizId,
      memberId,
      questionId,
      questionRev: question.rev,
      chosen: [optionId],
      rightThen: question.options.filter(option => option.right).map(option => option.id),
      right: graded.right,
      answeredAt: now,
    },
    {
      reason: answerReason(question.lessonId, question.id),
      cohortId: quiz.cohortId,
      firstTry: worth(true),
      laterTry: worth(false),
      days: daysToKeep(asked, found?.days ?? []),
    },
  );

  const at = placeIn(curriculum, quiz, question, place);
  if (outcome) {
    return answerCard(question, at, {
      chosenId: optionId,
      right: graded.right,
      points: outcome.points,
      wasAnswered: false,
    });
  }
  const first = (await listAnswers(db, guildId, quizId, memberId)).find(one => one.questionId === questionId);
  return answerCard(question, at, {
    chosenId: first?.chosen[0] ?? optionId,
    right: first?.right ?? graded.right,
    points: 0,
    wasAnswered: true,
  });
}

function own({ memberId }: Asked, quiz: Quiz | undefined): Quiz {
  if (!quiz) throw new Refusal(sentences.gone);
  if (quiz.memberId !== memberId) throw new Refusal(sentences.foreign);
  return quiz;
}
