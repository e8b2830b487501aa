import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { addPoints, listScores, rebuildScores, sumPoints } from '../../src/store/points.ts';
import { borrowDatabase } from '../support/bot.ts';

const now = new Date('2026-11-20T09:00:00Z');
const guildId = 'guild';

const earned = fc.record({
  memberId: fc.constantFrom('ada', 'lee', 'zoe'),
  reason: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  cohortId: fc.constantFrom('autumn', 'winter', null),
  points: fc.integer({ min: -10, max: 10 }),
  minute: fc.integer({ min: 0, max: 59 }),
});

test('whatever is earned in whatever order, the sums kept are those that the ledger gives', async () => {
  const { db, sql } = await borrowDatabase();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(earned, { maxLength: 30 }), async events => {
      run += 1;
      const guild = `${guildId} ${run}`;
      // A few at a time, as members do.
      for (let at = 0; at < events.length; at += 4) {
        const few = events.slice(at, at + 4);
        await Promise.all(
          few.map(({ minute, ...one }) =>
            addPoints(db, { ...one, guildId: guild }, new Date(now.getTime() + minute * 60_000)),
          ),
        );
      }
      const kept = await sql`select * from scores where guild_id = ${guild} order by cohort_id, member_id`;
      await rebuildScores(db, guild);
      const made = await sql`select * from scores where guild_id = ${guild} order by cohort_id, member_id`;
      expect(kept).toEqual(made);
      const ledger = await sql<{ member: string; sum: number }[]>`
        select member_id as member, sum(points)::int as sum from points where guild_id = ${guild} group by 1`;
      for (const { member, sum } of ledger) expect(await sumPoints(db, guild, member)).toBe(sum);
    }),
    { numRuns: 40 },
  );
});

test('a rebuild leaves the sums of other servers alone', async () => {
  const { db, sql } = await borrowDatabase();
  for (const guild of ['one', 'two']) {
    await addPoints(db, { guildId: guild, memberId: 'ada', reason: 'a', cohortId: 'autumn', points: 5 }, now);
  }
  await sql`update scores set points = 99`;
  await rebuildScores(db, 'one');
  expect(await sql`select guild_id, points from scores order by 1`).toEqual([
    { guild_id: 'one', points: 5 },
    { guild_id: 'two', points: 99 },
  ]);
});

test('a board lists who studies now, best first, also those without points, and nobody who left', async () => {
  const { db } = await borrowDatabase();
  const key = (memberId: string) => ({ guildId, cohortId: 'autumn', memberId });
  for (const member of ['ada', 'lee', 'zoe', 'kim']) await addMembership(db, key(member), now);
  await addPoints(db, { ...key('lee'), reason: 'a', points: 5 }, now);
  await addPoints(db, { ...key('kim'), reason: 'a', points: 9 }, now);
  await addPoints(db, { ...key('ada'), cohortId: 'winter', reason: 'a', points: 50 }, now);
  await setMembershipLeft(db, key('kim'), now);
  expect(await listScores(db, guildId, 'autumn')).toEqual([
    { memberId: 'lee', points: 5, hasEarned: true, reachedAt: now },
    { memberId: 'ada', points: 0, hasEarned: false, reachedAt: now },
    { memberId: 'zoe', points: 0, hasEarned: false, reachedAt: now },
  ]);
});
