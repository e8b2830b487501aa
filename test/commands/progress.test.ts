import { beforeAll, expect, test } from 'vitest';
import { setGone } from '../../src/store/departures.ts';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { answerShown } from '../support/answering.ts';
import { startTestBot } from '../support/bot.ts';
import { complete } from '../support/completed.ts';
import { passDays } from '../support/days.ts';
import { warmPictures } from '../support/pictures.ts';
import { learn } from '../support/progress.ts';
import { labelsOf, picturesOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { expectWhole } from '../support/whole.ts';

beforeAll(warmPictures);

const friday = '2026-11-20T12:00:00Z';

test('progress begins at nothing and grows with lessons, answers and study days', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('progress'))).toContain('not in a cohort here yet');
  await ada.runs('join');
  const empty = await ada.runs('progress');
  expect(empty).toMatchObject({ private: true });
  expect(wordsOf(empty)).toContain('0 points · 0 lessons done · no quiz answered yet');
  expect(wordsOf(empty)).toContain('▱▱▱▱▱▱▱▱▱▱ 0 of 12');
  expect(wordsOf(empty)).toContain('Streak: 0 study days in a row; 0 of 1 kept');

  const done = await ada.presses(await ada.presses(empty, 'Today’s lesson'), 'I’ve done it');
  const grown = wordsOf(await ada.presses(done, 'My progress'));
  expect(grown).toContain('5 points · 1 lesson done');
  expect(grown).toContain('▰▱▱▱▱▱▱▱▱▱ 1 of 12');
  expect(grown).toContain('Streak: 1 study day in a row; 1 of 1 kept');
  const quiz = await ada.runs('quiz');
  await answerShown(bot, ada, quiz, 'right');
  expect(wordsOf(await ada.runs('progress'))).toContain('1 of 1 answer right');
});

test('promise 8: a weekend doesn’t break a streak, nor does a missed study day while a freeze is left', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  bot.moveTo('2026-11-22T12:00:00Z');
  await bot.tick();
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 1 study day in a row; 1 of 1 kept');
  bot.moveTo('2026-11-23T12:00:00Z');
  await bot.tick();
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 1 study day in a row; 1 of 2 kept');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  expect(wordsOf(await ada.runs('progress'))).toContain('Streak: 2 study days in a row; 2 of 2 kept');
  // Tuesday and Wednesday pass without her: two freezes are used. Thursday is one day too many.
  await passDays(bot, '2026-11-26');
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'Streak: 2 study days in a row; 2 of 5 kept; no freeze left',
  );
  await passDays(bot, '2026-11-27');
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'Streak: 0 study days in a row; 2 of 6 kept; no freeze left',
  );
});

test('a lesson learned once counts in every cohort, and each cohort has its own streak', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter', { start: '2026-11-23' });
  await bot.tick();
  const ada = bot.member('ada');
  for (const cohort of ['Autumn', 'Winter']) await ada.runs('join', { cohort });
  await ada.presses(await ada.runs('lesson', { lesson: 'db/subqueries-and-ctes' }), 'I’ve done it');
  const words = wordsOf(await ada.runs('progress'));
  expect(words.match(/▰▱▱▱▱▱▱▱▱▱ 1 of 12/g)).toHaveLength(2);
  expect(words).toContain('1 of 1 kept');
  expect(words).toContain('0 of 0 kept');
});

