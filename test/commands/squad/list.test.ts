import { expect, test } from 'vitest';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { postLesson } from '../../support/posted.ts';
import { wordsOf } from '../../support/shown.ts';
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
