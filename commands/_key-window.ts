/** What comes out of the window in which moderators correct a key: shown with what it would do, or handed back where it is no key. */
import { randomUUID } from 'node:crypto';
import { correctForm, noKeyCard, refilled } from '../src/cards/key-form.ts';
import { givenIn, optionsOf, picksOf } from '../src/cards/quiz-card.ts';
import type { Card, Form } from '../src/cards/reply.ts';
import { correctedBy } from '../src/core/errata.ts';
import { gradeAnswer, rightOf } from '../src/core/grading.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, type FormCall, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { addDraft, findDraft } from '../src/store/drafts.ts';
import { fullId } from './_quiz.ts';
import { propose, questionOf, type Wish, wishFor } from './_settle.ts';

const sentences = {
  none: 'That is no key: choose what is right, or type what is accepted. Nothing was changed.',
  twice: 'One item stands in two places; each place needs another one. Nothing was changed.',
  number: 'This question takes one number, and that is none. Nothing was changed.',
  same: 'That is its key already, so nothing was changed.',
  closed: 'That window was open for more than half an hour. Open the question again in `/insights`.',
};

type Fault = 'none' | 'twice' | 'number' | 'same';
type Filled = Pick<FormCall, 'fields' | 'picked'>;

/** What was filled in is kept, so that nobody has to do it twice. */
const draftKind = 'key-window';
const keyOf = ({ guildId, memberId }: Asked) => ({ guildId, memberId, kind: draftKind });

export async function takeKey(call: FormCall): Promise<Card> {
  const { argument: questionId, fields, picked } = call;
  const wish = keyIn(questionOf(call, questionId), call);
  if (typeof wish !== 'string') return propose(call, wish);
  const id = randomUUID().slice(0, 13);
  await addDraft(call.db, { ...keyOf(call), id }, { questionId, fields, picked }, call.now);
  return noKeyCard(sentences[wish], id);
}

export async function openAgain(call: PressCall): Promise<Form> {
  const key = { ...keyOf(call), id: call.argument };
  const kept = await findDraft<Filled & { readonly questionId: string }>(call.db, key, call.now);
  if (!kept) throw new Refusal(sentences.closed);
  return refilled(correctForm(questionOf(call, kept.questionId), kept.questionId), kept);
}

/** The key that was put into the window, or why it is none. */
function keyIn(question: Question, call: FormCall): Wish | Fault {
  const given = givenIn(question, call.fields, call.picked);
  const own = { ...question, allRight: false, retired: false };
  const note = call.fields.note || null;
  const wish = (rightIds: readonly string[]) =>
    wishFor(call, fullId(question), 'corrected', { rightIds, note });
  // Whatever counts as right now, or isn't asked, is another question with its old key again.
  const isAsItWas = !question.allRight && !question.retired;
  const options = optionsOf(question);
  if (options.length > 0) {
    const isKey = given.length > 0 && given.every(id => options.some(option => option.id === id));
    if (!isKey || new Set(given).size !== given.length) return 'none';
    const isSame = options.every(({ id, right }) => right === given.includes(id));
    if (isSame && isAsItWas) return 'same';
    // Of several to be ticked all may be right; where one is chosen it means that none of them is wrong.
    const isEvery = question.type !== 'multi' && given.length === options.length;
    return isEvery
      ? wishFor(call, fullId(question), 'all-right', { note })
      : wish(options.map(({ id }) => id).filter(id => given.includes(id)));
  }
  const picks = picksOf(question, call.picked);
  if (new Set(picks).size < picks.length) return 'twice';
  const grade = gradeAnswer(own, given);
  if (!grade) return 'none';
  const accepted = rightOf(question);
  const isOnly = question.type !== 'order' && call.picked.besides?.[0] === 'only';
  // A typed text that is right already adds nothing to what is accepted.
  if (grade.right && isAsItWas && !(isOnly && accepted.length > 1)) return 'same';
  if (question.type === 'order') return wish(given);
  const typed = wish(isOnly ? given : [...accepted, ...given]);
  // A word can't be the key of a question that takes a number.
  return gradeAnswer(correctedBy(own, [{ ...typed, id: '' }]), given)?.right ? typed : 'number';
}