test('progress tells on which planned day the cohort is, and counts lessons apart', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  const [version] = await bot.sql<{ inputs: { units: { key: string; kind: string }[] } }[]>`
    select inputs from plan_versions`;
  const units = version?.inputs.units.map((unit, n) =>
    n === 1 ? { ...unit, key: 'infrastructure/phase-1#practice-1', kind: 'practice', lessonId: null } : unit,
  );
  await bot.sql`update plan_versions set inputs = ${bot.sql.json({ ...version?.inputs, units, skipped: ['db/normal-forms'] } as never)}`;
  await bot.sql`
    update plan_days set kind = 'practice', lesson_id = null, unit_key = 'infrastructure/phase-1#practice-1'
    where study_day = '2026-11-23'`;
  await passDays(bot, '2026-11-23');
  const words = wordsOf(await ada.runs('progress'));
  expect(words).toContain('-# Autumn ▸ Mastering Backend Infrastructure ▸ day 2 of 12');
  // Of twelve lessons one became a day of practice and one is left out.
  expect(words).toContain('0 of 10');
  // A day of practice is a study day: whoever learns on it keeps it.
  expect(words).toContain('0 of 2 kept');
});

test('a picture shows study days, lessons and topics, and its words say the same', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await complete(bot, ada.id, { without: 6 });
  const card = await ada.runs('progress');
  expectWhole(card, 'progress');
  const [picture] = picturesOf(card);
  expect(picture).toMatchObject({ name: 'progress.png', width: 1100 });
  expect(picture?.alt).toContain('Progress: Mastering Backend Infrastructure, Autumn · day 1 of 12.');
  expect(picture?.alt).toContain('Study days, 20 Nov 2026 to 20 Nov 2026: 1 study day in a row; 1 kept.');
  // Done outside of the cohort, and counted all the same.
  expect(picture?.alt).toContain('Lessons: 6 of 12 done, 5 from elsewhere, counted here too.');
  expect(picture?.alt).toMatch(/Databases (\d+) of \1/);
  expect(wordsOf(card)).toContain('6 of 12, 5 of them from elsewhere');
  expect(wordsOf(card)).toMatch(/Right at the newest answer: Databases (\d+) of \1/);
});

test('who wants text only gets the words alone', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await setMemberSettings(bot.db, { guildId: bot.guildId, memberId: ada.id }, { textOnly: true }, bot.now());
  const card = await ada.runs('progress');
  expect(picturesOf(card)).toEqual([]);
  expect(wordsOf(card)).toContain('Lessons');
});

test('somebody else’s progress is theirs to show: to their cohort if they choose so, and to moderators', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  const [ada, lee, max, admin] = [bot.member('ada'), bot.member('lee'), bot.member('max'), bot.admin()];
  await ada.runs('join', { cohort: 'Autumn' });
  await lee.runs('join', { cohort: 'Autumn' });
  await max.runs('join', { cohort: 'Winter' });
  const refusal = wordsOf(await lee.runs('progress', { member: ada.id }));
  expect(refusal).toContain('theirs to show');
  // Whether somebody is in a cohort at all isn’t told, either.
  expect(wordsOf(await lee.runs('progress', { member: '899999999999999999' }))).toBe(refusal);
  expect(wordsOf(await admin.runs('progress', { member: ada.id }))).toContain(`Progress of <@${ada.id}>`);

  await setMemberSettings(
    bot.db,
    { guildId: bot.guildId, memberId: ada.id },
    { progressFor: 'cohort' },
    bot.now(),
  );
  const seen = await lee.runs('progress', { member: ada.id });
  expect(seen).toMatchObject({ private: true });
  expect(wordsOf(seen)).toContain(`Progress of <@${ada.id}>`);
  expect(picturesOf(seen)).toHaveLength(1);
  // Points would tell which alias on the board is hers, and the buttons would be Lee’s own.
  expect(wordsOf(seen)).not.toContain('point');
  expect(labelsOf(seen)).toEqual([]);
  expect(wordsOf(await max.runs('progress', { member: ada.id }))).toBe(refusal);
  expect(wordsOf(await ada.runs('progress', { member: ada.id }))).toContain('Your progress');
});

