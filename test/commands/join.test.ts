import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { longCurriculum } from '../support/long-curriculum.ts';
import { postLesson } from '../support/posted.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('with no cohort, join says who can start one and what works meanwhile', async () => {
  const bot = await startTestBot(friday);
  const words = wordsOf(await bot.member('ada').runs('join'));
  expect(words).toContain('no cohort here yet');
  expect(words).toContain('`/lesson` and `/quiz` work for everybody');
});

test('with one cohort, join needs no name, and joining twice changes nothing', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const ada = bot.member('ada');
  const welcome = await ada.runs('join');
  expect(wordsOf(welcome)).toContain('Welcome to **Autumn**. Its lessons come in <#710000000000000001>.');
  expect(wordsOf(welcome)).toContain(`The next one comes <t:${Date.parse('2026-11-23T09:00Z') / 1000}:R>.`);
  expect(welcome).toMatchObject({ private: true });
  expect(wordsOf(await ada.presses(welcome, 'Today’s lesson'))).toContain('has not started yet');

  const before = await everyRow(bot);
  expect(wordsOf(await ada.runs('join'))).toContain('You are in **Autumn** already');
  expect(wordsOf(await ada.runs('join', { cohort: 'autumn' }))).toContain('already');
  expect(await everyRow(bot)).toBe(before);
});

test('with several cohorts, join asks which one, and takes a name or a choice from the list', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const winter = await bot.startCohort('Winter');
  const ada = bot.member('ada');
  const question = await ada.runs('join');
  expect(wordsOf(question)).toContain('Which one would you like to join?');
  expect(wordsOf(await ada.chooses(question, 'Winter'))).toContain('Welcome to **Winter**');

  // Only what isn't joined yet is offered, and what is left needs asking since one cohort may be enough.
  const rest = await ada.runs('join');
  expect(wordsOf(rest)).toContain('Autumn');
  expect(wordsOf(rest)).not.toContain('Winter');
  expect(wordsOf(await ada.runs('join', { cohort: 'AUTUMN ' }))).toContain('Welcome to **Autumn**');
  expect(wordsOf(await ada.runs('join'))).toMatch(/You are in \*\*(Autumn|Winter)\*\* already/);

  expect(wordsOf(await ada.runs('join', { cohort: 'Spring' }))).toContain(
    'I don’t know a cohort of that name here',
  );
  expect(await ada.types('join', 'cohort', 'win')).toEqual([{ label: 'Winter', value: winter }]);
  expect(wordsOf(await ada.forges('join:pick:0123456789abcdef'))).toContain('I don’t know a cohort');
});

test('a cohort of another server can’t be joined, even by who knows its id', async () => {
  const bot = await startTestBot(friday);
  const autumn = await bot.startCohort('Autumn');
  const before = await everyRow(bot);
  const stranger = bot.member('zoe', { guildId: '700000000000000002' });
  expect(wordsOf(await stranger.runs('join', { cohort: autumn }))).toContain('no cohort here yet');
  expect(wordsOf(await stranger.forges(`join:pick:${autumn}`))).toContain('I don’t know a cohort');
  expect(await stranger.types('join', 'cohort', '')).toEqual([]);
  expect(await everyRow(bot)).toBe(before);
});

/** On Friday the 27th five lessons came before today's. */
async function underWay(curriculum?: Parameters<typeof startTestBot>[1]) {
  const bot = await startTestBot(friday, curriculum);
  await bot.startCohort('Autumn');
  await bot.tick();
  await passDays(bot, '2026-11-27');
  return bot;
}

test('who comes late is in at once, and chooses how to take part: live, catching up or reading along', async () => {
  const bot = await underWay();
  const lee = bot.member('lee');
  const question = await lee.runs('join');
  expect(question).toMatchObject({ private: true });
  expect(wordsOf(question)).toContain('Welcome to **Autumn**.');
  expect(wordsOf(question)).toContain('5 lessons came before you. How would you like to take part?');
  expect(labelsOf(question)).toEqual(['Live from today', 'Catch up', 'Read along', 'Today’s lesson']);
  const how = async () => {
    const [row] = await bot.sql`select mode, catch_up_a_day as "aDay", left_at from memberships`;
    return row;
  };
  expect(await how()).toEqual({ mode: 'live', aDay: null, left_at: null });

  const paces = await lee.presses(question, 'Catch up');
  expect(paces).toMatchObject({ replaces: true });
  expect(wordsOf(paces)).toContain('5 earlier lessons are open. How many would you like to do on a day?');
  expect(wordsOf(paces)).toContain('- **1 a day**: until Tue 1 Dec 2026.');
  expect(wordsOf(paces)).toContain('- **2 a day**: until Sun 29 Nov 2026.');
  expect(wordsOf(await lee.presses(paces, '3 a day'))).toContain(
    'You catch up with **Autumn** at 3 a day, until Sat 28 Nov 2026.',
  );
  expect(await how()).toMatchObject({ mode: 'catch-up', aDay: 3 });
  expect(wordsOf(await lee.runs('join'))).toContain('You are **catching up** at the moment.');
  expect(wordsOf(await lee.presses(question, 'Read along'))).toContain('You read along in **Autumn**');
  expect(await how()).toMatchObject({ mode: 'audit', aDay: null });
  expect(wordsOf(await lee.presses(await lee.runs('join'), 'Live from today'))).toContain(
    'You study live with **Autumn**, from today’s lesson on.',
  );
  expect(await how()).toMatchObject({ mode: 'live', aDay: null });
});

