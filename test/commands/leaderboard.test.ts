import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('the board ranks by points, shares ranks, and shows nobody as last', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const [ada, lee, zoe] = ['ada', 'lee', 'zoe'].map(name => bot.member(name));
  if (!ada || !lee || !zoe) throw new Error('too few members');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('You are not in a cohort here yet');
  for (const one of [ada, lee, zoe]) await one.runs('join');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('Nobody has earned a point yet.');

  const done = async (one: typeof ada, lesson: string) =>
    one.presses(await one.runs('lesson', { lesson }), 'I’ve done it');
  await done(lee, 'db/acid');
  bot.moveTo('2026-11-20T12:01:00Z');
  await done(ada, 'db/acid');
  const board = await ada.runs('leaderboard');
  expect(board).toMatchObject({ private: true });
  expect(wordsOf(board)).toContain(`1. <@${lee.id}> 5 points\n1. <@${ada.id}> 5 points (you)`);
  expect(wordsOf(board)).not.toContain(zoe.id);
  expect(wordsOf(await ada.presses(board, 'My progress'))).toContain('## Your progress');

  await done(ada, 'db/normal-forms');
  const later = await ada.presses(await ada.runs('progress'), 'Leaderboard');
  expect(wordsOf(later)).toContain(`1. <@${ada.id}> 10 points (you)\n2. <@${lee.id}> 5 points`);
});

test('who stands below the first ten still sees their own line', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const lessons = [...bot.curriculum.lessons.keys()];
  for (let n = 0; n < 12; n += 1) {
    const member = bot.member(`member ${n}`);
    await member.runs('join');
    for (const lesson of lessons.slice(0, n + 1).slice(0, 3)) await member.forges(`lesson:done:${lesson}`);
    bot.moveTo(`2026-11-20T12:${10 + n}:00Z`);
  }
  const last = bot.member('member 0');
  const words = wordsOf(await last.runs('leaderboard'));
  expect(words.match(/^\d+\. /gm)).toHaveLength(11);
  expect(words).toContain(`…\n12. <@${last.id}> 5 points (you)`);
});

test('who is in several cohorts can ask for one of them by name', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  const ada = bot.member('ada');
  await ada.runs('join', { cohort: 'Autumn' });
  await ada.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-20T12:01:00Z');
  await ada.runs('join', { cohort: 'Winter' });
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'autumn' }))).toContain('-# Autumn\n## Leaderboard');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain('Nobody has earned a point yet.');
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'Spring' }))).toContain(
    'You are not in a cohort of that name.',
  );
  expect(await ada.types('leaderboard', 'cohort', 'win')).toMatchObject([{ label: 'Winter' }]);
});
