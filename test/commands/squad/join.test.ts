import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('members join one squad, until six are in it', async () => {
  const { admin, members, ada } = await squadStage(7);
  expect(wordsOf(await ada.runs('squad join', { squad: 'Herons' }))).toContain(
    'There are no squads here yet',
  );
  await admin.runs('squad create', { cohort: 'Autumn', name: 'Herons' });
  expect(await ada.types('squad join', 'squad', 'her')).toMatchObject([{ label: 'Herons' }]);
  expect(wordsOf(await ada.runs('squad join', { squad: 'Heron' }))).toContain('Did you mean **Herons**?');
  const said = [];
  for (const one of members) said.push(wordsOf(await one.runs('squad join', { squad: 'herons' })));
  expect(said.slice(0, 6).every(words => words.includes('Welcome to **Herons**'))).toBe(true);
  expect(said[6]).toContain('has six members');
  expect(wordsOf(await ada.runs('squad join', { squad: 'herons' }))).toContain(
    'You are in a squad of this cohort already',
  );
});