test('catching up never takes longer than three weeks, and says what is left then', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await underWay({ curriculum: longCurriculum(curriculum, 4) });
  await passDays(bot, '2027-01-01');
  const lee = bot.member('lee');
  const paces = await lee.presses(await lee.runs('join'), 'Catch up');
  expect(wordsOf(paces)).toContain('30 earlier lessons are open.');
  expect(wordsOf(paces)).toContain(
    '- **1 a day**: until Thu 21 Jan 2027, when three weeks are over; 9 more stay open to you, and nobody asks for them.',
  );
  expect(wordsOf(paces)).toContain('- **2 a day**: until Fri 15 Jan 2027.');
});

test('who has done all that came before has nothing to catch up with', async () => {
  const bot = await underWay();
  const lee = bot.member('lee');
  await lee.runs('solo start', { pathway: 'infrastructure' });
  let card = await lee.runs('solo next');
  for (let left = 5; left > 0; left -= 1) card = await lee.presses(card, 'I’ve done it');
  const question = await lee.runs('join');
  expect(labelsOf(question)).toEqual(['Live from today', 'Read along', 'Today’s lesson']);
  const [row] = await bot.sql<{ id: string }[]>`select id from cohorts`;
  const before = await everyRow(bot);
  for (const forged of [`join:behind:${row?.id}`, `join:pace:${row?.id}.2`]) {
    expect(wordsOf(await lee.forges(forged))).toContain('there is nothing to catch up with');
  }
  expect(await everyRow(bot)).toBe(before);
});

test('who reads along stands on no board and has no streak, and comes back to both', async () => {
  const bot = await underWay();
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await ada.runs('join');
  const question = await lee.runs('join');
  await lee.presses(await lee.runs('today'), 'I’ve done it');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain(': 5 points');
  await lee.presses(question, 'Read along');
  expect(wordsOf(await ada.runs('leaderboard'))).not.toContain(': 5 points');
  const progress = wordsOf(await lee.runs('progress'));
  expect(progress).toContain('1 of 12');
  expect(progress).toContain('You read along here: no streak is counted.');
  expect(progress).not.toContain('in a row');
  await lee.presses(question, 'Live from today');
  expect(wordsOf(await ada.runs('leaderboard'))).toContain(': 5 points');
  expect(wordsOf(await lee.runs('progress'))).toContain('Streak: 1 study day in a row; 1 of 1 kept');
});

test('days before somebody joined are not counted against them', async () => {
  const bot = await underWay();
  const lee = bot.member('lee');
  await lee.runs('join');
  expect(wordsOf(await lee.runs('progress'))).toContain('Streak: 0 study days in a row; 0 of 1 kept');
  expect(labelsOf(await lee.runs('progress'))).not.toContain('My way back');
});

test('the ways to take part are for who is in that cohort, and forged ones change nothing', async () => {
  const bot = await underWay();
  const autumn = (await bot.sql<{ id: string }[]>`select id from cohorts`)[0]?.id ?? '';
  const lee = bot.member('lee');
  const question = await lee.runs('join');
  await bot.startCohort('Winter');
  const ada = bot.member('ada');
  await ada.runs('join', { cohort: 'Winter' });
  const before = await everyRow(bot);
  for (const action of ['live', 'audit', 'behind', 'pace']) {
    const argument = action === 'pace' ? `${autumn}.2` : autumn;
    expect(wordsOf(await ada.forges(`join:${action}:${argument}`))).toContain(
      'You are not in that cohort any more',
    );
    expect(wordsOf(await bot.member('zoe').forges(`join:${action}:${argument}`))).toContain(
      'not in a cohort here',
    );
  }
  expect(wordsOf(await lee.forges(`join:pace:${autumn}.9`))).toContain('nothing was changed');
  expect(await everyRow(bot)).toBe(before);
  await lee.runs('leave');
  expect(wordsOf(await lee.presses(question, 'Read along'))).toContain(
    'You are in no cohort here at the moment',
  );
});

test('what somebody did of today’s lesson before they joined keeps the study day; what they did before its post doesn’t', async () => {
  const bot = await startTestBot('2026-11-20T08:00:00Z');
  const cohortId = await bot.startCohort('Autumn');
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await lee.forges('lesson:done:db/acid');
  bot.moveTo('2026-11-20T12:00:00Z');
  await postLesson(bot, cohortId, 'db/acid');
  bot.moveTo('2026-11-20T13:00:00Z');
  expect(wordsOf(await ada.forges('lesson:done:db/acid'))).toContain(
    '+5 points. These points stand on no board: what you earn after `/join` does.',
  );
  bot.moveTo('2026-11-20T14:00:00Z');
  for (const one of [ada, lee]) await one.runs('join');
  expect(await bot.sql`select member_id, study_day::text, action from kept_days`).toEqual([
    { member_id: ada.id, study_day: '2026-11-20', action: 'lesson' },
  ]);
  const words = wordsOf(await ada.runs('streak'));
  expect(words).toContain('Your streak: 1 study day');
});
