import { expect, test } from 'vitest';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { postLesson } from '../../support/posted.ts';
import { labelsOf, wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('the squads are listed with who is in them, as they want to be seen, and where there is room', async () => {
  const { bot, admin, members, ada } = await squadStage(3);
  expect(wordsOf(await ada.runs('squad list'))).toMatch(/^There are no squads here yet\. Moderators/);
  for (const name of ['Owls', 'Herons']) await admin.runs('squad create', { cohort: 'Autumn', name });
  for (const one of members) await one.runs('squad join', { squad: 'Herons' });
  const [, lee] = members;
  const key = { guildId: bot.guildId, memberId: lee?.id ?? '' };
  await setMemberSettings(bot.db, key, { shownAs: 'hidden' }, bot.now());
  const list = await ada.runs('squad list');
  expect(wordsOf(list)).toMatch(
    /\*\*Herons\*\* \(3 members, room for 3 more\): \w+ \w+ \(you\), \w+ \w+, 1 hidden\n\*\*Owls\*\* \(0 members, room for 6 more\): nobody yet/,
  );
  const [cohort] = await bot.sql<{ id: string }[]>`select id from cohorts`;
  await postLesson(bot, cohort?.id ?? '', 'db/acid');
  await ada.forges('lesson:done:db/acid');
  const points = wordsOf(await ada.presses(list, 'Their points'));
  expect(points).toContain('1\\. Herons (yours): 1.3 points');
  expect(points).toContain('Missing places count as 0 until you are four.');
  for (let n = 0; n < 10; n += 1) await admin.runs('squad create', { cohort: 'Autumn', name: `Squad ${n}` });
  const paged = await ada.presses(await ada.runs('squad list'), 'Next');
  expect(wordsOf(paged)).toContain('page 2 of 2');
});

test('a moderator who is in no cohort sees the squads of one that they name, as members see them', async () => {
  const { bot, admin, members, ada } = await squadStage(4);
  expect(wordsOf(await admin.runs('squad list'))).toContain('As a moderator you may name one');
  const shown = await admin.runs('squad deal', { cohort: 'Autumn' });
  expect(wordsOf(await admin.presses(shown, 'Apply'))).toContain('with the cohort **Autumn** shows them all');
  const [, lee] = members;
  const key = { guildId: bot.guildId, memberId: lee?.id ?? '' };
  await setMemberSettings(bot.db, key, { shownAs: 'hidden' }, bot.now());
  expect(await admin.types('squad list', 'cohort', 'aut')).toMatchObject([{ label: 'Autumn' }]);
  const list = await admin.runs('squad list', { cohort: 'autumn' });
  expect(wordsOf(list)).toMatch(/\(4 members, room for 2 more\): \w+ \w+, \w+ \w+, \w+ \w+, 1 hidden$/);
  for (const one of members) expect(wordsOf(list)).not.toContain(one.id);
  // Neither their board nor a way into them is for who is in no cohort.
  expect(labelsOf(list)).toEqual([]);
  for (let n = 0; n < 10; n += 1) await admin.runs('squad create', { cohort: 'Autumn', name: `Squad ${n}` });
  const first = await admin.runs('squad list', { cohort: 'Autumn' });
  expect(wordsOf(await admin.presses(first, 'Next'))).toContain('page 2 of 2');

  // Members see those of their own cohorts only, and outsiders none.
  await bot.startCohort('Winter');
  expect(wordsOf(await ada.runs('squad list', { cohort: 'Winter' }))).toContain(
    'not in a cohort of that name',
  );
  expect(await ada.types('squad list', 'cohort', '')).toMatchObject([{ label: 'Autumn' }]);
  const outsider = bot.member('outsider');
  for (const reply of [
    await outsider.runs('squad list', { cohort: 'Autumn' }),
    await outsider.forges('squad/list:page:1'),
  ])
    expect(wordsOf(reply)).toContain('You are not in a cohort here yet');
});
