/** What is told of days that can be repaired: the same in `/streak`, where a lesson is marked done, and in each result. */
import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { answerRest, answerShown } from '../support/answering.ts';
import { startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';

const linesOf = (card: Reply, word: RegExp) =>
  wordsOf(card)
    .split('\n')
    .filter(line => word.test(line));
const repairsOn = (card: Reply) => linesOf(card, /repaired/);

async function lessonOf({ sql, curriculum }: TestBot, day: string) {
  const [row] = await sql<{ lesson_id: string }[]>`
    select lesson_id from deliveries where study_day = ${day} and lane = 'plan'`;
  const lesson = curriculum.lessons.get(row?.lesson_id ?? '');
  if (!lesson) throw new Error(`no lesson was posted on ${day}`);
  return lesson;
}
const practises = async (bot: TestBot, member: TestMember, lesson: string, count: number) =>
  (await answerRest(bot, member, await member.runs('quiz', { lesson, count }), 'right')).card;

/** A cohort whose first post came on Friday at 12:00 UTC: that day is open until three on Sunday, and can be repaired until three on Tuesday. */
async function autumn() {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  await bot.tick();
  return { bot, lesson: await lessonOf(bot, '2026-11-20') };
}
const until = (instant: string) => `<t:${Date.parse(instant) / 1000}:F>`;

test('the day on which somebody joins after its post breaks nothing, is told as that, and every way to repair it is offered', async () => {
  const { bot, lesson } = await autumn();
  bot.moveTo('2026-11-20T15:00:00Z');
  const [nu, nw] = [bot.member('nu'), bot.member('nw')];
  for (const one of [nu, nw]) await one.runs('join');
  expect(wordsOf(await nw.runs('streak'))).toContain('**Fri 20 Nov**: open until');
  // Its night is over, and with it the day of whoever comes now.
  bot.moveTo('2026-11-22T10:00:00Z');
  const late = bot.member('late');
  await late.runs('join');

  const end = until('2026-11-24T03:00Z');
  const toRepair = `**Fri 20 Nov can be repaired** until ${end}: mark “${lesson.title}” as done and answer 3 different questions of it. Your streak is 1 then.`;
  const joined = '**Fri 20 Nov**: it had begun when you joined, so it breaks nothing';
  for (const one of [nu, nw])
    expect(linesOf(await one.runs('streak'), /Fri 20 Nov/)).toEqual([joined, toRepair]);

  const done = await nu.presses(await nu.runs('lesson', { lesson: lesson.id }), 'I’ve done it');
  expect(repairsOn(done)).toEqual([
    `Answer 3 more questions of this lesson by ${end}, and Fri 20 Nov is repaired for your streak.`,
  ]);
  const quizzed = await practises(bot, nw, lesson.id, 5);
  expect(repairsOn(quizzed)).toEqual([
    `Mark this lesson done by ${end}, and Fri 20 Nov is repaired for your streak.`,
  ]);
  const isRepaired = '**Fri 20 Nov is repaired.** Your streak in Autumn is 1.';
  expect(repairsOn(await nw.presses(quizzed, 'I’ve done it'))).toEqual([isRepaired]);
  expect(repairsOn(await practises(bot, nu, lesson.id, 3))).toEqual([isRepaired]);
  for (const one of [nu, nw])
    expect(linesOf(await one.runs('streak'), /Fri 20 Nov/)).toEqual([
      '**Fri 20 Nov**: repaired, that makes 1',
    ]);

  // What is nobody's day is told of nowhere, and nothing makes it count.
  const theirs = await practises(bot, late, lesson.id, 5);
  const marked = await late.presses(theirs, 'I’ve done it');
  for (const card of [theirs, marked, await late.runs('streak')])
    expect(linesOf(card, /Fri 20 Nov|repaired/)).toEqual([]);
});

test('a result says what its answers repaired, also when its last card comes after the time for it, and a later quiz doesn’t', async () => {
  const { bot, lesson } = await autumn();
  const fay = bot.member('fay');
  await fay.runs('join');
  bot.moveTo('2026-11-22T10:00:00Z');
  await fay.forges(`lesson:done:${lesson.id}`);
  let shown = await fay.runs('quiz', { lesson: lesson.id, count: 5 });
  // Three answers come in time, two after it.
  bot.moveTo('2026-11-24T02:59:43Z');
  for (let n = 0; n < 3; n++)
    shown = await fay.presses(await answerShown(bot, fay, shown, 'right'), 'Next question');
  bot.moveTo('2026-11-24T03:00:22Z');
  const { card } = await answerRest(bot, fay, shown, 'right');
  expect(repairsOn(card)).toEqual(['**Fri 20 Nov is repaired.** Your streak in Autumn is 1.']);
  expect(linesOf(await fay.runs('streak'), /Fri 20 Nov/)).toEqual(['**Fri 20 Nov**: repaired, that makes 1']);
  expect(repairsOn(await practises(bot, fay, lesson.id, 5))).toEqual([]);
});

test('where only repairs together help, that is what is said, before and in between', async () => {
  const { bot, lesson } = await autumn();
  const fay = bot.member('fay');
  await fay.runs('join');
  await fay.forges(`lesson:done:${lesson.id}`);
  // Two freezes keep it over Monday and Tuesday, none is left for Wednesday and Thursday.
  await passDays(bot, '2026-11-27');
  const days = ['Wed 25 Nov', 'Thu 26 Nov'];
  const offers = repairsOn(await fay.runs('streak'));
  expect(offers.map(line => line.replace(/ until.*of it\./, ''))).toEqual([
    `**${days[0]} can be repaired**`,
    `**${days[1]} can be repaired** Your streak is 1 then.`,
    '**With both repaired, your streak is 3.**',
  ]);
  const wednesday = await lessonOf(bot, '2026-11-25');
  await practises(bot, fay, wednesday.id, 4);
  const done = await fay.runs('lesson', { lesson: wednesday.id });
  expect(repairsOn(await fay.presses(done, 'I’ve done it'))).toEqual([
    '**Wed 25 Nov is repaired.** Your streak in Autumn is 1. With Thu 26 Nov repaired too, it is 4.',
  ]);
});

test('a lesson opens at its place in the cohort whose button was pressed, on each page, else in the pathway joined last', async () => {
  const { curriculum } = await startTestBot('2026-11-20T12:00:00Z');
  const bot = await startTestBot('2026-11-20T12:00:00Z', { curriculum: twoPathways(curriculum) });
  await bot.startCohort('Autumn');
  const winter = await bot.startCohort('Winter');
  const fay = bot.member('fay');
  await fay.runs('join', { cohort: 'Winter' });
  bot.moveTo('2026-11-20T12:01:00Z');
  await fay.runs('join', { cohort: 'Autumn' });
  await bot.tick();
  await bot.sql`update cohorts set pathway_id = 'way' where id = ${winter}`;
  await bot.sql`update deliveries set lesson_id = 'db/acid', node_id = 'way/transactions' where cohort_id = ${winter} and lane = 'plan'`;
  const today = await fay.runs('today', { cohort: 'Winter' });
  bot.moveTo('2026-11-22T10:00:00Z');
  const where = (card: Reply) => wordsOf(card).split(' ▸ ')[0];
  const from = [
    await fay.presses(today, 'Read'),
    await fay.presses(await fay.runs('streak', { cohort: 'Winter' }), 'Repair Friday'),
  ];
  for (const first of from) {
    expect(where(first)).toBe('-# The whole way: from the first byte to the last');
    expect(labelsOf(first)).toContain('Next');
    expect(where(await fay.presses(first, 'Next'))).toBe('-# The whole way: from the first byte to the last');
  }
  expect(where(await fay.forges('lesson:begin:db/acid'))).toBe('-# Mastering Backend Infrastructure');
  await bot.sql`update memberships set left_at = ${bot.now()} where cohort_id <> ${winter}`;
  for (const id of ['lesson:begin:db/acid', 'lesson:read:db/acid.1', 'lesson:begin:db/acid.nothing'])
    expect(where(await fay.forges(id))).toBe('-# The whole way: from the first byte to the last');
});
