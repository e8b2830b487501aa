import { expect, test } from 'vitest';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { setMembership } from '../../../src/store/memberships.ts';
import { addPoints } from '../../../src/store/points.ts';
import { aliases, keptDays } from '../../../src/store/schema.ts';
import { startTestBot, type TestBot } from '../../support/bot.ts';
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
  const { cohortId, lessonIds } = await studiedCohort(bot, { lessons: 10, members, isPlanned: true });
  const who = (name: string) => ({ guildId: bot.guildId, memberId: bot.member(name).id });
  await setMemberSettings(bot.db, who('private'), { inReports: false }, bot.now());
  return { bot, cohortId, lessonIds, who };
}

/** A lesson of the plan that wasn't posted yet. */
async function aheadIn(bot: TestBot, posted: readonly string[]): Promise<string> {
  const rows = await bot.sql<
    { id: string }[]
  >`select lesson_id as id from plan_days where lesson_id is not null`;
  return rows.find(({ id }) => !posted.includes(id))?.id ?? '';
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
  // Each answer counts, as in /progress: 3 of 4.
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
      '\uFEFFname,joined,lessons_done,lessons_planned,lessons_posted,days_kept,days_counted,points,quiz_percent_right',
      `${drawn?.alias},2026-11-02,10,12,10,2,10,50,75`,
      'Quiet Heron,2026-11-02,3,12,10,0,10,0,',
      '',
    ].join('\r\n'),
  );
  expect(await bot.sql`select cohort_id, detail from audit where action = 'cohort-exported'`).toEqual([
    { cohort_id: cohortId, detail: { members: 2, ids: false } },
  ]);
});

test('each row says what its member sees in /progress and on the board, repaired days, corrected answers and lessons ahead, too', async () => {
  const { bot, cohortId, lessonIds } = await start();
  const [admin, ada, bea] = [bot.admin(), bot.member('ada'), bot.member('bea')];
  const key = (memberId: string) => ({ guildId: bot.guildId, cohortId, memberId });
  // Ada kept the first day, made the second good by its lesson and its quiz within its two days, and a moderator the third.
  const kept = { ...key(ada.id), action: 'lesson', keptAt: new Date('2026-11-02T10:00Z') };
  await bot.db.insert(keptDays).values({ ...kept, studyDay: '2026-11-02' });
  const second = bot.curriculum.lessons.get(lessonIds[1] ?? '')?.questions.slice(0, 3) ?? [];
  const at = new Date('2026-11-04T20:00Z');
  await bot.sql`update lesson_progress set done_at = ${at} where lesson_id = ${lessonIds[1] ?? ''}`;
  const answer = (memberId: string, right: boolean, when = at) =>
    giveAnswers(
      bot,
      second.map(question => ({
        question,
        memberId,
        chosen: answerTo(question, right),
        quizId: `${right}`,
        at: when,
      })),
    );
  await answer(ada.id, true);
  await bot.sql`insert into streak_repairs (guild_id, cohort_id, member_id, study_day, actor_id, reason, at)
    values (${bot.guildId}, ${cohortId}, ${ada.id}, '2026-11-04', 'mod', 'ill', ${at})`;
  // A key that was corrected since makes Bea's wrong answer right.
  await answer(bea.id, false, bot.now());
  await answer(bea.id, true, new Date('2026-11-13T11:00Z'));
  const id = `${lessonIds[1]}#${second[0]?.id}`;
  const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'All answers right');
  await admin.presses(await admin.submits(form, { note: '' }), 'Apply');
  // Bea lives elsewhere, rested once, and has done a lesson that is yet to come.
  await bot.sql`insert into member_zones (guild_id, member_id, zone, from_at) values (${bot.guildId}, ${bea.id}, 'Pacific/Auckland', ${at})`;
  await bot.sql`insert into member_pauses (guild_id, member_id, from_at, until_at) values (${bot.guildId}, ${bea.id}, '2026-11-05', '2026-11-06')`;
  const ahead = await aheadIn(bot, lessonIds);
  await bea.forges(`lesson:done:${ahead}`);
  for (const one of [ada, bea])
    await setMemberSettings(bot.db, key(one.id), { shownAs: 'name', shownName: one.id.slice(-4) }, bot.now());

  const csv = fileIn(await admin.runs('cohort export', { cohort: 'Autumn' }), file);
  for (const [member, repaired] of [
    [ada, 2],
    [bea, 0],
  ] as const) {
    const seen = wordsOf(await member.runs('progress'));
    const [, done, planned] = /Lessons .*?(\d+)(?:\/| of )(\d+)/.exec(seen) ?? [];
    const [, days, counted] = /(\d+) of (\d+) kept/.exec(seen) ?? [];
    const [, right, given] = /(\d+) of (\d+) answers? right/.exec(seen) ?? [];
    const board = wordsOf(await member.runs('leaderboard', { which: 'all' }));
    const [, points = '0'] = /\(you\): (\d+) points?/.exec(board) ?? [];
    const percent = Math.round((100 * Number(right)) / Number(given));
    const row = [member.id.slice(-4), '2026-11-02', done, planned, 10, days, counted, points, percent].join(
      ',',
    );
    expect(csv).toContain(`\r\n${row}\r\n`);
    expect(Number(days)).toBeGreaterThanOrEqual(repaired + 1);
    expect(seen).toContain(member === ada ? '3 answers right' : '4 of 6 answers right');
  }
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
  const rest = ',2026-11-02,10,12,10,0,10,0,';
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
