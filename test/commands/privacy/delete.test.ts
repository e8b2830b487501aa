import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Journal } from '../../../src/store/journal.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../../support/bot.ts';
import { hits } from '../../support/every-table.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';

const elsewhere = '700000000000000002';
const yes = 'Yes, delete all of it';

/** Two members of a cohort who have learned something, both also known in another server. */
async function learned() {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  await bot.tick();
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  for (const one of [ada, lee]) {
    await one.runs('join');
    await one.presses(await one.runs('today'), 'I’ve done it');
    const quiz = await one.runs('quiz');
    await one.presses(quiz, labelsOf(quiz)[0] ?? '');
  }
  for (const name of ['ada', 'lee']) await choosesSomething(bot.member(name, { guildId: elsewhere }));
  return { bot, ada, lee };
}

const choosesSomething = async (member: TestMember) =>
  member.chooses(await member.runs('settings'), 'Pictures: text only');

const rowsOf = async (bot: TestBot, member: TestMember, guild?: string) =>
  (await hits(bot.sql, member.id, guild)).length;

test('promise 7: two clicks delete everything in this server, and nothing of anybody else moves', async () => {
  const { bot, ada, lee } = await learned();
  const ofLee = async () => [
    wordsOf(await lee.runs('progress')),
    await bot.sql`select * from scores where member_id = ${lee.id}`,
  ];
  const before = await ofLee();
  const adaThere = await rowsOf(bot, ada, elsewhere);

  const choice = await ada.runs('privacy delete');
  expect(labelsOf(choice)).toEqual(['In this server', 'Everywhere', 'Keep everything']);
  const question = await ada.presses(choice, 'In this server');
  const words = wordsOf(question);
  expect(words).toMatch(/- 1 lesson that you have done\n/);
  expect(words).toMatch(
    /can’t be brought back.*A deleted member.*nobody’s points change.*Messages in channels.*Backups/s,
  );
  expect(await rowsOf(bot, ada, bot.guildId)).toBeGreaterThan(5);

  const done = await ada.presses(question, yes);
  expect(done).toMatchObject({ replaces: true, private: true });
  expect(wordsOf(done)).toBe('Done. I keep nothing about you in this server any more.');
  expect(await hits(bot.sql, ada.id, bot.guildId)).toEqual([]);
  expect(await rowsOf(bot, ada, elsewhere)).toBe(adaThere);
  expect(await ofLee()).toEqual(before);
  expect(wordsOf(await ada.runs('privacy show'))).toContain('Nothing.');
  expect(wordsOf(await ada.presses(question, yes))).toMatch(/used already or have expired/);
});

test('what goes and what stays don’t contradict each other: thanks to a member go, that they thanked somebody stays', async () => {
  const { bot, ada, lee } = await learned();
  await bot.sql`insert into thanks (guild_id, id, cohort_id, member_id, actor_id, week, at) values
    (${bot.guildId}, 'a', 'c', ${lee.id}, ${ada.id}, '2026-11-16', now()),
    (${bot.guildId}, 'b', 'd', ${lee.id}, ${ada.id}, '2026-11-16', now()),
    (${bot.guildId}, 'c', 'c', ${ada.id}, ${lee.id}, '2026-11-16', now())`;
  const words = wordsOf(await ada.presses(await ada.runs('privacy delete'), 'In this server'));
  const [goes = '', stays = ''] = words.split('This stays:');
  expect(goes).toContain('- 1 word of thanks to you\n');
  expect(goes).not.toContain('from you');
  expect(stays).toMatch(/that you thanked somebody, but not the words/);
  expect(stays).toMatch(/a week’s board or a week’s digest/);
});

test('whoever only moderated is told what their name is taken out of, and nothing of cohorts, points or a streak', async () => {
  const { bot, ada } = await learned();
  const admin = bot.admin();
  await bot.sql`delete from drafts`;
  const question = await admin.presses(await admin.runs('privacy delete'), 'In this server');
  const [goes = '', stays = ''] = wordsOf(question).split('This stays:');
  expect(goes).toMatch(/Your name is taken out of this.*\n- 1 change/s);
  expect(goes).not.toMatch(/no cohort|points|streak|This goes/);
  expect(stays).toContain('“A deleted member” stands there instead of you.');
  // Whoever studied is told of both.
  expect(wordsOf(await ada.presses(await ada.runs('privacy delete'), 'In this server'))).toMatch(
    /This goes.*\n- 1 .*You are in no cohort any more/s,
  );
});

test('promise 7: everywhere means every server, also from a private message', async () => {
  const { bot, lee } = await learned();
  const ada = bot.member('ada', { place: 'dm' });
  const leeBefore = await hits(bot.sql, lee.id);
  const choice = await ada.runs('privacy delete');
  expect(labelsOf(choice)).toEqual(['Everywhere', 'Keep everything']);
  const done = await ada.presses(await ada.presses(choice, 'Everywhere'), yes);
  expect(wordsOf(done)).toBe('Done. I keep nothing about you any more, in no server.');
  expect(await hits(bot.sql, ada.id)).toEqual([]);
  expect(await hits(bot.sql, lee.id)).toEqual(leeBefore);
  expect(wordsOf(await ada.runs('privacy delete'))).toMatch(/keep nothing about you/);
});

