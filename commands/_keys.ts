/** An answer is graded by the key that holds when it is kept, also while moderators correct it. */
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal, type Taught } from '../src/discord/define-command.ts';
import { findQuestion, quizSentences } from './_quiz.ts';

/** Corrections one after another that an answer outlasts. */
const mostTries = 3;

/**
 * Does `keep`, and once more with the question as it is asked now for as long as that says that a key was corrected meanwhile. Throws a
 * refusal where the question was taken out.
 */
export async function byKeysOfNow<T>(
  asked: Asked,
  questionId: string,
  question: Question,
  keep: (taught: Taught, question: Question) => Promise<T | 'stale'>,
): Promise<T> {
  let taught: Taught = asked;
  let now: Question | undefined = question;
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (!now || now.retired) throw new Refusal(quizSentences.gone);
    const kept = await keep(taught, now);
    if (kept !== 'stale') return kept;
    taught = await asked.taughtAnew(taught.keyRevision);
    now = findQuestion(taught.curriculum, questionId);
  }
  throw new Refusal(quizSentences.busy);
}
