/** What quizzes say of a missed study day that they help to repair: one true sentence, wherever the answers were given. */
import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { answerRest } from '../support/answering.ts';
import { startTestBot, type TestBot } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** Fay has missed Monday, whose lesson she hasn't done; it is Tuesday noon. */
async function missedMonday() {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const fay = bot.member('fay');
  await fay.runs('join');
  await passDays(bot, '2026-11-24');
  return { bot, fay, lesson: await lessonOf(bot, '2026-11-23') };
}
async function lessonOf({ sql, curriculum }: TestBot, day: string) {
  const [row] = await sql<{ lesson_id: string }[]>`
    select lesson_id from deliveries where study_day = ${day} and lane = 'plan'`;
  const lesson = curriculum.lessons.get(row?.lesson_id ?? '');
  if (!lesson) throw new Error(`no lesson was posted on ${day}`);
  return lesson;
}
/** Lines about a repair. */
const repairsOn = (card: Reply) =>
  wordsOf(card)
    .split('\n')
    .filter(line => line.includes('repaired'));
const mondayUntil = `<t:${Date.parse('2026-11-26T03:00Z') / 1000}:F>`;

test('a result says what is left of a repair: marking and questions, only marking, or only questions', async () => {
  const { bot, fay, lesson } = await missedMonday();
  const practises = async (count: number) =>
    (await answerRest(bot, fay, await fay.runs('quiz', { lesson: lesson.id, count }), 'right')).card;
  expect(repairsOn(await practises(2))).toEqual([
    `Mark this lesson done and answer 1 more question of it by ${mondayUntil}, and Mon 23 Nov is repaired for your streak.`,
  ]);
  const marked = await practises(3);
  expect(repairsOn(marked)).toEqual([
    `Mark this lesson done by ${mondayUntil}, and Mon 23 Nov is repaired for your streak.`,
  ]);
  expect(wordsOf(await fay.runs('streak'))).toContain(
    `**Mon 23 Nov can be repaired** until ${mondayUntil}: mark “${lesson.title}” as done. Your streak is`,
  );
  expect(repairsOn(await fay.presses(marked, 'I’ve done it'))).toEqual([
    '**Mon 23 Nov is repaired.** Your streak in Autumn is 2.',
  ]);
});

test('a lesson that is done needs its questions only', async () => {
  const { bot, fay, lesson } = await missedMonday();
  await fay.forges(`lesson:done:${lesson.id}`);
  const first = await fay.runs('quiz', { lesson: lesson.id, count: 2 });
  expect(repairsOn((await answerRest(bot, fay, first, 'right')).card)).toEqual([
    `Answer 1 more question of this lesson by ${mondayUntil}, and Mon 23 Nov is repaired for your streak.`,
  ]);
});

test('a daily quiz that is open for longer than the member’s day says that it repaired that day', async () => {
  const bot = await startTestBot('2026-11-20T08:50:00Z');
  const berlin = { zone: 'Europe/Berlin', time: '10:00' };
  await bot.startCohort('Autumn', berlin, { dailyQuestions: 3 });
  const fay = bot.member('fay');
  await fay.runs('join');
  await bot.sql`insert into member_zones (guild_id, member_id, from_at, zone)
    values (${bot.guildId}, ${fay.id}, '2026-11-20T08:00:00Z', 'Europe/London')`;
  bot.moveTo('2026-11-20T09:00:00Z');
  await bot.tick();
  await bot.tick();
  // In London Friday closed at three; in Berlin it is open for another night.
  bot.moveTo('2026-11-21T10:00:00Z');
  expect(wordsOf(await fay.runs('streak'))).toContain('**Fri 20 Nov**: missed');
  const { id } = await lessonOf(bot, '2026-11-20');
  await fay.forges(`lesson:done:${id}`);
  const { card } = await answerRest(bot, fay, await fay.runs('daily'), 'right');
  expect(wordsOf(card)).toContain('-# Daily quiz');
  expect(repairsOn(card)).toEqual(['**Fri 20 Nov is repaired.** Your streak in Autumn is 1.']);
  expect(repairsOn(await fay.runs('daily'))).toEqual(repairsOn(card));
});

test('a review says which day it repaired, and one that comes later says nothing of it', async () => {
  const { bot, fay, lesson } = await missedMonday();
  const other = await lessonOf(bot, '2026-11-20');
  await fay.forges(`lesson:done:${lesson.id}`);
  const ids = [...lesson.questions.slice(0, 3), ...other.questions.slice(0, 1)].map(
    one => `${one.lessonId}#${one.id}`,
  );
  const reviews = async (id: string) => {
    await bot.sql`insert into quizzes (guild_id, id, kind, member_id, seed, question_ids, opened_at)
      values (${bot.guildId}, ${id}, 'review', ${fay.id}, 's', ${ids}, ${bot.now()})`;
    return (await answerRest(bot, fay, await fay.runs('review'), 'right')).card;
  };
  const first = await reviews('r1');
  expect(repairsOn(first)).toEqual(['**Mon 23 Nov is repaired.** Your streak in Autumn is 2.']);
  expect(labelsOf(first)).toContain('Practise again');
  bot.moveTo('2026-11-24T13:00:00Z');
  expect(repairsOn(await reviews('r2'))).toEqual([]);
});
