import { beforeEach, expect, test } from 'vitest';
import { rebuildScores } from '../../src/store/points.ts';
import {
  addSubmission,
  findSubmission,
  listOwnSubmissions,
  listSubmissions,
  type Submission,
  setSettled,
} from '../../src/store/submissions.ts';
import { borrowDatabase } from '../support/bot.ts';
import type { TestDatabase } from '../support/database.ts';

const now = new Date('2026-11-20T09:00:00Z');
let database: TestDatabase;
beforeEach(async () => {
  database = await borrowDatabase();
});

const work = (id: string, projectId = 'ledger') => ({
  ...{
    guildId: 'guild',
    id,
    memberId: 'ada',
    cohortId: 'autumn',
    projectId,
    link: 'https://a.example/',
    note: null,
  },
  submittedAt: now,
});
const passed = {
  verdict: 'passed',
  marks: { a: 2 },
  feedback: 'Good.',
  points: 75,
  actorId: 'mira',
} as const;
const returned = { ...passed, verdict: 'returned', points: 0 } as const;

async function seen(id: string): Promise<Submission> {
  const found = await findSubmission(database.db, 'guild', id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}
const settle = async (id: string, how: typeof passed | typeof returned) =>
  setSettled(database.db, await seen(id), how, now);
const ledger = async () => {
  const rows = await database.sql<{ points: number }[]>`select points from points`;
  const [kept] = await database.sql<{ points: number }[]>`select points from scores`;
  const sum = rows.reduce((all, { points }) => all + points, 0);
  expect(kept?.points ?? 0).toBe(sum);
  await rebuildScores(database.db, 'guild');
  const [rebuilt] = await database.sql<{ points: number }[]>`select points from scores`;
  expect(rebuilt?.points ?? 0).toBe(sum);
  return sum;
};

test('of twelve hand-ins at once one waits, and the others have been replaced', async () => {
  const { db, sql } = database;
  const all = await Promise.all(Array.from({ length: 12 }, (_, i) => addSubmission(db, work(`s${i}`))));
  expect(all.filter(({ replaced }) => !replaced)).toHaveLength(1);
  expect(await sql`select state, count(*)::int as n from submissions group by 1 order by 1`).toEqual([
    { state: 'replaced', n: 11 },
    { state: 'waiting', n: 1 },
  ]);
  expect(await addSubmission(db, work('other', 'library'))).toEqual({ replaced: false, passedBefore: false });
  expect(await listSubmissions(db, 'guild', 'waiting', 50)).toHaveLength(2);
  expect(await listSubmissions(db, 'elsewhere', 'waiting', 50)).toEqual([]);
});

test('of twelve moderators at once one grades: one payment, one word to the author, one line in the audit', async () => {
  const { db, sql } = database;
  await addSubmission(db, work('s'));
  const before = await seen('s');
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      setSettled(db, before, { ...(i % 2 ? passed : returned), actorId: `mod ${i}` }, now),
    ),
  );
  expect(all.filter(one => one !== undefined)).toHaveLength(1);
  expect(await sql`select 1 from notes`).toHaveLength(1);
  expect(await sql`select 1 from audit where action = 'project-graded'`).toHaveLength(1);
  expect(await ledger()).toBe((await seen('s')).state === 'passed' ? 75 : 0);
});

test('of twelve who grade anew at once, while the clock stands still, one counts', async () => {
  const { db } = database;
  await addSubmission(db, work('s'));
  await settle('s', passed);
  const before = await seen('s');
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, i) => setSettled(db, before, { ...passed, points: 25 + i }, now)),
  );
  expect(all.filter(one => one !== undefined)).toHaveLength(1);
  expect(await ledger()).toBe((await seen('s')).points);
});

test('grading anew adds or takes the difference; taken back and passed again it pays in full', async () => {
  const { db } = database;
  await addSubmission(db, work('s'));
  expect(await settle('s', passed)).toEqual({ points: 75, change: 75 });
  expect(await setSettled(db, await seen('s'), { ...passed, points: 90 }, now)).toEqual({
    points: 90,
    change: 15,
  });
  expect(await settle('s', returned)).toEqual({ points: 0, change: -90 });
  expect(await ledger()).toBe(0);
  expect(await settle('s', passed)).toEqual({ points: 75, change: 75 });
  expect(await ledger()).toBe(75);
});

test('newer work on a project that has paid pays nothing; when the older is taken back, it does', async () => {
  const { db } = database;
  await addSubmission(db, work('first'));
  await settle('first', passed);
  expect(await addSubmission(db, work('second'))).toEqual({ replaced: false, passedBefore: true });
  expect(await settle('second', passed)).toEqual({ points: 0, change: 0 });
  expect(await ledger()).toBe(75);
  await settle('first', returned);
  expect(await settle('second', passed)).toEqual({ points: 75, change: 75 });
  expect(await ledger()).toBe(75);
  // Another project is another matter, also one whose id begins alike.
  await addSubmission(db, work('third', 'ledger-two'));
  expect(await settle('third', passed)).toEqual({ points: 75, change: 75 });
});

test('work that its author has replaced meanwhile can’t be graded', async () => {
  const { db } = database;
  await addSubmission(db, work('old'));
  const before = await seen('old');
  await addSubmission(db, { ...work('new'), submittedAt: new Date('2026-11-20T10:00:00Z') });
  expect(await setSettled(db, before, passed, now)).toBeUndefined();
  expect(await ledger()).toBe(0);
  expect((await listOwnSubmissions(db, 'guild', 'ada')).get('ledger')).toMatchObject({
    id: 'new',
    state: 'waiting',
  });
  expect(await listSubmissions(db, 'guild', 'graded', 50)).toEqual([]);
});
