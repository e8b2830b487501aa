import { beforeAll, expect, test } from 'vitest';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { addPoints } from '../../src/store/points.ts';
import { answerShown, questionOn } from '../support/answering.ts';
import { botAsking, joinPosted, lessonId } from '../support/asking.ts';
import { startTestBot } from '../support/bot.ts';
import { warmPictures } from '../support/pictures.ts';
import { postLesson } from '../support/posted.ts';
import { labelsOf, picturesOf, wordsOf } from '../support/shown.ts';
import { squadStage } from './squad/stage.ts';

beforeAll(warmPictures);

const friday = '2026-11-20T12:00:00Z';

test('the board ranks by points under aliases, shares ranks, and shows nobody without points', async () => {
  const bot = await startTestBot(friday);
  const cohortId = await bot.startCohort('Autumn');
  const [ada, lee, zoe] = [bot.member('ada'), bot.member('lee'), bot.member('zoe')];
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('You are not in a cohort here yet');
  for (const one of [ada, lee, zoe]) await one.runs('join');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('Nobody has earned a point yet.');

  await postLesson(bot, cohortId, 'db/acid');
  await lee.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-20T12:01:00Z');
  await ada.forges('lesson:done:db/acid');
  const board = await ada.runs('leaderboard');
  expect(board).toMatchObject({ private: true });
  expect(wordsOf(board)).toMatch(/1\\\. \w+ \w+: 5 points\n1\\\. \w+ \w+ \(you\): 5 points\n/);
  expect(wordsOf(board)).toContain('Others see you under this name.');
  expect(picturesOf(board)[0]?.alt).toContain('(you): 5 points');
  for (const one of [ada, lee, zoe]) expect(wordsOf(board)).not.toContain(one.id);
  const late = await ada.presses(await ada.runs('progress'), 'Leaderboard');
  expect(wordsOf(late)).toContain('(you): 5 points');
  expect(wordsOf(await zoe.runs('leaderboard'))).toContain('You have no points here yet.');
});

test('members are shown as they choose: by name, or to nobody; and without pictures', async () => {
  const bot = await startTestBot(friday);
  await postLesson(bot, await bot.startCohort('Autumn'), 'db/acid');
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  for (const one of [ada, lee]) {
    await one.runs('join');
    await one.forges('lesson:done:db/acid');
  }
  const choose = (memberId: string, change: Parameters<typeof setMemberSettings>[2]) =>
    setMemberSettings(bot.db, { guildId: bot.guildId, memberId }, change, bot.now());
  await choose(lee.id, { shownAs: 'name', shownName: 'Lee **the** @everyone', textOnly: true });
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('Lee \\*\\*the\\*\\* @\u2060everyone: 5 points');
  expect(picturesOf(await lee.runs('leaderboard'))).toEqual([]);
  await choose(lee.id, { shownAs: 'hidden' });
  expect(wordsOf(await ada.runs('leaderboard'))).not.toContain('Lee');
  // When all who have points are hidden, nothing gives away that there are any.
  await bot.sql`update points set points = 0 where member_id <> ${lee.id}`;
  const none = wordsOf(await ada.runs('leaderboard'));
  expect(none).toContain('Nobody has earned a point yet.');
  expect(none).not.toContain('correction');
  expect(wordsOf(await lee.runs('leaderboard'))).toMatch(/\(you\): 5 points\n\n-# Only you see your line/);
});

test('who stands below the first five sees those, and two places around their own', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  for (let n = 0; n < 12; n += 1) {
    const member = bot.member(`member ${n}`);
    await member.runs('join');
    await bot.sql`insert into points (guild_id, member_id, reason, cohort_id, points, earned_at)
      select ${bot.guildId}, ${member.id}, 'x', id, ${100 - n}, ${bot.now()} from cohorts`;
  }
  const words = wordsOf(await bot.member('member 9').runs('leaderboard'));
  expect(words.match(/^\d+\\\. /gm)).toEqual([1, 2, 3, 4, 5, 8, 9, 10, 11, 12].map(n => `${n}\\. `));
  expect(words).toMatch(/5\\\. \w+ \w+: 96 points\n…\n8\\\. /);
  expect(words).toMatch(/10\\\. \w+ \w+ \(you\): 91 points/);
});

