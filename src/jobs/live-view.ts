/** What a live quiz shows at its step: read from the database each time, so that whoever leads it on shows the same. */
import {
  askingCard,
  cancelledCard,
  goneCard,
  heldCard,
  lobbyCard,
  overCard,
  showingCard,
} from '../cards/live-card.ts';
import type { QuizPlace } from '../cards/quiz-card.ts';
import type { Card } from '../cards/reply.ts';
import { isCounted, judgedNow } from '../core/live-firsts.ts';
import { firstRight, winnersOf } from '../core/live-round.ts';
import { readWish } from '../core/wish-word.ts';
import type { Curriculum, Question } from '../curriculum/types.ts';
import { findCohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { listAskedNow } from '../store/held-back.ts';
import type { LiveRound } from '../store/live.ts';
import { countLivePlayers, listLiveAnswers } from '../store/live-answers.ts';
import type { Quiz } from '../store/quizzes.ts';

/** The questions of a live quiz by place; undefined for one that is no longer asked. `curriculum` is the guild's, with its corrections. */
export const questionsOf = (
  curriculum: Curriculum,
  { questionIds }: Pick<Quiz, 'questionIds'>,
): readonly (Question | undefined)[] =>
  questionIds.map(full => {
    const question = findQuestion(curriculum, full);
    return question?.retired ? undefined : question;
  });

function findQuestion({ lessons }: Curriculum, full: string): Question | undefined {
  const [lessonId = '', id] = full.split('#');
  return lessons.get(lessonId)?.questions.find(one => one.id === id);
}

/** The next place of which there is a question; undefined when there is none. */
export const followingPlace = (
  { step, place }: Pick<LiveRound, 'step' | 'place'>,
  questions: readonly (Question | undefined)[],
): number | undefined => {
  const from = step === 'lobby' ? 0 : place + 1;
  const found = questions.slice(from).findIndex(question => question !== undefined);
  return found < 0 ? undefined : from + found;
};

export async function liveCard(
  { db, now }: { readonly db: Db; readonly now: () => Date },
  curriculum: Curriculum,
  quiz: Quiz,
  round: LiveRound,
): Promise<Card> {
  const questions = questionsOf(curriculum, quiz);
  const about = aboutOf(curriculum, quiz);
  const following = followingPlace(round, questions);
  const question = questions[round.place];
  const lesson = question && curriculum.lessons.get(question.lessonId);
  const at: QuizPlace | undefined = lesson && {
    ...{ quizId: quiz.id, seed: quiz.seed, place: round.place, total: questions.length },
    ...{ lesson, title: 'Live quiz' },
  };
  switch (round.step) {
    case 'lobby': {
      const cohort = quiz.cohortId === null ? undefined : await findCohort(db, quiz.guildId, quiz.cohortId);
      return lobbyCard({
        ...{ quizId: quiz.id, about, cohort: cohort?.name, questions: questions.length },
        ...{ secondsEach: round.secondsEach, startsAt: round.stepEndsAt },
        players: await countLivePlayers(db, round),
      });
    }
    case 'cancelled':
      return cancelledCard(about, await countLivePlayers(db, round));
    case 'asking':
      return question && at ? askingCard(question, at, round.stepEndsAt) : goneCard();
    case 'showing': {
      if (!question || !at) return goneCard();
      const answers = judgedNow(
        question,
        (await listLiveAnswers(db, round)).filter(one => one.questionId === quiz.questionIds[round.place]),
      );
      const shown = { endsAt: round.stepEndsAt, isLast: following === undefined };
      // A daily quiz that was drawn since may ask it, too: its bank has too few questions.
      const asked = await listAskedNow(db, quiz.guildId, now());
      if (asked.has(quiz.questionIds[round.place] ?? '')) return heldCard(question, at, shown);
      return showingCard(question, at, { answers, first: firstRight(answers), ...shown });
    }
    case 'over': {
      const answers = await listLiveAnswers(db, round);
      const turns = quiz.questionIds.slice(0, round.place + 1).map(full => {
        const asked = findQuestion(curriculum, full);
        const given = judgedNow(
          asked,
          answers.filter(one => one.questionId === full),
        );
        return isCounted(asked, given) ? [given] : [];
      });
      const winners = winnersOf(turns.flat(2));
      return overCard({
        ...{ quizId: quiz.id, about, winners, brokenOff: following !== undefined },
        ...{ people: new Set(answers.map(one => one.memberId)).size, asked: turns.flat().length },
      });
    }
  }
}

/** What a live quiz is about, from what was wished for; undefined for what a channel has had so far. */
function aboutOf(curriculum: Curriculum, { wish }: Quiz): string | undefined {
  const { lesson, node, topic } = readWish(wish ?? '');
  const names = [curriculum.lessons.get(lesson ?? '')?.title, curriculum.nodes.get(node ?? '')?.title, topic];
  const named = names.filter(name => name !== undefined);
  return named.length === 0 ? undefined : named.join(' ▸ ');
}
