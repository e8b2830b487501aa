import { expect, test } from 'vitest';
import type { Reply } from '../../../src/cards/reply.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../../support/bot.ts';
import { withWords } from '../../support/look-up-curriculum.ts';
import { findButton, labelsOf, optionLabels, partsOf, payloadOf, wordsOf } from '../../support/shown.ts';
import { allPages, expectWhole } from '../../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';
const link = 'https://example.com/ada/ledger';

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  return { bot, ada, mira: bot.admin() };
}

const open = async (moderator: TestMember, label = '1. A ledger') =>
  moderator.chooses(await moderator.runs('project grade'), label);

/** Chooses the same mark for each part of the rubric, as the lists stand there. */
async function markAll(moderator: TestMember, desk: Reply, mark: number): Promise<Reply> {
  let card = desk;
  const lists = partsOf(payloadOf(desk).components).filter(part => part.type === 3);
  for (const { custom_id: id } of lists) card = await moderator.forges(String(id), [String(mark)]);
  return card;
}

const verdicts = { passed: 'It passes', returned: 'It goes back, with words on what to do' };
async function say(moderator: TestMember, desk: Reply, verdict: keyof typeof verdicts, feedback = '') {
  const form = await moderator.presses(desk, 'Words and verdict');
  return moderator.submits(form, { feedback }, { verdict: [verdicts[verdict]] });
}

const pointsOf = async (bot: TestBot) =>
  (await bot.sql<{ points: number }[]>`select points from scores`).map(({ points }) => points);

test('a moderator marks, says something, looks at all of it and applies; its author is told, with points', async () => {
  const { bot, ada, mira } = await start();
  expect(wordsOf(await mira.runs('project grade'))).toContain('No work waits');
  await ada.runs('project submit', { project: 'ledger', link, note: 'Look at @everyone' });
  const queue = await mira.runs('project grade');
  expectWhole(queue, 'queue');
  expect(wordsOf(queue)).toContain(`1\\. **A ledger** by <@${ada.id}>, handed in <t:`);
  const desk = await open(mira);
  expectWhole(desk, 'desk');
  expect(wordsOf(desk)).toContain('2 marks are still to choose');
  expect(wordsOf(desk)).toContain('Look at @\u2060everyone');
  expect(partsOf(payloadOf(desk).components).find(part => part.url === link)).toBeDefined();
  const [first] = partsOf(payloadOf(desk).components).filter(part => part.type === 3);
  expect(optionLabels(desk, String(first?.custom_id))).toEqual([
    '0: Nothing yet',
    '1: It works once',
    '2: It works',
    '3: It works, and a test shows it',
  ]);
  expect(wordsOf(await mira.forges(findButton(desk, 'Words and verdict')))).toContain(
    'A mark is still missing',
  );
  const marked = await markAll(mira, desk, 2);
  expect(wordsOf(marked)).toContain('All marks are chosen');
  const preview = await say(mira, marked, 'passed', 'Well *done*.\nNow measure it.');
  expectWhole(preview, 'preview');
  expect(wordsOf(preview)).toContain('**It passes**, worth 75 points');
  expect(wordsOf(preview)).toContain('They would get 75 points.');
  expect(wordsOf(preview)).toContain('- correctness: **2 of 3**');
  expect(wordsOf(preview)).toContain('Well \\*done\\*.\nNow measure it.');
  expect(await pointsOf(bot)).toEqual([]);
  const back = await mira.presses(preview, 'Change it');
  expect(wordsOf(back)).toContain('All marks are chosen');
  const done = await mira.presses(preview, 'Apply');
  expect(wordsOf(done)).toContain(`**A ledger** by <@${ada.id}> has passed. They get 75 points.`);
  expect(await pointsOf(bot)).toEqual([75]);
  expect(wordsOf(await mira.presses(preview, 'Apply'))).toContain('or is done already');
  expect(await pointsOf(bot)).toEqual([75]);

  const told = wordsOf(await ada.runs('progress'));
  expect(told).toContain(
    '**Your work on “A ledger” has passed.** +75 points. “Well \\*done\\*. Now measure it.”',
  );
  const own = await ada.presses(await ada.runs('project show', { project: 'ledger' }), 'Your work');
  expect(wordsOf(own)).toContain('It brought you 75 points.');
  expect(wordsOf(own)).toContain('**What the moderator says**\nWell \\*done\\*.\nNow measure it.');
  expect(wordsOf(own)).toContain('- clarity: **2 of 3**');
  expect(wordsOf(await mira.presses(done, 'Back to the list'))).toContain('No work waits');
});