test('old weeks stay, a button away; the board since the start tells points a study day', async () => {
  const bot = await startTestBot('2026-11-11T12:00:00Z');
  const cohortId = await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await postLesson(bot, cohortId, 'db/acid');
  await ada.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-18T12:00:00Z');
  await postLesson(bot, cohortId, 'db/normal-forms');
  await ada.forges('lesson:done:db/normal-forms');
  const now = await ada.runs('leaderboard');
  expect(wordsOf(now)).toContain('This week');
  expect(wordsOf(now)).toContain(': 5 points');
  expect(labelsOf(now)).toEqual(['Week before', 'Since the start', 'Squads']);
  const before = await ada.presses(now, 'Week before');
  expect(before).toMatchObject({ replaces: true });
  expect(wordsOf(before)).toContain('Week of 9 Nov 2026');
  expect(labelsOf(before)).toEqual(['Week after', 'Since the start', 'Squads']);
  const all = await ada.presses(before, 'Since the start');
  expect(wordsOf(all)).toContain('(you): 10 points, 5 a study day');
  expect(picturesOf(all)[0]?.alt).toContain('(you): 10 points, 5 a study day');
  expect(wordsOf(await ada.runs('leaderboard', { which: 'all' }))).toBe(wordsOf(all));
  const lee = bot.member('lee');
  await lee.runs('join');
  expect(wordsOf(await lee.presses(await lee.runs('leaderboard'), 'Week before'))).toContain(
    'You had no points in that week.',
  );
  expect(wordsOf(await ada.presses(all, 'Squads'))).toContain('This cohort has no squads yet.');
});

test('choosing anew how to take part changes no points a study day', async () => {
  const bot = await startTestBot('2026-11-11T12:00:00Z');
  const cohortId = await bot.startCohort('Autumn');
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  for (const one of [ada, lee]) await one.runs('join');
  await postLesson(bot, cohortId, 'db/acid');
  await ada.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-18T12:00:00Z');
  await postLesson(bot, cohortId, 'db/normal-forms');
  await ada.presses(await ada.runs('join', { cohort: 'Autumn' }), /^Live/);
  const [row] = await bot.sql`select joined_at from memberships where member_id = ${ada.id}`;
  expect(row).toEqual({ joined_at: bot.now() });
  expect(wordsOf(await ada.runs('leaderboard', { which: 'all' }))).toContain(
    '(you): 5 points, 2.5 a study day',
  );
  expect(wordsOf(await lee.runs('leaderboard', { which: 'all' }))).toContain(': 5 points, 2.5 a study day');
});

test('who is in several cohorts can ask for one of them by name, and nobody sees a cohort that isn’t theirs', async () => {
  const bot = await startTestBot(friday);
  const id = await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await ada.runs('join', { cohort: 'Autumn' });
  await ada.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-20T12:01:00Z');
  await ada.runs('join', { cohort: 'Winter' });
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'autumn' }))).toContain('-# Autumn\n## Leaderboard');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('Nobody has earned a point yet.');
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'Spring' }))).toContain(
    'You are not in a cohort of that name.',
  );
  // The other one is a button away, and the same board of it.
  const all = await ada.runs('leaderboard', { which: 'all' });
  expect(labelsOf(all)).toContain('Autumn');
  const other = wordsOf(await ada.presses(all, 'Autumn'));
  expect(other).toContain('-# Autumn\n## Leaderboard\nSince the start');
  expect(await ada.types('leaderboard', 'cohort', 'win')).toMatchObject([{ label: 'Winter' }]);
  await lee.runs('join', { cohort: 'Winter' });
  expect(wordsOf(await lee.forges(`leaderboard:show:${id}.all`))).toContain('You are not in a cohort');
  expect(wordsOf(await ada.forges(`leaderboard:show:${id}.2031-02-30`))).toContain('This week');
});

