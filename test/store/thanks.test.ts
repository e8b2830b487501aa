import { beforeEach, expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import { removeMember } from '../../src/store/deletion.ts';
import { listNotes } from '../../src/store/errata.ts';
import { rebuildScores } from '../../src/store/points.ts';
import { addThanks } from '../../src/store/thanks.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T09:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await borrowDatabase();
});

const from = (
  actorId: string,
  id: string,
  more: { readonly week?: string; readonly memberId?: string } = {},
) => ({
  ...{
    guildId: 'guild',
    id,
    cohortId: 'autumn',
    cohortName: 'Autumn',
    memberId: more.memberId ?? 'lee',
    actorId,
  },
  ...{ week: asStudyDay(more.week ?? '2026-11-16'), note: 'joins' },
});

test('a pair has its thanks once a week, however often somebody presses', async () => {
  const { db, sql } = database;
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, i) => addThanks(db, from('ada', `t${i}`), now)),
  );
  expect(all.filter(Boolean)).toHaveLength(1);
  expect(await sql`select points from points`).toEqual([{ points: 3 }]);
  expect(await sql`select 1 from notes`).toHaveLength(1);
  expect(await addThanks(db, from('ada', 'next', { week: '2026-11-23' }), now)).toBe(true);
  expect(await addThanks(db, from('lee', 'back', { memberId: 'ada' }), now)).toBe(true);
});

test('of twelve who thank at once each is heard, three are paid, and the sum is nine', async () => {
  const { db, sql } = database;
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, i) => addThanks(db, from(`member ${i}`, `t${i}`), now)),
  );
  expect(all).toEqual(Array(12).fill(true));
  expect(await sql`select 1 from thanks`).toHaveLength(12);
  expect(await sql`select reason, points from points order by 1`).toEqual(
    [1, 2, 3].map(n => ({ reason: `thanks:2026-11-16:${n}`, points: 3 })),
  );
  const kept = await sql`select member_id, points from scores`;
  expect(kept).toEqual([{ member_id: 'lee', points: 9 }]);
  await rebuildScores(db, 'guild');
  expect(await sql`select member_id, points from scores`).toEqual(kept);
  const told = await sql<
    { points: number }[]
  >`select (facts->>'points')::int as points from notes order by 1 desc`;
  expect(told.map(({ points }) => points)).toEqual([3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('who gave thanks is told by name, stands in no note, and is nobody once they are deleted', async () => {
  const { db, sql } = database;
  await addThanks(db, from('801', 't1'), now);
  const stored = await sql<{ facts: object }[]>`select facts from notes`;
  expect(stored).toEqual([{ facts: { cohort: 'Autumn', note: 'joins', points: 3 } }]);
  const facts = async () => (await listNotes(db, 'guild', 'lee')).map(note => note.facts);
  expect(await facts()).toEqual([{ cohort: 'Autumn', note: 'joins', points: 3, by: '801' }]);
  await removeMember(db, '801', 'guild');
  expect(await facts()).toEqual([{ cohort: 'Autumn', note: null, points: 3, by: 'a deleted member' }]);
  expect(await sql`select points from scores`).toEqual([{ points: 3 }]);
});
