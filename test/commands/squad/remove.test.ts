import { expect, test } from 'vitest';
import { postLesson } from '../../support/posted.ts';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('a squad is removed after a question, once; its members keep their points', async () => {
  const { admin, ada, bot, cohortId } = await squadStage(1);
  await postLesson(bot, cohortId, 'db/acid');
  await admin.runs('squad create', { cohort: 'Autumn', name: 'Herons' });
  await ada.runs('squad join', { squad: 'Herons' });
  await ada.forges('lesson:done:db/acid');
  const asked = await admin.runs('squad remove', { squad: 'Herons' });
  expect(wordsOf(asked)).toContain('Its 1 member will be in no squad');
  expect(wordsOf(await admin.presses(asked, 'Keep it'))).toContain('the squad stays');
  expect(wordsOf(await admin.presses(asked, 'Remove it'))).toContain('**Herons** is gone.');
  expect(wordsOf(await admin.presses(asked, 'Remove it'))).toContain('That squad is gone.');
  expect(await bot.sql`select 1 from squad_members`).toEqual([]);
  expect(await bot.sql`select points from scores`).toEqual([{ points: 5 }]);
});
