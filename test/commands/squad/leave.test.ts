import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('who leaves a squad keeps their points and may join another', async () => {
  const { admin, ada } = await squadStage(1);
  expect(wordsOf(await ada.runs('squad leave'))).toContain('You are in no squad');
  await admin.runs('squad create', { cohort: 'Autumn', name: 'Herons' });
  await ada.runs('squad join', { squad: 'Herons' });
  expect(wordsOf(await ada.runs('squad leave', { cohort: 'Winter' }))).toContain(
    'not in a cohort of that name',
  );
  expect(wordsOf(await ada.runs('squad leave', { cohort: 'autumn' }))).toContain('You have left **Herons**');
  expect(wordsOf(await ada.runs('squad join', { squad: 'Herons' }))).toContain('Welcome');
});
