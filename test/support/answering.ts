/** How somebody answers a question that is shown, of whatever type: with what they see, as a person does. */
import type { Reply } from '../../src/cards/reply.ts';
import type { Question } from '../../src/curriculum/types.ts';
import type { TestBot, TestMember } from './bot.ts';
import { findButton, labelsOf, optionLabels, wordsOf } from './shown.ts';

/** The question that a card asks, with its key. Throws when it asks none of the curriculum's. */
export function questionOn(bot: TestBot, card: Reply): Question {
  const words = wordsOf(card);
  const found = [...bot.curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .find(
      question =>
        words.includes(question.stem) && (question.type !== 'output' || words.includes(question.code)),
    );
  if (!found) throw new Error(`no question of the curriculum in:\n${words}`);
  return found;
}

/** Answers it rightly or wrongly, locks it where that is asked for, and hands back the card that says why. */
export async function answerShown(
  bot: TestBot,
  member: TestMember,
  card: Reply,
  how: 'right' | 'wrong',
): Promise<Reply> {
  const question = questionOn(bot, card);
  const isRight = how === 'right';
  if ('options' in question && question.options.length > 0 && question.type !== 'multi')
    return member.presses(
      card,
      labelFor(
        card,
        question.options.filter(one => one.right === isRight).map(one => one.id),
      ),
    );
  const form = await member.presses(card, /^(Choose|Answer|Put in order)$/);
  if (question.type === 'multi') {
    const texts = question.options.filter(one => one.right === isRight).map(one => one.text);
    const labels = optionLabels(form, 'options').filter(label =>
      texts.some(text => label.slice(3) === text.slice(0, 97)),
    );
    return member.presses(await member.submits(form, {}, { options: labels }), 'Lock it in');
  }
  if (question.type === 'order') {
    const texts = question.items.map(item => item.text);
    const order = isRight ? texts : texts.toReversed();
    const picks = Object.fromEntries(order.slice(0, -1).map((text, place) => [`place-${place}`, [text]]));
    return member.presses(await member.submits(form, {}, picks), 'Lock it in');
  }
  const accepted = 'accept' in question ? (question.accept[0] ?? '') : '';
  return member.submits(form, { typed: isRight ? accepted : 'surely something else' });
}

/** The first button that answers with one of these options. */
function labelFor(card: Reply, ids: readonly string[]): string {
  const found = labelsOf(card).find(label => ids.includes(findButton(card, label).split('.').at(-1) ?? ''));
  if (found === undefined) throw new Error(`no button for ${ids.join(' or ')} in:\n${wordsOf(card)}`);
  return found;
}

/** Answers all that is left of a quiz; hands back the last card, and how many questions were answered. */
export async function answerRest(bot: TestBot, member: TestMember, first: Reply, how: 'right' | 'wrong') {
  let card = first;
  let answered = 0;
  while (/question \d+ of \d+/.test(wordsOf(card))) {
    card = await member.presses(
      await answerShown(bot, member, card, how),
      /^(Next question|See how it went)$/,
    );
    answered += 1;
    if (answered > 50) throw new Error('the quiz has no end');
  }
  return { card, answered };
}
