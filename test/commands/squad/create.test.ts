import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('a moderator makes a squad; a name is had once, and must be readable', async () => {
  const { admin, ada } = await squadStage(1);
  const make = (name: string) => admin.runs('squad create', { cohort: 'Autumn', name });
  expect(wordsOf(await make('Herons @everyone'))).toContain('**Herons @\u2060everyone** is there');
  expect(wordsOf(await make('herons @everyone'))).toContain('has a squad called');
  expect(wordsOf(await make(' \u2800 '))).toContain('a name that people can read');
  expect(wordsOf(await ada.runs('squad create', { cohort: 'Autumn', name: 'Owls' }))).toContain(
    'That is for moderators',
  );
});
