/** A member's answers, judged by the keys that hold in this guild now: a corrected question counts as it was corrected. */
import { isRightNow } from '../src/core/errata.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { AnswerCount } from '../src/store/given-answers.ts';
import type { GivenAnswer } from '../src/store/learned.ts';
import type { Answer } from '../src/store/quizzes.ts';
import type { HeldBack } from './_held-back.ts';
import { findQuestion } from './_question.ts';

/**
 * What was given to another revision, or is an answer no more, stays as it was judged then; so does what waits in a quiz, which would be
 * given away.
 */
export const judged = (
  curriculum: Curriculum,
  answers: readonly GivenAnswer[],
  heldBack: HeldBack,
): readonly GivenAnswer[] =>
  answers.map(answer =>
    heldBack.has(answer.questionId)
      ? answer
      : {
          ...answer,
          right: isRightNow(findQuestion(curriculum, answer.questionId), {
            ...answer,
            questionRev: answer.rev,
          }),
        },
  );

/** How many of the answers that a member gave are right by the keys of now. `corrected`: theirs to questions that were corrected since. */
export const rightNow = (
  curriculum: Curriculum,
  { right }: AnswerCount,
  corrected: readonly Pick<Answer, 'questionId' | 'questionRev' | 'chosen' | 'right'>[],
): number =>
  corrected.reduce(
    (sum, one) => sum + Number(isRightNow(findQuestion(curriculum, one.questionId), one)) - Number(one.right),
    right,
  );