const squadSince = '-# Points count for a squad from the moment somebody is in it.';

/** Ada has 15 points of before, and then there are squads: hers are the Herons. */
async function withSquads(...names: readonly string[]) {
  const { bot, cohortId, ada, admin } = await squadStage(2);
  const earns = (reason: string, points: number) =>
    addPoints(bot.db, { guildId: bot.guildId, memberId: ada.id, cohortId, reason, points }, bot.now());
  await earns('before', 15);
  for (const name of names) await admin.runs('squad create', { cohort: 'Autumn', name });
  bot.moveTo('2026-11-20T12:05:00Z');
  await ada.runs('squad join', { squad: 'Herons' });
  return { bot, ada, earns, stranger: bot.member('member 1') };
}
const squadBoard = { which: 'squads' };

test('right after a deal squads stand there with nothing, without a rank, and it is said what counts', async () => {
  const { ada, stranger } = await withSquads('Larks', 'Herons', '*Owls*');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('(you): 15 points');
  const shown = await ada.runs('leaderboard', squadBoard);
  const words = wordsOf(shown);
  expect(words).not.toContain('Nobody has earned a point');
  expect(words).toContain('No squad has points yet this week.');
  expect(words).toContain('\nHerons (yours): 0 points\n\\*Owls\\*: 0 points\nLarks: 0 points\n');
  expect(words).toContain(squadSince);
  expect(words).not.toMatch(/^\d+\\\./m);
  expect(picturesOf(shown)).toEqual([]);
  expect(wordsOf(await stranger.runs('leaderboard', squadBoard))).toContain(
    '\n\\*Owls\\*: 0 points\nHerons: 0 points\nLarks: 0 points\n',
  );
});

test('who has points is ranked; the others follow without a number, and many of them are counted', async () => {
  const { bot, ada, earns } = await withSquads('Herons', 'Larks');
  bot.moveTo('2026-11-20T12:06:00Z');
  await earns('after', 10);
  const shown = await ada.runs('leaderboard', squadBoard);
  expect(wordsOf(shown)).toContain('1\\. Herons (yours): 2.5 points\nLarks: 0 points\n');
  expect(wordsOf(shown)).toContain(squadSince);
  expect(picturesOf(shown)[0]?.alt).toContain('1. Herons (yours): 2.5 points.');
  for (const n of [1, 2, 3, 4, 5, 6])
    await bot.admin().runs('squad create', { cohort: 'Autumn', name: `Owls ${n}` });
  const words = wordsOf(await ada.runs('leaderboard', squadBoard));
  expect(words).toContain('Larks: 0 points\nOwls 1: 0 points\n');
  expect(words).toContain('Owls 4: 0 points\n… and 2 more with 0 points.\n');
});

