import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { withWords } from '../../support/look-up-curriculum.ts';
import { labelsOf, partsOf, payloadOf, wordsOf } from '../../support/shown.ts';
import { expectWhole } from '../../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';
const link = 'https://example.com/ada/ledger';

async function start() {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withWords(curriculum) });
  return { bot, ada: bot.member('ada') };
}

test('work is handed in as a link, which is shown as text and as a button, and stands in the list and in the project', async () => {
  const { bot, ada } = await start();
  const card = await ada.runs('project submit', {
    project: 'a LEDGER',
    link,
    note: 'No **tests** yet @here',
  });
  expect(card).toMatchObject({ private: true });
  expectWhole(card, 'handed in');
  expect(wordsOf(card)).toContain('Handed in. A moderator looks at it');
  expect(wordsOf(card)).toContain('No \\*\\*tests\\*\\* yet @\u2060here');
  expect(wordsOf(card)).toContain('**Link:** https\u2060\\://example.com/ada/ledger');
  const open = partsOf(payloadOf(card).components).find(part => part.url === link);
  expect(open).toMatchObject({ label: 'Open it on example.com' });
  expect(wordsOf(await ada.runs('project list'))).toContain('your work waits for a moderator');
  const shown = await ada.runs('project show', { project: 'ledger' });
  expect(wordsOf(shown)).toContain('**Your work:** waits for a moderator, handed in <t:');
  const own = await ada.presses(shown, 'Your work');
  expectWhole(own, 'own work');
  expect(wordsOf(own)).toContain('puts newer work in its place');
  expect(labelsOf(await ada.presses(own, 'To the project'))).toContain('Your work');
  // Nobody else sees it there.
  expect(wordsOf(await bot.member('lee').runs('project list'))).not.toContain('your work');
  expect(labelsOf(await bot.member('lee').runs('project show', { project: 'ledger' }))).not.toContain(
    'Your work',
  );
  expect(wordsOf(await bot.member('lee').forges('project/show:work:ledger'))).toContain(
    'nothing for that project',
  );
});

test('newer work takes the place of what still waits, and says so; another project has its own', async () => {
  const { bot, ada } = await start();
  const hand = (project: string, address = link) => ada.runs('project submit', { project, link: address });
  await hand('ledger');
  bot.moveTo('2026-11-20T13:00:00Z');
  expect(wordsOf(await hand('ledger', `${link}/2`))).toContain(
    'takes the place of the work that was still waiting',
  );
  expect(wordsOf(await hand('library'))).toContain('A moderator looks at it');
  const rows =
    await bot.sql`select project_id, state, link from submissions order by submitted_at, project_id`;
  expect(rows.map(row => [row.project_id, row.state])).toEqual([
    ['ledger', 'replaced'],
    ['ledger', 'waiting'],
    ['library', 'waiting'],
  ]);
});

test('it is kept with the cohort whose pathway has the project, else the newest; who studies alone has none', async () => {
  const { bot, ada } = await start();
  await ada.runs('project submit', { project: 'ledger', link });
  const cohort = await bot.startCohort('Autumn');
  await ada.runs('join');
  await ada.runs('project submit', { project: 'library', link });
  expect(await bot.sql`select project_id, cohort_id from submissions order by 1`).toEqual([
    { project_id: 'ledger', cohort_id: null },
    { project_id: 'library', cohort_id: cohort },
  ]);
});

test('an address that isn’t one, an unknown project and a server that isn’t one keep nothing', async () => {
  const { bot, ada } = await start();
  const before = await everyRow(bot);
  const words = async (options: { readonly project?: string; readonly link: string }) =>
    wordsOf(await ada.runs('project submit', { project: 'ledger', ...options }));
  expect(await words({ link: 'http://example.com' })).toContain('must begin with');
  expect(await words({ link: '@everyone' })).toContain('a whole address');
  expect(await words({ link: 'https://a:b@example.com' })).toContain('holds a user name');
  expect(await words({ link: `${link}/${'a'.repeat(600)}` })).toContain('longer than 500');
  expect(await words({ project: '@everyone', link })).toContain('“@\u2060everyone”');
  const away = bot.member('ada', { place: 'dm' });
  expect(wordsOf(await away.runs('project submit', { project: 'ledger', link }))).toContain(
    'inside your server',
  );
  expect(await everyRow(bot)).toBe(before);
  expect((await ada.types('project submit', 'project', 'ledg')).map(({ value }) => value)).toContain(
    'ledger',
  );
});

test('the longest words that fit are shown whole', async () => {
  const { ada } = await start();
  const long = `https://example.com/${'_'.repeat(470)}`;
  const note = '*[x](y)'.repeat(80).slice(0, 500);
  expectWhole(await ada.runs('project submit', { project: 'longest', link: long, note }), 'handed in');
  const shown = await ada.runs('project show', { project: 'longest' });
  expectWhole(shown, 'project');
  expectWhole(await ada.presses(shown, 'Your work'), 'own work');
});
