import { expect, test } from 'vitest';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import type { Reply } from '../../src/cards/reply.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import { createTurns } from '../../src/discord/turns.ts';
import { openHall, smallCurriculum } from '../jobs/hall.ts';
import { questionOn } from '../support/answering.ts';
import { botAsking, joinPosted, lessonId } from '../support/asking.ts';
import type { TestBot } from '../support/bot.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';

/** Another process on the same database, which knows what was corrected before. */
const otherProcess = ({ commands, db, curriculum, now, log }: TestBot & { readonly log?: never }) =>
  createDispatch({
    ...{ commands, db, now, curriculum: () => curriculum, log: log as never },
    turns: createTurns({ burst: 1e9, perSecond: 1e9, atOnce: 1e9, inLine: 1e9, givesWayMs: 0 }),
  });

const preview = async (bot: TestBot, id: string, action: string, picks: Record<string, string[]> = {}) =>
  bot.admin().submits(await bot.admin().forges(`insights:${action}:${id}`), { note: '' }, picks);

const answerButton = (card: Reply, optionId: string): string =>
  labelsOf(card)
    .map(label => findButton(card, label))
    .find(id => id.endsWith(`.${optionId}`)) ?? '';

test('whoever answers while a key is corrected has what the right key pays, and is told the truth', async () => {
  const bot = await botAsking('single');
  await joinPosted(bot);
  const members = Array.from({ length: 16 }, (_, n) => bot.member(`member ${n}`));
  const cards: Reply[] = [];
  for (const member of members) {
    await member.runs('join');
    cards.push(await member.runs('quiz', { lesson: lessonId }));
  }
  const [card] = cards;
  if (!card) throw new Error('no card');
  const question = questionOn(bot, card);
  const old = optionsOf(question).find(({ right }) => right);
  const becomes = optionsOf(question).find(({ right }) => !right);
  if (!old || !becomes) throw new Error('no options');
  const shown = await preview(bot, `${lessonId}#${question.id}`, 'correct', { options: [becomes.text] });
  const chosen = (n: number) => (n % 4 === 0 ? becomes : old);
  const press = (n: number) => members[n]?.forges(answerButton(cards[n] ?? card, chosen(n).id));
  const answers: Promise<Reply | undefined>[] = [];
  let applied: Promise<Reply> | undefined;
  for (const n of members.keys()) {
    answers.push(Promise.resolve(press(n)));
    if (n === 6) applied = bot.admin().presses(shown, 'Apply');
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  expect(wordsOf((await applied) as Reply)).toContain('Done.');
  const said = (await Promise.all(answers)).map(reply => wordsOf(reply as Reply));
  const sums = await bot.sql`select member_id as id, sum(points)::int as points from points group by 1`;
  for (const [n, member] of members.entries()) {
    const points = sums.find(({ id }) => id === member.id)?.points ?? 0;
    expect.soft(points, `member ${n}`).toBe(n % 4 === 0 ? 10 : 0);
    // Whoever was told otherwise is told of the correction, and nobody else is.
    const isTold = said[n]?.includes('**Right.**') !== (n % 4 === 0);
    expect.soft(wordsOf(await member.runs('today')).includes('was corrected')).toBe(isTold);
  }
});

test('a process that doesn’t know of a correction yet takes no answer by the old key, and none to what was taken out', async () => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  const lee = bot.member('lee');
  const other = otherProcess(bot);
  await lee.runs('join');
  await other.command(ada.actor, 'today', {});
  const [adas, lees] = [
    await ada.runs('quiz', { lesson: lessonId }),
    await lee.runs('quiz', { lesson: lessonId }),
  ];
  const question = questionOn(bot, adas);
  const id = `${lessonId}#${question.id}`;
  const old = optionsOf(question).find(({ right }) => right)?.id ?? '';
  const becomes = optionsOf(question).find(({ right }) => !right)?.text ?? '';
  await bot.admin().presses(await preview(bot, id, 'correct', { options: [becomes] }), 'Apply');
  const said = wordsOf(await other.press(ada.actor, answerButton(adas, old), []));
  expect(said).toContain('(wrong, your answer)');
  expect(said).toContain('Your moderators corrected this question.');
  expect(await bot.sql`select is_right, right_then from answers`).toMatchObject([{ is_right: false }]);
  expect(await bot.sql`select 1 from points`).toEqual([]);

  await bot.admin().presses(await preview(bot, id, 'retire'), 'Apply');
  expect(wordsOf(await other.press(lee.actor, answerButton(lees, old), []))).toContain('no longer asked');
  expect(await bot.sql`select 1 from answers where member_id = ${lee.id}`).toEqual([]);
});

test('a live quiz in a process that doesn’t know yet pays by the key of now, and nothing for what was taken out', async () => {
  const hall = await openHall('2026-11-20T12:00:00Z', { curriculum: smallCurriculum() });
  const [ada, lee] = [hall.member('ada'), hall.member('lee')];
  const other = otherProcess(hall as unknown as TestBot);
  hall.lead();
  await hall.beginShort();
  await hall.shows('Nobody has joined');
  for (const member of [ada, lee]) await hall.press(member, 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of 3/);
  await other.command(ada.actor, 'today', {});
  const n = /Question number (\d)/.exec(hall.shown())?.[1];
  const id = `net/ports#q${n}`;
  const [yes, no] = [hall.answerId('yes'), hall.answerId('no')];
  const shown = await preview(hall as unknown as TestBot, id, 'correct', { options: [`no ${n}`] });
  await hall.admin().presses(shown, 'Apply');
  await other.press({ ...ada.actor, reference: '11' }, yes, []);
  expect(await hall.sql`select is_right from answers`).toEqual([{ is_right: false }]);
  const out = await preview(hall as unknown as TestBot, id, 'retire');
  await hall.admin().presses(out, 'Apply');
  expect(wordsOf(await other.press({ ...lee.actor, reference: '12' }, no, []))).toContain('no longer asked');
  expect(await hall.sql`select 1 from points`).toEqual([]);
});