test('a correction counts in the week of the answer, and nobody who lost points is told that they never had any', async () => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  const admin = bot.admin();
  const card = await ada.runs('quiz', { lesson: lessonId });
  const question = questionOn(bot, card);
  await answerShown(bot, ada, card, 'right');
  const wrong = optionsOf(question).find(({ right }) => !right)?.text ?? '';
  const settle = async (action: string, picks = {}) => {
    const form = await admin.forges(`insights:${action}:${lessonId}#${question.id}`);
    await admin.presses(await admin.submits(form, { note: '' }, picks), 'Apply');
  };
  await settle('correct', { options: [wrong] });
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('corrections took back what was earned');
  const lee = bot.member('lee');
  await lee.runs('join');
  await lee.forges(`lesson:done:${lessonId}`);
  expect(wordsOf(await ada.runs('leaderboard'))).toContain(
    'a correction took back what you had earned. The next answer makes the difference.',
  );
  await bot.member('mia').runs('join');
  expect(wordsOf(await bot.member('mia').runs('leaderboard'))).toContain('You have no points here yet.');
  await settle('all-right');
  // Right until the next week, and wrong from then on.
  bot.moveTo('2026-11-24T12:00:00Z');
  await settle('correct', { options: [wrong] });
  const [other] = [...bot.curriculum.lessons.keys()].filter(id => id !== lessonId);
  const [cohort] = await bot.sql<{ id: string }[]>`select id from cohorts`;
  await postLesson(bot, cohort?.id ?? '', other ?? '', new Date(bot.now().getTime() - 3_600_000));
  await answerShown(bot, ada, await ada.runs('quiz', { lesson: other ?? '', count: 1 }), 'right');
  const board = await ada.runs('leaderboard');
  const [paid] = await bot.sql`select points from points where starts_with(reason, ${`answer:${other}#`})`;
  expect(wordsOf(board)).toContain(`(you): ${paid?.points} points`);
  const before = wordsOf(await ada.presses(board, 'Week before'));
  expect(before).toContain('You have no points in that week: a correction took back what you had earned.');
});

test('whoever studied in a cohort that is archived is told so, and sees its old boards; nobody else does', async () => {
  const bot = await startTestBot(friday);
  const cohortId = await bot.startCohort('Autumn');
  await postLesson(bot, cohortId, 'db/acid');
  const [ada, lee, zoe] = [bot.member('ada'), bot.member('lee'), bot.member('zoe')];
  for (const one of [ada, lee, zoe]) await one.runs('join');
  await ada.forges('lesson:done:db/acid');
  await lee.runs('leave');
  await bot.sql`update cohorts set state = 'archived', ended_at = ${bot.now()}`;
  bot.moveTo('2026-12-05T12:00:00Z');

  for (const line of ['streak', 'leaderboard', 'today', 'catchup', 'squad list']) {
    const words = wordsOf(await ada.runs(line));
    expect(words).toMatch(
      /^Your cohort \*\*Autumn\*\* is archived: .*`\/progress` and `\/certificate`.*`\/cohorts`/,
    );
    expect(words).not.toContain('yet');
  }
  expect(wordsOf(await ada.runs('today'))).toContain('`/solo start`');
  expect(await ada.types('leaderboard', 'cohort', '')).toMatchObject([{ label: 'Autumn (archived)' }]);
  const all = await ada.runs('leaderboard', { cohort: 'Autumn' });
  expect(wordsOf(all)).toMatch(/Since the start · archived.*\(you\): 5 points/s);
  expect(labelsOf(all)).toEqual(['Its last week']);
  const week = await ada.presses(all, 'Its last week');
  expect(wordsOf(week)).toMatch(/Week of .*16 Nov.* · archived/);
  expect(wordsOf(week)).toContain('(you): 5 points');
  // What was earned after the plan's end can be looked at, too.
  expect(labelsOf(week)).toEqual(['Week after', 'Since the start']);
  await bot.sql`update points set earned_at = '2026-11-25T12:00Z' where member_id = ${ada.id}`;
  const after = await ada.presses(week, 'Week after');
  expect(wordsOf(after)).toMatch(/Week of .*23 Nov.*\(you\): 5 points/s);
  expect(wordsOf(await zoe.runs('leaderboard', { cohort: 'Autumn' }))).toContain('You had no points here.');

  // Who had left, and who never was there.
  expect(wordsOf(await lee.runs('leaderboard', { cohort: 'Autumn' }))).toContain(
    'You are in no cohort here at the moment.',
  );
  for (const reply of [
    await bot.member('mia').runs('leaderboard', { cohort: 'Autumn' }),
    await bot.member('mia').forges(`leaderboard:show:${cohortId}.all`),
  ])
    expect(wordsOf(reply)).toContain('You are not in a cohort here yet');
  // A cohort of that name that runs goes before.
  await bot.startCohort('Autumn');
  await ada.runs('join');
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'Autumn' }))).not.toContain('archived');
});
