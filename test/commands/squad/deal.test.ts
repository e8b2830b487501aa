import { expect, test } from 'vitest';
import { everyRow } from '../../support/bot.ts';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

const sizes = (bot: Awaited<ReturnType<typeof squadStage>>['bot']) =>
  bot.sql`select count(*)::int as n from squad_members group by squad_id order by 1 desc`;

test('everybody without a squad is dealt evenly, as it was shown, once', async () => {
  const { admin, bot, members } = await squadStage(9);
  const shown = await admin.runs('squad deal', { cohort: 'Autumn' });
  expect(wordsOf(shown)).toContain('## 9 people without a squad');
  expect(await bot.sql`select 1 from squads`).toEqual([]);
  const drafts = await bot.sql<{ data: unknown }[]>`select data from drafts`;
  for (const one of members) expect(JSON.stringify(drafts)).not.toContain(one.id);
  expect(wordsOf(await admin.presses(shown, 'Apply'))).toContain('Dealt: 9 people have a squad now.');
  expect(await sizes(bot)).toEqual([{ n: 5 }, { n: 4 }]);
  for (const {
    member_id,
    name,
  } of await bot.sql`select member_id, name from squad_members join squads on id = squad_id`)
    expect(wordsOf(shown)).toMatch(new RegExp(`New: \\*\\*${name}\\*\\* .*<@${member_id}>`));
  for (const one of members) {
    const told = wordsOf(await one.runs('today'));
    expect(told).toMatch(/\*\*You are in the squad .*\*\* of Autumn: your points count for it as well\./);
    expect(wordsOf(await one.runs('today'))).not.toContain('You are in the squad');
  }
  const rows = await everyRow(bot);
  expect(wordsOf(await admin.presses(shown, 'Apply'))).toContain('used already or has expired');
  expect(await everyRow(bot)).toBe(rows);
  expect(wordsOf(await admin.runs('squad deal', { cohort: 'Autumn' }))).toContain('nobody to deal');
});

test('when somebody joins in the meantime the new deal is shown first', async () => {
  const { admin, bot, ada } = await squadStage(6);
  await admin.runs('squad create', { cohort: 'Autumn', name: 'Herons' });
  const shown = await admin.runs('squad deal', { cohort: 'Autumn' });
  await ada.runs('squad join', { squad: 'Herons' });
  const stale = await admin.presses(shown, 'Apply');
  expect(wordsOf(stale)).toContain('nothing was changed yet');
  expect(wordsOf(await admin.presses(stale, 'Apply'))).toContain('Dealt: 5 people');
  expect(await sizes(bot)).toEqual([{ n: 6 }]);
});

test('too few for a squad fill one that is there, or are told so; and a deal can be drawn again or left', async () => {
  const { admin, bot, ada } = await squadStage(3);
  expect(wordsOf(await admin.runs('squad deal', { cohort: 'Autumn' }))).toContain(
    'Only 3 people are without a squad',
  );
  await admin.runs('squad create', { cohort: 'Autumn', name: 'Herons' });
  // Three alone in an empty squad would be too few.
  expect(wordsOf(await admin.runs('squad deal', { cohort: 'Autumn' }))).toContain('Only 3 people are');
  await ada.runs('squad join', { squad: 'Herons' });
  const shown = await admin.runs('squad deal', { cohort: 'Autumn' });
  expect(wordsOf(shown)).toContain('**Herons** gets (2):');
  const again = await admin.presses(shown, 'Deal again');
  expect(wordsOf(await admin.presses(shown, 'Cancel'))).toContain('nothing was changed');
  await admin.presses(again, 'Apply');
  expect(await sizes(bot)).toEqual([{ n: 3 }]);
});

test('a cohort in which nobody studies has nobody to deal, which isn’t that all are in a squad', async () => {
  const { admin, bot } = await squadStage(2);
  await bot.sql`update memberships set mode = 'audit'`;
  const words = wordsOf(await admin.runs('squad deal', { cohort: 'Autumn' }));
  expect(words).toContain('Nobody studies in **Autumn** yet');
  expect(words).not.toContain('Everybody');
});
