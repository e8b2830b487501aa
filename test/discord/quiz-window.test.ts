import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { questionOn } from '../support/answering.ts';
import { botAsking, lessonId } from '../support/asking.ts';
import { everyRow, type TestBot, type TestMember } from '../support/bot.ts';
import { findButton, labelsOf, optionLabels, partsOf, payloadOf, wordsOf } from '../support/shown.ts';

const openWindow = /^(Choose|Put in order|Change it)$/;

/** Picks for the places of an order's window, by what the person sees. */
const places = (texts: readonly string[]) =>
  Object.fromEntries(texts.map((text, place) => [`place-${place}`, [text]]));

/** What stands chosen in the lists of a window, place by place. */
const standing = (window: Reply) =>
  partsOf(payloadOf(window).components).flatMap(part => {
    const options = Array.isArray(part.options) ? part.options : [];
    return options.filter(option => option.default).map(option => option.label);
  });

/** An order, as wrong as can be, in all of its places. */
function reversed(bot: TestBot, card: Reply): string[] {
  const question = questionOn(bot, card);
  if (question.type !== 'order') throw new Error('no order is asked');
  return question.items.map(item => item.text).toReversed();
}

test('an order with one item in two places says so, and the way back keeps what was picked', async () => {
  const bot = await botAsking('order');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const texts = reversed(bot, card);
  const picks = [texts[0] ?? '', ...texts.slice(0, -2)];
  const before = await everyRow(bot);
  const said = await ada.submits(await ada.presses(card, 'Put in order'), {}, places(picks));
  expect(wordsOf(said)).toContain('One item stands in two places; each place needs another one.');
  expect(wordsOf(said)).not.toContain('nothing was chosen');
  expect(said).toMatchObject({ private: true, replaces: true });
  expect(await everyRow(bot)).toBe(before);
  const again = await ada.presses(said, 'Put in order');
  expect(standing(again)).toEqual(picks);
  expect(wordsOf(await ada.submits(again, {}, places(texts.slice(0, -1))))).toContain('Not locked yet.');
  expect(await bot.sql`select changes from open_answers`).toEqual([{ changes: 0 }]);
});

test('an order that stands open keeps standing when a change has one item in two places', async () => {
  const bot = await botAsking('order');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const texts = reversed(bot, card);
  const first = await ada.presses(card, 'Put in order');
  const open = await ada.submits(first, {}, places(texts.slice(0, -1)));
  const twice = places([texts[0] ?? '', ...texts.slice(0, -2)]);
  const before = await everyRow(bot);
  const said = await ada.submits(await ada.presses(open, 'Change it'), {}, twice);
  expect(wordsOf(said)).toContain('each place needs another one');
  expect(labelsOf(said)).toEqual(['Lock it in', 'Change it']);
  expect(await everyRow(bot)).toBe(before);
  // Changed, and then locked: an old window with one item twice learns how it stands.
  const window = await ada.presses(said, 'Change it');
  const changed = await ada.submits(window, {}, places(texts.toReversed().slice(0, -1)));
  expect(wordsOf(await ada.submits(first, {}, twice))).toContain(
    'You have changed this answer once already.',
  );
  await ada.presses(changed, 'Lock it in');
  expect(wordsOf(await ada.submits(first, {}, twice))).toContain('Your first answer counts.');
});

test('picks that nobody could have made are no defaults', async () => {
  const bot = await botAsking('order');
  const ada = bot.member('ada');
  const form = findButton(await ada.runs('quiz', { lesson: lessonId }), 'Put in order');
  for (const forged of ['', '99', 'x0', '-1', '0'.repeat(60)]) {
    const window = await ada.forges(`${form}.${forged}`);
    expect.soft(window.kind, forged).toBe('form');
    if (!forged.startsWith('00')) expect.soft(standing(window), forged).toEqual([]);
  }
});

/** Answers in a window: the last or the first `n` of what is offered, in this or the other order. */
async function answersIn(member: TestMember, window: Reply, kind: string, other = false): Promise<Reply> {
  const offered = optionLabels(window, kind === 'order' ? 'place-0' : 'options');
  const texts = other ? offered.toReversed() : offered;
  return kind === 'order'
    ? member.submits(window, {}, places(texts.slice(0, -1)))
    : member.submits(window, {}, { options: texts.slice(0, 2) });
}

test.each(['multi', 'order'])('a %s answer that is sent again as it stands changes nothing', async kind => {
  const bot = await botAsking(kind);
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const [one, two] = [await ada.presses(card, openWindow), await ada.presses(card, openWindow)];
  await answersIn(ada, one, kind);
  const before = await everyRow(bot);
  bot.moveTo('2026-11-20T12:05:00Z');
  const again = await answersIn(ada, two, kind);
  expect(wordsOf(again)).toContain('you can change it once');
  expect(await everyRow(bot)).toBe(before);
  // Several may be picked in another order: they are the same answer.
  if (kind === 'multi') {
    const labels = optionLabels(two, 'options').slice(0, 2).toReversed();
    await ada.submits(two, {}, { options: labels });
    expect(await everyRow(bot)).toBe(before);
  }
  const changed = await answersIn(ada, await ada.presses(again, 'Change it'), kind, true);
  expect(wordsOf(changed)).toContain('You have changed it once already.');
  const after = await everyRow(bot);
  expect(wordsOf(await answersIn(ada, two, kind, true))).toContain('You have changed it once already.');
  expect(wordsOf(await answersIn(ada, one, kind))).toContain('You have changed this answer once already.');
  expect(await everyRow(bot)).toBe(after);
});

test('of the same answer sent many times at once none is a change', async () => {
  const bot = await botAsking('multi');
  const ada = bot.member('ada');
  const window = await ada.presses(await ada.runs('quiz', { lesson: lessonId }), openWindow);
  await Promise.all(Array.from({ length: 12 }, () => answersIn(ada, window, 'multi')));
  expect(await bot.sql`select changes from open_answers`).toEqual([{ changes: 0 }]);
});
