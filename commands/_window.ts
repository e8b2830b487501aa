/** What comes out of a question's window: kept open, taken as the answer, or handed back where it is none. */
import { givenIn, isLocked, picksOf } from '../src/cards/quiz-card.ts';
import { type Card, text } from '../src/cards/reply.ts';
import { gradeAnswer } from '../src/core/grading.ts';
import { type FormCall, Refusal } from '../src/discord/define-command.ts';
import { findOpenAnswer, setOpenAnswer } from '../src/store/open-answers.ts';
import { listAnswers } from '../src/store/quizzes.ts';
import { type Given, takeAnswer } from './_answer.ts';
import { ask, fullId, keyOf } from './_quiz.ts';

const sentences = {
  noAnswer:
    'That is no answer yet: nothing was chosen or typed, so nothing was changed. Press the button again.',
  twice:
    'One item stands in two places; each place needs another one. Nothing was changed: open it again, your picks are still there.',
  noChange: 'You have changed this answer once already. Lock it in when you are ready.',
};

/** Throws a refusal for what is no answer, and for a second change. */
export async function takeWindow(call: FormCall, asking: Omit<Given, 'chosen'>): Promise<Card> {
  const { quiz, question, place } = asking;
  const chosen = givenIn(question, call.fields, call.picked);
  const picks = picksOf(question, call.picked);
  const isTwice = new Set(picks).size < picks.length;
  if (!isTwice && !gradeAnswer(question, chosen)) throw new Refusal(sentences.noAnswer);
  if (!isLocked(question)) return takeAnswer(call, { ...asking, chosen });
  const given = await listAnswers(call.db, call.guildId, quiz.id, call.memberId);
  const first = given.find(one => one.questionId === fullId(question));
  if (first) return takeAnswer(call, { ...asking, chosen: isTwice ? first.chosen : chosen });
  const key = keyOf(call, quiz, question);
  if (isTwice) {
    const open = await findOpenAnswer(call.db, key);
    if (open && !open.canChange) throw new Refusal(sentences.noChange);
    const card = await ask(call, quiz, question, place, true, picks);
    return { ...card, blocks: [text(sentences.twice), ...card.blocks] };
  }
  const changes = await setOpenAnswer(call.db, key, chosen, call.now);
  if (changes === undefined) throw new Refusal(sentences.noChange);
  return ask(call, quiz, question, place, true);
}