test.each(['archived', 'left', 'left the server'])(
  'what was learned is shown when the cohort is %s, with a word on how to go on',
  async how => {
    const bot = await startTestBot(friday);
    const cohortId = await bot.startCohort('Autumn');
    await bot.tick();
    const ada = bot.member('ada');
    await ada.runs('join');
    await answerShown(bot, ada, await ada.runs('quiz'), 'right');
    await ada.presses(await ada.runs('today'), 'I’ve done it');
    const [before] = /\d+ points[^\n]+/.exec(wordsOf(await ada.runs('progress'))) ?? ['nothing'];
    expect(before).toMatch(/[1-9]\d* points · 1 lesson done · 1 of 1 answer right/);
    if (how === 'left') await ada.runs('leave');
    else if (how === 'archived') await bot.sql`update cohorts set state = 'archived' where id = ${cohortId}`;
    else await setGone(bot.db, { guildId: bot.guildId, memberId: ada.id }, bot.now());
    const card = await ada.runs('progress');
    expectWhole(card, how);
    const words = wordsOf(card);
    expect(words).toContain(before);
    expect(words).toContain('Right at the newest answer: ');
    expect(words).toContain(
      '-# Learned so far ▸ Mastering Backend Infrastructure\nLessons ▰▱▱▱▱▱▱▱▱▱ 1 of 12',
    );
    expect(words).toContain('No cohort of yours goes on at the moment.');
    expect(words.includes('`/join`')).toBe(how !== 'archived');
    expect(words).toContain('`/solo start`');
    expect(picturesOf(card)[0]?.alt).toContain('Lessons: 1 of 12 done.');
    expect(picturesOf(card)[0]?.alt).not.toContain('Study days');
    for (const label of labelsOf(card))
      expect(wordsOf(await ada.presses(card, label))).not.toContain('older message');
    expect(labelsOf(card)).toEqual(how === 'archived' ? ['Review'] : ['Cohorts here', 'Review']);
    // What somebody who studies nothing here has learned is shown to nobody else.
    expect(wordsOf(await bot.admin().runs('progress', { member: ada.id }))).toContain('study nothing here');
  },
);

test('who was never in a cohort sees what they have done, by pathway, and goes on seeing it in a cohort of another', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: twoPathways(curriculum) });
  await bot.startCohort('Autumn', { pathway: 'way' });
  const ada = bot.member('ada');
  const done = await ada.presses(
    await ada.runs('lesson', { lesson: 'db/subqueries-and-ctes' }),
    'I’ve done it',
  );
  const alone = await ada.presses(done, 'My progress');
  expect(wordsOf(alone)).toContain('1 lesson done · no quiz answered yet');
  expect(wordsOf(alone)).toContain('Learned so far ▸ Mastering Backend Infrastructure\n');
  expect(wordsOf(alone)).not.toContain('The whole way');
  await ada.runs('join');
  const joined = wordsOf(await ada.runs('progress'));
  expect(joined).toContain('Autumn ▸ The whole way');
  expect(joined).toContain('Learned so far ▸ Mastering Backend Infrastructure\nLessons ▰▱▱▱▱▱▱▱▱▱ 1 of 12');
  expect(joined).not.toContain('No cohort');
  // A lesson of the cohort's own pathway is no other pathway's.
  await bot.sql`update lesson_progress set lesson_id = 'db/acid'`;
  expect(wordsOf(await ada.runs('progress'))).not.toContain('Learned so far');
});

test('answers alone, and lessons that no pathway has any more, are told in words', async () => {
  const bot = await startTestBot(friday);
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await answerShown(bot, ada, await ada.runs('quiz'), 'right');
  const answered = await ada.runs('progress');
  expect(wordsOf(answered)).toContain('0 lessons done · 1 of 1 answer right');
  expect(picturesOf(answered)).toEqual([]);
  await learn(bot, lee, ['db/gone']);
  expect(wordsOf(await lee.runs('progress'))).toContain('1 lesson done');
  await setMemberSettings(bot.db, { guildId: bot.guildId, memberId: lee.id }, { textOnly: true }, bot.now());
  await learn(bot, lee, ['db/acid']);
  const words = await lee.runs('progress');
  expect(picturesOf(words)).toEqual([]);
  expect(wordsOf(words)).toContain('1 of 12');
});
