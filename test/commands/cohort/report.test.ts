import { beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../../src/cards/reply.ts';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { addPause } from '../../../src/store/pauses.ts';
import { everyRow, startTestBot, type TestBot } from '../../support/bot.ts';
import { warmPictures } from '../../support/pictures.ts';
import { labelsOf, payloadOf, picturesOf, wordsOf } from '../../support/shown.ts';
import { type Studying, studiedCohort } from '../../support/studied-cohort.ts';
import { allPages, expectWhole } from '../../support/whole.ts';

beforeAll(warmPictures);

/** The day of the tenth lesson. */
const friday = '2026-11-13T12:00:00Z';
const mention = (bot: TestBot, name: string) => `<@${bot.member(name).id}>`;
const lines = (reply: Reply) => wordsOf(reply).split('\n');
const after = (reply: Reply, start: string) => {
  const all = lines(reply);
  return all[all.findIndex(line => line.startsWith(start)) + 1];
};

const six: readonly Studying[] = [
  { name: 'ada', done: 10 },
  { name: 'bea', done: 8 },
  { name: 'cy', done: 6 },
  { name: 'dan', done: 4 },
  { name: 'eve', done: 4 },
  { name: 'fay', done: 0 },
];

test('a moderator sees who is on track, catching up and may need a word, as a picture and in words, and of nobody how much is open', async () => {
  const bot = await startTestBot(friday);
  const { lessonIds } = await studiedCohort(bot, { lessons: 10, members: six });
  const shown = await bot.admin().runs('cohort report', { cohort: 'autumn' });
  expect(shown).toMatchObject({ private: true });
  expectWhole(shown, 'report');
  expect(payloadOf(shown)).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(after(shown, '**On track: 2**')).toBe(`${mention(bot, 'ada')}, ${mention(bot, 'bea')}`);
  expect(after(shown, '**Catching up: 1**')).toBe(mention(bot, 'cy'));
  expect(after(shown, '**May need a word: 3**')).toBe(
    ['dan', 'eve', 'fay'].map(name => mention(bot, name)).join(', '),
  );
  const titles = lessonIds.map(id => bot.curriculum.lessons.get(id)?.title);
  expect(wordsOf(shown)).toContain(`- ${titles[0]}: 5 of 6\n`);
  expect(wordsOf(shown)).toContain(`- ${titles[4]}: 3 of 6 (people stop here)\n`);
  expect(wordsOf(shown)).toContain(
    `- ${titles[4]}: 2 of the 5 who did the lesson before didn’t do this one.`,
  );
  const [picture] = picturesOf(shown);
  expect(picture).toMatchObject({ name: 'cohort-report.png', width: 1100 });
  expect(picture?.alt).toContain('on track 2, catching up 1, may need a word 3');
  expect(labelsOf(shown)).toEqual(['Who may need a word', 'Who is catching up', 'Who is on track']);
});

test('who rests, only reads along, has left or chose not to be in reports appears nowhere, and no number counts them', async () => {
  const bot = await startTestBot(friday);
  const gone: readonly Studying[] = [
    { name: 'resting', done: 0 },
    { name: 'reading', done: 0, mode: 'audit' },
    { name: 'left', done: 0 },
    { name: 'private', done: 0 },
  ];
  const { cohortId } = await studiedCohort(bot, { lessons: 10, members: [...six, ...gone] });
  const who = (name: string) => ({ guildId: bot.guildId, memberId: bot.member(name).id });
  await addPause(bot.db, who('resting'), { from: new Date('2026-11-12T00:00Z'), until: null });
  await setMemberSettings(bot.db, who('private'), { inReports: false }, bot.now());
  await bot.sql`update memberships set left_at = ${bot.now()} where member_id = ${bot.member('left').id}`;
  const admin = bot.admin();
  const shown = await admin.runs('cohort report', { cohort: 'Autumn' });
  const pages = [
    shown,
    await admin.presses(shown, 'Who may need a word'),
    await admin.presses(shown, 'Who is catching up'),
    await admin.presses(shown, 'Who is on track'),
  ];
  const said = JSON.stringify(pages.map(page => [page, payloadOf(page)]));
  for (const { name } of gone) {
    expect.soft(said, name).not.toContain(bot.member(name).id);
    const nudge = await admin.forges(`cohort/report:nudge:${cohortId}`, [bot.member(name).id]);
    expect.soft(wordsOf(nudge), name).toContain('no longer among those who may need a word');
  }
  expect(picturesOf(shown)[0]?.alt).toContain('6 members');
  expect(wordsOf(shown)).toContain('isn’t counted here');
  expect(wordsOf(shown)).not.toMatch(/of (7|8|9|10)\b/);
});

test('whoever wants no pictures gets the words alone', async () => {
  const bot = await startTestBot(friday);
  await studiedCohort(bot, { lessons: 10, members: six });
  const admin = bot.admin();
  await setMemberSettings(
    bot.db,
    { guildId: bot.guildId, memberId: admin.id },
    { textOnly: true },
    bot.now(),
  );
  const shown = await admin.runs('cohort report', { cohort: 'Autumn' });
  expect(picturesOf(shown)).toEqual([]);
  expect(wordsOf(shown)).toContain('**May need a word: 3**');
});

test('nobody yet, and no lesson yet, are said in words', async () => {
  const bot = await startTestBot(friday);
  await studiedCohort(bot, { lessons: 0, members: [] });
  const admin = bot.admin();
  expect(wordsOf(await admin.runs('cohort report', { cohort: 'Autumn' }))).toContain('nobody to tell of yet');
  await bot.member('ada').runs('join');
  const shown = await admin.runs('cohort report', { cohort: 'Autumn' });
  expectWhole(shown, 'no lesson yet');
  expect(wordsOf(shown)).toContain('No lesson has come yet, so everybody is on track.');
  expect(picturesOf(shown)).toEqual([]);
});

test('a thousand members have pages; the names in the report itself are few', async () => {
  const bot = await startTestBot(friday);
  const members = Array.from({ length: 1000 }, (_, i) => ({ name: `m${i}`, done: i % 20 === 0 ? 10 : 0 }));
  await studiedCohort(bot, { lessons: 10, members });
  const admin = bot.admin();
  const shown = await admin.runs('cohort report', { cohort: 'Autumn' });
  expectWhole(shown, 'report');
  expect(after(shown, '**May need a word: 950**')).toMatch(/^(<@\d+>(, )?){10} and 940 more$/);
  const pages = await allPages(admin, await admin.presses(shown, 'Who is on track'), 'on track');
  expect(pages).toHaveLength(3);
  expect(lines(pages[2] as Reply)).toContain(`50\\. ${mention(bot, 'm980')}`);
  const quiet = await admin.presses(await admin.presses(shown, 'Who may need a word'), 'Next');
  expect(wordsOf(quiet)).toContain('Draft a message to number 21');
  expect(wordsOf(await admin.presses(quiet, 'The whole report'))).toContain('**May need a word: 950**');
});

test('a message is drafted for the moderator to send: by what happened, without numbers, and nothing is sent', async () => {
  const bot = await startTestBot('2026-12-11T12:00:00Z');
  const name = 'Autumn ``` @everyone https://evil.example';
  const members: readonly Studying[] = [
    { name: 'active', done: 8, at: '2026-12-08T08:00Z' },
    { name: 'away', done: 8, at: '2026-11-20T08:00Z' },
    { name: 'silent', done: 8, at: '2026-11-05T08:00Z' },
    { name: 'new', done: 0, joinedAt: '2026-12-01T08:00Z' },
  ];
  const { cohortId } = await studiedCohort(bot, { lessons: 30, members }, name);
  const admin = bot.admin();
  const before = await everyRow(bot);
  const quiet = await admin.presses(
    await admin.runs('cohort report', { cohort: cohortId }),
    'Who may need a word',
  );
  const drafts = [];
  for (const [place, { name: who }] of members.entries()) {
    const card = await admin.chooses(quiet, `Draft a message to number ${place + 1}`);
    expectWhole(card, who);
    expect(card).toMatchObject({ private: true, replaces: true });
    expect(wordsOf(card)).toContain(`For ${mention(bot, who)}. I send nothing. Copy it`);
    const block = wordsOf(card).split('\n```\n')[1] ?? '';
    expect(block).not.toMatch(/\d|```|@everyone|https:\/\//);
    expect(block).toContain('Autumn ’’’');
    drafts.push(block);
    expect(wordsOf(await admin.presses(card, 'Back to who may need a word'))).toBe(wordsOf(quiet));
  }
  // Whoever was here three days ago isn't told that they were missed.
  expect(drafts[0]).toContain('good to see you going on');
  expect(drafts[0]).toContain('/catchup');
  expect(drafts[1]).toContain('I haven’t seen you');
  expect(drafts[2]).toContain('It has been quiet around you');
  expect(drafts[3]).toContain('Good to have you');
  expect(await everyRow(bot)).toBe(before);
});

test('only moderators of this server see it; what nobody made is answered politely', async () => {
  const bot = await startTestBot(friday);
  const { cohortId } = await studiedCohort(bot, { lessons: 10, members: six });
  const shown = await bot.admin().runs('cohort report', { cohort: 'Autumn' });
  expect(wordsOf(await bot.member('ada').runs('cohort report', { cohort: 'Autumn' }))).toContain(
    'for moderators',
  );
  expect(wordsOf(await bot.member('ada').presses(shown, 'Who may need a word'))).toContain('for moderators');
  const elsewhere = bot.member('zoe', { admin: true, guildId: '700000000000000002' });
  for (const id of [
    `open:${cohortId}`,
    `group:${cohortId}.quiet`,
    `page:0.${cohortId}.quiet`,
    `nudge:${cohortId}`,
  ])
    expect
      .soft(wordsOf(await elsewhere.forges(`cohort/report:${id}`, ['1'])), id)
      .toContain('no longer here');
  for (const id of [
    `group:${cohortId}`,
    `group:${cohortId}.constructor`,
    'page:',
    'open:',
    'nudge:',
    'group:',
  ])
    expect
      .soft(wordsOf(await bot.admin().forges(`cohort/report:${id}`, ['x'])), id)
      .not.toContain('on our side');
  await bot.sql`delete from cohorts`;
  expect(wordsOf(await bot.admin().presses(shown, 'Who may need a word'))).toContain('no longer here');
});

test('a cohort that is archived can still be looked back at; its name means a newer one that runs', async () => {
  const bot = await startTestBot(friday);
  const { cohortId } = await studiedCohort(bot, { lessons: 10, members: six });
  const admin = bot.admin();
  await bot.sql`update cohorts set state = 'archived'`;
  expect(await admin.types('cohort report', 'cohort', 'aut')).toMatchObject([{ value: cohortId }]);
  const shown = await admin.runs('cohort report', { cohort: 'Autumn' });
  expect(wordsOf(shown)).toContain('**May need a word: 3**');
  expect(wordsOf(await admin.presses(shown, 'Who may need a word'))).toMatch(
    /3 members\nMore is open than .* for two weeks\.\n/,
  );
  const csv = await admin.runs('cohort export', { cohort: cohortId });
  expect(wordsOf(csv)).toContain('6 members');
  await bot.startCohort('Autumn');
  expect(wordsOf(await admin.runs('cohort report', { cohort: 'Autumn' }))).toContain('nobody to tell of yet');
});
