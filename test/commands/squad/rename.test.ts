import { expect, test } from 'vitest';
import { wordsOf } from '../../support/shown.ts';
import { squadStage } from './stage.ts';

test('a squad gets another name, but not one that another has', async () => {
  const { admin, bot } = await squadStage(1);
  for (const name of ['Herons', 'Owls']) await admin.runs('squad create', { cohort: 'Autumn', name });
  const rename = async (squad: string, name: string) =>
    wordsOf(await admin.runs('squad rename', { squad, name }));
  expect(await rename('Herons', 'OWLS')).toContain('has a squad called');
  expect(await rename('Herons', 'Larks')).toBe('**Herons** is called **Larks** now.');
  expect(await rename('Herons', 'Wrens')).toContain('I don’t know a squad called');
  expect(await bot.sql`select name from squads order by 1`).toEqual([{ name: 'Larks' }, { name: 'Owls' }]);
});
