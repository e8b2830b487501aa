/** A member's answers, judged by the keys that hold in this guild now: a corrected question counts as it was corrected. */
import { isRightNow } from '../src/core/errata.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { GivenAnswer } from '../src/store/learned.ts';
import { findQuestion } from './_question.ts';

/** What was given to another revision, or is an answer no more, stays as it was judged then. */
export const judged = (curriculum: Curriculum, answers: readonly GivenAnswer[]): readonly GivenAnswer[] =>
  answers.map(answer => ({
    ...answer,
    right: isRightNow(findQuestion(curriculum, answer.questionId), { ...answer, questionRev: answer.rev }),
  }));
