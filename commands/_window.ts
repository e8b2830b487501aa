/** What comes out of a question's window: kept open, taken as the answer, or handed back where it is none or comes too late. */
import { givenIn, isLocked, optionsOf, picksOf } from '../src/cards/quiz-card.ts';
import { type Card, text } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { gradeAnswer } from '../src/core/grading.ts';
import type { Question } from '../src/curriculum/types.ts';
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
  empty: (places: readonly number[]) =>
    `${places.map(place => `Place ${place}`).join(' and ')} ${places.length === 1 ? 'has' : 'have'} no item yet. Nothing was changed: open it again, your picks are still there.`,
  noChange: 'You have changed this answer once already. Lock it in when you are ready.',
  yours: '**What you had put in, so that it isn’t lost**',
};

/** Throws a refusal for what is no answer, and for a second change. */
export async function takeWindow(call: FormCall, asking: Omit<Given, 'chosen'>): Promise<Card> {
  const { quiz, question, place } = asking;
  const chosen = givenIn(question, call.fields, call.picked);
  const picks = picksOf(question, call.picked);
  const fault = faultOf(picks);
  if (!fault && !gradeAnswer(question, chosen)) throw new Refusal(sentences.noAnswer);
  if (!isLocked(question)) return takeAnswer(call, { ...asking, chosen });
  const given = await listAnswers(call.db, call.guildId, quiz.id, call.memberId);
  const first = given.find(one => one.questionId === fullId(question));
  if (first) return takeAnswer(call, { ...asking, chosen: fault ? first.chosen : chosen });
  const key = keyOf(call, quiz, question);
  if (fault) {
    const open = await findOpenAnswer(call.db, key);
    if (open && !open.canChange) throw new Refusal(sentences.noChange);
    const card = await ask(call, quiz, question, place, true, picks);
    return { ...card, blocks: [text(fault), ...card.blocks] };
  }
  const changes = await setOpenAnswer(call.db, key, chosen, call.now);
  if (changes === undefined) throw new Refusal(sentences.noChange);
  return ask(call, quiz, question, place, true);
}

/** What is wrong with the picks of an order of which something was picked. */
function faultOf(picks: readonly string[]): string | undefined {
  const filled = picks.filter(pick => pick !== '');
  if (new Set(filled).size < filled.length) return sentences.twice;
  const empty = picks.flatMap((pick, place) => (pick === '' ? [place + 1] : []));
  return filled.length > 0 && empty.length > 0 ? sentences.empty(empty) : undefined;
}

/** What is shown instead of an answer, with what was put in: the window was opened before and sent after. */
export function handBack(
  { fields, picked }: Pick<FormCall, 'fields' | 'picked'>,
  question: Question,
  instead: Card,
): Card {
  const lines = putIn(question, fields, picked);
  if (lines.length === 0) return instead;
  const [said, ...rest] = instead.blocks;
  return { ...instead, blocks: [...(said ? [said] : []), text(sentences.yours, ...lines), ...rest] };
}

/** Without letters: elsewhere the options have others. In the order in which they came: the bank's own would tell something of the key. */
function putIn(question: Question, fields: FormCall['fields'], picked: FormCall['picked']): string[] {
  if (question.type === 'order')
    return picksOf(question, picked).flatMap((id, place) =>
      question.items.filter(item => item.id === id).map(item => `${place + 1}. ${item.text}`),
    );
  if (optionsOf(question).length > 0)
    return (picked.options ?? []).flatMap(id =>
      optionsOf(question)
        .filter(one => one.id === id)
        .map(one => `- ${one.text}`),
    );
  const typed = plain(fields.typed ?? '', 300);
  return typed === '' ? [] : [typed];
}