test('work goes back with words only; then newer work passes and pays', async () => {
  const { bot, ada, mira } = await start();
  await ada.runs('project submit', { project: 'ledger', link });
  const desk = await markAll(mira, await open(mira), 1);
  expect(wordsOf(await say(mira, desk, 'returned'))).toContain('Say what is to be done');
  await mira.presses(await say(mira, desk, 'returned', 'Bind the values.'), 'Apply');
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'came back**, so that you can go on with it. “Bind the values.”',
  );
  const own = wordsOf(await ada.presses(await ada.runs('project show', { project: 'ledger' }), 'Your work'));
  expect(own).toContain('hand it in again with `/project submit`');
  expect(await bot.sql`select 1 from points`).toEqual([]);
  await ada.runs('project submit', { project: 'ledger', link });
  await mira.presses(await say(mira, await markAll(mira, await open(mira), 3), 'passed'), 'Apply');
  expect(await pointsOf(bot)).toEqual([100]);
  // A second pass is a pass, and pays nothing.
  expect(wordsOf(await ada.runs('project submit', { project: 'ledger', link }))).toContain(
    'passed this project already',
  );
  const again = await mira.presses(
    await say(mira, await markAll(mira, await open(mira), 3), 'passed'),
    'Apply',
  );
  expect(wordsOf(again)).toContain('Their points stay as they are.');
  expect(await pointsOf(bot)).toEqual([100]);
});

test('of two moderators the first counts, and the second is told; so it is when its author hands in newer work', async () => {
  const { bot, ada, mira } = await start();
  const noor = bot.member('noor', { admin: true });
  await ada.runs('project submit', { project: 'ledger', link });
  const previews = [
    await say(mira, await markAll(mira, await open(mira), 3), 'passed'),
    await say(noor, await markAll(noor, await open(noor), 1), 'passed'),
  ] as const;
  await mira.presses(previews[0], 'Apply');
  expect(wordsOf(await noor.presses(previews[1], 'Apply'))).toContain('Somebody was quicker');
  expect(await pointsOf(bot)).toEqual([100]);

  await ada.runs('project submit', { project: 'library', link });
  const preview = await say(mira, await markAll(mira, await open(mira, '1. A library'), 3), 'passed');
  await ada.runs('project submit', { project: 'library', link: `${link}/2` });
  expect(wordsOf(await mira.presses(preview, 'Apply'))).toContain('its author has handed in newer work');
  expect(await pointsOf(bot)).toEqual([100]);
});

test('work can be graded anew: it begins with what was said, and the difference is added or taken', async () => {
  const { bot, ada, mira } = await start();
  await ada.runs('project submit', { project: 'ledger', link });
  await mira.presses(await say(mira, await markAll(mira, await open(mira), 3), 'passed', 'Fine.'), 'Apply');
  await ada.runs('progress');
  const lately = await mira.presses(await mira.runs('project grade'), 'Graded lately');
  expectWhole(lately, 'graded');
  const desk = await mira.chooses(lately, '1. A ledger');
  expect(wordsOf(desk)).toContain('It was graded before: it passed, with 100 points.');
  expect(wordsOf(await mira.presses(desk, 'Words and verdict'))).toContain('Fine.');
  const same = await say(mira, await markAll(mira, desk, 3), 'passed', 'Still fine.');
  expect(wordsOf(same)).toContain('Their points stay as they are.');
  const preview = await say(mira, await markAll(mira, desk, 1), 'passed', 'I was wrong.');
  expect(wordsOf(preview)).toContain('50 points would be taken back.');
  expect(await pointsOf(bot)).toEqual([100]);
  const done = await mira.presses(preview, 'Apply');
  expect(wordsOf(done)).toContain('50 points are taken back.');
  expect(await pointsOf(bot)).toEqual([50]);
  expect(wordsOf(await ada.runs('progress'))).toContain(
    'has passed.** It was graded anew. 50 points less. “I was wrong.”',
  );
});

