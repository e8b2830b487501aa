/** A member's answers, judged by the keys that hold in this guild now: a corrected question counts as it was corrected. */
import { gradeAnswer } from '../src/core/grading.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { GivenAnswer } from '../src/store/learned.ts';
import { findQuestion } from './_quiz.ts';

/** What was given to another revision, or is an answer no more, stays as it was judged then. */
export function judged(curriculum: Curriculum, answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  return answers.map(answer => {
    const question = findQuestion(curriculum, answer.questionId);
    const grade = question?.rev === answer.rev ? gradeAnswer(question, answer.chosen) : undefined;
    return grade ? { ...answer, right: grade.right } : answer;
  });
}
