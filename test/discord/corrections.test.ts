import { expect, test } from 'vitest';
import { optionsOf } from '../../src/cards/quiz-card.ts';
import { answerShown, questionOn } from '../support/answering.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';
const lessonId = 'db/acid';

/** A bot that asks one question of this type, and three people who have answered it: one rightly, two wrongly. */
async function answered(
  type: string,
): Promise<{ bot: TestBot; ada: TestMember; lee: TestMember; mia: TestMember; id: string }> {
  const { curriculum } = await startTestBot(friday);
  const question = [...curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .find(one => one.type === type && (one.type !== 'fill' || one.normalise === 'loose'));
  const lesson = curriculum.lessons.get(lessonId);
  if (!question || !lesson) throw new Error(`no question of the type ${type}`);
  const lessons = new Map(curriculum.lessons).set(lessonId, {
    ...lesson,
    questions: [{ ...question, lessonId }],
  });
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  await postLesson(bot, await bot.startCohort('Autumn'), lessonId);
  await bot.tick();
  const [ada, lee, mia] = ['ada', 'lee', 'mia'].map(name => bot.member(name)) as [
    TestMember,
    TestMember,
    TestMember,
  ];
  for (const [member, how] of [
    [ada, 'right'],
    [lee, 'wrong'],
    [mia, 'wrong'],
  ] as const) {
    await member.runs('join');
    await answerShown(bot, member, await member.runs('quiz', { lesson: lessonId }), how);
  }
  return { bot, ada, lee, mia, id: `${lessonId}#${question.id}` };
}

async function report(member: TestMember, reason: string, note: string) {
  const again = await member.runs('quiz', { lesson: lessonId });
  const card = labelsOf(again).includes('Report this question')
    ? again
    : await member.presses(again, /^[A-E]$|^True$|^Lock it in$/).catch(() => again);
  const form = await member.presses(card, 'Report this question');
  return member.submits(form, { note }, { reason: [reason] });
}

test('a question is reported once by each, waits for moderators, and settles with a word', async () => {
  const { bot, lee, mia, ada } = await answered('single');
  expect(wordsOf(await report(lee, 'My answer was right, too', 'see @everyone **the docs**'))).toContain(
    'The moderators see this in `/insights`.',
  );
  expect(wordsOf(await report(lee, 'The key is wrong', ''))).toContain(
    'You have reported this question already.',
  );
  await report(mia, 'It is out of date', '');
  expect(wordsOf(await ada.runs('insights'))).toContain('That is for moderators');
  const admin = bot.admin();
  const queue = await admin.presses(await admin.runs('insights'), 'Reported questions');
  expect(wordsOf(queue)).toContain('2 reports');
  const open = await admin.forges('insights:report:', [
    (await bot.sql`select question_id from reports limit 1`)[0]?.question_id,
  ]);
  expect(wordsOf(open)).toContain('My answer was right, too');
  expect(wordsOf(open)).not.toContain('@everyone');
  expect(wordsOf(open)).toContain(
    'If every answer counted as right: 3 members answered it here; for 2 of them something would change. +20 points in all.',
  );
  expect(wordsOf(await admin.presses(open, 'Nothing is wrong'))).toContain(
    'Settled 2 reports; the question stays as it is.',
  );
  expect(wordsOf(await admin.presses(await admin.runs('insights'), 'Reported questions'))).toContain(
    'No question is reported.',
  );
});

test('a corrected key counts everybody anew, tells them once, and is asked so from then on; a second press changes nothing', async () => {
  const { bot, ada, lee, id } = await answered('single');
  const admin = bot.admin();
  const open = await admin.forges(`insights:report:${id}`);
  const question = optionsOf(questionOn(bot, open));
  const [chosen] = await bot.sql`select chosen from answers where member_id = ${lee.id}`;
  const given = question.find(option => option.id === chosen?.chosen[0]);
  const form = await admin.presses(open, 'Correct the key');
  const preview = await admin.submits(
    form,
    { note: 'The documentation says so.' },
    { options: [given?.text ?? ''] },
  );
  expect(wordsOf(preview)).toContain(`The key becomes: ${given?.text}`);
  const board = () => bot.sql`select member_id, points from scores order by 1`;
  const before = await board();
  const applied = await admin.presses(preview, 'Apply');
  expect(wordsOf(applied)).toContain('Everybody for whom something changes is told at their next command.');
  const after = await board();
  expect(after.find(row => row.member_id === lee.id)?.points).toBe(
    (before.find(row => row.member_id === lee.id)?.points ?? 0) + 10,
  );
  expect(after.find(row => row.member_id === ada.id)?.points).toBe(
    (before.find(row => row.member_id === ada.id)?.points ?? 0) - 10,
  );
  const rows = await everyRow(bot);
  expect(wordsOf(await admin.presses(preview, 'Apply'))).toContain('nothing was changed');
  expect(await everyRow(bot)).toBe(rows);
  // An answer that never reached them told them nothing.
  const lost = await bot.dispatch.command(lee.actor, 'today', {});
  expect(wordsOf(lost)).toContain('was corrected');
  expect(wordsOf(await lee.runs('today'))).toMatch(
    /A question that you answered was corrected[\s\S]*Your answer counts as right now\. \+10 points\./,
  );
  expect(wordsOf(await lee.runs('today'))).not.toContain('was corrected');
  expect(wordsOf(await ada.runs('progress'))).toContain('10 points less.');
  const mia = bot.member('mia');
  const asked = await mia.runs('quiz', { lesson: lessonId });
  const answer = await mia.forges(
    `quiz:answer:${(await bot.sql`select id from quizzes where member_id = ${mia.id} order by opened_at desc, id limit 1`)[0]?.id}.0.${given?.id}`,
  );
  expect(wordsOf(asked).length + wordsOf(answer).length).toBeGreaterThan(0);
  const errata = await admin.presses(await admin.runs('insights'), 'What was corrected');
  expect(wordsOf(errata)).toContain('The documentation says so.');
});

test.each(['single', 'multi', 'truefalse', 'order', 'fill', 'output'])(
  'every answer to a %s question can be made right, and the question taken out',
  async type => {
    const { bot, id } = await answered(type);
    const admin = bot.admin();
    const preview = await admin.presses(await admin.forges(`insights:report:${id}`), 'All answers right');
    await admin.presses(preview, 'Apply');
    const sums = await bot.sql`select points from scores where points > 0`;
    expect(sums).toHaveLength(3);
    expect(new Set(sums.map(row => row.points)).size).toBe(1);
    const taken = await admin.presses(await admin.forges(`insights:report:${id}`), 'Take it out');
    expect(wordsOf(taken)).toContain('From now on it is not asked here any more. What it has paid stays.');
    await admin.presses(taken, 'Apply');
    expect(wordsOf(await bot.member('noa').runs('quiz', { lesson: lessonId }))).toBe(
      'There are no questions here yet.',
    );
    expect(await bot.sql`select points from scores where points > 0`).toEqual(sums);
  },
);

test('of a typed answer one more spelling can be accepted, and those before it stay accepted', async () => {
  const { bot, id } = await answered('fill');
  const admin = bot.admin();
  for (const typed of ['surely something else', 'a third way']) {
    const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
    const preview = await admin.submits(form, { typed });
    expect(wordsOf(preview)).toContain(`The key becomes: ${typed}`);
    await admin.presses(preview, 'Apply');
  }
  expect(await bot.sql`select points from scores where points > 0`).toHaveLength(3);
  const form = await admin.presses(await admin.forges(`insights:report:${id}`), 'Correct the key');
  expect(wordsOf(await admin.submits(form, { typed: 'A Third Way' }))).toContain('That is its key already');
});

test('only moderators can settle, whatever id is sent', async () => {
  const { bot, ada, id } = await answered('single');
  const before = await everyRow(bot);
  for (const action of ['reports', 'errata', 'report', 'correct', 'all-right', 'retire', 'keep', 'apply'])
    expect
      .soft(wordsOf(await ada.forges(`insights:${action}:${id}`)), action)
      .toContain('That is for moderators');
  expect(await everyRow(bot)).toBe(before);
});