test('nobody grades their own work, and only moderators of this server grade any', async () => {
  const { bot, ada, mira } = await start();
  await mira.runs('project submit', { project: 'ledger', link });
  expect(wordsOf(await open(mira))).toContain('That is your own work');
  const noor = bot.member('noor', { admin: true });
  const preview = await say(noor, await markAll(noor, await open(noor), 2), 'passed');
  const before = await everyRow(bot);
  expect(wordsOf(await ada.runs('project grade'))).toContain('for moderators');
  expect(wordsOf(await ada.presses(preview, 'Apply'))).toContain('for moderators');
  // A draft belongs to whoever began it.
  expect(wordsOf(await mira.presses(preview, 'Apply'))).toContain('or is done already');
  const elsewhere = bot.member('zoe', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.runs('project grade'))).toContain('No work waits');
  const [row] = await bot.sql<{ id: string }[]>`select id from submissions`;
  expect(wordsOf(await elsewhere.forges('project/grade:open:', [row?.id ?? '']))).toContain('no longer here');
  expect(await everyRow(bot)).toBe(before);
  for (const id of ['mark:x.0', 'mark:', 'words:x', 'back:', 'apply:x', 'open:', 'page:9.nothing', 'list:'])
    expect.soft(wordsOf(await mira.forges(`project/grade:${id}`, ['9'])), id).not.toContain('on our side');
});

test('marks that nobody offered are refused, and a draft is forgotten after half an hour', async () => {
  const { bot, ada, mira } = await start();
  await ada.runs('project submit', { project: 'ledger', link });
  const desk = await open(mira);
  const [list] = partsOf(payloadOf(desk).components).filter(part => part.type === 3);
  for (const mark of ['4', '-1', 'x', '', '1.5'])
    expect
      .soft(wordsOf(await mira.forges(String(list?.custom_id), [mark])), mark)
      .toContain('A mark is still missing');
  bot.moveTo('2026-11-20T12:31:00Z');
  expect(wordsOf(await mira.forges(String(list?.custom_id), ['1']))).toContain('more than half an hour');
});

test('a long queue has pages, the longest project fits onto the desk, and one that is gone can still be settled', async () => {
  const { bot, mira } = await start();
  const projects = [...bot.curriculum.projects.keys()];
  for (const [i, name] of ['a', 'b'].entries()) {
    for (const project of projects.slice(0, 10))
      await bot.member(`${name}${i}`).runs('project submit', { project, link });
  }
  bot.moveTo('2026-11-20T12:01:00Z');
  await bot.member('a').runs('project submit', {
    ...{ project: 'longest', link: `https://example.com/${'_'.repeat(470)}` },
    note: '*[x](y)'.repeat(80).slice(0, 500),
  });
  const pages = await allPages(mira, await mira.runs('project grade'), 'queue');
  expect(pages.length).toBe(3);
  const last = pages.at(-1);
  const title = bot.curriculum.projects.get('longest')?.title ?? '';
  const label =
    last &&
    wordsOf(last)
      .split('\n')
      .find(line => line.startsWith('21. ') && line.includes(title.slice(0, 40)));
  const desk = await mira.chooses(last as Reply, label ?? '');
  expectWhole(desk, 'desk');
  const preview = await say(mira, await markAll(mira, desk, 3), 'passed', '*_~|'.repeat(250));
  expectWhole(preview, 'preview');
  await mira.presses(preview, 'Apply');
  const own = await bot
    .member('a')
    .presses(await bot.member('a').runs('project show', { project: 'longest' }), 'Your work');
  expectWhole(own, 'own work');
  await bot.sql`update submissions set project_id = 'gone', submitted_at = submitted_at - interval '1 day' where state = 'waiting' and project_id = ${projects[0] ?? ''}`;
  const gone = await mira.chooses(await mira.runs('project grade'), '1. gone');
  expect(labelsOf(gone)).toContain('Words and verdict');
  expect(wordsOf(await mira.presses(await say(mira, gone, 'passed'), 'Apply'))).toContain(
    'They get 25 points.',
  );
});
