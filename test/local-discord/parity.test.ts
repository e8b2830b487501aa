import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withParity } from '../../local-discord/spec/parity.ts';

const readme = readFileSync(new URL('../../local-discord/README.md', import.meta.url), 'utf8');

test('the parity table in the README says what the code does (npm run parity writes it)', async () => {
  expect(await withParity(readme)).toBe(readme);
});

test('a README without a place for the table is refused', async () => {
  await expect(withParity('# Local Discord')).rejects.toThrow('lacks the lines');
});

test('the table counts what is there: a route, an event, every component, an error', async () => {
  const table = await withParity(readme.replace(/(<!-- parity[^>]*>)[\s\S]*(<!-- \/parity -->)/, '$1\n$2'));
  expect(table).toMatch(/\| `\/channels\/\{channel_id\}\/messages` \| GET POST \|/);
  expect(table).toMatch(/\| [^|]*\bINTERACTION_CREATE\b[^|]* \| [^|]*\bVOICE_STATE_UPDATE\b/);
  expect(table).toMatch(/\*\*Components\*\* \((\d+) of \1\)/);
  expect(table).toMatch(/\| [^|]*\b50035\b[^|]* \| /);
});
