import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import { weekBounds } from '../../src/core/week.ts';
import { listScoresWithin } from '../../src/store/board.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { addPoints, listScores } from '../../src/store/points.ts';
import { borrowDatabase } from '../support/bot.ts';

const monday = asStudyDay('2026-11-16');
const from = weekBounds(monday, 'Europe/Berlin').from.getTime();
const fact = fc.record({
  member: fc.constantFrom('ada', 'lee', 'mia'),
  reason: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  points: fc.integer({ min: -3, max: 20 }),
  hours: fc.integer({ min: -30, max: 200 }),
});
let guilds = 0;

test('the board is the sum of the ledger, in whatever order it was earned, and a week’s board that of its week', async () => {
  const { db } = await borrowDatabase();
  await fc.assert(
    fc.asyncProperty(
      fc
        .uniqueArray(fact, { maxLength: 12, selector: ({ member, reason }) => `${member} ${reason}` })
        .chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      async ([ordered, shuffled]) => {
        const boards = [];
        for (const facts of [ordered, shuffled]) {
          guilds += 1;
          const guildId = `g${guilds}`;
          const key = { guildId, cohortId: 'c' };
          for (const memberId of ['ada', 'lee', 'mia'])
            await addMembership(db, { ...key, memberId }, new Date(from));
          for (const { member, reason, points, hours } of facts)
            await addPoints(
              db,
              { ...key, memberId: member, reason, points },
              new Date(from + hours * 3_600_000),
            );
          const within = await listScoresWithin(db, key, weekBounds(monday, 'Europe/Berlin'));
          const sums = (rows: readonly { memberId: string; points: number }[]) =>
            rows.map(row => `${row.memberId} ${row.points}`).sort();
          boards.push([sums(await listScores(db, guildId, 'c')), sums(within)]);
        }
        const sum = (inWeek: boolean) =>
          ['ada', 'lee', 'mia'].map(
            id =>
              `${id} ${ordered
                .filter(one => one.member === id && (!inWeek || (one.hours >= 0 && one.hours < 168)))
                .reduce((all, one) => all + one.points, 0)}`,
          );
        expect(boards).toEqual([
          [sum(false), sum(true)],
          [sum(false), sum(true)],
        ]);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
