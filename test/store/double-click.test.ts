import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

const database = await createTestDatabase();
afterAll(() => database.drop());

test('4,000 answers, each clicked twice in each of two processes at once, are scored once each', async () => {
  const [members, questions] = [400, 10];
  const children = ['one', 'two'].map(name =>
    fork(
      fileURLToPath(new URL('double-click-child.ts', import.meta.url)),
      [database.url, name, String(members), String(questions)],
      {
        execArgv: ['--import', 'tsx'],
      },
    ),
  );
  await Promise.all(children.map(child => once(child, 'message')));
  const scored = await Promise.all(
    children.map(async child => {
      child.send('go');
      const [points] = await once(child, 'message');
      return Number(points);
    }),
  );
  const { sql } = database;
  const [answers] =
    await sql`select count(*)::int as n, count(distinct chosen[1])::int as processes from answers`;
  // Both had a share in it, or it was no race.
  expect(answers).toEqual({ n: 4_000, processes: 2 });
  expect(scored.reduce((sum, points) => sum + points, 0)).toBe(40_000);
  const [points] = await sql`select count(*)::int as n, sum(points)::int as sum from points`;
  expect(points).toEqual({ n: 4_000, sum: 40_000 });
  const [scores] =
    await sql`select count(*)::int as n, sum(points)::int as sum, min(points) as least, max(points) as most from scores`;
  expect(scores).toEqual({ n: 400, sum: 40_000, least: 100, most: 100 });
}, 120_000);
