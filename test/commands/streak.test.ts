import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { answerRest, answerShown } from '../support/answering.ts';
import { startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

async function withAda() {
  const bot = await startTestBot(friday);
  const cohortId = await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  return { bot, ada, cohortId };
}
const doesToday = async (member: TestMember) => member.presses(await member.runs('today'), 'I’ve done it');
const daysOf = (words: string) =>
  words.split('\n').filter(line => /^\*\*(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[^*]*\*\*:/.test(line));

/** Friday by a lesson, Monday by a quiz, Tuesday missed, Wednesday by a lesson; it is Thursday noon. */
async function untilThursday() {
  const { bot, ada, cohortId } = await withAda();
  await doesToday(ada);
  await passDays(bot, '2026-11-23');
  await answerShown(bot, ada, await ada.presses(await ada.runs('today'), 'Quiz me'), 'wrong');
  await passDays(bot, '2026-11-25');
  await doesToday(ada);
  await passDays(bot, '2026-11-26');
  return { bot, ada, cohortId };
}

/** Answers the question that is shown, and hands back the next one. */
const answers = async (bot: TestBot, member: TestMember, shown: Reply): Promise<Reply> =>
  member.presses(await answerShown(bot, member, shown, 'right'), 'Next question');

test('a streak says of each study day what it did', async () => {
  const { ada } = await untilThursday();
  const card = await ada.runs('streak');
  expect(card).toMatchObject({ private: true });
  const words = wordsOf(card);
  expect(words).toContain('-# Mastering Backend Infrastructure ▸ Autumn');
  expect(words).toContain('## Your streak: 3 study days');
  expect(words).toContain('You hold 1 freeze, of 3 at most.');
  expect(words).toContain('4 more kept study days earn the next one.');
  expect(daysOf(words)).toEqual([
    `**Thu 26 Nov**: open until <t:${Date.parse('2026-11-27T03:00Z') / 1000}:F>`,
    '**Wed 25 Nov**: kept by a lesson, that makes 3',
    '**Tue 24 Nov**: missed, freeze used',
    '**Mon 23 Nov**: kept by a quiz, that makes 2',
    '**Fri 20 Nov**: kept by a lesson, that makes 1',
  ]);
});

test('a missed day can be repaired by doing for 48 hours, and gives its freeze back', async () => {
  const { bot, ada } = await untilThursday();
  const before = await ada.runs('streak');
  const until = Date.parse('2026-11-27T03:00Z') / 1000;
  expect(wordsOf(before)).toContain(`**Tue 24 Nov can be repaired** until <t:${until}:F>: mark “`);
  expect(wordsOf(before)).toContain(
    '” as done and answer 3 different questions of it. Your streak is 4 then.',
  );
  expect(wordsOf(before)).toContain('Your streak is 4 then. Its freeze comes back too.');
  const lesson = await ada.presses(before, 'Repair Tuesday');
  const [, tuesday] = /“(.*)”/.exec(wordsOf(before)) ?? [];
  expect(wordsOf(lesson)).toContain(tuesday);

  // What is done first keeps Thursday; the rest repairs Tuesday, and nothing counts twice.
  const done = await ada.presses(await ada.runs('lesson', { lesson: tuesday ?? '' }), 'I’ve done it');
  expect(wordsOf(done)).toContain(
    `Answer 3 more questions of this lesson by <t:${until}:F>, and Tue 24 Nov is repaired for your streak.`,
  );
  const half = await ada.runs('streak');
  expect(wordsOf(half)).toContain('**Thu 26 Nov**: kept by a lesson, that makes 4');
  expect(wordsOf(half)).toContain(': answer 3 different questions of');
  const quiz = await ada.presses(half, 'Repair Tuesday');
  const third = await answers(bot, ada, await answers(bot, ada, quiz));
  expect(wordsOf(await ada.runs('streak'))).toContain(': answer 1 more question of');
  let last = await answers(bot, ada, third);
  expect(wordsOf(await ada.runs('streak'))).not.toContain('can be repaired');
  while (!labelsOf(last).includes('See how it went')) {
    const given = await answerShown(bot, ada, last, 'right');
    last = labelsOf(given).includes('Next question') ? await ada.presses(given, 'Next question') : given;
  }
  expect(wordsOf(await ada.presses(last, 'See how it went'))).toContain(
    '**Tue 24 Nov is repaired.** Your streak in Autumn is 5.',
  );
  const words = wordsOf(await ada.runs('streak'));
  expect(words).toContain('## Your streak: 5 study days');
  expect(words).toContain('You hold 2 freezes, of 3 at most.');
  expect(words).toContain('**Tue 24 Nov**: repaired, that makes 3');
  expect(words).not.toContain('can be repaired');
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'Streak: 5 study days in a row; 5 of 5 kept; 2 freezes',
  );
});

test('after 48 hours a day can’t be repaired by doing any more', async () => {
  const { bot, ada } = await untilThursday();
  bot.moveTo('2026-11-27T02:59:59Z');
  expect(wordsOf(await ada.runs('streak'))).toContain('can be repaired');
  bot.moveTo('2026-11-27T03:00:00Z');
  const words = wordsOf(await ada.runs('streak'));
  expect(words).not.toContain('**Tue 24 Nov can be repaired**');
  // Thursday has closed meanwhile, and can.
  expect(words).toContain('**Thu 26 Nov can be repaired**');
});

test('a day whose post came after 20:00 breaks nothing, and whoever kept it keeps it', async () => {
  const { bot, ada, cohortId } = await withAda();
  const bob = bot.member('bob');
  await bob.runs('join');
  await bot.sql`update deliveries set state = 'late', sent_at = '2026-11-20T20:00:00Z' where cohort_id = ${cohortId}`;
  bot.moveTo('2026-11-20T21:00:00Z');
  await doesToday(bob);
  await passDays(bot, '2026-11-24');
  expect(wordsOf(await ada.runs('streak'))).toContain(
    '**Fri 20 Nov**: my post came too late, so it breaks nothing',
  );
  expect(wordsOf(await ada.runs('progress'))).toContain('0 of 2 kept; 2 freezes');
  expect(wordsOf(await bob.runs('streak'))).toContain('**Fri 20 Nov**: kept by a lesson, that makes 1');
});

test('a study day closes in the zone that was a member’s own when it fell due, for lessons and answers alike', async () => {
  const { bot, ada, cohortId } = await withAda();
  const bob = bot.member('bob');
  await bob.runs('join');
  const cara = bot.member('cara');
  await cara.runs('join');
  for (const { id } of [ada, bob])
    await bot.sql`insert into member_zones (guild_id, member_id, from_at, zone) values
      (${bot.guildId}, ${id}, '2026-11-20T08:00:00Z', 'America/Los_Angeles'),
      (${bot.guildId}, ${id}, '2026-11-23T09:00:01Z', 'Asia/Tokyo')`;
  await passDays(bot, '2026-11-23');
  // Monday fell due at 09:00 UTC. In Los Angeles it is half past midnight; in the cohort's zone the day is over, and in Tokyo too.
  bot.moveTo('2026-11-24T08:30:00Z');
  expect(wordsOf(await ada.runs('streak'))).toContain('**Mon 23 Nov**: open until');
  expect(wordsOf(await cara.runs('streak'))).toContain('**Mon 23 Nov**: missed');
  await doesToday(ada);
  await answerShown(bot, bob, await bob.runs('quiz'), 'right');
  await doesToday(cara);
  const kept =
    await bot.sql`select study_day::text, action from kept_days where cohort_id = ${cohortId} order by action`;
  expect([...kept]).toEqual([
    { study_day: '2026-11-23', action: 'lesson' },
    { study_day: '2026-11-23', action: 'quiz' },
  ]);
});

test('what a review keeps is told as a review', async () => {
  const { bot, ada } = await withAda();
  await doesToday(ada);
  await passDays(bot, '2026-11-23');
  await bot.sql`insert into quizzes (guild_id, id, kind, member_id, seed, question_ids, opened_at)
    values (${bot.guildId}, 'r1', 'review', ${ada.id}, 's', array['db/acid#durable'], ${bot.now()})`;
  const question = [...bot.curriculum.lessons.values()]
    .flatMap(one => one.questions)
    .find(one => one.type === 'single');
  await bot.sql`update quizzes set question_ids = array[${`${question?.lessonId}#${question?.id}`}]`;
  await answerShown(bot, ada, await ada.runs('review'), 'right');
  expect(wordsOf(await ada.runs('streak'))).toContain('**Mon 23 Nov**: kept by a review, that makes 2');
});

test('older days stand on further pages, and pages go back and forth', async () => {
  const bot = await startTestBot('2026-11-02T12:00:00Z');
  const cohortId = await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  await bot.sql`insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, channel_id, state, due_at)
    select ${bot.guildId}, ${cohortId}, 'practice', ('2026-10-01'::date + n)::date, 0, 'x' || n, '1', 'sent', timestamptz '2026-11-02T13:00:00Z' + n * interval '1 day'
    from generate_series(0, 19) as n`;
  bot.moveTo('2026-12-24T12:00:00Z');
  const newest = await ada.runs('streak');
  expect(daysOf(wordsOf(newest))).toHaveLength(14);
  expect(wordsOf(newest)).toContain('page 1 of 2');
  const older = await ada.presses(newest, 'Next');
  expect(older).toMatchObject({ replaces: true });
  expect(daysOf(wordsOf(older))).toHaveLength(7);
  expect(labelsOf(await ada.presses(older, 'Back'))).toContain('Next');
});

test('before the first day it says how a streak begins, and who only reads along has none', async () => {
  const { bot } = await withAda();
  await bot.startCohort('Winter', { start: '2026-12-14' });
  const bob = bot.member('bob');
  expect(wordsOf(await bob.runs('streak'))).not.toContain('Your streak');
  await bob.runs('join', { cohort: 'Winter' });
  expect(wordsOf(await bob.runs('streak'))).toContain('No study day has been yours yet.');
  expect(wordsOf(await bob.runs('streak', { cohort: 'Autumn' }))).toContain(
    'You are not in a cohort of that name.',
  );
  await bot.sql`update memberships set mode = 'audit'`;
  expect(wordsOf(await bob.runs('streak'))).toContain('no streak is counted');
});

test('choosing anew how to take part mends no streak and takes no freeze away', async () => {
  const { bot, ada } = await untilThursday();
  await bot.sql`update memberships set mode = 'audit'`;
  const panel = await ada.runs('join', { cohort: 'Autumn' });
  await ada.presses(panel, /^Live/);
  const [row] = await bot.sql`select mode, joined_at, first_joined_at from memberships`;
  expect(row).toMatchObject({ mode: 'live', joined_at: bot.now(), first_joined_at: new Date(friday) });
  const words = wordsOf(await ada.runs('streak'));
  expect(words).toContain('## Your streak: 3 study days');
  expect(words).toContain('**Tue 24 Nov**: missed, freeze used');
});

test('who takes part in two cohorts finds the other streak a button away', async () => {
  const { bot, ada } = await withAda();
  await bot.startCohort('Winter');
  bot.moveTo('2026-11-20T12:01:00Z');
  await ada.runs('join', { cohort: 'Winter' });
  const winter = await ada.runs('streak');
  expect(wordsOf(winter)).toContain('▸ Winter\n');
  const autumn = await ada.presses(winter, 'Autumn');
  expect(wordsOf(autumn)).toContain('▸ Autumn\n');
  expect(labelsOf(autumn)).toContain('Winter');
});

// What quizzes say of a missed study day that they help to repair: one true sentence, wherever the answers were given.

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
const linesOf = (card: Reply, word: RegExp) =>
  wordsOf(card)
    .split('\n')
    .filter(line => word.test(line));
/** Lines about a repair. */
const repairsOn = (card: Reply) => linesOf(card, /repaired/);
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

  // Marked where they study alone, and again at the lesson itself.
  for (const marks of ['solo/next:done', 'lesson:done'])
    expect(repairsOn(await nu.forges(`${marks}:${lesson.id}`))).toEqual([
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
