import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { addQuiz } from '../../src/store/quizzes.ts';
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

test('an order with empty places says which, and the way back keeps what was picked where it was', async () => {
  const bot = await botAsking('order');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const window = await ada.presses(card, 'Put in order');
  const [one = '', ...others] = optionLabels(window, 'place-0');
  const count = others.length;
  const last = { [`place-${count - 1}`]: [one] };
  const names = Array.from({ length: count - 1 }, (_, n) => `Place ${n + 1}`).join(' and ');
  const before = await everyRow(bot);
  const said = await ada.submits(window, {}, last);
  expect(wordsOf(said)).toMatch(new RegExp(`^${names} ${count === 2 ? 'has' : 'have'} no item yet\\.`));
  expect(await everyRow(bot)).toBe(before);
  const again = await ada.presses(said, 'Put in order');
  const lists = partsOf(payloadOf(again).components).filter(part => Array.isArray(part.options));
  const kept = lists.map(part =>
    (part.options as { default?: boolean; label: string }[]).find(o => o.default),
  );
  expect(kept.map(option => option?.label)).toEqual([...others.slice(1).map(() => undefined), one]);
  expect(wordsOf(await ada.submits(window, {}, {}))).toContain('nothing was chosen or typed');
});

test.each([
  ['fill', 'while it waits in the daily quiz', 'waits in today’s daily quiz'],
  ['multi', 'while it waits in the daily quiz', 'waits in today’s daily quiz'],
  ['order', 'while it waits in the daily quiz', 'waits in today’s daily quiz'],
  ['fill', 'once its quiz is closed', 'closed'],
])('what was put into the window of a %s question and sent %s is handed back', async (type, _, words) => {
  const bot = await botAsking(type);
  const [ada, cohortId] = [bot.member('ada'), await bot.startCohort('Autumn')];
  await ada.runs('join');
  const daily = async (id: string, minutes: number) => {
    const [question] = bot.curriculum.lessons.get(lessonId)?.questions ?? [];
    const closesAt = new Date(bot.now().getTime() + minutes * 60_000);
    const quiz = { guildId: bot.guildId, id, kind: 'daily', cohortId, studyDay: '2026-11-20', seed: 's' };
    const questionIds = [`${lessonId}#${question?.id}`];
    await addQuiz(bot.db, { ...quiz, questionIds, openedAt: bot.now(), closesAt });
  };
  if (words === 'closed') await daily('daily', 1);
  const card = await (words === 'closed'
    ? ada.forges('quiz:next:daily')
    : ada.runs('quiz', { lesson: lessonId }));
  const window = await ada.presses(card, /^(Choose|Answer|Put in order)$/);
  if (words !== 'closed') await daily('daily', 60);
  else bot.moveTo('2026-11-20T12:02:00Z');
  const before = await everyRow(bot);
  const offered = optionLabels(window, type === 'order' ? 'place-0' : 'options');
  const picks = type === 'order' ? places(offered.slice(1)) : { options: offered.slice(0, 2) };
  const said = wordsOf(
    type === 'fill'
      ? await ada.submits(window, { typed: 'a long *answer*' })
      : await ada.submits(window, {}, picks),
  );
  expect(said).toContain(words);
  const back = said.split('**What you had put in, so that it isn’t lost**\n')[1] ?? '';
  if (type === 'fill') expect(back).toMatch(/^a long \\\*answer\\\*/);
  if (type === 'multi')
    expect(
      back
        .split('\n')
        .slice(0, 2)
        .map(line => line.slice(2, 80)),
    ).toEqual(offered.slice(0, 2).map(label => label.slice(3, 81)));
  if (type === 'order')
    expect(back).toContain(
      offered
        .slice(1)
        .map((text, n) => `${n + 1}. ${text}`)
        .join('\n'),
    );
  expect(await everyRow(bot)).toBe(before);
});

test('picks that nobody could have made are no defaults', async () => {
  const bot = await botAsking('order');
  const ada = bot.member('ada');
  const form = findButton(await ada.runs('quiz', { lesson: lessonId }), 'Put in order');
  for (const forged of ['', '99', 'x0', '-9', '--', '0'.repeat(60)]) {
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
