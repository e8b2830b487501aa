/** A hint that is asked for: taken for what was said of it, and for nothing more. */
import { saidHalf } from '../src/cards/hint-words.ts';
import { type Card, text } from '../src/cards/reply.ts';
import { hintFor } from '../src/core/hint.ts';
import type { PressCall } from '../src/discord/define-command.ts';
import { addHint, findOwnHint } from '../src/store/open-answers.ts';
import type { Given } from './_answer.ts';
import { ask, keyOf } from './_quiz.ts';

const sentences = {
  none: 'There is no hint for this question, so nothing is taken off your points. Answer it as you think.',
  costs:
    'A hint for this question halves the points of your first answer. The button you pressed was older and didn’t say so, so none was taken. Press again if you want it.',
};

/** A card may be older than what holds now: the hint would be untrue since a correction, or cost what its button didn't say. */
export async function takeHint(
  call: PressCall,
  { quiz, question, place }: Pick<Given, 'quiz' | 'question' | 'place'>,
): Promise<Card> {
  const key = keyOf(call, quiz, question);
  const isHad = hintFor(question) !== undefined;
  const { isFree, taken } = await findOwnHint(call.db, key);
  const isAgreed = isFree || taken !== undefined || call.argument.split('.')[2] === saidHalf;
  if (isHad && isAgreed) await addHint(call.db, key, call.now);
  const card = await ask(call, quiz, question, place, true);
  if (isHad && isAgreed) return card;
  return { ...card, blocks: [text(isHad ? sentences.costs : sentences.none), ...card.blocks] };
}
