import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { payloadOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

async function start() {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await ada.runs('join');
  await lee.runs('join');
  return { bot, ada, lee };
}

test('thanks are confirmed privately, told to whoever helped at their next command, and pay three points', async () => {
  const { bot, ada, lee } = await start();
  const said = await ada.runs('thanks', { member: lee.id, for: 'joins @everyone **now**' });
  expect(said).toMatchObject({ private: true });
  expect(wordsOf(said)).toContain(`<@${lee.id}> hears at their next command`);
  expect(payloadOf(said)).toMatchObject({ allowed_mentions: { parse: [] } });
  const told = wordsOf(await lee.runs('progress'));
  expect(told).toContain(`**<@${ada.id}> thanks you for your help** in Autumn. “joins @\u2060everyone`);
  expect(told).toContain('\\*\\*now\\*\\*” +3 points.');
  expect(told.indexOf('thanks you')).toBeLessThan(told.indexOf('Autumn', told.indexOf('points')));
  expect(wordsOf(await lee.runs('progress'))).not.toContain('thanks you');
  expect(await bot.sql`select cohort_id is not null as here, points from points`).toEqual([
    { here: true, points: 3 },
  ]);
});

test('the same person can be thanked once a week, with or without words', async () => {
  const { bot, ada, lee } = await start();
  expect(wordsOf(await ada.runs('thanks', { member: lee.id }))).toContain('that you thank them, and gets');
  expect(wordsOf(await ada.runs('thanks', { member: lee.id }))).toContain('this week already');
  expect(wordsOf(await lee.runs('thanks', { member: ada.id }))).toContain('Good of you to say it');
  bot.moveTo('2026-11-23T12:00:00Z');
  expect(wordsOf(await ada.runs('thanks', { member: lee.id }))).toContain('Good of you to say it');
  expect(await bot.sql`select points from scores order by points`).toEqual([{ points: 3 }, { points: 6 }]);
});

test('nobody thanks themselves, a bot, a stranger, or somebody who has left; nothing is kept', async () => {
  const { bot, ada, lee } = await start();
  expect(wordsOf(await ada.runs('thanks', { member: ada.id }))).toContain('That is you.');
  await bot.sql`update memberships set left_at = ${bot.now()} where member_id = ${lee.id}`;
  for (const member of [lee.id, bot.member('stranger').id])
    expect(wordsOf(await ada.runs('thanks', { member }))).toContain('They are in none of your cohorts');
  expect(wordsOf(await bot.member('stranger').runs('thanks', { member: ada.id }))).toContain(
    'You are not in a cohort here yet',
  );
  for (const table of ['thanks', 'points', 'notes'])
    expect.soft(await bot.sql`select 1 from ${bot.sql(table)}`, table).toEqual([]);
});