test('whoever comes back begins anew, and keeps what is new', async () => {
  const { bot, ada } = await learned();
  await ada.presses(await ada.presses(await ada.runs('privacy delete'), 'Everywhere'), yes);
  expect(wordsOf(await ada.runs('today'))).toMatch(/not in a cohort here yet/);
  await ada.runs('join');
  expect(await rowsOf(bot, ada)).toBeGreaterThan(0);
});

test('no, a changed mind, somebody else’s press and an old button delete nothing', async () => {
  const { bot, ada, lee } = await learned();
  const question = await ada.presses(await ada.runs('privacy delete'), 'In this server');
  const before = await everyRow(bot);
  expect(wordsOf(await lee.presses(question, yes))).toMatch(/Nothing more was deleted/);
  expect(wordsOf(await lee.forges('privacy/delete:yes:'))).toMatch(/Nothing more was deleted/);
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(await ada.presses(question, 'No, keep it'))).toMatch(/everything is kept/);
  expect(wordsOf(await ada.presses(question, yes))).toMatch(/Nothing more was deleted/);

  const late = await ada.presses(await ada.runs('privacy delete'), 'Everywhere');
  bot.moveTo('2026-11-20T13:00:00Z');
  expect(wordsOf(await ada.presses(late, yes))).toMatch(/have expired/);
  expect(await rowsOf(bot, ada)).toBeGreaterThan(5);
});

test('twice at once is once: the journal holds one line, and no line says who it was', async () => {
  const { bot, ada } = await learned();
  const question = await ada.presses(await ada.runs('privacy delete'), 'Everywhere');
  const said = await Promise.all([1, 2, 3].map(async () => wordsOf(await ada.presses(question, yes))));
  expect(said.filter(words => words.startsWith('Done.'))).toHaveLength(1);
  const journal = await readFile(join(bot.dataDir, 'deletions.jsonl'), 'utf8');
  expect(journal.trim().split('\n')).toHaveLength(1);
  expect(journal).not.toMatch(new RegExp(`${ada.id}|${bot.guildId}`));
  expect(bot.logLines.join('')).not.toContain(ada.id);
});

test('what can’t be written into the journal isn’t deleted, and the member is told so', async () => {
  const full: Journal = {
    isThere: async () => true,
    add: () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' })),
    list: async () => ({ lines: [], unreadable: 0 }),
    reader: async () => ({ canRead: () => true, whoOf: () => '' }),
  };
  const bot = await startTestBot('2026-11-20T12:00:00Z', { journal: full });
  const ada = bot.member('ada');
  await choosesSomething(ada);
  const said = await ada.presses(await ada.presses(await ada.runs('privacy delete'), 'Everywhere'), yes);
  expect(wordsOf(said)).toMatch(/so I deleted nothing.*a fault of ours/);
  expect(await rowsOf(bot, ada)).toBe(1);
  expect(bot.logLines.join('')).toContain('ENOSPC');
});

test('a deletion that has to wait is promised within three seconds, and kept', async () => {
  const { bot, ada } = await learned();
  const question = await ada.presses(await ada.runs('privacy delete'), 'Everywhere');
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  const holding = bot.sql.begin(async tx => {
    await tx`select 1 from memberships where member_id = ${ada.id} for update`;
    await held;
  });
  const begun = performance.now();
  const said = await ada.presses(question, yes);
  expect(performance.now() - begun).toBeLessThan(2_400);
  expect(wordsOf(said)).toMatch(/written down that you want to be forgotten.*done even if I am started anew/);
  expect(await rowsOf(bot, ada)).toBeGreaterThan(5);
  release();
  await holding;
  await expect.poll(() => rowsOf(bot, ada), { timeout: 10_000 }).toBe(0);
});

test('ten thousand answers are gone before the answer to the press', async () => {
  const { bot, ada } = await learned();
  for (const guild of [bot.guildId, elsewhere]) {
    await bot.sql`
      insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
      select ${guild}, 'quiz-' || n / 10, ${ada.id}, 'db/acid#q' || n, 1, '{a}', '{a}', true, 100, '2026-11-20T12:00:00Z'
      from generate_series(1, 10000) n`;
    await bot.sql`
      insert into points (guild_id, member_id, reason, points, earned_at)
      select ${guild}, ${ada.id}, 'quiz:' || n, 1, '2026-11-20T12:00:00Z' from generate_series(1, 10000) n`;
  }
  const question = await ada.presses(await ada.runs('privacy delete'), 'Everywhere');
  expect(wordsOf(question)).toMatch(/20,00\d answers to questions/);
  const begun = performance.now();
  expect(wordsOf(await ada.presses(question, yes))).toMatch(/^Done/);
  expect(performance.now() - begun).toBeLessThan(2_400);
  expect(await hits(bot.sql, ada.id)).toEqual([]);
});
