import { expect, test } from 'vitest';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import { setGone } from '../../src/store/departures.ts';
import { squadStage } from '../commands/squad/stage.ts';
import { answerRest, answerShown, questionOn } from '../support/answering.ts';
import { startTestBot, type TestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';
const note = 'It is the second one.';

/** Somebody who had practised two questions ahead, wrongly; one of them waits in the daily quiz that is open now. */
async function startWaiting() {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const all = [...bot.curriculum.lessons.values()].flatMap(({ questions }) => questions);
  const [waits, free] = all.filter(({ type }) => type === 'single');
  if (!waits || !free) throw new Error('the curriculum has no two such questions');
  const [waitsId, freeId] = [waits, free].map(one => `${one.lessonId}#${one.id}`) as [string, string];
  for (const { lessonId } of waits.lessonId === free.lessonId ? [waits] : [waits, free])
    await answerRest(bot, ada, await ada.runs('quiz', { lesson: lessonId, count: 20 }), 'wrong');
  await bot.startCohort('Autumn', {}, { dailyQuestions: 1 });
  await bot.tick();
  await ada.runs('join');
  await bot.tick();
  await bot.sql`update quizzes set question_ids = ${[waitsId]} where kind = 'daily'`;
  bot.moveTo('2026-11-20T12:10:00Z');
  return { bot, ada, waits, waitsId, freeId };
}

/** A moderator makes every option right by its key. */
async function correctAll(bot: TestBot, id: string): Promise<void> {
  const admin = bot.admin();
  const window = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
  const question = bot.curriculum.lessons
    .get(id.split('#')[0] ?? '')
    ?.questions.find(one => one.id === id.split('#')[1]);
  const options = question ? optionsOf(question).map(({ text }) => text) : [];
  const applied = await admin.presses(await admin.submits(window, { note }, { options }), 'Apply');
  expect(wordsOf(applied)).toContain('Done.');
}

test('a correction of what waits in the daily quiz is told when it has been answered there, other words at once', async () => {
  const { bot, ada, waits, waitsId, freeId } = await startWaiting();
  await correctAll(bot, waitsId);
  const daily = await ada.runs('daily');
  expect(questionOn(bot, daily).id).toBe(waits.id);
  expect(wordsOf(daily)).not.toMatch(/was corrected|It is the second one/);
  await correctAll(bot, freeId);
  const told = wordsOf(await ada.runs('today'));
  expect(told.match(/was corrected/g)).toHaveLength(1);
  expect(told).not.toContain(waits.stem.slice(0, 60));
  expect(wordsOf(await ada.runs('today'))).not.toContain('was corrected');

  await answerShown(bot, ada, daily, 'right');
  const after = wordsOf(await ada.runs('today'));
  expect(after).toContain(note);
  expect(after).toContain(waits.stem.slice(0, 60));
  expect(wordsOf(await ada.runs('today'))).not.toContain('was corrected');
});

test('it is told as well when the daily quiz has closed, or when the question is no longer asked', async () => {
  const { bot, ada, waitsId } = await startWaiting();
  await correctAll(bot, waitsId);
  expect(wordsOf(await ada.runs('today'))).not.toContain('was corrected');
  const [quiz] = await bot.sql`select closes_at from quizzes where kind = 'daily'`;
  bot.moveTo(quiz?.closes_at.toISOString());
  expect(wordsOf(await ada.runs('today'))).toContain(note);

  const other = await startWaiting();
  await correctAll(other.bot, other.waitsId);
  const admin = other.bot.admin();
  const window = await admin.presses(await admin.forges(`insights:report:${other.waitsId}`), 'Take it out');
  await admin.presses(await admin.submits(window, {}), 'Apply');
  expect(wordsOf(await other.ada.runs('today'))).toContain('was corrected');
});

test('what a report of it came to waits, too', async () => {
  const { bot, ada, waitsId } = await startWaiting();
  const [met] = await bot.sql<{ id: string; ids: string[] }[]>`
    select id, question_ids as ids from quizzes where kind = 'practice' and ${waitsId} = any (question_ids)`;
  const form = await ada.forges(`quiz:report:${met?.id}.${met?.ids.indexOf(waitsId)}`);
  await ada.submits(form, { note: '' }, { reason: ['It is out of date'] });
  const admin = bot.admin();
  const window = await admin.presses(await admin.forges(`insights:report:${waitsId}`), 'Nothing is wrong');
  expect(wordsOf(await admin.submits(window, { note }))).toContain('Settled one report');
  const daily = await ada.runs('daily');
  expect(wordsOf(daily)).not.toContain('Moderators looked at');
  await answerShown(bot, ada, daily, 'wrong');
  expect(wordsOf(await ada.runs('daily'))).toContain('Moderators looked at the question that you reported.');
});

test('the list of what was corrected leaves out what waits in the reader’s daily quiz, and leads there', async () => {
  const { bot, ada, waits, waitsId, freeId } = await startWaiting();
  await correctAll(bot, waitsId);
  // That it is there would tell whoever has met nothing else that this key was wrong.
  expect(labelsOf(await ada.runs('progress'))).not.toContain('What was corrected');
  const only = await ada.forges('quiz:corrected:');
  expect(wordsOf(only)).toContain('What was corrected in questions of your daily quiz can be read here once');
  expect(labelsOf(only)).toEqual(['Take the daily quiz']);
  await correctAll(bot, freeId);
  const list = await ada.forges('quiz:page:0.errata');
  expect(wordsOf(list).match(/They say: /g)).toHaveLength(1);
  expect(wordsOf(list)).not.toContain(waits.stem.slice(0, 60));
  expect(wordsOf(list)).toContain('questions of your daily quiz can be read here once');
  // Whoever has no such quiz reads all, and so do moderators where they settle reports.
  for (const card of [
    await bot.member('lee').forges('quiz:corrected:'),
    await bot.admin().forges('insights:errata:'),
  ]) {
    expect.soft(wordsOf(card).match(/They say: /g)).toHaveLength(2);
    expect.soft(wordsOf(card)).not.toContain('your daily quiz');
  }
  await answerShown(bot, ada, await ada.presses(list, 'Take the daily quiz'), 'right');
  expect(wordsOf(await ada.forges('quiz:corrected:')).match(/They say: /g)).toHaveLength(2);
});

/** Six who were dealt into a squad, and the first of them. */
async function dealt() {
  const { bot, admin, ada, cohortId } = await squadStage(6);
  await admin.presses(await admin.runs('squad deal', { cohort: 'Autumn' }), 'Apply');
  return { bot, admin, ada, cohortId };
}
const waiting = (bot: TestBot, memberId: string) =>
  bot.sql`select kind from notes where member_id = ${memberId} and told_at is null`;

test('whoever left the server is told so, and of no squad that they are in no more', async () => {
  const { bot, ada } = await dealt();
  await setGone(bot.db, { guildId: bot.guildId, memberId: ada.id }, bot.now());
  const words = wordsOf(await ada.runs('streak'));
  expect(words).toContain('You had left this server, so you were taken out of **Autumn**.');
  expect(words).toContain('`/join` brings you back in');
  expect(words).toContain('You are in no cohort here at the moment.');
  expect(words).not.toMatch(/squad|yet/);
  expect(await waiting(bot, ada.id)).toEqual([]);
});

test('the answer to /leave tells of no squad, the one to /join of no other way in, and a cohort that is over can’t be joined', async () => {
  const { bot, ada } = await dealt();
  expect(wordsOf(await ada.runs('leave'))).toMatch(/^You have left \*\*Autumn/);
  expect(await waiting(bot, ada.id)).toEqual([]);
  for (const [line, change] of [
    ['join', 'select 1'],
    ['today', `update cohorts set state = 'archived'`],
  ] as const) {
    await ada.runs('join');
    await setGone(bot.db, { guildId: bot.guildId, memberId: ada.id }, bot.now());
    await bot.sql.unsafe(change);
    const [told = ''] = wordsOf(await ada.runs(line)).split('are kept.');
    expect(told).toContain('You had left this server');
    expect(told).not.toContain('/join');
    bot.moveTo(new Date(bot.now().getTime() + 1000).toISOString());
  }
});

test('a squad has the name by which it goes now', async () => {
  const { bot, admin, ada } = await dealt();
  const [squad] = await bot.sql<{ name: string }[]>`select name from squads`;
  await admin.runs('squad rename', { squad: squad?.name ?? '', name: 'Herons' });
  expect(wordsOf(await ada.runs('today'))).toContain('**You are in the squad Herons** of Autumn');
});

test('a word left by nobody’s command is told at the very next one, however lately others asked', async () => {
  const bot = await startTestBot(friday);
  const [ada, lee] = [bot.member('ada'), bot.member('lee')];
  await lee.runs('help');
  await ada.runs('help');
  await bot.sql`insert into notes (guild_id, member_id, id, kind, facts, created_at)
    values (${bot.guildId}, ${ada.id}, 'reminder:1', 'reminder', ${bot.sql.json({ lessonIds: [] })}, ${bot.now()})`;
  expect(wordsOf(await lee.runs('help'))).not.toContain('could not reach you');
  expect(wordsOf(await ada.runs('help'))).toContain('could not reach you');
  expect(wordsOf(await ada.runs('help'))).not.toContain('could not reach you');
});
