import { expect, test } from 'vitest';
import { claimAliases } from '../../src/store/aliases.ts';
import { borrowDatabase } from '../support/bot.ts';

const season = { guildId: 'g', cohortId: 'c', season: '2026-11' };
const ids = Array.from({ length: 30 }, (_, n) => `m${n}`);

test('everybody has an alias of their own for the season, the same on every board, and another in the next', async () => {
  const { db } = await borrowDatabase();
  const drawn = await claimAliases(db, season, ids);
  expect(new Set(drawn.values()).size).toBe(30);
  expect(await claimAliases(db, season, ids)).toEqual(drawn);
  const next = await claimAliases(db, { ...season, season: '2026-12' }, ids);
  expect([...next.entries()]).not.toEqual([...drawn.entries()]);
});

test('boards made at once draw once, and a lot that somebody has is drawn again', async () => {
  const { db, sql } = await borrowDatabase();
  const boards = await Promise.all(Array.from({ length: 8 }, () => claimAliases(db, season, ids)));
  for (const one of boards) expect([...one].sort()).toEqual([...(boards[0] ?? [])].sort());
  expect(await sql`select 1 from aliases`).toHaveLength(30);
  await claimAliases(db, { ...season, cohortId: 'd' }, ['x'], () => 'Quiet Heron');
  const both = await claimAliases(db, { ...season, cohortId: 'd' }, ['x', 'y'], attempt =>
    attempt < 3 ? 'Quiet Heron' : 'Kind Otter',
  );
  expect(both).toEqual(
    new Map([
      ['x', 'Quiet Heron'],
      ['y', 'Kind Otter'],
    ]),
  );
});

test('where every alias is taken that is said, and nobody waits for ever', async () => {
  const { db } = await borrowDatabase();
  await expect(claimAliases(db, season, ['x', 'y'], () => 'Quiet Heron')).rejects.toThrow('no alias is free');
});
