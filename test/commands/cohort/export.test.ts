import { expect, test } from 'vitest';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { setMembership } from '../../../src/store/memberships.ts';
import { addPoints } from '../../../src/store/points.ts';
import { aliases, keptDays } from '../../../src/store/schema.ts';
import { startTestBot } from '../../support/bot.ts';
import { answerTo, giveAnswers } from '../../support/given-answers.ts';
import { fileIn, wordsOf } from '../../support/shown.ts';
import { studiedCohort } from '../../support/studied-cohort.ts';

const friday = '2026-11-13T12:00:00Z';
const file = 'progress-2026-11-13.csv';

async function start() {
  const bot = await startTestBot(friday);
  const members = [
    { name: 'ada', done: 10 },
    { name: 'bea', done: 3 },
    { name: 'private', done: 1 },
    { name: 'reading', done: 1, mode: 'audit' as const },
  ];
  const { cohortId } = await studiedCohort(bot, { lessons: 10, members });
  const who = (name: string) => ({ guildId: bot.guildId, memberId: bot.member(name).id });
  await setMemberSettings(bot.db, who('private'), { inReports: false }, bot.now());
  return { bot, cohortId, who };
}

test('members’ progress is a table under the names that boards show, without who rests, reads along or said no', async () => {
  const { bot, cohortId, who } = await start();
  await addPoints(bot.db, { ...who('ada'), reason: 'lesson:x', cohortId, points: 50 }, bot.now());
  await addPoints(bot.db, { ...who('ada'), reason: 'lesson:y', cohortId: null, points: 7 }, bot.now());
  const kept = { ...who('ada'), cohortId, action: 'lesson', keptAt: bot.now() };
  await bot.db.insert(keptDays).values(['2026-11-02', '2026-11-03'].map(studyDay => ({ ...kept, studyDay })));
  const questions = [...bot.curriculum.lessons.values()].flatMap(lesson => lesson.questions).slice(0, 3);
  await giveAnswers(
    bot,
    questions.map((question, i) => ({
      question,
      memberId: who('ada').memberId,
      chosen: answerTo(question, i > 0),
    })),
  );
  // A later, right answer to the first question changes nothing: the first try counts.
  const [again] = questions;
  if (!again) throw new Error('no question');
  await giveAnswers(bot, [
    {
      question: again,
      memberId: who('ada').memberId,
      chosen: answerTo(again, true),
      quizId: 'later',
      at: new Date('2026-11-13T13:00Z'),
    },
  ]);
  const alias = { guildId: bot.guildId, cohortId, memberId: who('bea').memberId };
  await bot.db.insert(aliases).values([
    { ...alias, season: '2026-10', alias: 'Old Owl' },
    { ...alias, season: '2026-11', alias: 'Quiet Heron' },
    // Drawn for a week that has yet to come: no board shows it now.
    { ...alias, season: '2026-12', alias: 'New Newt' },
  ]);

  const shown = await bot.admin().runs('cohort export', { cohort: 'autumn' });
  expect(shown).toMatchObject({ private: true });
  expect(wordsOf(shown)).toContain('**Autumn**, 2 members');
  // Whom no board has shown yet gets the alias that the next board shows.
  const [drawn] = await bot.sql`select alias from aliases where member_id = ${who('ada').memberId}`;
  expect(fileIn(shown, file)).toBe(
    [
      '\uFEFFname,joined,lessons_done,lessons_posted,days_kept,points,quiz_percent_right',
      `${drawn?.alias},2026-11-02,10,10,2,50,67`,
      'Quiet Heron,2026-11-02,3,10,0,0,',
      '',
    ].join('\r\n'),
  );
  expect(await bot.sql`select cohort_id, detail from audit where action = 'cohort-exported'`).toEqual([
    { cohort_id: cohortId, detail: { members: 2, ids: false } },
  ]);
});

test('ids come only when they are asked for, as mentions, and whoever asks is told to keep them', async () => {
  const { bot, who } = await start();
  const admin = bot.admin();
  const without = fileIn(await admin.runs('cohort export', { cohort: 'Autumn', 'with-ids': 'no' }), file);
  expect(without).not.toContain(who('ada').memberId);
  const shown = await admin.runs('cohort export', { cohort: 'Autumn', 'with-ids': 'yes' });
  expect(wordsOf(shown)).toContain('It says who is who: keep it to yourself');
  expect(fileIn(shown, file)).toContain(`,<@${who('ada').memberId}>,2026-11-02,`);
  expect(fileIn(shown, file)).not.toContain(who('private').memberId);
});

test('it says when somebody came first, whatever they chose since', async () => {
  const { bot, cohortId, who } = await start();
  const change = { mode: 'live', joinedAt: bot.now() } as const;
  expect(await setMembership(bot.db, { ...who('ada'), cohortId }, change)).toBe(true);
  const shown = await bot.admin().runs('cohort export', { cohort: 'Autumn', 'with-ids': 'yes' });
  expect(fileIn(shown, file)).toContain(`,<@${who('ada').memberId}>,2026-11-02,10,`);
});

test('a name that is a formula, a table of its own or nothing at all does no harm, and a hidden one isn’t told', async () => {
  const { bot, who } = await start();
  const lineOf = async (shownName: string, shownAs: 'name' | 'hidden' = 'name') => {
    await setMemberSettings(bot.db, who('ada'), { shownAs, shownName }, bot.now());
    return fileIn(await bot.admin().runs('cohort export', { cohort: 'Autumn' }), file).split('\r\n')[1];
  };
  const rest = ',2026-11-02,10,10,0,0,';
  expect(await lineOf('=HYPERLINK("https://evil.example","x")')).toBe(
    `"'=HYPERLINK(""https://evil.example"",""x"")"${rest}`,
  );
  expect(await lineOf('\t\u202E=1+1\r\n,x')).toBe(`"'=1+1 ,x"${rest}`);
  expect(await lineOf('@SUM(A1)')).toBe(`'@SUM(A1)${rest}`);
  expect(await lineOf(' \u200B ')).toMatch(/^\w+ \w+,2026-11-02,/);
  expect(await lineOf('Ada', 'hidden')).toBe(`Member 1${rest}`);
});

test('an empty cohort has no file and no line in the audit; only moderators may ask', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  expect(wordsOf(await bot.admin().runs('cohort export', { cohort: 'Autumn' }))).toContain(
    'there is no file',
  );
  expect(wordsOf(await bot.member('ada').runs('cohort export', { cohort: 'Autumn' }))).toContain(
    'for moderators',
  );
  expect(await bot.sql`select 1 from audit where action = 'cohort-exported'`).toEqual([]);
});
